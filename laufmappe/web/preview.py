"""`laufmappe i18n preview`: every text of one language in place, refreshed as its file is saved.

Only on this machine, never part of a running site. Beside the site as it is there is one page,
/vorschau: each text with its German, how far it is, what is wrong with it, and a link to the first
page that shows it, scrolled to it. The pages (shown.py) are found by noting what is said while they
are rendered; then come the papers that no way shows. A small script asks every second whether the
file was saved meanwhile. What it keeps is in a database of its own, which goes with it.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from flask import Flask, Response, abort, g, redirect, render_template, request
from flask.testing import FlaskClient
from werkzeug.serving import run_simple
from werkzeug.test import TestResponse
from werkzeug.wrappers import Response as Answer

from laufmappe.catalogs import files, findings, reviews
from laufmappe.catalogs.standing import texts
from laufmappe.catalogs.words import Words, compile_stale
from laufmappe.settings import Settings
from laufmappe.web import create_app
from laufmappe.web.book import Book
from laufmappe.web.locale import Language
from laufmappe.web.paper import samples
from laufmappe.web.shown import TROUBLE, Shown, database, pages

FORM = "application/x-www-form-urlencoded"
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
        self._folder = TemporaryDirectory(prefix="laufmappe-")
        self.app: Flask = create_app(Settings(
            content=content, database=database(Path(self._folder.name))))
        self.book: Book = self.app.extensions["laufmappe"]
        self.locale = self.book.guide.locales[code]
        self.file = files.po_path(self.locale.folder)
        self.damage = ""
        self._read = 0.0
        self._add()
        self.refresh()  # before the first request would, in the middle of noting
        self._papers = dict(samples.named(self.book))
        self._places = dict(self._seen())  # not within a request: it would lend its answers

    def _add(self) -> None:
        self.app.before_request(self.refresh)
        for address, view in (("/vorschau", self.page), ("/vorschau/stand", self.stand),
                              ("/vorschau.js", self.script), ("/vorschau/papier", self.paper),
                              ("/vorschau/papier.pdf", self.sample),
                              ("/vorschau/zeigen", self.show),
                              ("/vorschau/stoerung/<name>", self.trouble)):
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

    def _fetch(self, client: FlaskClient, here: str, form: str) -> TestResponse:
        address = f"/{self.locale.code}/{here}"
        return client.post(address, data=form, content_type=FORM) if form else client.get(address)

    def trouble(self, name: str) -> Response:
        """Return a page that stands in when something fails."""
        if name not in TROUBLE:
            abort(404)
        g.language = self.book.languages[self.locale.code]
        template, values = TROUBLE[name]
        return self.book.show(template, **values)  # type: ignore[arg-type]

    def show(self) -> Answer:
        """Lead to a page with answers given, or show what it answers to a form."""
        form = request.args.get("form", "")
        if form:
            found = self._fetch(self.app.test_client(), request.args.get("seite", ""), form)
            return Response(found.get_data(), found.status_code, found.headers)
        answer = redirect(f"/{self.locale.code}/{request.args.get('seite', '')}", 303)
        answer.set_cookie("antworten", request.args.get("antworten", ""), samesite="Lax")
        return answer

    def paper(self) -> Response:
        """Return a page that holds the printed Mappe of a way or a sample, and loads it anew."""
        return self._framed(render_template(
            "preview/paper.html", answers=request.args.get("antworten", ""),
            paper=request.args.get("art", "")))

    def sample(self) -> Response:
        """Return a sample as PDF."""
        make = self._papers.get(request.args.get("art", ""))
        if make is None:
            abort(404)
        g.language = self.book.languages[self.locale.code]
        data = self.book.press.render(make(), self.book.now().date())
        return Response(data, content_type="application/pdf")

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
                       self._link(place, text) if place and not place.paper else "",
                       _paper(place) if place else "")

    def _link(self, place: Shown, text: str) -> str:
        """Return the address of a page, scrolled to a text where the browser can do that."""
        at = f"#:~:text={quote(text[:60], safe='')}" if text and "%" not in text[:60] else ""
        if place.trouble:
            return f"/vorschau/stoerung/{place.trouble}{at}"
        if place.form:
            return (f"/vorschau/zeigen?seite={quote(place.here)}"
                    f"&form={quote(place.form, safe='')}{at}")
        if not place.answers:
            return f"/{self.locale.code}/{place.here}{at}"
        return f"/vorschau/zeigen?antworten={place.answers}&seite={quote(place.here)}{at}"

    def _seen(self) -> Iterator[tuple[str, Shown]]:
        """Yield the first page that says each text."""
        said: set[str] = set()
        known: set[str] = set()
        words = Words(self.locale.folder, self.locale.fallbacks)
        look_up = words.look_up
        plural = words.plural
        words.look_up = lambda text: said.add(text) or look_up(text)  # type: ignore[func-returns-value]
        words.plural = lambda one, *rest, **values: (  # type: ignore[method-assign]
            said.add(one) or plural(one, *rest, **values))  # type: ignore[func-returns-value]
        usual = self.book.languages[self.locale.code]
        client = self.app.test_client()
        for place in pages(self.book):
            said.clear()
            self.book.renew(Language(self.locale, words))
            if place.answers:
                client.set_cookie("antworten", place.answers)
            else:
                client.delete_cookie("antworten")
            if place.trouble:
                client.get(f"/vorschau/stoerung/{place.trouble}")
            else:
                self._fetch(client, place.here, place.form)
            yield from ((text, place) for text in said - known)
            known |= said
        self.book.renew(Language(self.locale, words))
        for name, make in self._papers.items():
            said.clear()
            with self.app.test_request_context(), suppress(ValueError):  # no place for the sample
                g.language = self.book.languages[self.locale.code]
                make()
            yield from ((text, Shown("", paper=name)) for text in said - known)
            known |= said
        self.book.renew(usual)


def _paper(place: Shown) -> str:
    """Return the address at which a text is shown on paper; "" if it stands on none."""
    if place.paper:
        return f"/vorschau/papier?art={place.paper}"
    return f"/vorschau/papier?antworten={place.answers}" if place.here == "mappe" else ""


def serve(code: str, content: Path, port: int) -> None:
    """Serve the preview of a language on this machine until stopped."""
    run_simple("127.0.0.1", port, Preview(code, content).app, threaded=True)
