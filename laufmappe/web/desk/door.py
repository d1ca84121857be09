"""The door of the desk: sign in, take up an invitation, sign out, and the first page."""

import re
from functools import partial

from flask import Blueprint, Response, redirect, request
from markupsafe import Markup
from werkzeug.wrappers import Response as Answer

from laufmappe.domain.account import ACCOUNTS, CLOSURES, LONGEST, MAPPE
from laufmappe.export import qr
from laufmappe.store import secret
from laufmappe.web.answers import typed
from laufmappe.web.desk import lost
from laufmappe.web.desk import password as chosen
from laufmappe.web.desk.session import Desk, onward
from laufmappe.web.desk.tries import SAY

SORRY = "Name, Passwort oder Code stimmen nicht."
NOBODY = 0
BASE32 = re.compile("[A-Z2-7]{32}")


def add(views: Blueprint, desk: Desk) -> None:
    """Add /schalter/, anmelden, einladung and abmelden."""
    views.add_url_rule("/", "start", desk.required(MAPPE, partial(_start, desk)))
    views.add_url_rule("/anmelden", "sign_in", partial(_sign_in, desk), methods=["GET", "POST"])
    views.add_url_rule("/einladung", "enrol", partial(_enrol, desk), methods=["GET", "POST"])
    views.add_url_rule("/abmelden", "sign_out", partial(_sign_out, desk), methods=["POST"])


def _start(desk: Desk) -> Response:
    return desk.show("desk/start.html", may_accounts=ACCOUNTS, may_close=CLOSURES)


def _sign_in(desk: Desk) -> Answer:
    store, where = desk.store, onward(request.values.get("weiter", ""))
    name, fields = typed(request.form.get("name", ""), 60), lost.carried(request.form)
    page = partial(desk.show, "desk/signin.html", where=where, fields=fields)
    if request.method == "GET":
        return page(name="", problem="")
    now = desk.book.now()
    wait = desk.tries.begin(name, now)
    if wait:
        return slow(page(429, name=name, problem=SAY[wait]), wait)
    # One more than any password has: a longer one is wrong, and no longer work for that.
    session = store.sign_in(name, request.form.get("passwort", "")[:LONGEST + 1],
                            request.form.get("code", "")[:40], now)
    if session is None:
        known = store.find(name)  # written down for any name: else the time would tell which exist
        store.note(known.id if known else NOBODY, "refused", now)
        return page(403, name=name, problem=SORRY)
    desk.tries.right(name, now)
    before = request.cookies.get(desk.cookie)
    if before:
        store.sign_out(before)
    account = store.account(session, now)
    if account:
        store.note(account.id, "sign-in", now)
    if fields and lost.goal(where):
        return desk.give(desk.show("desk/restored.html", where=where, fields=fields), session)
    return desk.open(session, where)


def _enrol(desk: Desk) -> Answer:
    """Take up an invitation: password, one-time codes, recovery codes."""
    store, now = desk.store, desk.book.now()
    code = typed(request.form.get("einladung", ""), 40)
    if request.method == "GET":
        return desk.show("desk/invited.html", problem="")
    wait = desk.tries.begin("", now)
    if wait:
        return slow(desk.show("desk/invited.html", 429, problem=SAY[wait]), wait)
    account = store.invited(code, now)
    if account is None:
        return desk.show("desk/invited.html", 403, problem=(
            "Diese Einladung gilt nicht. Bitte die Leitung um eine neue bitten."))
    desk.tries.right("", now)
    kept = request.form.get("geheim", "")
    totp = kept if BASE32.fullmatch(kept) else secret.new_secret()
    form = partial(desk.show, "desk/enrol.html", invitation=code, name=account.name, totp=totp,
                   qr=_picture(secret.address(totp, account.name, desk.book.guide.site.title)))
    if "passwort" not in request.form:
        return form(problem="")
    password = request.form.get("passwort", "")
    step = secret.step_of(totp, request.form.get("code", "").replace(" ", ""),
                          int(now.timestamp()), 0)
    problem = chosen.problem(desk.book.guide, account, password) or (
        "" if step else "Der Code aus der App stimmt nicht. Bitte den neuesten eingeben.")
    if problem:
        return form(422, problem=problem)
    codes = store.enrol(code, password, totp, step or 0, now)
    if not codes:
        return redirect("/schalter/einladung", 303)
    store.note(account.id, "enrol", now)
    return desk.show("desk/codes.html", codes=codes)


def _picture(text: str) -> Markup:
    return Markup(qr.svg(text, "QR-Code für die App"))  # noqa: S704 - drawn by us


def _sign_out(desk: Desk) -> Answer:
    found = request.cookies.get(desk.cookie, "")
    account = desk.signed_in()
    if account:
        desk.store.note(account.id, "sign-out", desk.book.now())
    if found:
        desk.store.sign_out(found)
    return desk.close(redirect("/schalter/anmelden", 303))


def slow(response: Response, wait: int) -> Response:
    """Say with a response how many seconds to wait."""
    response.headers["Retry-After"] = str(wait)
    return response
