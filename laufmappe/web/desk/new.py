"""A new Mappe on one screen: language, all questions at once, the way beside it, print."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, Response, current_app, g, request
from werkzeug.wrappers import Response as Answer

from laufmappe.domain import arrange, asking, token
from laufmappe.domain.route import Stop
from laufmappe.export.paper import PaperBusy, PaperError
from laufmappe.web import card
from laufmappe.web.answers import typed
from laufmappe.web.book import CLOSED, Book
from laufmappe.web.desk import wish
from laufmappe.web.desk.session import required
from laufmappe.web.desk.wish import Wish
from laufmappe.web.paper import mappe
from laufmappe.web.security import policy

VARIANTS = {"": "Mappe", "neutral": "neutral", "large": "große Schrift", "german": "nur Deutsch"}


def blueprint(book: Book) -> Blueprint:
    """Return /schalter/neu, where the way is put together, and the PDF of it."""
    views = Blueprint("desk_new", __name__, url_prefix="/schalter")
    views.after_request(partial(_headers, policy(book.pages.sheet, desk=True)))
    views.add_url_rule("/neu", "new", required(book)(partial(_new, book)),
                       methods=["GET", "POST"])
    views.add_url_rule("/neu.pdf", "pdf", required(book)(partial(_pdf, book)), methods=["POST"])
    return views


def _headers(rule: str, response: Response) -> Response:
    response.headers["Content-Security-Policy"] = rule
    response.headers["Cache-Control"] = CLOSED
    return response


def _authority(book: Book) -> bool:
    """Say whether the account belongs to an office that must report (decision: no_papers)."""
    place = g.account.office
    office = book.guide.offices.get(place)
    service = book.guide.services.get(place)
    return bool((office and office.reports) or (service and service.reports))


def _read(book: Book) -> tuple[Wish, str]:
    """Return what was entered and, where a code was none, what was typed."""
    try:
        return wish.read(book.router, request.form, list(book.languages), _authority(book)), ""
    except token.TokenError:
        form = request.form.copy()
        typed_in = typed(form.pop("code"), 60)
        return wish.read(book.router, form, list(book.languages), _authority(book)), typed_in


def _new(book: Book) -> Response:
    wanted, wrong = _read(book)
    route = book.router.route(wanted.answers, wanted.language)
    shown = [arrange.key(stop) for stop in wanted.all_stops(book.router, route)]
    wanted = wanted.pressed(request.form.get("tun", ""), shown)
    text = typed(request.form.get("stelle", ""), 200)
    found = wish.find(book.router, text) if text else None
    warn = bool(found and found.reports and route.hidden and "trotzdem" not in request.form)
    if found and not warn:
        wanted = wanted.with_place(found.number)
    stops = wanted.all_stops(book.router, route)
    kept = wanted.stops(book.router, route)
    cards = card.cards(book.guide, route, book.languages["de"].locale, kept)
    authority = _authority(book)
    asked = [(each, wish.options(book.router, each, wanted.answers, authority))
             for each in wish.questions(book.router, wanted.answers)]
    return book.show(
        "desk/new.html", account=g.account, wish=wanted, asked=asked, route=route,
        other=book.languages[wanted.language], begun=bool(wanted.answers),
        entries=list(zip(kept, cards, strict=True)), key=arrange.key,
        out=[stop for stop in stops if arrange.key(stop) in wanted.without], variants=VARIANTS,
        variant=request.form.get("form", ""), wrong=wrong,
        lost=text if text and not found else "", warn=found if warn else None,
        code=_code(book, wanted), places=[] if not wanted.answers else _places(book, route.hidden))


def _code(book: Book, wanted: Wish) -> str:
    if not wanted.answers:
        return ""
    return token.spoken(token.write(book.guide, asking.essential(book.router, wanted.answers)))


def _places(book: Book, hidden: bool) -> list[str]:
    """Return the lines of the directory; for protected people those first that need not report."""
    found = sorted(book.guide.services.values(), key=lambda each: (hidden and each.reports,
                                                                   each.name.casefold()))
    return [f"{each.number} {each.name}" for each in found if each.reachable]


def _pdf(book: Book) -> Answer:
    wanted, _ = _read(book)
    if not wanted.answers:
        return _new(book)
    g.language = book.languages[wanted.language]
    variant = request.form.get("form", "")
    stops: Callable[..., tuple[Stop, ...]] = partial(wanted.stops, book.router)
    try:
        sheet = mappe.build(book, wanted.answers, variant if variant in VARIANTS else "", stops)
        data = book.press.render(sheet, book.now().date())
    except PaperBusy:
        g.language = book.languages["de"]
        return _failed(book, "Gerade drucken viele. Bitte in zehn Sekunden noch einmal.")
    except PaperError as error:
        g.language = book.languages["de"]
        current_app.logger.error("No PDF at the desk: %s", type(error).__name__)
        return _failed(book, "Diese Mappe lässt sich nicht als PDF drucken.")
    response = Response(data, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="laufmappe.pdf"'
    return response


def _failed(book: Book, words: str) -> Response:
    response = book.show("desk/failed.html", 503, account=g.account, words=words)
    response.headers["Retry-After"] = "10"
    return response
