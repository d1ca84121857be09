"""Signing in at the city's provider, against a real one on this machine."""

import datetime
import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from at_city import ANNA, issuer, knows
from at_desk import CITY_SECRET as SECRET
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from laufmappe.settings import Settings
from laufmappe.store.staff import Staff
from laufmappe.store.tables import audit
from laufmappe.web import create_app

__all__ = ["issuer"]

START = "/schalter/anmelden/stadt"
Change = Callable[[dict[str, str]], dict[str, str]]


def same(fields: dict[str, str]) -> dict[str, str]:
    """Change nothing."""
    return fields


def now() -> datetime.datetime:
    """Return the time: the provider's tokens are of today."""
    return datetime.datetime.now(datetime.UTC)


@pytest.fixture
def site(address: str, issuer: str) -> Iterator[Flask]:
    """Return a site that relies on the provider."""
    found = create_app(Settings("http://localhost", database=address, issuer=issuer, client="weg",
                                secret=SECRET))
    yield found
    found.extensions["laufmappe"].press.close()


def changed(address: str, change: Change) -> str:
    """Return an address with another query."""
    parts = urlsplit(address)
    fields = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return parts._replace(query=urlencode(change(fields))).geturl()


def leave(client: FlaskClient, query: str = "", change: Change = same, who: str = ANNA) -> str:
    """Go to the provider and sign in there; return where it sends the browser back to."""
    there = client.get(START + query).headers["Location"]
    answer = requests.post(changed(there, change), data={"sub": who}, timeout=5,
                           allow_redirects=False)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def back(client: FlaskClient, address: str) -> TestResponse:
    """Come back from the provider, as a browser does: from another site."""
    parts = urlsplit(address)
    return client.get(f"{parts.path}?{parts.query}", headers={"Sec-Fetch-Site": "cross-site"})


def written(staff: Staff) -> list[tuple[int, str]]:
    """Return what was written down."""
    with staff.engine.connect() as connection:
        return [(row.account, row.action)
                for row in connection.execute(select(audit).order_by(audit.c.id))]


def refused(client: FlaskClient, answer: TestResponse, staff: Staff) -> bool:
    """Say whether nobody was let in, with the words that say nothing more."""
    return (answer.status_code == 403 and "nicht zu einem Konto am Schalter geführt" in answer.text
            and client.get_cookie("schalter") is None and written(staff)[-1] == (0, "refused")
            and client.get("/schalter/").status_code == 303)


@pytest.mark.both
def test_invited_account_is_bound_the_first_time(site: Flask, staff: Staff) -> None:
    invitation = staff.add("anna", "lead", "mbe", now())
    client = site.test_client()
    answer = back(client, leave(client, "?weiter=/schalter/neu"))
    assert answer.status_code == 200
    assert 'content="0;url=/schalter/neu"' in answer.text
    cookies = {each.split("=")[0]: each for each in answer.headers.getlist("Set-Cookie")}
    assert "SameSite=Strict" in cookies["schalter"]
    assert "Max-Age=0" in cookies["stadt"]
    assert "anna" in client.get("/schalter/konten").text
    found = staff.find("anna")
    assert found
    assert (found.ready, found.city) == (True, True)
    assert staff.invited(invitation, now()) is None
    assert written(staff) == [(found.id, "sign-in")]


def test_second_time_by_subject_whatever_the_name(site: Flask, staff: Staff, issuer: str) -> None:
    staff.add("anna", "desk", "mbe", now())
    staff.add("bea", "lead", "mbe", now())
    first = site.test_client()
    assert back(first, leave(first)).status_code == 200
    knows(issuer, preferred_username="bea")
    second = site.test_client()
    assert back(second, leave(second)).status_code == 200
    assert "anna, " in second.get("/schalter/").text
    bea = staff.find("bea")
    assert bea
    assert bea.ready is False


@pytest.mark.parametrize("who", ["nobody", "ready", "locked", "old"])
def test_nobody_else_gets_in(site: Flask, staff: Staff, who: str) -> None:
    if who != "nobody":
        invitation = staff.add("anna", "desk", "mbe", now() - datetime.timedelta(
            days=8 if who == "old" else 0))
        found = staff.find("anna")
        assert found
        if who == "ready":
            assert staff.enrol(invitation, "wandern im Wald bei Regen", "A" * 32, 0, now())
        staff.lock(found.id, who == "locked")
    client = site.test_client()
    assert refused(client, back(client, leave(client)), staff)
    assert len(staff.all()) == (0 if who == "nobody" else 1)


def test_bound_account_that_is_locked_or_reset(site: Flask, staff: Staff) -> None:
    staff.add("anna", "desk", "mbe", now())
    client = site.test_client()
    assert back(client, leave(client)).status_code == 200
    found = staff.find("anna")
    assert found
    staff.lock(found.id, True)
    late = site.test_client()
    assert refused(late, back(late, leave(late)), staff)
    staff.lock(found.id, False)
    staff.reset(found.id, now())
    after = staff.find("anna")
    assert after
    assert (after.ready, after.city) == (False, False)


def test_bound_account_has_no_password(site: Flask, staff: Staff) -> None:
    staff.add("anna", "desk", "mbe", now())
    client = site.test_client()
    back(client, leave(client))
    answer = site.test_client().post("/schalter/anmelden", data={
        "name": "anna", "passwort": "wandern im Wald bei Regen", "code": "000000"})
    assert answer.status_code == 403


