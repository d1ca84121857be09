"""Signing in at the desk, and what each role may do."""

import datetime
import re
from pathlib import Path

import pyotp
import pytest
from at_desk import PASSWORD, SECRET, Clock, SignIn, code
from flask import Flask
from real import load
from sqlalchemy import select

from laufmappe.domain.account import MAY, ROLES, Account, weak
from laufmappe.paths import CONTENT
from laufmappe.settings import Settings
from laufmappe.store.staff import Staff
from laufmappe.store.tables import audit
from laufmappe.web import create_app
from laufmappe.web.desk.session import onward

GUIDE = load(CONTENT)
PAGES = {"/schalter/": "mappe", "/schalter/neu": "mappe", "/schalter/neu.pdf": "mappe",
         "/schalter/konten": "accounts", "/schalter/geschlossen": "closures",
         "/schalter/zahlen": "counts", "/schalter/zahlen.csv": "counts"}


def enrolled(staff: Staff, clock: Clock, name: str = "probe", role: str = "desk") -> list[str]:
    """Make an account that can sign in; return its recovery codes."""
    return staff.enrol(staff.add(name, role, "mbe", clock.now), PASSWORD, SECRET, 0, clock.now)


def test_without_a_database_there_is_no_desk() -> None:
    site = create_app(Settings())
    for path in (*PAGES, "/schalter/anmelden"):
        assert site.test_client().get(path).status_code in {404, 405}


@pytest.mark.parametrize("path", PAGES)
def test_signed_out_nobody_gets_in(site: Flask, path: str) -> None:
    client = site.test_client()
    for method in ("GET", "POST"):
        answer = client.open(path, method=method)
        if answer.status_code == 405:
            continue
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/schalter/anmelden?weiter=")
    client.set_cookie("schalter", "x" * 40)
    assert client.get("/schalter/").status_code == 303


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("office", ["auslaenderbehoerde", "meldebehoerde", "mbe", "nowhere"])
@pytest.mark.parametrize(("path", "action"), PAGES.items())
def test_table_of_permissions(sign_in: SignIn, role: str, office: str, path: str,
                              action: str) -> None:
    client = sign_in(role=role, office=office)
    method = "POST" if path.endswith(".pdf") else "GET"
    assert client.open(path, method=method).status_code == (200 if role in MAY[action] else 403)
    if action == "accounts":
        assert client.post(path, data={"tun": "neu"}).status_code == (
            422 if role in MAY[action] else 403)


@pytest.mark.both
def test_wrong_name_password_code_and_lock_get_the_same_answer(
    site: Flask, staff: Staff, clock: Clock
) -> None:
    enrolled(staff, clock)
    enrolled(staff, clock, "gesperrt")
    found = staff.find("gesperrt")
    assert found
    staff.lock(found.id, locked=True)
    staff.add("eingeladen", "desk", "mbe", clock.now)
    told = set()
    right = code(clock)
    for name, password, number in [
        ("niemand", PASSWORD, right), ("probe", "falsch" * 3, right), ("probe", PASSWORD, "000000"),
        ("gesperrt", PASSWORD, right), ("eingeladen", PASSWORD, right), ("probe", "", ""),
    ]:
        answer = site.test_client().post("/schalter/anmelden", data={
            "name": name, "passwort": password, "code": number})
        assert answer.status_code == 403
        assert "Set-Cookie" not in answer.headers
        told.add(answer.text.replace(f'value="{name}"', ""))
    assert len(told) == 1
    assert PASSWORD not in told.pop()


@pytest.mark.both
def test_code_is_taken_once(staff: Staff, clock: Clock) -> None:
    spare = enrolled(staff, clock)
    number = code(clock)

    def tried(text: str) -> bool:
        return staff.sign_in(" Probe ", PASSWORD, text, clock.now) is not None

    assert [tried(number), tried(number)] == [True, False]
    assert [tried(spare[0].lower()), tried(spare[0])] == [True, False]
    clock.on(minutes=2)
    assert not tried(number)
    assert tried(pyotp.TOTP(SECRET).at(clock.now + datetime.timedelta(seconds=30)))  # a fast clock
    assert not tried(code(clock))  # and none before it


def test_attempts_are_slowed_down(site: Flask, staff: Staff, clock: Clock) -> None:
    enrolled(staff, clock)
    wrong = {"name": "probe", "passwort": "x", "code": "1"}
    statuses = [site.test_client().post("/schalter/anmelden", data=wrong).status_code
                for _ in range(6)]
    assert statuses == [403] * 5 + [429]
    last = site.test_client().post("/schalter/anmelden", data={**wrong, "passwort": PASSWORD,
                                                               "code": code(clock)})
    assert (last.status_code, last.headers["Retry-After"]) == (429, "60")
    for number in range(20):
        site.test_client().post("/schalter/anmelden", data={**wrong, "name": f"n{number}"})
    assert site.test_client().post("/schalter/anmelden",
                                   data={**wrong, "name": "neu"}).status_code == 429


