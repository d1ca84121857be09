"""Changing accounts asks again who one is: for a code, or at the city; what was sent goes on."""

import datetime
import html
import logging
import re
from collections.abc import Iterator

import pytest
from at_desk import CITY_SECRET, PASSWORD, Clock, SignIn, code, guide
from flask.testing import FlaskClient
from sqlalchemy import select, update

from laufmappe.domain.account import Account
from laufmappe.settings import Settings
from laufmappe.store import secret
from laufmappe.store.attempts import MINUTE
from laufmappe.store.sessions import PROVEN
from laufmappe.store.staff import Staff
from laufmappe.store.tables import audit, sessions
from laufmappe.web import create_app
from laufmappe.web.desk.again import LARGEST, WRONG
from laufmappe.web.desk.tries import SAY

PAGE = "/schalter/konten"
ASKED = "<h1>Bitte bestätigen Sie, dass Sie es sind</h1>"
FIELD = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
NEW = {"tun": "neu", "name": 'Eva "links" <&>', "rolle": "lead", "stelle": "mbe-awo"}


def fields(page: str) -> dict[str, str]:
    """Return what a page carries on."""
    return {html.unescape(name): html.unescape(value) for name, value in FIELD.findall(page)}


def done(staff: Staff) -> list[tuple[str, int | None]]:
    """Return what was written down."""
    with staff.engine.connect() as connection:
        return [(row.action, row.target)
                for row in connection.execute(select(audit).order_by(audit.c.id))]


def eva(staff: Staff, clock: Clock) -> Account:
    """Return somebody whose account is changed."""
    staff.add("eva", "desk", "mbe-awo", clock.now)
    found = staff.find("eva")
    assert found
    return found


@pytest.fixture
def lead(sign_in: SignIn, clock: Clock) -> FlaskClient:
    """Return somebody of the lead who signed in eleven minutes ago."""
    client = sign_in("chefin", "lead")
    clock.on(minutes=11)
    return client


@pytest.mark.both
@pytest.mark.parametrize(("verb", "after"), [
    ("lock", Account(2, "eva", "desk", "mbe-awo", locked=True)),
    ("unlock", Account(2, "eva", "desk", "mbe-awo")),
    ("reset", Account(2, "eva", "desk", "mbe-awo")),
    ("change", Account(2, "eva", "lead", "meldebehoerde")), ("neu", None)])
def test_every_change_waits_for_the_code_and_then_goes_on(
        lead: FlaskClient, staff: Staff, clock: Clock, verb: str, after: Account | None) -> None:
    before = eva(staff, clock)
    sent = NEW if verb == "neu" else {"tun": verb, "konto": str(before.id), "rolle": "lead",
                                      "stelle": "meldebehoerde"}
    page = lead.post(PAGE, data=sent)
    assert (page.status_code, ASKED in page.text) == (401, True)
    assert fields(page.text) == sent
    assert f'<form method="post" action="{PAGE}"' in page.text
    assert ([each.name for each in staff.all()], staff.find("eva")) == (["chefin", "eva"], before)
    told = lead.post(PAGE, data={**fields(page.text), "nachweis": code(clock)})
    assert (told.status_code, "<h1>Konten</h1>" in told.text) == (200, True)
    if after:
        assert staff.find("eva") == after
    else:
        made = staff.find(NEW["name"])
        assert made
        assert made.role == "lead"
    assert ('<p class="show">' in told.text) is (verb in {"neu", "reset"})
    assert done(staff)[1:] == [("prove", None), ("add" if verb == "neu" else verb,
                                                 3 if verb == "neu" else 2)]


def test_proof_holds_for_ten_minutes(sign_in: SignIn, staff: Staff, clock: Clock) -> None:
    found = eva(staff, clock)
    client = sign_in("chefin", "lead")
    clock.now += PROVEN - datetime.timedelta(seconds=32)
    lock = {"tun": "lock", "konto": str(found.id)}
    assert client.post(PAGE, data=lock).status_code == 200
    clock.on(seconds=1)
    assert client.post(PAGE, data=lock).status_code == 401
    assert client.get(PAGE).status_code == 200
    assert client.post(PAGE, data={**lock, "nachweis": code(clock)}).status_code == 200
    clock.now += PROVEN - datetime.timedelta(seconds=1)
    assert client.post(PAGE, data=lock).status_code == 200


