"""A Mappe that is kept, opened by the code on its paper: see, stamp, send on, print, delete."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from flask import Blueprint, Response, abort, current_app, g, redirect, request
from werkzeug.wrappers import Response as Answer

from laufmappe.domain import arrange, referral, token, voucher
from laufmappe.domain.account import MAPPE
from laufmappe.domain.mappe import Mappe, Stamp
from laufmappe.export.paper import PaperBusy, PaperError
from laufmappe.store import secret
from laufmappe.store.mappen import Stale
from laufmappe.web import card
from laufmappe.web.answers import typed
from laufmappe.web.desk import keeping, refer, wish
from laufmappe.web.desk.session import Desk
from laufmappe.web.stored import Kept, opened, scanned

WRONG = "Dieser Code stimmt nicht. Bitte Zeichen für Zeichen vergleichen."
REFERRAL = "Das ist die Nummer eines Verweises. Bitte auf der Seite „Verweise“ suchen."
VOUCHER = "Das ist die Nummer eines Gutscheins. Bitte auf der Seite „Gutscheine“ einlösen."
DELETED = "Die Mappe ist gelöscht."
SURE = "Bitte ankreuzen, dass die Person das möchte."
NONE = {"problem": "", "told": "", "typed": "", "lost": ""}


def add(views: Blueprint, desk: Desk) -> None:
    """Add /schalter/mappe and the PDF of it. The code is never part of an address here."""
    views.add_url_rule("/mappe", "folder", desk.required(MAPPE, partial(_folder, desk)),
                       methods=["GET", "POST"])
    views.add_url_rule("/mappe.pdf", "again", desk.required(MAPPE, partial(_print, desk)),
                       methods=["POST"])


def _folder(desk: Desk) -> Answer:
    """Open a Mappe, or do to it what a button says."""
    text = typed(request.form.get("code", ""), 300)
    if request.method == "GET":
        return desk.show("desk/scan.html", **NONE)
    code = keeping.code(text)
    if not code:
        return _elsewhere(desk, text)
    verb, _, key = request.form.get("tun", "").partition(":")
    return _do(desk, code, verb, key) if verb else show(desk, code)


def _elsewhere(desk: Desk, text: str) -> Answer:
    """Fill a new form by a code that holds the answers; of another number say where it belongs."""
    for read, problem in ((partial(token.read, desk.book.guide), ""), (referral.plain, REFERRAL),
                          (partial(token.unspoken, first=voucher.FIRST), VOUCHER)):
        try:
            read(scanned(text))
        except token.TokenError:
            continue
        if not problem:
            return redirect("/schalter/neu", 307)  # with what was sent
        return desk.show("desk/scan.html", 422, **{**NONE, "problem": problem, "typed": text})
    return desk.show("desk/scan.html", 422, **{**NONE, "problem": WRONG, "typed": text})


def show(desk: Desk, code: str, status: int = 200, **told: object) -> Response:
    """Return the page of a Mappe in German, with the reasons; or say that there is none."""
    kept = _opened(desk, code)
    if kept is None:
        return desk.show("desk/scan.html", 404, **{**NONE, "problem": keeping.GONE, "typed": code})
    book, mappe = desk.book, keeping.shown(desk, kept.mappe)
    route = book.router.route(mappe.answers, mappe.language)
    stops = mappe.stops(book.router, route)
    cards = replace(kept, mappe=mappe).dated(
        list(card.cards(book.guide, route, book.languages["de"].locale, stops)), stops)
    if not told:
        desk.note("open")
    return desk.show(
        "desk/folder.html", status, kept=kept, spoken=token.spoken(code), route=route,
        entries=list(zip(stops, cards, strict=True)), key=arrange.key,
        parts=list(card.shares(card.children(book.guide, route), cards, stops)),
        here={each.key for each in mappe.stamps if each.day == _today(desk)},
        language=book.languages[mappe.language],
        places=wish.directory(book.guide, route.hidden),
        refer=refer.form_values(desk, kept), **{**NONE, "warn": None, **told})


def _opened(desk: Desk, code: str) -> Kept | None:
    try:
        return opened(desk.book, desk.mappen, code)
    except token.TokenError:
        return None


def _today(desk: Desk) -> str:
    return desk.book.now().date().isoformat()


def _do(desk: Desk, code: str, verb: str, key: str) -> Response:
    kept = _opened(desk, code)
    if kept is None:
        return show(desk, code)
    if str(kept.version) != request.form.get("stand", ""):
        return show(desk, code, 409, problem=keeping.AGAIN)
    if verb not in VERBS:
        abort(400)
    return VERBS[verb](desk, kept, key)


def _delete(desk: Desk, kept: Kept, _key: str) -> Response:
    if "sicher" not in request.form:
        return show(desk, kept.code, 422, problem=SURE)
    desk.mappen.delete(kept.code)
    desk.note("delete")
    return desk.show("desk/scan.html", **{**NONE, "told": DELETED})


def _stamp(desk: Desk, kept: Kept, key: str) -> Response:
    mappe = keeping.shown(desk, kept.mappe)
    route = desk.book.router.route(mappe.answers, mappe.language)
    if key not in {arrange.key(stop) for stop in mappe.stops(desk.book.router, route)}:
        return show(desk, kept.code, 422, problem="Diese Station steht nicht auf der Mappe.")
    stamp = Stamp(key, _today(desk), g.account.office)
    return _keep(desk, kept, kept.mappe.stamped(stamp), "stamp", "Gestempelt.")


def _more(desk: Desk, kept: Kept, _key: str) -> Response:
    """Add a place; where the way protects somebody, an authority only after a plain warning."""
    book, text = desk.book, typed(request.form.get("stelle", ""), 200)
    found = wish.find(book.router, text) if text else None
    if found is None:
        return show(desk, kept.code, 422, lost=text or " ")
    protected = book.router.hidden(keeping.shown(desk, kept.mappe).answers)
    if found.reports and protected and "trotzdem" not in request.form:
        return show(desk, kept.code, 422, warn=found)
    # A form that was filled before does not know of it: it may not write any more.
    more = replace(kept.mappe.with_place(found.number), writer=secret.letters(wish.WRITER))
    return _keep(desk, kept, more, "add-station",
                 f"{found.name} steht jetzt auf der Mappe.")


def _keep(desk: Desk, kept: Kept, mappe: Mappe, action: str, told: str) -> Response:
    try:
        keeping.keep(desk, kept.code, mappe, kept.version)
    except Stale:
        return show(desk, kept.code, 409, problem=keeping.AGAIN)
    desk.note(action)
    return show(desk, kept.code, told=told)


VERBS: dict[str, Callable[[Desk, Kept, str], Response]] = {
    "loeschen": _delete, "stempel": _stamp, "dazu": _more}


def _print(desk: Desk) -> Answer:
    """Print a Mappe again as it is kept, in its language."""
    code = keeping.code(request.form.get("code", ""))
    kept = _opened(desk, code) if code else None
    if kept is None:
        return show(desk, code)
    book = desk.book
    kept = replace(kept, mappe=keeping.shown(desk, kept.mappe))
    g.language = book.languages[kept.mappe.language]
    try:
        data = book.press.render(kept.sheet(book), book.now().date())
    except (PaperBusy, PaperError) as error:
        current_app.logger.error("No PDF at the desk: %s", type(error).__name__)
        g.language = book.languages["de"]
        return show(desk, code, 503, problem="Das PDF geht gerade nicht. Bitte noch einmal.")
    desk.note("print")
    response = Response(data, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="laufmappe.pdf"'
    return response
