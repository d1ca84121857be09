"""A form whose sign-in was lost comes back filled in, and nothing is done meanwhile."""

import html
import re

import pytest
from at_desk import PASSWORD, Clock, SignIn, code
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, select

from laufmappe.store.tables import mappen
from laufmappe.web.desk.lost import LARGEST, MOST

USUAL = {"sprache": "ar", "who": "me", "need": ["german", "work"], "age": "27-59", "status": "eu",
         "zeile": 'Tür "links" & <hinten>', "code": ""}
FIELD = re.compile(r'name="mit:([^"]*)" value="([^"]*)"')
BACK = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


def fields(page: str, pattern: re.Pattern[str] = FIELD) -> list[tuple[str, str]]:
    """Return the fields that a page carries."""
    return [(html.unescape(name), html.unescape(value)) for name, value in pattern.findall(page)]


def again(client: FlaskClient, page: str, clock: Clock, **other: str) -> str:
    """Sign in on the page that asks for it; return the page that comes."""
    where = re.search(r'name="weiter" value="([^"]*)"', page)
    assert where
    data: dict[str, object] = {"name": "probe", "passwort": PASSWORD, "code": code(clock),
                               "weiter": where[1], **other}
    for name, value in fields(page):
        data.setdefault(f"mit:{name}", []).append(value)  # type: ignore[attr-defined]
    return client.post("/schalter/anmelden", data=data).text


@pytest.mark.parametrize("path", ["/schalter/neu", "/schalter/neu.pdf"])
def test_form_comes_back_filled_in(sign_in: SignIn, clock: Clock, path: str) -> None:
    desk = sign_in()
    clock.on(minutes=31)
    lost = desk.post(path, data=USUAL)
    assert (lost.status_code, lost.headers["Cache-Control"]) == (401, "private, no-store")
    assert "Ihre Eingaben sind noch da." in lost.text
    wrong = again(desk, lost.text, clock, passwort="falsch")
    assert fields(wrong) == fields(lost.text)
    clock.on(seconds=31)
    page = again(desk, wrong, clock)
    assert 'action="/schalter/neu"' in page
    assert "Gespeichert oder gedruckt ist davon noch nichts." in page
    found: dict[str, list[str]] = {}
    for name, value in fields(page, BACK):
        found.setdefault(name, []).append(value)
    filled = desk.post("/schalter/neu", data=found).text
    for name in ("german", "work", "27-59", "eu"):
        assert re.search(rf'value="{name}" checked', filled), name
    assert "T\u00fcr &#34;links&#34; &amp; &lt;hinten&gt;" in filled


def test_a_referral_comes_back_too(sign_in: SignIn, clock: Clock) -> None:
    desk = sign_in()
    clock.on(minutes=31)
    sent = {"code": "M1", "art": "verweis", "zeile": "Bitte mit Dolmetscherin"}
    lost = desk.post("/schalter/verweis", data=sent)
    page = again(desk, lost.text, clock)
    assert 'action="/schalter/verweis"' in page
    assert ("zeile", "Bitte mit Dolmetscherin") in fields(page, BACK)


def test_nothing_is_done_before_somebody_presses(sign_in: SignIn, clock: Clock,
                                                 address: str) -> None:
    desk = sign_in()
    clock.on(minutes=31)
    lost = desk.post("/schalter/neu.pdf", data={**USUAL, "behalten": "1"})
    again(desk, lost.text, clock)
    with create_engine(address).connect() as connection:
        assert connection.execute(select(mappen)).all() == []


@pytest.mark.parametrize("form", [
    {}, {f"f{at}": "x" for at in range(MOST + 1)}, {"zeile": "x" * LARGEST}],
    ids=["empty", "many", "large"])
def test_what_is_no_form_of_ours_is_not_carried(site: Flask, form: dict[str, str]) -> None:
    answer = site.test_client().post("/schalter/neu", data=form)
    assert answer.status_code in {303, 413}
    assert "mit:" not in answer.text


def test_other_pages_carry_nothing(site: Flask) -> None:
    answer = site.test_client().post("/schalter/gutschein.pdf", data={"nummer": "V1"})
    assert answer.headers["Location"].startswith("/schalter/anmelden")


def test_form_is_sent_nowhere_else(sign_in: SignIn, clock: Clock) -> None:
    desk = sign_in()
    page = desk.post("/schalter/anmelden", data={
        "name": "probe", "passwort": PASSWORD, "code": code(clock), "mit:x": "y",
        "weiter": "https://example.org/"})
    assert page.headers["Location"] == "/schalter/"