def test_code_is_taken_once_whatever_it_was_for(sign_in: SignIn, staff: Staff, clock: Clock,
                                                address: str) -> None:
    client = sign_in("chefin", "lead")
    clock.on(minutes=11)
    used = code(clock)
    first = client.post(PAGE, data={**NEW, "nachweis": used})
    assert first.status_code == 200
    with staff.engine.begin() as connection:
        connection.execute(update(sessions).values(proven=None))
    again = client.post(PAGE, data={**NEW, "name": "zwei", "nachweis": used})
    assert (again.status_code, WRONG in again.text) == (403, True)
    assert "nachweis" not in fields(again.text)
    assert staff.find("zwei") is None
    worker = create_app(Settings(database=address), now=clock, guide=guide())
    other = worker.test_client()
    assert other.post("/schalter/anmelden", data={
        "name": "chefin", "passwort": PASSWORD, "code": used}).status_code == 403
    clock.on(seconds=31)
    entered = code(clock)
    assert other.post("/schalter/anmelden", data={
        "name": "chefin", "passwort": PASSWORD, "code": entered}).status_code == 303
    assert client.post(PAGE, data={**NEW, "name": "zwei", "nachweis": entered}).status_code == 403
    clock.on(seconds=31)
    assert client.post(PAGE, data={
        **NEW, "name": "zwei", "nachweis": code(clock)}).status_code == 200
    worker.extensions["laufmappe"].press.close()


def test_recovery_code_goes_too_and_once(lead: FlaskClient, staff: Staff, clock: Clock) -> None:
    invitation = staff.reset(1, clock.now)
    spare = staff.enrol(invitation, PASSWORD, "A" * 32, 0, clock.now)
    lead.post("/schalter/anmelden", data={"name": "chefin", "passwort": PASSWORD,
                                          "code": spare[0]})
    clock.on(minutes=11)
    assert lead.post(PAGE, data={**NEW, "nachweis": spare[0]}).status_code == 403
    assert lead.post(PAGE, data={**NEW, "nachweis": spare[1].lower()}).status_code == 200
    clock.on(minutes=11)
    assert lead.post(PAGE, data={**NEW, "nachweis": spare[1]}).status_code == 403


def test_proof_gives_the_session_another_id_and_no_longer_life(
        lead: FlaskClient, staff: Staff, clock: Clock) -> None:
    with staff.engine.connect() as connection:
        begun = connection.execute(select(sessions.c.begun)).scalar_one()
    before = lead.get_cookie("schalter")
    assert before
    answer = lead.post(PAGE, data={"tun": "xyzzy", "nachweis": code(clock)})
    after = lead.get_cookie("schalter")
    assert answer.status_code == 400  # however the view answers, the cookie is the new one
    assert after
    assert after.value != before.value
    assert "HttpOnly; Path=/; SameSite=Strict" in answer.headers["Set-Cookie"]
    assert lead.get("/schalter/").status_code == 200
    lead.set_cookie("schalter", before.value)
    assert lead.get("/schalter/").status_code == 303
    with staff.engine.connect() as connection:
        row = connection.execute(select(sessions)).one()
    assert (row.id, row.begun) == (secret.hashed(after.value), begun)


@pytest.mark.both
def test_guessing_is_slowed_as_at_the_sign_in(lead: FlaskClient, staff: Staff, clock: Clock,
                                              address: str) -> None:
    for _ in range(4):  # the fifth try of this minute in the memory of this worker was the sign-in
        assert lead.post(PAGE, data={**NEW, "nachweis": "000000"}).status_code == 403
    late = lead.post(PAGE, data={**NEW, "nachweis": code(clock)})
    assert (late.status_code, late.headers["Retry-After"]) == (429, str(MINUTE))
    assert SAY[MINUTE] in late.text
    assert fields(late.text) == NEW
    other = create_app(Settings(database=address), now=clock, guide=guide())
    wrong = {"name": "chefin", "passwort": "x", "code": "000000"}
    assert [other.test_client().post("/schalter/anmelden", data=each).status_code for each in (
        wrong, {**wrong, "passwort": PASSWORD, "code": code(clock)})] == [403, 429]
    other.extensions["laufmappe"].press.close()
    assert done(staff)[1:] == [("prove-no", None)] * 4 + [("refused", None)]
    assert staff.find(NEW["name"]) is None


def test_who_may_not_is_not_asked(sign_in: SignIn, clock: Clock) -> None:
    client = sign_in()
    clock.on(minutes=11)
    answer = client.post(PAGE, data={**NEW, "nachweis": code(clock)})
    assert (answer.status_code, ASKED in answer.text) == (403, False)


def test_no_way_leads_elsewhere(lead: FlaskClient) -> None:
    sent = {**NEW, "weiter": "https://evil.example", "where": "//evil.example"}
    page = lead.post(f"{PAGE}?weiter=https://evil.example", data=sent,
                     headers={"Referer": "https://evil.example"})
    assert set(re.findall(r'(?:action|href)="([^"]*)"', page.text.split("<main>")[1])) == {PAGE}


@pytest.mark.parametrize("form", [{f"f{at}": "x" for at in range(401)}, {"name": "x" * 64_000}])
def test_what_is_no_form_of_ours_is_not_carried(lead: FlaskClient, form: dict[str, str]) -> None:
    answer = lead.post(PAGE, data=form)
    assert answer.status_code in {401, 413}
    assert fields(answer.text) == {}


