"""Sending somebody on from their Mappe: the form for it, what it holds, the slip to print."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from flask import Blueprint, Response, abort, current_app, g, request
from werkzeug.wrappers import Response as Answer

from laufmappe.domain import token
from laufmappe.domain.account import REFERRALS
from laufmappe.domain.guide import Guide
from laufmappe.domain.referral import CO, KINDS, OTHER, REASONS, STATES, UNSERVED, Referral, whys
from laufmappe.domain.referral import plain as plain_number
from laufmappe.domain.service import Service
from laufmappe.export.cards import Cards
from laufmappe.export.paper import Both, MissingGlyph, PaperBusy, PaperError
from laufmappe.store.mappen import identity
from laufmappe.store.referrals import NoMappe
from laufmappe.web.answers import typed
from laufmappe.web.book import Book
from laufmappe.web.desk import keeping, wish
from laufmappe.web.desk.session import Desk
from laufmappe.web.paper import slips
from laufmappe.web.stored import Kept, opened

LONGEST = 120
TIME = re.compile(r"([01]?\d|2[0-3]):[0-5]\d")
UNKNOWN = "Diesen Verweis gibt es nicht, oder er gehört zu einer anderen Stelle."
MISTYPED = "Diese Nummer stimmt nicht. Bitte Zeichen für Zeichen vergleichen."
BUSY = "Das PDF geht gerade nicht. Bitte noch einmal."
FIELDS = ("art", "stelle", "zweite", "grund", "zeile", "tag", "zeit")


@dataclass(frozen=True)
class Row:
    """A referral in German words. `mine`: this account may move it; `sent`: its office sent it."""

    referral: Referral
    kind: str
    places: str
    sender: str
    reason: str
    state: str
    why: str
    mine: bool
    sent: bool


@dataclass(frozen=True)
class Draft:
    """What the form says. `problems`: what is wrong with it, by field; `warn`: authorities."""

    kind: str
    service: Service | None
    second: Service | None
    reason: str
    day: datetime.date | None
    time: str | None
    line: str = ""
    problems: tuple[tuple[str, str], ...] = ()
    warn: tuple[Service, ...] = ()


def add(views: Blueprint, desk: Desk) -> None:
    """Add /schalter/verweis, which sends, and the PDF of its slip."""
    views.add_url_rule("/verweis", "refer", desk.required(REFERRALS, partial(_send, desk)),
                       methods=["POST"])
    views.add_url_rule("/verweis.pdf", "refer_slip", desk.required(REFERRALS, partial(_slip, desk)),
                       methods=["POST"])


def named(guide: Guide, office: str) -> str:
    """Return the German name of what an account works for: a service, or a kind of office."""
    found = guide.services.get(office) or guide.offices.get(office)
    return found.name if found else office


def mine(desk: Desk, referral: Referral) -> bool:
    """Say whether a referral goes to a service that this account works for."""
    return any(works_for(desk, each) for each in referral.services)


def works_for(desk: Desk, number: int) -> bool:
    """Say whether this account works for the service with this number."""
    found = desk.book.guide.service(number)
    return found is not None and bool(g.account.works_for(desk.book.guide, found))


def row(desk: Desk, referral: Referral) -> Row:
    """Return a referral in words."""
    guide = desk.book.guide
    found = [guide.service(number) for number in referral.services]
    return Row(
        referral, KINDS[referral.kind], " und ".join(each.name for each in found if each),
        named(guide, referral.sender), REASONS.get(referral.reason, "steht auf dem Zettel"),
        STATES[referral.state], UNSERVED.get(referral.why or "", ""),
        mine(desk, referral), referral.sender == g.account.office)


def form_values(desk: Desk, kept: Kept, draft: Draft | None = None) -> dict[str, Any]:
    """Return what the part desk/refer.html of a page reads, for a Mappe that is kept."""
    book = desk.book
    found = [row(desk, each) for each in desk.referrals.of_mappe(identity(kept.code))]
    typed_in = {name: typed(request.form.get(name, ""), 200) if draft else "" for name in FIELDS}
    today = book.now().date()
    return {
        "code": kept.code, "language": kept.mappe.language, "kinds": KINDS, "reasons": REASONS,
        # What other services sent each other is none of this one's business.
        "rows": [each for each in found if each.mine or each.sent], "whys": whys, "entered": {
            **typed_in, "tag": typed_in["tag"] or today.isoformat()},
        "first": today, "last": kept.until, "warn": draft.warn if draft else (),
        "problems": dict(draft.problems) if draft else {},
        "places": wish.directory(book.guide, _hidden(desk, kept))}


def read(desk: Desk, kept: Kept) -> Draft:
    """Return what the form says, with all that is wrong with it."""
    book, form = desk.book, request.form
    kind, line = form.get("art", ""), typed(form.get("zeile", ""), LONGEST)
    places = [wish.find(book.router, typed(form.get(name, ""), 200))
              for name in ("stelle", "zweite")]
    second = places[1] if kind == CO else None
    draft = Draft(kind, places[0], second, OTHER if line else form.get("grund", ""),
                  _day(form.get("tag", "")), form.get("zeit", "").strip() or None, line)
    found = [each for each in (places[0], second) if each]
    asks = _hidden(desk, kept) and "trotzdem" not in form
    today = book.now().date()
    return replace(draft, problems=(*_wrong(draft, today, kept.until), *_unprinted(book, line)),
                   warn=tuple(each for each in found if asks and each.reports))


def _wrong(draft: Draft, today: datetime.date, until: datetime.date) -> list[tuple[str, str]]:
    """Return what is wrong with a draft, by field."""
    found = []
    if draft.kind not in KINDS:
        found.append(("art", "Bitte wählen: Verweis, Begleitung oder Co-Beratung."))
    if draft.service is None:
        found.append(("stelle", "Bitte eine Stelle aus dem Verzeichnis wählen."))
    if draft.kind == CO and draft.second in (None, draft.service):
        found.append(("zweite", "Bitte eine zweite, andere Stelle aus dem Verzeichnis wählen."))
    if not draft.line and draft.reason not in REASONS:
        found.append(("grund", "Bitte einen Grund wählen oder eine eigene Zeile schreiben."))
    if draft.day is None or not today <= draft.day <= until:
        found.append(("tag", f"Bitte einen Tag von heute bis {until:%d.%m.%Y} angeben."))
    if draft.time is None and draft.kind == CO:
        found.append(("zeit", "Eine Co-Beratung braucht eine Uhrzeit für beide Stellen."))
    if draft.time and not TIME.fullmatch(draft.time):
        found.append(("zeit", "Bitte eine Uhrzeit wie 9:30 angeben."))
    return found


def _unprinted(book: Book, line: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a line that cannot be printed: the slip comes after the sending."""
    own = Both(line, line)
    try:
        if line:
            book.press.render(Cards("de", None, "ltr", own, (own,)), book.now().date())
    except MissingGlyph as error:
        yield "zeile", wish.UNPRINTED.format(error.signs)
    except PaperError:
        return  # the press is busy: the slip can be printed later


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError:
        return None


