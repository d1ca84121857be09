"""The result: the way on screen and as PDF, the link to take along, the code, delete all."""

from dataclasses import replace
from functools import partial

from flask import Blueprint, Response, current_app, redirect, request
from markupsafe import Markup
from werkzeug.wrappers import Response as Answer

from laufmappe.domain import asking, token
from laufmappe.domain.question import Answers
from laufmappe.export import qr
from laufmappe.export.paper import PaperBusy, PaperError
from laufmappe.store.database import StoreError
from laufmappe.web.answers import typed
from laufmappe.web.book import CLOSED, SAFE, Book
from laufmappe.web.fingerprint import mark, stamp
from laufmappe.web.paper import mappe
from laufmappe.web.questions import onward
from laufmappe.web.stations import Shown, line, stations
from laufmappe.web.stored import Kept, Stored

PAPERS = {"mappe.pdf": "", "mappe-neutral.pdf": "neutral", "mappe-gross.pdf": "large",
          "mappe-deutsch.pdf": "german"}


def blueprint(book: Book) -> Blueprint:
    """Return the pages /<code>/mappe, /m/<token>, /code, /loeschen and the PDF."""
    views = Blueprint("way", __name__, url_prefix="/<code>")
    views.add_url_rule("/mappe", "mappe", lambda: _mappe(book), methods=["GET", "POST"])
    for address, variant in PAPERS.items():
        views.add_url_rule(f"/{address}", f"paper-{variant}", partial(_pdf, book, variant),
                           methods=["GET", "POST"])
    views.add_url_rule("/mappe-drucken", "printing", lambda: _printing(book),
                       methods=["GET", "POST"])
    stored = Stored(book)
    views.add_url_rule("/<any(m, M):_m>/<text>", "link", lambda _m, text: _link(book, stored, text))
    views.add_url_rule("/<any(m, M):_m>/<text>/mappe.pdf", "kept",
                       lambda _m, text: _kept_pdf(book, stored, text))
    views.add_url_rule("/mappe-loeschen", "remove", stored.remove, methods=["POST"])
    views.add_url_rule("/code", "code", lambda: _code(book, stored),
                       methods=["GET", "POST"])
    views.add_url_rule("/loeschen", "delete", lambda: _delete(book), methods=["GET", "POST"])
    return views


def _mappe(book: Book) -> Answer:
    return _missing(book) or _way(book, book.visit().answers, here="mappe")


def _link(book: Book, stored: Stored, text: str) -> Response:
    try:
        kept = stored.find(text)
        answers = kept.mappe.answers if kept else token.read(book.guide, text)
    except token.TokenError:
        return book.show("public/code.html", 404, here="code", problem=True, text=typed(text, 300))
    except StoreError:
        return _unwell(book, text)
    if kept:
        return _way(book, answers, here=f"m/{kept.code}", copy="kopie" in request.args, kept=kept)
    return _way(book, answers, here=f"m/{text.upper()}", linked=True, copy="kopie" in request.args)


def _kept_pdf(book: Book, stored: Stored, text: str) -> Answer:
    """Print a Mappe that is kept, for whoever holds its code."""
    try:
        kept = stored.find(text)
    except (token.TokenError, StoreError):
        kept = None
    if kept is None:
        return redirect(f"/{book.language.code}/m/{text}", 303)
    return _print(book, kept.mappe.answers, "", kept)


def _unwell(book: Book, text: str) -> Response:
    response = book.show("public/code.html", 503, here="code", problem=False, unwell=True,
                         text=typed(text, 300))
    response.headers["Retry-After"] = "60"
    return response


def _code(book: Book, stored: Stored) -> Answer:
    """Take a code that was typed in."""
    if request.method == "GET":
        return book.show("public/code.html", fixed=True, here="code", problem=False, text="")
    text = typed(request.form.get("code", ""), 300)
    if stored.mine(text):
        return redirect(f"/{book.language.code}/m/{stored.mine(text)}", 303)
    try:
        book.visit().answers = asking.settled(book.router, token.read(book.guide, text))
    except token.TokenError:
        return book.show("public/code.html", 422, here="code", problem=True, text=text)
    return book.go("mappe", lambda: _way(book, book.visit().answers, here="mappe"))