@pytest.mark.both
def test_session_ends_by_time_sign_out_and_lock(sign_in: SignIn, staff: Staff,
                                                clock: Clock) -> None:
    client = sign_in()
    clock.on(minutes=29)
    assert client.get("/schalter/").status_code == 200
    clock.on(minutes=29)
    assert client.get("/schalter/").status_code == 200
    clock.on(minutes=31)
    assert client.get("/schalter/").status_code == 303
    second = sign_in("zwei")
    for _ in range(25):
        clock.on(minutes=25)
        alive = second.get("/schalter/").status_code
    assert alive == 303
    third = sign_in("drei")
    held = third.get_cookie("schalter")
    assert held
    assert third.post("/schalter/abmelden").status_code == 303
    third.set_cookie("schalter", held.value)
    assert third.get("/schalter/").status_code == 303
    fourth = sign_in("vier")
    found = staff.find("vier")
    assert found
    staff.change(found.id, "lead", "mbe")
    assert fourth.get("/schalter/").status_code == 303


def test_cookie_is_random_strict_and_new_at_each_sign_in(sign_in: SignIn, site: Flask,
                                                         clock: Clock) -> None:
    client = sign_in()
    first = client.get_cookie("schalter")
    assert first
    assert len(first.value) > 40
    answer = client.post("/schalter/anmelden", data={
        "name": "probe", "passwort": PASSWORD, "code": code(clock)})
    sent = answer.headers["Set-Cookie"]
    assert "HttpOnly" in sent
    assert "SameSite=Strict" in sent
    second = client.get_cookie("schalter")
    assert second
    assert second.value != first.value
    old = site.test_client()
    old.set_cookie("schalter", first.value)
    assert old.get("/schalter/").status_code == 303


def test_over_https_the_cookie_is_bound_to_the_host(address: str, staff: Staff,
                                                    clock: Clock) -> None:
    enrolled(staff, clock)
    site = create_app(Settings("https://weg.example", database=address), now=clock)
    answer = site.test_client().post("/schalter/anmelden", base_url="https://weg.example", data={
        "name": "probe", "passwort": PASSWORD, "code": code(clock)})
    assert answer.headers["Set-Cookie"].startswith("__Host-schalter=")
    assert "Secure" in answer.headers["Set-Cookie"]


def test_no_password_over_plain_http_from_afar(site: Flask) -> None:
    assert site.test_client().get("/schalter/anmelden",
                                  base_url="http://weg.example").status_code == 403


@pytest.mark.parametrize("there", ["https://evil.example", "//evil.example", "/de/", "",
                                   "/schalter/\\evil", "/schalter//evil", "/schalter/anmelden"])
def test_no_way_out_to_elsewhere(there: str) -> None:
    assert onward(there) == "/schalter/"
    assert onward("/schalter/neu") == "/schalter/neu"


@pytest.mark.both
def test_invitation_is_taken_up_once(site: Flask, staff: Staff, clock: Clock) -> None:
    invitation = staff.add("Neu", "desk", "mbe", clock.now)
    client = site.test_client()
    page = client.post("/schalter/einladung", data={"einladung": invitation.lower()}).text
    totp = re.findall(r'name="geheim" value="([A-Z2-7]{32})"', page)[0]
    data = {"einladung": invitation, "geheim": totp, "passwort": PASSWORD,
            "code": pyotp.TOTP(totp).at(clock.now)}
    for wrong in ({"passwort": "kurz"}, {"passwort": "neuneuneuneu1"}, {"code": "000000"},
                  {"passwort": "a" * 14}, {"passwort": "Bielefeld2026"}):
        answer = client.post("/schalter/einladung", data={**data, **wrong})
        assert (answer.status_code, 'role="alert"' in answer.text) == (422, True)
        assert totp in answer.text
    done = client.post("/schalter/einladung", data=data)
    spare = re.findall(r"<li><b>([\w-]+)</b></li>", done.text)
    assert len(set(spare)) == 10
    assert client.post("/schalter/einladung", data=data).status_code == 403
    assert client.post("/schalter/anmelden", data={
        "name": "neu", "passwort": PASSWORD, "code": spare[0]}).status_code == 303
    late = staff.add("spaet", "desk", "mbe", clock.now)
    clock.on(days=8)
    assert client.post("/schalter/einladung", data={"einladung": late}).status_code == 403


def written(staff: Staff) -> list[str]:
    """Return what the audit log says was done, in its order."""
    with staff.engine.connect() as connection:
        return [row.action for row in connection.execute(select(audit).order_by(audit.c.id))]