def _hidden(desk: Desk, kept: Kept) -> bool:
    return desk.book.router.hidden(keeping.shown(desk, kept.mappe).answers)


def _gone(desk: Desk) -> Response:
    return desk.show("desk/scan.html", 404, problem=keeping.GONE, told="", typed="", lost="")


def _send(desk: Desk) -> Response:
    """Send whoever carries this Mappe on, then offer the slip; loaded again it sends nothing."""
    try:
        code = keeping.code(typed(request.form.get("code", ""), 300))
        kept = opened(desk.book, desk.mappen, code)
    except token.TokenError:
        return _gone(desk)
    draft = read(desk, kept)
    if draft.problems or draft.warn or draft.service is None or draft.day is None:
        return desk.show("desk/referring.html", 422, refer=form_values(desk, kept, draft))
    try:
        number = desk.referrals.send(
            identity(kept.code), draft.kind, draft.service.number,
            draft.second.number if draft.second else None, g.account.office, draft.reason,
            draft.day, draft.time, kept.until, desk.book.now().date())
    except NoMappe:
        return _gone(desk)
    desk.note("refer")
    sent = desk.referrals.find(number)
    return desk.show("desk/referred.html", row=row(desk, sent) if sent else None, kept=kept,
                     line=draft.line)


def _slip(desk: Desk) -> Answer:
    """Print the slip of a referral that this office has sent; nobody else's."""
    book = desk.book
    try:
        found = desk.referrals.find(plain_number(typed(request.form.get("nummer", ""), 40)))
    except token.TokenError:
        found = None
    if found is None or found.sender != g.account.office:
        abort(404)
    language = book.languages.get(request.form.get("sprache", ""), book.languages["de"])
    try:
        g.language = language
        data = book.press.render(slips.referral(book, _values(desk, found)), book.now().date())
    except (PaperBusy, PaperError) as error:
        current_app.logger.error("No slip at the desk: %s", type(error).__name__)
        g.language = book.languages["de"]
        return desk.show("desk/failed.html", 503, words=BUSY)
    desk.note("print-slip")
    response = Response(data, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="verweis.pdf"'
    return response


def _values(desk: Desk, found: Referral) -> slips.Referral:
    guide, today = desk.book.guide, desk.book.now().date()
    places = [guide.service(number) for number in found.services]
    return slips.Referral(
        found.kind, named(guide, found.sender), tuple(each for each in places if each),
        REASONS.get(found.reason, ""), today,
        found.day if found.time or found.day > today else None, found.time or "",
        typed(request.form.get("zeile", ""), LONGEST) if found.reason == OTHER else "",
        found.number)