@pytest.mark.parametrize(("out", "home"), [
    (same, lambda fields: fields | {"state": "x" * 64}),
    (same, lambda fields: {"code": fields["code"]}),
    (lambda fields: fields | {"nonce": "x" * 64}, same),
    (same, lambda fields: fields | {"code": "x" * 40}),
    (same, lambda fields: {"state": fields["state"]}),
    (same, lambda fields: {"state": fields["state"], "error": "access_denied"}),
    (same, lambda fields: fields | {"iss": "https://evil.example"}),
    (lambda fields: fields | {"client_id": "another"}, same),
], ids=["state", "no state", "nonce", "code", "no code", "denied", "issuer", "client"])
def test_what_does_not_fit_lets_nobody_in(site: Flask, staff: Staff, out: Change,
                                          home: Change) -> None:
    staff.add("anna", "desk", "mbe", now())
    client = site.test_client()
    assert refused(client, back(client, changed(leave(client, change=out), home)), staff)


@pytest.mark.parametrize("claims", [{"aud": "another"}, {"iss": "https://evil.example"},
                                    {"exp": 1}])
def test_token_for_somebody_else_lets_nobody_in(site: Flask, staff: Staff, issuer: str,
                                                claims: dict[str, object]) -> None:
    staff.add("anna", "desk", "mbe", now())
    knows(issuer, preferred_username="anna", **claims)
    client = site.test_client()
    answer = back(client, leave(client))
    assert refused(client, answer, staff)


def test_the_same_way_back_is_taken_once(site: Flask, staff: Staff) -> None:
    staff.add("anna", "desk", "mbe", now())
    client = site.test_client()
    address = leave(client)
    kept = client.get_cookie("stadt")
    assert kept
    assert back(client, address).status_code == 200
    thief = site.test_client()
    assert refused(thief, back(thief, address), staff)  # without the cookie
    thief.set_cookie("stadt", kept.value)
    assert refused(thief, back(thief, address), staff)  # the provider takes a code once


def test_cookie_is_sealed_and_lax(site: Flask, staff: Staff) -> None:
    client = site.test_client()
    sent = client.get(START).headers["Set-Cookie"]
    assert "HttpOnly" in sent
    assert "SameSite=Lax" in sent
    address = leave(client)
    kept = client.get_cookie("stadt")
    assert kept
    client.set_cookie("stadt", kept.value[:-3] + "xxx")
    assert refused(client, back(client, address), staff)


def test_session_before_is_ended(site: Flask, staff: Staff) -> None:
    staff.add("anna", "desk", "mbe", now())
    client = site.test_client()
    back(client, leave(client))
    first = client.get_cookie("schalter")
    assert first
    back(client, leave(client))
    second = client.get_cookie("schalter")
    assert second
    assert second.value != first.value
    assert staff.account(first.value, now()) is None
    assert staff.account(second.value, now())


def test_signing_in_anew_needs_a_fresh_proof(site: Flask, staff: Staff, issuer: str) -> None:
    staff.add("anna", "desk", "mbe", now())
    client = site.test_client()
    there = client.get(f"{START}?neu=1").headers["Location"]
    assert {"prompt": "login", "max_age": "0"}.items() <= {
        name: values[0] for name, values in parse_qs(urlsplit(there).query).items()}.items()
    for passed, status in ((600, 403), (0, 200)):
        knows(issuer, preferred_username="anna", auth_time=int(now().timestamp()) - passed)
        assert back(client, leave(client, "?neu=1")).status_code == status


@pytest.mark.parametrize(("passed", "status"), [(None, 401), (601, 401), (300, 422), (-50, 422)])
def test_proof_at_the_city_holds_for_ten_minutes(site: Flask, staff: Staff, issuer: str,
                                                 passed: int | None, status: int) -> None:
    """Whoever changes accounts proved who they are ten minutes ago; a provider may not say when."""
    staff.add("anna", "lead", "mbe", now())
    when = 0 if passed is None else int(now().timestamp()) - passed
    knows(issuer, preferred_username="anna", auth_time=when)
    client = site.test_client()
    assert back(client, leave(client)).status_code == 200
    assert client.post("/schalter/konten", data={"tun": "neu"}).status_code == status


@pytest.mark.parametrize("odd", [-1, 0, 10 ** 30, "morgen", True])
def test_odd_time_of_the_proof_breaks_nothing(site: Flask, staff: Staff, issuer: str,
                                              odd: object) -> None:
    staff.add("anna", "lead", "mbe", now())
    knows(issuer, preferred_username="anna", auth_time=odd)
    client = site.test_client()
    assert back(client, leave(client)).status_code in {200, 403}


def test_tries_are_slowed_here_too(site: Flask, staff: Staff) -> None:
    client = site.test_client()
    found = [client.get(f"{START}/zurueck") for _ in range(21)]
    assert [each.status_code for each in found] == [403] * 20 + [429]
    assert found[-1].headers["Retry-After"] == "60"
    assert client.get(START).status_code == 429


def test_provider_that_is_down_leaves_the_password(address: str, staff: Staff) -> None:
    site = create_app(Settings(database=address, issuer="http://localhost:1", client="weg",
                               secret=SECRET))
    answer = site.test_client().get(START)
    assert answer.status_code == 503
    assert "antwortet gerade nicht" in answer.text
    assert re.search('<input type="password" id="passwort"', answer.text)
    assert written(staff) == []
    site.extensions["laufmappe"].press.close()


def test_provider_that_calls_itself_otherwise_is_none(address: str, issuer: str) -> None:
    other = issuer.replace("localhost", "127.0.0.1") + "/"
    site = create_app(Settings(database=address, issuer=other, client="weg",
                               secret=SECRET))
    assert site.test_client().get(START).status_code == 503
    site.extensions["laufmappe"].press.close()


def test_without_settings_there_is_no_such_way(address: str) -> None:
    site = create_app(Settings(database=address))
    assert site.test_client().get(START).status_code == 404
    assert "Stadt anmelden" not in site.test_client().get("/schalter/anmelden").text
    site.extensions["laufmappe"].press.close()
