"""Vouchers for advice: issue one and print its slip; take one by its number."""

import datetime
from functools import partial

from flask import Blueprint, Response, abort, current_app, g, request
from werkzeug.wrappers import Response as Answer

from laufmappe.domain import token, voucher
from laufmappe.domain.account import VOUCHERS
from laufmappe.export.paper import PaperBusy, PaperError
from laufmappe.store import secret
from laufmappe.store.vouchers import Vouchers
from laufmappe.web.answers import typed
from laufmappe.web.desk.once import Once
from laufmappe.web.desk.session import Desk
from laufmappe.web.desk.tries import Often
from laufmappe.web.paper import slips

FORM = 16
OFTEN = 20  # numbers a minute
FARTHEST = datetime.timedelta(days=365)
SAY = {
    voucher.TAKEN: "Eingelöst. Er gilt jetzt nicht mehr.",
    voucher.MISTYPED: "Diese Nummer ist falsch getippt: Die Prüfzeichen passen nicht. Bitte "
                      "Zeichen für Zeichen vergleichen.",
    voucher.UNKNOWN: "Einen Gutschein mit dieser Nummer gibt es nicht.",
    voucher.EXPIRED: "Dieser Gutschein ist abgelaufen. Er galt bis {until}.",
    voucher.AGAIN: "Dieser Gutschein wurde schon eingelöst, am {redeemed}.",
    voucher.ELSEWHERE: "Dieser Gutschein ist für eine andere Art von Beratung. Ihre Stelle löst "
                       "ihn nicht ein.",
}
TWICE = ("Dieser Gutschein ist schon ausgegeben; seine Nummer stand auf der Seite davor. Für einen "
         "weiteren bitte noch einmal „Ausgeben“ drücken.")
SLOW = "Zu viele Nummern in kurzer Zeit. Bitte warten Sie eine Minute."
NONE = {"told": "", "number": "", "text": "", "problem": "", "chosen": "", "kind": "",
        "language": "de"}


def add(views: Blueprint, desk: Desk) -> None:
    """Add /schalter/gutscheine and the slip. A number is never part of an address."""
    store = Vouchers(desk.book.settings.database) if desk.book.settings.database else None
    once = Once()
    typed_in = Often()

    def page(status: int = 200, **told: object) -> Response:
        return _page(desk, status, **told)

    def do() -> Response:
        if store is None:
            abort(404)
        verb = request.form.get("tun", "")
        if verb == "ausgeben":
            return _issue(desk, store, once)
        if verb != "einloesen":
            abort(400)
        if not typed_in.once_more(OFTEN, str(g.account.id)):
            return page(429, told=SLOW)
        return _redeem(desk, store)

    views.add_url_rule("/gutscheine", "vouchers", desk.required(VOUCHERS, page))
    views.add_url_rule("/gutscheine", "voucher", desk.required(VOUCHERS, do), methods=["POST"])
    views.add_url_rule("/gutschein.pdf", "voucher_slip",
                       desk.required(VOUCHERS, partial(_slip, desk)), methods=["POST"])


def _page(desk: Desk, status: int = 200, /, **told: object) -> Response:
    guide, today = desk.book.guide, desk.book.now().date()
    days = datetime.timedelta(days=guide.site.voucher_days)
    return desk.show(
        "desk/vouchers.html", status, issues=voucher.may_issue(g.account, guide),
        takes=voucher.takes(g.account, guide), roles=guide.roles, kinds=voucher.advice(guide),
        fresh=secret.letters(FORM), first=today, last=today + FARTHEST,
        until=told.pop("until", today + days),
        **{**NONE, **told})


def _issue(desk: Desk, store: Vouchers, once: Once) -> Response:
    guide, today = desk.book.guide, desk.book.now().date()
    if not voucher.may_issue(g.account, guide):
        return desk.show("desk/forbidden.html", 403)
    kind = request.form.get("art", "")
    language = request.form.get("sprache", "")
    try:
        until = datetime.date.fromisoformat(request.form.get("bis", ""))
    except ValueError:
        until = today - FARTHEST
    if kind not in voucher.advice(guide) or not today <= until <= today + FARTHEST:
        return _page(desk, 422, chosen=kind, language=language, problem=(
            "Bitte eine Art der Beratung und einen Tag von heute bis in einem Jahr wählen."))
    if not once.first(typed(request.form.get("einmal", ""), 40)):
        return _page(desk, 422, problem=TWICE)
    number = store.issue(kind, g.account.office, until, today)
    desk.note("issue")
    return _page(desk, number=number, kind=kind, until=until, language=language)


def _redeem(desk: Desk, store: Vouchers) -> Response:
    guide, today = desk.book.guide, desk.book.now().date()
    text = typed(request.form.get("nummer", ""), 60)
    takes = voucher.takes(g.account, guide)
    if not takes:
        return desk.show("desk/forbidden.html", 403)
    outcome, found = store.redeem(text, takes, g.account.office, today)
    desk.note("redeem" if outcome == voucher.TAKEN else "redeem-no")
    days = {} if found is None else {
        "until": f"{found.until:%d.%m.%Y}", "redeemed": f"{found.redeemed or today:%d.%m.%Y}"}
    fine = outcome == voucher.TAKEN
    said = SAY[outcome].format(**days)
    if fine and found:
        said = f"{guide.roles[found.advice].title}: {said}"
    return _page(desk, 200 if fine else 422, told=said, text="" if fine else text)


def _slip(desk: Desk) -> Answer:
    """Print the slip of a voucher that was just issued; its number comes from the page."""
    book, form = desk.book, request.form
    number, kind, day = form.get("nummer", ""), form.get("art", ""), form.get("bis", "")
    try:
        spoken = token.numbered(token.unspoken(number, voucher.FIRST))
        until = datetime.date.fromisoformat(day)
    except ValueError:
        abort(400)
    if kind not in voucher.advice(book.guide) or not voucher.may_issue(g.account, book.guide):
        abort(404)
    g.language = book.languages.get(form.get("sprache", ""), book.languages["de"])
    slip = slips.voucher(book, slips.Voucher(
        spoken, book.guide.roles[kind].title, desk.office(g.account.office),
        tuple(voucher.places(book.guide, kind)[:slips.PLACES]), until))
    try:
        data = book.press.render(slip, book.now().date())
    except (PaperBusy, PaperError) as error:
        current_app.logger.error("No voucher: %s", type(error).__name__)
        g.language = book.languages["de"]
        return _page(desk, 503, number=spoken, kind=kind, until=until, language=form.get(
            "sprache", ""), problem="Das PDF geht gerade nicht. Bitte noch einmal.")
    response = Response(data, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="gutschein.pdf"'
    return response