def _missing(book: Book) -> Answer | None:
    """Lead on to what is still to answer; None where a way may be shown.

    It may be shown when all is asked, when help is wanted at once, and from a link.
    """
    visit = book.visit()
    if not visit.begun:
        return redirect(f"/{book.language.code}/", 303)
    if visit.taken or "safety" in visit.answers.get("need", ()):
        return None
    following = asking.next_page(book.router, visit.answers)
    return onward(book, following) if following else None


def _printing(book: Book) -> Answer:
    return _missing(book) or _way(book, book.visit().answers, here="mappe-drucken", printing=True)


def _way(book: Book, answers: Answers, here: str, linked: bool = False, *,
         printing: bool = False, lost: bool = False, copy: bool = False,
         kept: Kept | None = None) -> Response:
    """Show the way. `printing`: everything unfolded, for paper; `lost`: instead of a PDF.

    `copy`: to be kept on the phone; it tells its day and nothing of the hour. `kept`: a Mappe of
    the desk, as it was put together there.
    """
    code = book.language.code
    home = book.visit().home(answers)
    route = book.router.route(answers, code, home)
    essential = kept.code if kept else token.write(
        book.guide, asking.essential(book.router, answers, home))
    link = f"{book.address}/{code}/m/{essential}".upper()
    stops = kept.mappe.stops(book.router, route) if kept else route.stops
    told = book.cards.of(route, book.language.locale, stops)
    shown, stamps = [each for each, _stamp in told], [stamp for _card, stamp in told]
    if kept:
        shown = kept.dated(shown, stops)
        stamps = list(map(stamp, shown))
    opened, now = len(stops) if kept else len(route.open_stops), book.now()
    language = replace(book.language, second=book.second)
    taken = token.write(book.guide, answers) if linked else ""
    own = {"taken": taken} if taken else {"field": field} if (field := book.visit().field) else {}
    how = Shown(book, language, SAFE if route.hidden else "", own, None if copy else now, printing)
    ready = list(stations(how, shown, stamps, opened))
    return book.show(
        "public/way.html", here=here, language=language,
        printing=printing, lost=lost, route=route, safe=route.hidden,
        numbers=tuple([(each.number, each.confirmed) for each in shown[:opened] if each.number]),
        line=partial(line, how, ready[:opened]), rest=partial(line, how, ready[opened:]),
        folded=len(ready) - opened, total=sum(each.number is not None for each in shown),
        own=own, by="".join(own),
        link=link, code=token.spoken(essential), qr=Markup(qr.svg(link, link)),  # noqa: S704 - drawn by us
        more=() if linked or kept else _more(book, answers), kept=kept,
        taken=taken, now=now, copy=copy, keep=f"/{code}/m/{essential}",
        mark=mark(shown, stamps, route.lines))


def _more(book: Book, answers: Answers) -> tuple[str, ...]:
    """Return the pages with questions that would still make the way more exact."""
    following = asking.next_page(book.router, answers)
    return (following,) if following else tuple(asking.open_pages(book.router, answers))


def _pdf(book: Book, variant: str) -> Answer:
    return _missing(book) or _print(book, book.visit().answers, variant)


def _print(book: Book, answers: Answers, variant: str, kept: Kept | None = None) -> Answer:
    here = f"m/{kept.code}" if kept else "mappe"
    try:
        second = book.second if not variant else None
        sheet = kept.sheet(book, second=second) if kept else mappe.build(
            book, answers, variant, second=second)
        data = book.press.render(sheet, book.now().date())
    except PaperBusy:
        response = book.show("errors/paper.html", 503, here=here, kept=kept,
                             safe=book.router.hidden(answers))
        response.headers["Retry-After"] = "10"
        return response
    except PaperError as error:
        current_app.logger.error("No PDF in %s: %s", book.language.code, type(error).__name__)
        # The page tells reasons: who wanted a neutral sheet is not asked to print it.
        return _way(book, answers, here=here, printing=variant != "neutral", lost=True, kept=kept)
    response = Response(data, content_type="application/pdf")
    response.headers["Cache-Control"] = CLOSED
    response.headers["Content-Disposition"] = 'inline; filename="laufmappe.pdf"'
    return response


def _delete(book: Book) -> Answer:
    if request.method == "GET":
        return book.show("public/delete.html", fixed=True, here="loeschen", done=False)
    visit = book.visit()
    visit.answers, visit.kept = {}, False
    response = book.show("public/delete.html", here="loeschen", done=True)
    response.headers["Cache-Control"] = CLOSED
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return visit.forget(response, book.settings.secure)
