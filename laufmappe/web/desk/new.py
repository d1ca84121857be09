"""A new Mappe on one screen: language, all questions at once, the way beside it, print."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from flask import Blueprint, Response, current_app, g, request
from werkzeug.wrappers import Response as Answer

from laufmappe.domain import arrange, asking, token
from laufmappe.domain.account import MAPPE
from laufmappe.domain.route import Stop
from laufmappe.domain.text import N_
from laufmappe.export.paper import Both, PaperBusy, PaperError
from laufmappe.web import card
from laufmappe.web.answers import typed
from laufmappe.web.book import Book
from laufmappe.web.desk import wish
from laufmappe.web.desk.session import Desk
from laufmappe.web.desk.wish import Wish
from laufmappe.web.paper import mappe
from laufmappe.web.paper.writer import Writer

VARIANTS = {"": "Mappe", "neutral": "neutral", "large": "große Schrift", "german": "nur Deutsch"}


def add(views: Blueprint, desk: Desk) -> None:
    """Add /schalter/neu, where the way is put together, and the PDF of it."""
    views.add_url_rule("/neu", "new", desk.required(MAPPE, partial(_new, desk)),
                       methods=["GET", "POST"])
    views.add_url_rule("/neu.pdf", "pdf", desk.required(MAPPE, partial(_pdf, desk)),
                       methods=["POST"])


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


def _new(desk: Desk) -> Response:
    book = desk.book
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
    return desk.show(
        "desk/new.html", wish=wanted, asked=asked, route=route,
        other=book.languages[wanted.language], begun=bool(wanted.answers),
        entries=list(zip(kept, cards, strict=True)), key=arrange.key,
        out=[stop for stop in stops if arrange.key(stop) in wanted.without], variants=VARIANTS,
        variant=request.form.get("form", ""), wrong=wrong,
        phrases=wish.PHRASES, wrong_dates=_wrong(book, wanted),
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


def _pdf(desk: Desk) -> Answer:
    book = desk.book
    wanted, _ = _read(book)
    if not wanted.answers or _wrong(book, wanted):
        return _new(desk)
    g.language = book.languages[wanted.language]
    variant = request.form.get("form", "")
    stops: Callable[..., tuple[Stop, ...]] = partial(wanted.stops, book.router)
    try:
        sheet = mappe.build(book, wanted.answers, variant if variant in VARIANTS else "", stops,
                            {key: date.notes() for key, date in wanted.dates.items()})
        sheet = replace(sheet, say=(*sheet.say, *_said(book, wanted, variant == "german")))
        data = book.press.render(sheet, book.now().date())
    except PaperBusy:
        g.language = book.languages["de"]
        return _failed(desk, "Gerade drucken viele. Bitte in zehn Sekunden noch einmal.")
    except PaperError as error:
        g.language = book.languages["de"]
        current_app.logger.error("No PDF at the desk: %s", type(error).__name__)
        return _failed(desk, "Diese Mappe lässt sich nicht als PDF drucken.")
    response = Response(data, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="laufmappe.pdf"'
    return response


def _wrong(book: Book, wanted: Wish) -> list[str]:
    """Return the keys of the stops whose appointment cannot be meant."""
    today = book.now().date()
    return [key for key, date in wanted.dates.items() if date.wrong(today)]


def _said(book: Book, wanted: Wish, german: bool) -> list[Both]:
    """Return the sentences that staff chose, and their own line, which nobody translates."""
    say = Writer(book.languages["de"] if german else book.language, book.languages["de"])
    found = [say.both(wish.PHRASES[at]) for at in wanted.phrases]
    own = [say.both(N_("Auf Deutsch: %(line)s"), line=wanted.line)] if wanted.line else []
    return found + own


def _failed(desk: Desk, words: str) -> Response:
    response = desk.show("desk/failed.html", 503, words=words)
    response.headers["Retry-After"] = "10"
    return response
