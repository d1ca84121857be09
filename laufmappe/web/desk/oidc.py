"""Sign in at the city's own provider, and come back. Only where the settings name one."""

import datetime
import secrets as chance
from functools import partial
from importlib.util import find_spec

from flask import Blueprint, Response, current_app, redirect, request
from werkzeug.wrappers import Response as Answer

from laufmappe.settings import SettingsError
from laufmappe.store import secret
from laufmappe.store.attempts import MINUTE
from laufmappe.web.desk.door import slow
from laufmappe.web.desk.provider import LEEWAY, Down, Person, Provider, Refused, Secrets
from laufmappe.web.desk.sealed import SECONDS, Sealed
from laufmappe.web.desk.session import Desk, onward
from laufmappe.web.desk.tries import SAY

STRANGER = ("Die Anmeldung der Stadt hat nicht zu einem Konto am Schalter geführt. Bitte noch "
            "einmal versuchen oder die Leitung fragen.")
DOWN = ("Die Anmeldung der Stadt antwortet gerade nicht. Bitte in ein paar Minuten noch einmal. "
        "Wer ein Passwort für den Schalter hat, kann sich hier damit anmelden.")
BACK = "/schalter/anmelden/stadt/zurueck"
LONGEST = 300
NOBODY = 0


def add(views: Blueprint, desk: Desk) -> None:
    """Add /schalter/anmelden/stadt and where the provider sends people back to."""
    if not desk.book.settings.issuer:
        return
    if find_spec("authlib") is None:
        raise SettingsError("LAUFMAPPE_OIDC_ISSUER: dafür fehlt das Paket Authlib "
                            "(pip install laufmappe[oidc])")
    provider = Provider(desk.book.settings)
    # Lax: coming back from the provider is a way from another site.
    carried = Sealed(desk, "stadt", "laufmappe oidc", "Lax")
    views.add_url_rule("/anmelden/stadt", "city", partial(_go, desk, provider, carried))
    views.add_url_rule("/anmelden/stadt/zurueck", "city_back",
                       partial(_back, desk, provider, carried))


def _go(desk: Desk, provider: Provider, carried: Sealed) -> Answer:
    if not desk.tries.ask():
        return slow(_door(desk, 429, SAY[MINUTE]), MINUTE)
    anew = request.args.get("neu", "") == "1"
    made = Secrets(*(chance.token_urlsafe(48) for _ in range(3)))
    try:
        address = provider.address(made, desk.book.address + BACK, anew, desk.book.now())
    except Down as error:
        return _down(desk, error)
    before = request.cookies.get(desk.cookie, "")
    return carried.give(redirect(address, 303), {
        "state": made.state, "nonce": made.nonce, "verifier": made.verifier, "anew": anew,
        "where": onward(request.args.get("weiter", "")),
        # Coming back, the browser holds the strict cookie back: so that this session can be ended.
        "before": secret.hashed(before) if before else ""})


def _back(desk: Desk, provider: Provider, carried: Sealed) -> Answer:
    flow, told, now = carried.read(), request.args.to_dict(), desk.book.now()
    wait = desk.tries.begin("", now)
    if wait:
        return slow(_door(desk, 429, SAY[wait]), wait)
    try:
        if flow is None or not chance.compare_digest(
                flow["state"].encode(), told.get("state", "").encode()):
            raise Refused("state")
        person = provider.person(Secrets(flow["state"], flow["nonce"], flow["verifier"]),
                                 desk.book.address + BACK, told, now)
        if flow["anew"] and person.since < flow["until"] - SECONDS - LEEWAY:
            raise Refused("not anew")
        session = _session(desk, person)
    except Down as error:
        desk.tries.right("", now)
        return carried.take(_down(desk, error))
    except Refused as error:
        current_app.logger.info("City sign-in refused: %s", error)
        session = None
    if flow is None or session is None:
        desk.store.note(NOBODY, "refused", now)
        return carried.take(_door(desk, 403, STRANGER))
    desk.tries.right("", now)
    if flow["before"]:
        desk.store.end(flow["before"])
    return carried.take(_enter(desk, session, flow["where"]))


def _session(desk: Desk, person: Person) -> str | None:
    if len(person.subject) > LONGEST:
        return None
    now = desk.book.now()
    since = min(person.since, int(now.timestamp()))
    return desk.store.enter(person.subject, person.name, now, (
        datetime.datetime.fromtimestamp(since, datetime.UTC) if since > 0 else None))


def _enter(desk: Desk, session: str, where: str) -> Answer:
    """Go on by a page of our own: after a redirect from elsewhere a strict cookie stays at home."""
    account = desk.store.account(session, desk.book.now())
    if account:
        desk.store.note(account.id, "sign-in", desk.book.now())
    return desk.give(desk.show("desk/entered.html", where=where), session)


def _down(desk: Desk, error: Exception) -> Response:
    current_app.logger.error("City sign-in is down: %s", error)
    return _door(desk, 503, DOWN)


def _door(desk: Desk, status: int, problem: str) -> Response:
    return desk.show("desk/signin.html", status, name="", where=onward(""), fields=[],
                     problem=problem)
