"""A Mappe on one screen: language, all questions at once, the way beside it, print.

It is kept only when it has what the code of the answers cannot carry; the screen says so.
"""

import datetime
from dataclasses import replace
from functools import partial

from flask import Blueprint, Response, current_app, g, request
from werkzeug.wrappers import Response as Answer

from laufmappe.domain import arrange, asking, token
from laufmappe.domain.account import MAPPE
from laufmappe.domain.mappe import KEPT
from laufmappe.domain.text import N_
from laufmappe.export.paper import Both, MissingGlyph, PaperBusy, PaperError
from laufmappe.export.sheet import Sheet
from laufmappe.store import secret
from laufmappe.store.mappen import Stale
from laufmappe.web import card
from laufmappe.web.answers import typed
from laufmappe.web.book import Book
from laufmappe.web.desk import folder, keeping, wish
from laufmappe.web.desk.counting import counted
from laufmappe.web.desk.session import Desk
from laufmappe.web.desk.wish import Wish
from laufmappe.web.paper import mappe
from laufmappe.web.paper.writer import Writer
from laufmappe.web.stored import PHRASES, opened, told

NEUTRAL = "neutral"
VARIANTS = {"": "Mappe", NEUTRAL: "neutral", "large": "große Schrift", "german": "nur Deutsch"}


def add(views: Blueprint, desk: Desk) -> None:
    """Add /schalter/neu, where the way is put together, and the PDF of it."""
    views.add_url_rule("/neu", "new", desk.required(MAPPE, partial(_new, desk)),
                       methods=["GET", "POST"])
    views.add_url_rule("/neu.pdf", "pdf", desk.required(MAPPE, partial(_pdf, desk)),
                       methods=["POST"])


def _read(desk: Desk) -> tuple[Wish, str]:
    """Return what was entered and, where a code was none, what was typed.

    The code of a Mappe that is kept (from its page) opens it in the form.
    """
    book, form = desk.book, request.form
    try:
        if "oeffnen" in form:
            kept = opened(book, desk.mappen, keeping.code(form.get("code", "")))
            return keeping.form_of(desk, kept, secret.letters(wish.WRITER)), ""
        return wish.read(book.router, form, list(book.languages), desk.authority), ""
    except token.TokenError:
        rest = form.copy()
        wrong = typed(rest.pop("code", ""), 300)
        wrong = keeping.GONE if "oeffnen" in form or not wrong else wrong
        return wish.read(book.router, rest, list(book.languages), desk.authority), wrong


def _new(desk: Desk) -> Response:
    book = desk.book
    code = keeping.code(request.form.get("code", ""))
    if code and "oeffnen" not in request.form:
        return folder.show(desk, code)
    wanted, wrong = _read(desk)
    route = book.router.route(wanted.answers, wanted.language)
    shown = [arrange.key(stop) for stop in wanted.all_stops(book.router, route)]
    wanted = wanted.pressed(request.form.get("tun", ""), shown)
    text = typed(request.form.get("stelle", ""), 200)
    found = wish.find(book.router, text) if text else None
    warn = bool(found and found.reports and route.hidden and "trotzdem" not in request.form)
    if found and not warn:
        wanted = wanted.with_place(found.number)
        if route.hidden:
            wanted = replace(wanted, warned=wanted.warned | {found.number})
    late = wanted.unwarned(book.router)
    if late:  # an answer came after it that protects somebody
        found, warn = late, True
        wanted = replace(wanted, extra=tuple(
            each for each in wanted.extra if each != late.number))
    stops = wanted.all_stops(book.router, route)
    kept = wanted.stops(book.router, route)
    cards = list(card.cards(book.guide, route, book.languages["de"].locale, kept))
    authority = desk.authority
    asked = [(each, wish.options(book.router, each, wanted.answers, authority))
             for each in wish.questions(book.router, wanted.answers)]
    return desk.show(
        "desk/new.html", wish=wanted, asked=asked, route=route,
        other=book.languages[wanted.language], begun=bool(wanted.answers),
        entries=list(zip(kept, cards, strict=True)), key=arrange.key,
        parts=list(card.shares(card.children(book.guide, route), cards, kept)),
        out=[stop for stop in stops if arrange.key(stop) in wanted.without], variants=VARIANTS,
        variant=request.form.get("form", ""), wrong=wrong,
        person=wish.person(book.router, wanted.answers), until=book.now().date() + KEPT,
        phrases=PHRASES, wrong_dates=_wrong(book, wanted),
        lost=text if text and not found else "", warn=found if warn else None,
        code=_code(book, wanted),
        places=wish.directory(book.guide, route.hidden) if wanted.answers else [])


def _code(book: Book, wanted: Wish) -> str:
    if not wanted.answers:
        return ""
    return token.spoken(token.write(book.guide, asking.essential(book.router, wanted.answers)))


def _pdf(desk: Desk) -> Answer:
    book = desk.book
    wanted, _ = _read(desk)
    if not wanted.answers or _wrong(book, wanted) or wanted.unwarned(book.router):
        return _new(desk)
    variant = request.form.get("form", "")
    variant = variant if variant in VARIANTS else ""
    keeps = wanted.kept and variant != NEUTRAL  # a neutral paper has no code to open it by
    try:
        whole = keeping.merged(desk, wanted) if keeps else wanted
        wanted = keeping.shown(desk, whole)
        g.language = book.languages[wanted.language]
        data = book.press.render(_sheet(book, wanted, variant, keeps), book.now().date())
        if keeps:
            keeping.keep(desk, whole.code, whole, whole.version)
            desk.note("keep")
    except Stale:
        return desk.show("desk/stale.html", 409, code=wanted.code)
    except PaperBusy:
        g.language = book.languages["de"]
        return _failed(desk, "Gerade drucken viele. Bitte in zehn Sekunden noch einmal.")
    except MissingGlyph as error:
        g.language = book.languages["de"]
        return _failed(desk, wish.UNPRINTED.format(error.signs), 422)
    except PaperError as error:
        g.language = book.languages["de"]
        current_app.logger.error("No PDF at the desk: %s", type(error).__name__)
        return _failed(desk, "Diese Mappe lässt sich nicht als PDF drucken.")
    counted(desk, wanted)
    response = Response(data, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="laufmappe.pdf"'
    return response


def _sheet(book: Book, wanted: Wish, variant: str, keeps: bool) -> Sheet:
    sheet = mappe.build(book, wanted.answers, variant,
                        lambda route: wanted.stops(book.router, route), told(wanted),
                        wanted.code if keeps else "")
    return replace(sheet, say=(*sheet.say, *_said(book, wanted, variant == "german")))


def _wrong(book: Book, wanted: Wish) -> list[str]:
    """Return the keys of the stops whose appointment cannot be meant."""
    today = book.now().date() - (KEPT if wanted.version else datetime.timedelta())
    return [key for key, date in wanted.dates.items() if date.wrong(today)]


def _said(book: Book, wanted: Wish, german: bool) -> list[Both]:
    """Return the sentences that staff chose, and their own line, which nobody translates."""
    say = Writer(book.languages["de"] if german else book.language, book.languages["de"])
    found = [say.both(PHRASES[at]) for at in wanted.phrases]
    own = [say.both(N_("Auf Deutsch: %(line)s"), line=wanted.line)] if wanted.line else []
    return found + own


def _failed(desk: Desk, words: str, status: int = 503) -> Response:
    response = desk.show("desk/failed.html", status, words=words)
    if status == 503:
        response.headers["Retry-After"] = "10"
    return response
