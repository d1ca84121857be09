"""Accounts, for lead: invite, lock, unlock, reset, change, remove."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, Response, abort, g, request
from werkzeug.wrappers import Response as Answer

from laufmappe.domain.account import ACCOUNTS, ROLES, Account, known, place, places
from laufmappe.store.staff import Taken
from laufmappe.web.answers import typed
from laufmappe.web.desk.again import Again
from laufmappe.web.desk.session import Desk

GROUPS = ("Ämter", "Einzelne Stellen")
NOTHING = {"invitation": "", "whose": "", "problem": ""}


def add(views: Blueprint, desk: Desk) -> None:
    """Add /schalter/konten; each change needs a fresh proof of who makes it."""
    views.add_url_rule("/konten", "accounts", desk.required(ACCOUNTS, partial(_list, desk)))
    views.add_url_rule("/konten", "account", desk.required(ACCOUNTS, Again(desk).asked(
        partial(_do, desk))), methods=["POST"])


def _list(desk: Desk, status: int = 200, /, **told: str) -> Response:
    guide = desk.book.guide
    return desk.show("desk/accounts.html", status, people=desk.store.all(), roles=ROLES,
                     groups=dict(zip(GROUPS, places(guide), strict=True)),
                     place=partial(place, guide), **{**NOTHING, **told})


def _do(desk: Desk) -> Answer:
    verb = request.form.get("tun", "")
    if verb == "neu":
        return _add(desk)
    if verb not in VERBS:
        abort(400)
    number = request.form.get("konto", "")
    found = next((each for each in desk.store.all() if str(each.id) == number), None)
    if found is None:
        abort(404)
    if found.id == g.account.id:
        return _list(desk, 422, problem="Das eigene Konto ändert eine andere Person der Leitung.")
    told = VERBS[verb](desk, found)
    if "problem" in told:
        return _list(desk, 422, **told)
    desk.store.note(g.account.id, verb, desk.book.now(), found.id)
    return _list(desk, **told)


def _add(desk: Desk) -> Response:
    name = typed(request.form.get("name", ""), 60).casefold()
    role, office = request.form.get("rolle", ""), request.form.get("stelle", "")
    if not name or role not in ROLES or not known(desk.book.guide, office):
        return _list(desk, 422, problem="Bitte Name, Rolle und Stelle angeben.")
    try:
        code = desk.store.add(name, role, office, desk.book.now())
    except Taken as error:
        return _list(desk, 422, problem=str(error))
    found = desk.store.find(name)
    desk.store.note(g.account.id, "add", desk.book.now(), found.id if found else None)
    return _list(desk, invitation=code, whose=name)


def _lock(desk: Desk, found: Account) -> dict[str, str]:
    desk.store.lock(found.id, locked=True)
    return {}


def _unlock(desk: Desk, found: Account) -> dict[str, str]:
    desk.store.lock(found.id, locked=False)
    return {}


def _reset(desk: Desk, found: Account) -> dict[str, str]:
    return {"invitation": desk.store.reset(found.id, desk.book.now()), "whose": found.name}


def _change(desk: Desk, found: Account) -> dict[str, str]:
    role, office = request.form.get("rolle", ""), request.form.get("stelle", "")
    if role not in ROLES or not known(desk.book.guide, office):
        return {"problem": "Bitte Rolle und Stelle angeben."}
    desk.store.change(found.id, role, office)
    return {}


def _remove(desk: Desk, found: Account) -> dict[str, str]:
    if "sicher" not in request.form:
        return {"problem": f"Bitte ankreuzen, dass das Konto „{found.name}“ enden soll."}
    desk.store.remove(found.id)
    return {}


VERBS: dict[str, Callable[[Desk, Account], dict[str, str]]] = {
    "lock": _lock, "unlock": _unlock, "reset": _reset, "change": _change, "remove": _remove}
