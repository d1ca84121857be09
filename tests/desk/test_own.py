"""One's own account: where it is signed in, ending that, and another password."""

import logging
import re

import pytest
from at_desk import PASSWORD, Clock, SignIn, code, guide
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from laufmappe.settings import Settings
from laufmappe.store.staff import Staff
from laufmappe.store.tables import accounts, audit, sessions
from laufmappe.web import create_app
from laufmappe.web.desk.own import WRONG
from laufmappe.web.desk.password import NAMES

PAGE = "/schalter/konto"
NEXT = "Igel trinken abends Kakao"
HANDLE = re.compile(r'name="anmeldung" value="([0-9a-f]{16})"')


def again(site: Flask, clock: Clock, password: str = PASSWORD) -> FlaskClient:
    """Sign the same account in once more, elsewhere."""
    client = site.test_client()
    answer = client.post("/schalter/anmelden", data={
        "name": "probe", "passwort": password, "code": code(clock)})
    assert answer.status_code == 303, answer.text
    clock.on(seconds=31)
    return client


def inside(client: FlaskClient) -> bool:
    """Say whether somebody is signed in."""
    return client.get("/schalter/").status_code == 200


def done(staff: Staff) -> list[str]:
    """Return what was written down."""
    with staff.engine.connect() as connection:
        return list(connection.execute(select(audit.c.action).order_by(audit.c.id)).scalars())


def change(client: FlaskClient, clock: Clock, **other: str) -> tuple[int, str]:
    """Send another password; return status and page."""
    answer = client.post(f"{PAGE}/passwort", data={
        "bisher": PASSWORD, "passwort": NEXT, "code": code(clock), **other})
    return answer.status_code, answer.text


@pytest.mark.both
def test_sessions_are_listed_and_ended(sign_in: SignIn, site: Flask, staff: Staff,
                                       clock: Clock) -> None:
    first = sign_in()
    second, third = again(site, clock), again(site, clock)
    other = sign_in("bea")
    page = first.get(PAGE).text
    assert page.count("<li>seit 20.11.2026, ") == 3
    assert page.count(": diese hier") == 1
    newest, older = HANDLE.findall(page)
    held = third.get_cookie("schalter")
    assert held
    assert held.value not in page
    answer = first.post(PAGE, data={"tun": "eine", "anmeldung": newest})
    assert answer.headers["Location"] == PAGE
    assert [inside(each) for each in (first, second, third, other)] == [True, True, False, True]
    assert HANDLE.findall(first.get(PAGE).text) == [older]
    fourth = again(site, clock)
    first.post(PAGE, data={"tun": "andere"})
    assert [inside(each) for each in (first, second, fourth, other)] == [True, False, False, True]
    assert "Sonst nirgends." in first.get(PAGE).text
    first.post(PAGE, data={"tun": "andere"})
    assert [each for each in done(staff) if each != "sign-in"] == ["end-session"] * 2


def test_nobody_ends_the_sessions_of_others(sign_in: SignIn, staff: Staff, clock: Clock) -> None:
    victim, thief = sign_in("bea"), sign_in("carl")
    with staff.engine.connect() as connection:
        ids = list(connection.execute(select(sessions.c.id)).scalars())
    for each in ids:
        thief.post(PAGE, data={"tun": "eine", "anmeldung": each[:16]})
    thief.post(PAGE, data={"tun": "eine", "anmeldung": "%" * 16})
    assert [inside(each) for each in (victim, thief)] == [True, True]
    for form in ({}, {"tun": "xyzzy"}, {"tun": "eine"}, {"tun": "eine", "anmeldung": ""},
                 {"tun": "eine", "anmeldung": ids[0]}):
        assert thief.post(PAGE, data=form).status_code == 400


def test_ending_asks_again_who_one_is(sign_in: SignIn, site: Flask, clock: Clock) -> None:
    first = sign_in()
    second = again(site, clock)
    clock.on(minutes=11)
    page = first.post(PAGE, data={"tun": "andere"})
    assert page.status_code == 401
    assert inside(second)
    answer = first.post(PAGE, data={"tun": "andere", "nachweis": code(clock)})
    assert answer.headers["Location"] == PAGE
    assert (inside(first), inside(second)) == (True, False)


