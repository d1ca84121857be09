"""`laufmappe i18n preview`: every text of one language in place, refreshed as its file is saved.

Only on this machine, never part of a running site. Beside the site as it is there is one page,
/vorschau: each text with its German, how far it is, what is wrong with it, and a link to the first
page that shows it, scrolled to it. The pages are found by noting what is said while they are
rendered: start, all that is about the site, every place, and the questions and the way of every
acceptance case. A small script asks every second whether the file was saved meanwhile.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from flask import Flask, Response, redirect, render_template, request
from werkzeug.serving import run_simple
from werkzeug.wrappers import Response as Answer

from laufmappe.catalogs import files, findings, reviews
from laufmappe.catalogs.standing import texts
from laufmappe.catalogs.words import Words, compile_stale
from laufmappe.content.cases import cases
from laufmappe.domain import asking, token
from laufmappe.settings import Settings
from laufmappe.web import create_app
from laufmappe.web.book import Book
from laufmappe.web.locale import Language
from laufmappe.web.places import ABOUT

SCRIPT = """\
let known;
setInterval(async () => {
  const now = await (await fetch("/vorschau/stand")).text();
  if (known && now !== known) location.reload();
  known = now;
}, 1000);
"""
FRAMES = "default-src 'self'; style-src 'self' 'unsafe-inline'; object-src 'self'; frame-src 'self'"


@dataclass(frozen=True)
class Shown:
    """A page to look at: its address after the language, and the answers it needs as a token."""

    here: str
    answers: str = ""


@dataclass(frozen=True)
class Line:
    """One text in the list."""

    german: str
    text: str
    state: str
    notes: tuple[str, ...]
    problems: tuple[str, ...]
    link: str
    paper: str


class Preview:
    """The site in one language, with the texts of its catalog as they are on disk now."""

    def __init__(self, code: str, content: Path) -> None:
        self.app: Flask = create_app(Settings(content=content))
        self.book: Book = self.app.extensions["laufmappe"]
        self.locale = self.book.guide.locales[code]
        self.file = files.po_path(self.locale.folder)
        self.damage = ""
        self._read = 0.0
        self._add()
        self._places = dict(self._seen())  # not within a request: it would lend its answers

    def _add(self) -> None:
        self.app.before_request(self.refresh)
        for address, view in (("/vorschau", self.page), ("/vorschau/stand", self.stand),
                              ("/vorschau.js", self.script), ("/vorschau/papier", self.paper),
                              ("/vorschau/zeigen", self.show)):
            self.app.add_url_rule(address, address, view)
        self.app.after_request(self._live)

    def refresh(self) -> None:
        """Read the catalog anew if it was saved; what damages it is told on the page."""
        saved = self.file.stat().st_mtime
        if saved == self._read:
            return
        self._read = saved
        try:
            compile_stale([self.locale.folder])
        except files.CatalogError as error:
            self.damage = str(error)
            return
        self.damage = ""
        self.book.renew(Language(self.locale, Words(self.locale.folder, self.locale.fallbacks)))

    def stand(self) -> Response:
        """Return when the file was saved, for the script."""
        return Response(f"{self.file.stat().st_mtime}", content_type="text/plain")

    def script(self) -> Response:
        """Return the script that asks for it."""
        return Response(SCRIPT, content_type="text/javascript")

    def show(self) -> Answer:
        """Lead to a page with answers given."""
        answer = redirect(f"/{self.locale.code}/{request.args.get('seite', '')}", 303)
        answer.set_cookie("antworten", request.args.get("antworten", ""), samesite="Lax")
        return answer

    def paper(self) -> Response:
        """Return a page that holds the printed Mappe of a way, and loads it anew as well."""
        return self._framed(render_template(
            "preview/paper.html", code=self.locale.code, answers=request.args.get("antworten", "")))

    def page(self) -> Response:
        """Return the list of all texts."""
        wanted = request.args.get("stand", "")
        lines = [] if self.damage else list(self._lines())
        states = {state: sum(each.state == state for each in lines) for state in reviews.State}
        return self._framed(render_template(
            "preview/list.html", locale=self.locale, damage=self.damage, states=states,
            wanted=wanted, total=len(lines),
            lines=[each for each in lines if wanted in ("", each.state)]))

    def _framed(self, text: str) -> Response:
        response = Response(text, content_type="text/html; charset=utf-8")
        response.headers["Content-Security-Policy"] = FRAMES
        return response

    def _live(self, response: Response) -> Response:
        if response.mimetype == "application/pdf":
            response.headers["Content-Security-Policy"] = "frame-ancestors 'self'"
        if response.mimetype == "text/html" and not response.direct_passthrough:
            text = response.get_data(as_text=True)
            response.set_data(f'{text}<script src="/vorschau.js" defer></script>')
        return response

    def _lines(self) -> Iterator[Line]:
        catalog = files.read(self.locale.folder)
        reader = findings.reader(self.locale.folder, catalog.num_plurals,
                                 self.book.guide.names)
        for message in texts(catalog):
            german, text = reviews.first(message), reviews.texts(message)[0]
            place = self._places.get(german)
            yield Line(german, " / ".join(reviews.texts(message)), reviews.state(message).value,
                       tuple(message.auto_comments), tuple(reader(message)),
                       self._link(place, text) if place else "",
                       f"/vorschau/papier?antworten={place.answers}"
                       if place and place.answers and place.here == "mappe" else "")

    def _link(self, place: Shown, text: str) -> str:
        """Return the address of a page, scrolled to a text where the browser can do that."""
        at = f"#:~:text={quote(text[:60], safe='')}" if text and "%" not in text[:60] else ""
        if not place.answers:
            return f"/{self.locale.code}/{place.here}{at}"
        return f"/vorschau/zeigen?antworten={place.answers}&seite={quote(place.here)}{at}"

    def _seen(self) -> Iterator[tuple[str, Shown]]:
        """Yield the first page that says each text."""
        said: set[str] = set()
        known: set[str] = set()
        words = Words(self.locale.folder, self.locale.fallbacks)
        look_up = words.look_up
        words.look_up = lambda text: said.add(text) or look_up(text)  # type: ignore[func-returns-value]
        usual = self.book.languages[self.locale.code]
        client = self.app.test_client()
        for place in self._pages():
            said.clear()
            self.book.renew(Language(self.locale, words))
            if place.answers:
                client.set_cookie("antworten", place.answers)
            else:
                client.delete_cookie("antworten")
            client.get(f"/{self.locale.code}/{place.here}")
            yield from ((text, place) for text in said - known)
            known |= said
        self.book.renew(usual)

    def _pages(self) -> Iterator[Shown]:
        for here in ("", "hilfe", "code", "loeschen", "stellen", "stellen?q=xyzzy", "sprache",
                     "ohne-netz", "uebersetzung", *ABOUT, "frage/who"):
            yield Shown(here)
        for service in self.book.guide.services.values():
            yield Shown(f"stellen/{service.number}")
            yield Shown(f"termin/{service.number}")
            yield Shown(f"stellen/{service.number}/stimmt-nicht")
        for path in sorted((self.book.settings.content / "cases").glob("*.yaml")):
            for case in cases(self.book.guide, path):
                yield from self._asked(case.answers)

    def _asked(self, answers: dict[str, tuple[str, ...]]) -> Iterator[Shown]:
        router, code = self.book.router, token.write(self.book.guide, answers)
        yield from (Shown(f"frage/{self.book.guide.step(page)}", code)
                    for page in asking.path(router, answers))
        while page := asking.next_page(router, answers):
            code = token.write(self.book.guide, answers)
            yield Shown(f"frage/{self.book.guide.step(page)}", code)
            answers = {**answers, **{each.id: ("dont_know",)
                                     for each in asking.questions_of(router, page, answers)}}
        code = token.write(self.book.guide, answers)
        yield Shown("pruefen", code)
        yield Shown("mappe", code)


def serve(code: str, content: Path, port: int) -> None:
    """Serve the preview of a language on this machine until stopped."""
    run_simple("127.0.0.1", port, Preview(code, content).app, threaded=True)