@pytest.mark.both
def test_lead_invites_locks_resets_and_changes(sign_in: SignIn, staff: Staff) -> None:
    lead = sign_in("chefin", "lead")
    made = lead.post("/schalter/konten", data={
        "tun": "neu", "name": "Neu", "rolle": "desk", "stelle": "mbe-awo"}).text
    assert re.search(r'<p class="show">[\w-]{19}</p>', made)
    assert lead.post("/schalter/konten", data={
        "tun": "neu", "name": "neu", "rolle": "desk", "stelle": "mbe-awo"}).status_code == 422
    found = staff.find("neu")
    assert found
    for verb, locked in (("lock", True), ("unlock", False)):
        lead.post("/schalter/konten", data={"tun": verb, "konto": found.id})
        changed = staff.find("neu")
        assert changed
        assert changed.locked is locked
    lead.post("/schalter/konten", data={"tun": "change", "konto": found.id, "rolle": "lead",
                                        "stelle": "auslaenderbehoerde"})
    assert staff.find("neu") == Account(found.id, "neu", "lead", "auslaenderbehoerde")
    again = lead.post("/schalter/konten", data={"tun": "reset", "konto": found.id}).text
    assert re.search(r'<p class="show">[\w-]{19}</p>', again)
    end = {"tun": "remove", "konto": found.id}
    assert lead.post("/schalter/konten", data=end).status_code == 422
    assert staff.find("neu")
    assert "<th scope=\"row\">neu</th>" not in lead.post(
        "/schalter/konten", data={**end, "sicher": "1"}).text
    assert staff.find("neu") is None
    own = staff.find("chefin")
    assert own
    assert lead.post("/schalter/konten", data={"tun": "lock", "konto": own.id}).status_code == 422
    assert lead.post("/schalter/konten", data={"tun": "lock", "konto": "999"}).status_code == 404
    assert lead.post("/schalter/konten", data={"tun": "xyzzy"}).status_code == 400


def test_refused_change_of_an_account_is_not_logged_as_done(
        sign_in: SignIn, staff: Staff, clock: Clock) -> None:
    lead = sign_in("chefin", "lead")
    staff.add("neu", "desk", "mbe", clock.now)
    found = staff.find("neu")
    assert found
    assert lead.post("/schalter/konten", data={"tun": "change", "konto": found.id,
                                               "rolle": "king", "stelle": "mbe"}).status_code == 422
    assert written(staff) == ["sign-in"]
    assert staff.find("neu") == found


@pytest.mark.parametrize("site_of", ["cross-site", "same-site"])
def test_foreign_pages_cannot_post(sign_in: SignIn, site_of: str) -> None:
    client = sign_in()
    for path in ("/schalter/neu", "/schalter/abmelden", "/schalter/anmelden"):
        assert client.post(path, headers={"Sec-Fetch-Site": site_of}).status_code == 403


def test_weak_passwords() -> None:
    assert weak("x" * 11, "") != ""
    assert weak("abcdefghijkl" * 20, "") != ""
    assert weak("Anna wandert gern", "anna") != ""
    assert weak("wandern im Emsland", "em") == ""
    assert weak(PASSWORD, "probe") == ""


def test_database_that_is_gone_is_told_calmly(tmp_path: Path, clock: Clock) -> None:
    site = create_app(Settings(database=f"sqlite:///{tmp_path / 'none' / 'x.sqlite'}"), now=clock)
    client = site.test_client()
    client.set_cookie("schalter", "x" * 40)
    answer = client.get("/schalter/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "Die Datenbank antwortet nicht." in answer.text
    told = client.post("/schalter/anmelden", data={"name": "a", "passwort": "b", "code": "c"})
    assert told.status_code == 503
    assert client.get("/de/").status_code == 200
    site.extensions["laufmappe"].press.close()


def test_what_happens_to_accounts_is_written_down(sign_in: SignIn, site: Flask, staff: Staff,
                                                  clock: Clock) -> None:
    client = sign_in()
    for name in ("probe", "niemand"):
        site.test_client().post("/schalter/anmelden", data={
            "name": name, "passwort": "x", "code": code(clock)})
    client.post("/schalter/abmelden")
    assert written(staff) == ["sign-in", "refused", "refused", "sign-out"]


def test_odd_secret_is_replaced(site: Flask, staff: Staff, clock: Clock) -> None:
    invitation = staff.add("Neu", "desk", "mbe", clock.now)
    for odd in ("0" * 32, "A" * 31, "\u00c4" * 32):
        page = site.test_client().post("/schalter/einladung", data={
            "einladung": invitation, "geheim": odd, "passwort": PASSWORD, "code": "\u0663" * 6})
        assert page.status_code == 422
        assert odd not in page.text