@pytest.mark.both
def test_other_password_takes_the_place_and_ends_other_sessions(
        sign_in: SignIn, site: Flask, staff: Staff, clock: Clock) -> None:
    here = sign_in()
    there = again(site, clock)
    before = here.get_cookie("schalter")
    assert before
    clock.on(minutes=20)
    status, page = change(here, clock)
    assert (status, "Das neue Passwort gilt." in page, "Sonst nirgends." in page) == (
        200, True, True)
    after = here.get_cookie("schalter")
    assert after
    assert after.value != before.value
    assert (inside(here), inside(there)) == (True, False)
    clock.on(seconds=31)
    assert site.test_client().post("/schalter/anmelden", data={
        "name": "probe", "passwort": PASSWORD, "code": code(clock)}).status_code == 403
    assert inside(again(site, clock, NEXT))
    assert done(staff) == ["sign-in", "sign-in", "password", "refused", "sign-in"]
    with staff.engine.connect() as connection:
        held = connection.execute(select(sessions).order_by(sessions.c.begun)).all()
    assert len(held) == 2
    assert held[0].begun.hour == 9  # UTC: it lasts no longer than from the first sign-in


@pytest.mark.parametrize(("other", "status", "told"), [
    ({"bisher": "falsch"}, 403, WRONG), ({"code": "000000"}, 403, WRONG),
    ({"code": ""}, 403, WRONG), ({"bisher": ""}, 403, WRONG), ({"passwort": ""}, 422, "mindestens"),
    ({"passwort": "Bielefeld2026!"}, 422, NAMES), ({"passwort": "probe im Wald"}, 422, "Namen")])
def test_what_is_wrong_changes_nothing(sign_in: SignIn, staff: Staff, clock: Clock,
                                       other: dict[str, str], status: int, told: str) -> None:
    client = sign_in()
    with staff.engine.connect() as connection:
        before = connection.execute(select(accounts)).all()
    got, page = change(client, clock, **other)
    assert (got, told in page, 'role="alert"' in page) == (status, True, True)
    with staff.engine.connect() as connection:
        assert connection.execute(select(accounts)).all() == before
    assert inside(client)
    assert done(staff)[1:] == (["password-no"] if status == 403 else [])


def test_code_of_the_sign_in_is_no_second_one(sign_in: SignIn, clock: Clock) -> None:
    client = sign_in()
    clock.on(seconds=-31)
    assert change(client, clock)[0] == 403
    clock.on(seconds=31)
    assert change(client, clock)[0] == 200
    assert change(client, clock, bisher=NEXT, passwort=PASSWORD)[0] == 403


def test_guessing_the_password_is_slowed(sign_in: SignIn, address: str, staff: Staff,
                                         clock: Clock) -> None:
    client = sign_in()
    assert [change(client, clock, bisher="x")[0] for _ in range(5)] == [403] * 4 + [429]
    worker = create_app(Settings(database=address), now=clock, guide=guide())
    other = worker.test_client()
    held = client.get_cookie("schalter")
    assert held
    other.set_cookie("schalter", held.value)
    assert [change(other, clock, bisher="x")[0], change(other, clock)[0]] == [403, 429]
    worker.extensions["laufmappe"].press.close()


def test_passwords_are_carried_and_logged_nowhere(sign_in: SignIn, clock: Clock,
                                                  caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client = sign_in()
    for other in ({"bisher": "ein falsches Passwort"}, {"passwort": "Bielefeld2026!"}, {}):
        page = change(client, clock, **other)[1]
        for each in (PASSWORD, NEXT, *other.values()):
            assert each not in page
    clock.on(minutes=31)
    lost = client.post(f"{PAGE}/passwort", data={"bisher": NEXT, "passwort": PASSWORD})
    assert lost.headers["Location"].startswith("/schalter/anmelden?weiter=")
    for each in (PASSWORD, NEXT, "ein falsches Passwort", "Bielefeld2026!"):
        assert each not in caplog.text


def test_city_keeps_its_own_password(sign_in: SignIn, staff: Staff, clock: Clock) -> None:
    client = sign_in()
    with staff.engine.begin() as connection:
        connection.execute(update(accounts).values(password=None, subject="city probe"))
    page = client.get(PAGE).text
    assert ("Dort ändern Sie es." in page, 'name="bisher"' in page) == (True, False)
    assert change(client, clock)[0] == 400
