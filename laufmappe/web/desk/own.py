"""One's own account: where it is signed in, and another password."""

from functools import partial

from flask import Blueprint, Response, abort, g, redirect, request
from werkzeug.wrappers import Response as Answer

from laufmappe.domain.account import LONGEST, OWN
from laufmappe.store.sessions import HANDLE
from laufmappe.web.answers import typed
from laufmappe.web.desk import password as chosen
from laufmappe.web.desk.again import Again
from laufmappe.web.desk.door import slow
from laufmappe.web.desk.session import Desk
from laufmappe.web.desk.tries import SAY

HERE = "/schalter/konto"
WRONG = "Das Passwort oder der Code stimmt nicht, oder der Code wurde schon benutzt."


def add(views: Blueprint, desk: Desk) -> None:
    """Add /schalter/konto."""
    views.add_url_rule("/konto", "own", desk.required(OWN, partial(_page, desk)))
    views.add_url_rule("/konto", "own_end", desk.required(OWN, Again(desk).asked(
        partial(_end, desk))), methods=["POST"])
    views.add_url_rule("/konto/passwort", "own_password",
                       desk.required(OWN, partial(_password, desk)), methods=["POST"])


def _page(desk: Desk, status: int = 200, /, problem: str = "", done: str = "") -> Response:
    now = desk.book.now()
    held = request.cookies.get(desk.cookie, "")
    found = desk.store.mine(g.get("session", held), now)
    times = [(each, each.begun.astimezone(now.tzinfo), each.seen.astimezone(now.tzinfo))
             for each in found]
    return desk.show("desk/own.html", status, sessions=times, problem=problem, done=done)


def _end(desk: Desk) -> Answer:
    """End one session, or all but this one."""
    verb, handle = request.form.get("tun", ""), request.form.get("anmeldung", "")
    if verb not in {"andere", "eine"} or (verb == "eine" and len(handle) != HANDLE):
        abort(400)
    here = g.get("session", request.cookies.get(desk.cookie, ""))
    if desk.store.end_of(g.account.id, here, handle if verb == "eine" else ""):
        desk.note("end-session")
    return redirect(HERE, 303)


def _password(desk: Desk) -> Response:
    """Take another password: the one until now and a code prove who asks."""
    if g.account.city:
        abort(400)
    now, name = desk.book.now(), g.account.name
    before = request.form.get("bisher", "")[:LONGEST + 1]
    password = request.form.get("passwort", "")
    problem = chosen.problem(desk.book.guide, g.account, password)
    if problem:
        return _page(desk, 422, problem=problem)
    wait = desk.tries.begin(name, now)
    if wait:
        return slow(_page(desk, 429, problem=SAY[wait]), wait)
    found = desk.store.change_password(
        request.cookies.get(desk.cookie, ""), (before, typed(request.form.get("code", ""), 40)),
        password, now)
    if found is None:
        desk.note("password-no")
        return _page(desk, 403, problem=WRONG)
    desk.tries.right(name, now)
    desk.note("password")
    g.session = found  # its cookie goes with the answer (Desk.finish)
    return _page(desk, done="Das neue Passwort gilt. Alle anderen Anmeldungen sind beendet.")
