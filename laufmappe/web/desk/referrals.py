"""Referrals at the desk: those to one's own services, and what became of those one has sent."""

from functools import partial

from flask import Blueprint, Response, abort, g, redirect, request
from werkzeug.wrappers import Response as Answer

from laufmappe.domain import token
from laufmappe.domain.account import REFERRALS
from laufmappe.domain.referral import (
    MOVES,
    NOT_SERVED,
    OPEN,
    STATES,
    Referral,
    allowed,
    plain,
    whys,
)
from laufmappe.web.answers import typed
from laufmappe.web.desk.refer import MISTYPED, UNKNOWN, mine, row, works_for
from laufmappe.web.desk.session import Desk

SEARCH = "suchen"
WRITTEN = "Eingetragen."
NOT_YOURS = "Das trägt die Stelle ein, zu der die Person geht."
WHY = "Bitte einen Grund wählen, warum die Person nicht bedient wurde."
NONE = {"problem": "", "told": "", "typed": "", "found": None}
SHOWN = 200
"""So many of those one has sent stand on the page; the others are found by number."""


def add(views: Blueprint, desk: Desk) -> None:
    """Add /schalter/verweise. A number is never part of an address."""
    views.add_url_rule("/verweise", "referrals", desk.required(REFERRALS, partial(_seen, desk)))
    views.add_url_rule("/verweise", "referral", desk.required(REFERRALS, partial(_do, desk)),
                       methods=["POST"])


def _seen(desk: Desk) -> Response:
    return _list(desk, told=WRITTEN if "gut" in request.args else "")


def _list(desk: Desk, status: int = 200, /, *, found: Referral | None = None,
          **told: str) -> Response:
    guide = desk.book.guide
    own = [each.number for each in guide.services.values() if g.account.works_for(guide, each)]
    sent = sorted(desk.referrals.sent_by(g.account.office),
                  key=lambda each: (each.changed, each.day), reverse=True)[:SHOWN]
    return desk.show(
        "desk/referrals.html", status, own=bool(own), whys=whys, open_state=OPEN, states=STATES,
        come=[row(desk, each) for each in desk.referrals.open_for(own)],
        sent=[row(desk, each) for each in sent],
        **{**NONE, **told, "found": row(desk, found) if found else None})


def _do(desk: Desk) -> Answer:
    """Find a referral by its number, or move it on; one of another office is not there."""
    text, verb = typed(request.form.get("nummer", ""), 40), request.form.get("tun", "")
    if verb != SEARCH and verb not in STATES:
        abort(400)
    try:
        number = plain(text)
    except token.TokenError:
        return _list(desk, 422, problem=MISTYPED, typed=text)
    found = desk.referrals.find(number)
    if found is None or not (mine(desk, found) or found.sender == g.account.office):
        return _list(desk, 404, problem=UNKNOWN, typed=text)
    if verb == SEARCH:
        return _list(desk, found=found)
    return _move(desk, found, verb) if mine(desk, found) else _list(desk, 403, problem=NOT_YOURS,
                                                                    found=found)


def _move(desk: Desk, found: Referral, after: str) -> Answer:
    before = request.form.get("stand", "")
    why = request.form.get("grund", "") if after == NOT_SERVED else None
    if after not in MOVES.get(before, ()):
        abort(400)
    if not allowed(before, after, why):
        return _list(desk, 422, problem=WHY, found=found)
    own = next(each for each in found.services if works_for(desk, each))
    if not desk.referrals.move(found.number, before, after, why, desk.book.now().date(), own):
        fresh = desk.referrals.find(found.number)
        if fresh is None:
            return _list(desk, 404, problem=UNKNOWN)
        return _list(desk, 409, found=fresh, problem=(
            f"Jemand war schneller: {fresh.spoken} ist jetzt „{STATES[fresh.state]}“. "
            "Ihre Änderung ist nicht dabei."))
    desk.note(after)
    return redirect("/schalter/verweise?gut", 303)