def test_lock_meanwhile_wins(lead: FlaskClient, staff: Staff, clock: Clock) -> None:
    held = lead.get_cookie("schalter")
    assert held
    staff.lock(1, True)
    assert staff.prove(held.value, code(clock), clock.now) is None
    assert staff.fresh(held.value, clock.now) is False
    assert lead.post(PAGE, data={**NEW, "nachweis": code(clock)}).status_code == 401
    assert staff.find(NEW["name"]) is None


def test_code_is_carried_and_logged_nowhere(lead: FlaskClient, clock: Clock,
                                            caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for typed in ("000000", "geheim-geheim"):
        assert typed not in lead.post(PAGE, data={**NEW, "nachweis": typed}).text
    clock.on(minutes=31)
    lost = lead.post(PAGE, data={**NEW, "nachweis": "000000"})
    assert (lost.status_code, "mit:name" in lost.text) == (401, True)
    assert "nachweis" not in lost.text
    assert "000000" not in caplog.text


@pytest.fixture
def city(address: str, staff: Staff, clock: Clock) -> Iterator[FlaskClient]:
    """Return somebody of the lead who signed in at the city, which did not say when."""
    site = create_app(Settings("http://localhost", database=address, issuer="http://localhost:1",
                               client="weg", secret=CITY_SECRET), now=clock, guide=guide())
    client = site.test_client()
    staff.add("anna", "lead", "mbe-awo", clock.now)
    session = staff.enter("city anna", "anna", clock.now)
    assert session
    client.set_cookie("schalter", session)
    yield client
    site.extensions["laufmappe"].press.close()


def proven(staff: Staff, clock: Clock, client: FlaskClient, name: str = "anna") -> None:
    """Come back from the city, which says that somebody proved who they are just now."""
    session = staff.enter(f"city {name}", name, clock.now, clock.now)
    assert session
    client.set_cookie("schalter", session)


def test_city_is_asked_anew_and_what_was_sent_comes_back(city: FlaskClient, staff: Staff,
                                                         clock: Clock) -> None:
    page = city.post(PAGE, data={**NEW, "nachweis": "123456"})
    assert (page.status_code, ASKED in page.text) == (401, True)
    assert 'href="/schalter/anmelden/stadt?neu=1&amp;weiter=/schalter/weiter"' in page.text
    assert 'name="nachweis"' not in page.text
    sent = page.headers["Set-Cookie"]
    assert "HttpOnly; Path=/; SameSite=Strict" in sent
    proven(staff, clock, city)
    back = city.get("/schalter/weiter")
    assert fields(back.text) == NEW
    assert f'<form method="post" action="{PAGE}">' in back.text
    assert staff.find(NEW["name"]) is None
    assert city.get_cookie("wunsch") is None
    assert city.post(PAGE, data=fields(back.text)).status_code == 200
    assert staff.find(NEW["name"])
    assert city.get("/schalter/weiter").headers["Location"] == "/schalter/"


def test_city_that_said_when_counts_from_then(city: FlaskClient, staff: Staff,
                                              clock: Clock) -> None:
    session = staff.enter("city anna", "anna", clock.now,
                          clock.now - datetime.timedelta(minutes=9))
    assert session
    city.set_cookie("schalter", session)
    assert city.post(PAGE, data=NEW).status_code == 200
    clock.on(minutes=2)
    assert city.post(PAGE, data=NEW).status_code == 401


@pytest.mark.parametrize("case", ["none", "changed", "old", "another"])
def test_wish_that_is_not_theirs_is_dropped(city: FlaskClient, staff: Staff, clock: Clock,
                                            case: str) -> None:
    city.post(PAGE, data=NEW)
    kept = city.get_cookie("wunsch")
    assert kept
    if case == "none":
        city.delete_cookie("wunsch")
    elif case == "changed":
        city.set_cookie("wunsch", kept.value[:-3] + "xxx")
    elif case == "old":
        clock.on(minutes=11)
    else:
        staff.add("bea", "lead", "mbe-awo", clock.now)
    proven(staff, clock, city, "bea" if case == "another" else "anna")
    answer = city.get("/schalter/weiter")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/schalter/")


def test_wish_too_large_for_a_cookie_is_not_carried(city: FlaskClient) -> None:
    city.post(PAGE, data={**NEW, "name": "x" * LARGEST})
    assert city.get_cookie("wunsch") is None
    most = {"tun": "neu", "name": "ü" * 60, "rolle": "desk", "stelle": "ü" * 60}
    assert len(city.post(PAGE, data=most).headers["Set-Cookie"]) < 4096


def test_without_a_city_nobody_comes_back(lead: FlaskClient) -> None:
    lead.set_cookie("wunsch", "x")
    assert lead.get("/schalter/weiter").headers["Location"] == "/schalter/"
