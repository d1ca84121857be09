"""Referrals at the desk: sent from a kept Mappe, moved on by who receives them, seen by both."""

import datetime
import re
from dataclasses import replace

import pytest
from at_desk import Clock, SignIn
from flask import Flask
from flask.testing import FlaskClient
from printed import codes, picture, plain, words
from real import load
from sqlalchemy import create_engine, select

from laufmappe.domain import token
from laufmappe.domain.guide import Guide
from laufmappe.domain.mappe import Mappe, pack
from laufmappe.domain.referral import (
    ARRIVED,
    DONE,
    KINDS,
    NOT_SERVED,
    OPEN,
    OTHER,
    REASONS,
    STATES,
    UNSERVED,
)
from laufmappe.domain.referral import number as numbered
from laufmappe.paths import CONTENT
from laufmappe.store.mappen import Mappen, new_code
from laufmappe.store.referrals import Referrals
from laufmappe.store.tables import audit, counts, referrals
from laufmappe.web.desk.refer import MISTYPED, UNKNOWN
from laufmappe.web.desk.referrals import NOT_YOURS, WHY, WRITTEN

GUIDE: Guide = load(CONTENT)
DAY = datetime.date(2026, 11, 20)
USUAL = {"who": ("me",), "need": ("german",), "age": ("27-59",), "status": ("eu",)}
MBE, OTHER_MBE = GUIDE.services["mbe-awo"], GUIDE.services["mbe-caritas"]
OFFICE = next(each for each in GUIDE.services.values()
              if each.reports and "auslaenderbehoerde" in each.offices)
NOBODYS = token.numbered("M" + "0" * 16).replace(" ", "")
LINE = "Bitte nach der zweiten Bescheinigung fragen"


def line_of(name: str) -> str:
    """Return the line of the directory for a service."""
    return f"{GUIDE.services[name].number} {GUIDE.services[name].name}"


def kept(site: Flask, address: str, **answers: tuple[str, ...]) -> str:
    """Keep a Mappe and return its code."""
    book, code = site.extensions["laufmappe"], new_code()
    mappe = Mappe("ar", {**USUAL, **answers})
    Mappen(address).write(code, pack(book.router, mappe), 0, DAY)
    return code


def form(code: str, **values: str) -> dict[str, str]:
    """Return the form that sends a Mappe to the first of two services."""
    return {"code": code, "art": "verweis", "stelle": line_of("mbe-awo"), "grund": "residence",
            "tag": "2026-11-26", **values}


def sent(desk: FlaskClient, address: str, code: str, **values: str) -> str:
    """Send and return the number."""
    answer = desk.post("/schalter/verweis", data=form(code, **values))
    assert "<h1>Weitergegeben</h1>" in answer.text, answer.text
    with create_engine(address).connect() as connection:
        numbers = list(connection.execute(select(referrals.c.number)).scalars())
    return next(each for each in numbers if numbered_in(answer.text, each))


def numbered_in(page: str, number: str) -> bool:
    """Say whether a number stands on a page, as it is printed."""
    return " ".join(number[at:at + 4] for at in range(0, 10, 4)) in page


def state_of(address: str, number: str) -> str:
    """Return the state of a referral."""
    found = Referrals(address).find(number)
    assert found
    return found.state


def done(address: str) -> list[str]:
    """Return what was written down, in order."""
    with create_engine(address).connect() as connection:
        return list(connection.execute(select(audit.c.action).order_by(audit.c.id)).scalars())


def press(desk: FlaskClient, number: str, button: str, before: str = OPEN, why: str = "") -> str:
    """Press a button of a referral; return status and page."""
    answer = desk.post("/schalter/verweise", data={
        "nummer": number, "tun": button, "stand": before, "grund": why})
    return f"{answer.status_code} {answer.text}"


@pytest.mark.both
def test_sent_seen_by_both_and_done(site: Flask, address: str, sign_in: SignIn) -> None:
    code = kept(site, address)
    sender, receiver = sign_in("anna", office="meldebehoerde"), sign_in("ben", office="mbe-awo")
    number = sent(sender, address, code)
    page = receiver.get("/schalter/verweise").text
    assert numbered_in(page.split("Von uns")[0], number)
    assert GUIDE.offices["meldebehoerde"].name in page
    assert "Sie möchten eine Beratung zum Aufenthaltsrecht." in page
    assert "26.11.2026" in page
    assert press(receiver, number, ARRIVED).startswith("303")
    assert WRITTEN in receiver.get("/schalter/verweise?gut").text
    assert press(receiver, number, DONE, ARRIVED).startswith("303")
    assert not numbered_in(receiver.get("/schalter/verweise").text, number)
    page = sender.get("/schalter/verweise").text.split("Von uns")[1]
    assert numbered_in(page, number)
    assert "<b>erledigt</b>" in page
    assert [each for each in done(address) if "sign" not in each and each != "enrol"] == [
        "refer", ARRIVED, DONE]


def test_not_served_needs_a_reason_that_the_sender_sees(site: Flask, address: str,
                                                        sign_in: SignIn) -> None:
    sender, receiver = sign_in("anna"), sign_in("ben", office="mbe-awo")
    number = sent(sender, address, kept(site, address))
    assert WHY in press(receiver, number, NOT_SERVED)
    assert WHY in press(receiver, number, NOT_SERVED, why="xyzzy")
    assert state_of(address, number) == OPEN
    assert press(receiver, number, NOT_SERVED, why="no-slot").startswith("303")
    assert f"nicht bedient</b>: {UNSERVED['no-slot']}" in sender.get("/schalter/verweise").text
    with create_engine(address).connect() as connection:
        found = {(row.kind, row.key): row.count for row in connection.execute(select(counts))}
    assert found == {("referral", "sent"): 1, ("referral", NOT_SERVED): 1,
                     ("unserved", f"{MBE.number}:no-slot"): 1}


@pytest.mark.both
def test_who_was_slower_sees_the_fresh_state(site: Flask, address: str, sign_in: SignIn) -> None:
    number = sent(sign_in("anna"), address, kept(site, address))
    one, two = sign_in("ben", office="mbe-awo"), sign_in("cem", office="mbe-awo")
    assert press(one, number, ARRIVED).startswith("303")
    answer = press(two, number, NOT_SERVED, OPEN, "no-slot")
    assert answer.startswith("409")
    assert "Jemand war schneller" in answer
    assert "ist jetzt „angekommen“" in answer
    assert 'name="stand" value="arrived"' in answer
    assert state_of(address, number) == ARRIVED


@pytest.mark.parametrize("role", ["desk", "lead"])
@pytest.mark.parametrize(("office", "sees", "moves"), [
    ("mbe-awo", True, True), ("meldebehoerde", True, False), ("mbe", False, False),
    ("mbe-caritas", False, False), ("auslaenderbehoerde", False, False), ("medinetz", False, False),
])
def test_each_role_and_office_sees_and_moves_its_own_alone(
    site: Flask, address: str, sign_in: SignIn, role: str, office: str, sees: bool, moves: bool,
) -> None:
    number = sent(sign_in("anna", office="meldebehoerde"), address, kept(site, address))
    desk = sign_in("zoe", role, office)
    assert numbered_in(desk.get("/schalter/verweise").text, number) is sees
    search = desk.post("/schalter/verweise", data={"nummer": number, "tun": "suchen"})
    nobodys = desk.post("/schalter/verweise", data={"nummer": numbered("0000000"), "tun": "suchen"})
    assert nobodys.status_code == 404
    assert UNKNOWN in nobodys.text
    assert search.status_code == (200 if sees else 404)
    assert (UNKNOWN in search.text) is not sees
    if not sees:  # word for word as if there were none
        assert search.text.replace(number, "") == nobodys.text.replace(numbered("0000000"), "")
    slip = desk.post("/schalter/verweis.pdf", data={"nummer": number})
    assert slip.status_code == (200 if office == "meldebehoerde" else 404)
    for button, why in ((ARRIVED, ""), (NOT_SERVED, "no-slot")):
        answer = press(desk, number, button, why=why)
        if not moves:
            assert answer.startswith("403" if sees else "404")
            assert (NOT_YOURS if sees else UNKNOWN) in answer
            assert state_of(address, number) == OPEN
    assert (state_of(address, number) == ARRIVED) is moves


def test_nobody_signed_in_nothing(site: Flask, address: str, sign_in: SignIn) -> None:
    code = kept(site, address)
    number, stranger = sent(sign_in("anna"), address, code), site.test_client()
    for method, path, data in (
            ("GET", "verweise", None), ("POST", "verweise", {"nummer": number, "tun": ARRIVED}),
            ("POST", "verweis", form(code)), ("POST", "verweis.pdf", {"nummer": number})):
        answer = stranger.open(f"/schalter/{path}", method=method, data=data)
        asks = 'action="/schalter/anmelden"' in answer.text or (
            answer.headers.get("Location", "")[:19] == "/schalter/anmelden?")
        assert (answer.status_code in {303, 401}, asks) == (True, True), path
    assert state_of(address, number) == OPEN


def test_office_that_is_an_authority_sees_what_goes_to_its_services(
        site: Flask, address: str, sign_in: SignIn) -> None:
    number = sent(sign_in("anna"), address, kept(site, address),
                  stelle=f"{OFFICE.number} {OFFICE.name}")
    desk = sign_in("ben", office="auslaenderbehoerde")
    assert press(desk, number, ARRIVED).startswith("303")


def test_joint_advice_is_seen_by_both_services(site: Flask, address: str, sign_in: SignIn) -> None:
    number = sent(sign_in("anna"), address, kept(site, address), art="co", zeit="10:30",
                  zweite=line_of("mbe-caritas"))
    one, two = sign_in("ben", office="mbe-awo"), sign_in("cem", office="mbe-caritas")
    for desk in (one, two):
        page = desk.get("/schalter/verweise").text
        assert numbered_in(page, number)
        assert "10:30 Uhr" in page
    assert press(two, number, ARRIVED).startswith("303")
    assert press(one, number, DONE, ARRIVED).startswith("303")


@pytest.mark.parametrize(("field", "values"), [
    ("art", {"art": "xyzzy"}), ("stelle", {"stelle": "Xyzzy <i>"}), ("stelle", {"stelle": ""}),
    ("zweite", {"art": "co", "zeit": "10:30"}),
    ("zweite", {"art": "co", "zeit": "10:30", "zweite": line_of("mbe-awo")}),
    ("zeit", {"art": "co", "zweite": line_of("mbe-caritas")}), ("zeit", {"zeit": "25:00"}),
    ("grund", {"grund": ""}), ("grund", {"grund": "other"}), ("grund", {"grund": "xyzzy"}),
    ("tag", {"tag": "2026-11-19"}), ("tag", {"tag": "2027-05-20"}), ("tag", {"tag": "morgen"}),
])
def test_what_is_wrong_is_said_at_its_field_and_nothing_sent(
    site: Flask, address: str, sign_in: SignIn, field: str, values: dict[str, str]
) -> None:
    desk = sign_in()
    answer = desk.post("/schalter/verweis", data=form(kept(site, address), **values))
    assert answer.status_code == 422
    assert re.findall(r'id="(\w+)-falsch" role="alert"', answer.text) == [field]
    assert re.search(rf'name="{field}"[^>]* aria-describedby="{field}-falsch"', answer.text)
    assert "<i>" not in answer.text
    for name in ("stelle", "zeit"):
        if name in values:
            shown = values[name].replace("<", "&lt;").replace(">", "&gt;")
            assert f'value="{shown}"' in answer.text
    assert Referrals(address).sent_by("meldebehoerde") == []


@pytest.mark.parametrize("status", ["no_papers", "prefer_not"])
@pytest.mark.parametrize("where", ["stelle", "zweite"])
def test_protected_people_go_to_an_authority_only_after_a_warning(
    site: Flask, address: str, sign_in: SignIn, status: str, where: str
) -> None:
    desk, code = sign_in(office="mbe-awo"), kept(site, address, status=(status,))
    wish = form(code, **{"art": "co", "zeit": "9:30", "stelle": line_of("mbe-awo"),
                         "zweite": line_of("mbe-caritas"), where: f"{OFFICE.number} {OFFICE.name}"})
    asked = desk.post("/schalter/verweis", data=wish)
    assert asked.status_code == 422
    assert "Das kann der Person schaden." in asked.text
    box = asked.text.split('id="v-trotzdem"')[1].split(">")[0]
    assert "checked" not in box
    assert Referrals(address).sent_by("mbe-awo") == []
    told = desk.post("/schalter/verweis", data={**wish, "trotzdem": "1"})
    assert "<h1>Weitergegeben</h1>" in told.text
    assert [each.kind for each in Referrals(address).sent_by("mbe-awo")] == ["co"]


def test_others_are_not_warned(site: Flask, address: str, sign_in: SignIn) -> None:
    desk = sign_in(office="mbe-awo")
    answer = desk.post("/schalter/verweis", data=form(
        kept(site, address), stelle=f"{OFFICE.number} {OFFICE.name}"))
    assert "<h1>Weitergegeben</h1>" in answer.text
    hidden = desk.post("/schalter/verweis", data=form(
        kept(site, address, status=("no_papers",)), stelle=line_of("medinetz")))
    assert "<h1>Weitergegeben</h1>" in hidden.text


def test_loaded_again_it_is_sent_once(site: Flask, address: str, sign_in: SignIn) -> None:
    desk, code = sign_in(), kept(site, address)
    assert sent(desk, address, code) == sent(desk, address, code)
    assert len(Referrals(address).sent_by("meldebehoerde")) == 1


@pytest.mark.parametrize("code", ["", "1234", NOBODYS])
def test_no_mappe_no_referral(address: str, sign_in: SignIn, code: str) -> None:
    answer = sign_in().post("/schalter/verweis", data=form(code))
    assert answer.status_code == 404
    assert "Diese Mappe gibt es nicht mehr." in answer.text
    assert Referrals(address).sent_by("meldebehoerde") == []


@pytest.mark.parametrize("typed", ["W123 4567 89", "xyzzy", "", "V" * 60, NOBODYS])
def test_mistyped_number_is_told_apart(sign_in: SignIn, typed: str) -> None:
    answer = sign_in().post("/schalter/verweise", data={"nummer": typed, "tun": "suchen"})
    assert answer.status_code == 422
    assert MISTYPED in answer.text
    assert f'value="{typed[:40]}"' in answer.text


@pytest.mark.parametrize(("button", "before"), [
    ("xyzzy", OPEN), (DONE, OPEN), (OPEN, ARRIVED), (ARRIVED, "xyzzy"), (ARRIVED, DONE)])
def test_button_that_is_none_is_refused(site: Flask, address: str, sign_in: SignIn, button: str,
                                        before: str) -> None:
    number = sent(sign_in("anna"), address, kept(site, address))
    assert press(sign_in("ben", office="mbe-awo"), number, button, before).startswith("400")
    assert state_of(address, number) == OPEN


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("kind", KINDS)
def test_slip_says_all_in_both_languages(site: Flask, address: str, sign_in: SignIn, kind: str,
                                         language: str) -> None:
    desk = sign_in()
    number = sent(desk, address, kept(site, address), art=kind, zeit="10:30", grund="language",
                  zweite=line_of("mbe-caritas"))
    answer = desk.post("/schalter/verweis.pdf", data={"nummer": number, "sprache": language})
    assert answer.content_type == "application/pdf"
    text = plain(words(answer.data))
    found = [GUIDE.offices["meldebehoerde"].name, MBE.name, REASONS["language"], "10:30",
             "Angekommen am", number]
    if MBE.location:
        found.append(MBE.location.street)
    for told in found:
        assert text.count(plain(told)) >= 2, told
    assert (plain(OTHER_MBE.name) in text) is (kind == "co")
    assert (plain("Darf ich jemanden mitbringen? Ja.") in text) is (kind == "begleitung")
    assert ("الجهة" in words(answer.data)) is (language == "ar")
    assert codes(picture(answer.data, 150)) == [number] * 2


def test_line_with_a_sign_that_cannot_be_printed_sends_nothing(sign_in: SignIn, site: Flask,
                                                              address: str) -> None:
    desk = sign_in(office="mbe")
    answer = desk.post("/schalter/verweis", data=form(kept(site, address), zeile="Bitte ☎ vorher"))
    assert answer.status_code == 422
    assert "Das Zeichen ☎ lässt sich nicht drucken." in answer.text
    assert 'value="Bitte ☎ vorher"' in answer.text
    with create_engine(address).connect() as connection:
        assert connection.execute(select(referrals)).all() == []


def test_own_line_stands_on_the_paper_and_nowhere_else(site: Flask, address: str,
                                                       sign_in: SignIn) -> None:
    desk = sign_in()
    number = sent(desk, address, kept(site, address), grund="", zeile=LINE)
    page = desk.post("/schalter/verweis", data=form(kept(site, address), zeile=LINE)).text
    assert f'name="zeile" value="{LINE}"' in page
    found = Referrals(address).find(number)
    assert found
    assert found.reason == OTHER
    with create_engine(address).connect() as connection:
        rows = [str(row) for table in (referrals, audit, counts)
                for row in connection.execute(select(table))]
    assert rows
    assert not any(LINE in row for row in rows)
    assert LINE not in desk.get("/schalter/verweise").text
    paper = desk.post("/schalter/verweis.pdf", data={"nummer": number, "zeile": LINE})
    assert plain(words(paper.data)).count(plain(LINE)) == 2
    again = desk.post("/schalter/verweis.pdf", data={"nummer": number})
    assert plain(LINE) not in plain(words(again.data))


def test_third_service_sees_no_referral_of_a_mappe(site: Flask, address: str,
                                                   sign_in: SignIn) -> None:
    sender, receiver = sign_in("anna", office="mbe-caritas"), sign_in("ben", office="mbe-awo")
    third = sign_in("cem", office="ak-asyl")
    code = kept(site, address)
    number = sent(sender, address, code)
    pages = [desk.post("/schalter/mappe", data={"code": code}).text
             for desk in (sender, receiver, third)]
    assert [numbered_in(page, number) for page in pages] == [True, True, False]
    assert ["angekommen</button>" in page for page in pages] == [False, True, False]


def test_second_of_a_co_beratung_speaks_for_itself(site: Flask, address: str,
                                                   sign_in: SignIn) -> None:
    sender, second = sign_in("anna"), sign_in("ben", office="mbe-caritas")
    number = sent(sender, address, kept(site, address), art="co", zeit="10:30",
                  zweite=line_of("mbe-caritas"))
    assert press(second, number, NOT_SERVED, why="no-slot").startswith("303")
    with create_engine(address).connect() as connection:
        keys = list(connection.execute(select(counts.c.key).where(counts.c.kind == "unserved"))
                    .scalars())
    assert keys == [f"{OTHER_MBE.number}:no-slot"]


def test_own_line_changes_no_reason_of_the_list(site: Flask, address: str,
                                                sign_in: SignIn) -> None:
    desk = sign_in()
    number = sent(desk, address, kept(site, address))
    paper = desk.post("/schalter/verweis.pdf", data={"nummer": number, "zeile": LINE})
    assert plain(LINE) not in plain(words(paper.data))


def test_page_of_a_mappe_offers_and_shows_referrals(site: Flask, address: str,
                                                    sign_in: SignIn) -> None:
    desk, code = sign_in(), kept(site, address)
    page = desk.post("/schalter/mappe", data={"code": code}).text
    assert 'action="/schalter/verweis"' in page
    assert page.count(f'name="code" value="{code}"') == 4
    assert line_of("mbe-awo") in page
    number = sent(desk, address, code)
    assert numbered_in(desk.post("/schalter/mappe", data={"code": code}).text, number)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_expired_with_its_time(site: Flask, address: str, sign_in: SignIn, clock: Clock) -> None:
    code = kept(site, address)
    number = sent(sign_in(), address, code)
    found = Referrals(address).find(number)
    assert found
    assert found.until == DAY + datetime.timedelta(180)
    assert Mappen(address).delete(code)
    assert Referrals(address).find(number) is None
    clock.on(days=1)
    late = sign_in("ben", office="mbe-awo")
    assert UNKNOWN in press(late, number, ARRIVED)


def test_service_that_left_the_guide_breaks_nothing(site: Flask, address: str,
                                                    sign_in: SignIn) -> None:
    desk, code = sign_in(), kept(site, address)
    number = sent(desk, address, code, art="co", zeit="10:30", zweite=line_of("mbe-caritas"))
    book = site.extensions["laufmappe"]
    book.guide = replace(book.guide, services={
        name: each for name, each in book.guide.services.items() if name != "mbe-caritas"})
    page = desk.get("/schalter/verweise").text
    assert numbered_in(page, number)
    assert OTHER_MBE.name not in page.split("Von uns")[1]
    assert desk.post("/schalter/verweis.pdf", data={"nummer": number}).status_code == 200


def test_states_have_buttons_of_their_own(site: Flask, address: str, sign_in: SignIn) -> None:
    number = sent(sign_in("anna"), address, kept(site, address))
    desk = sign_in("ben", office="mbe-awo")
    page = desk.get("/schalter/verweise").text
    assert re.findall(r'name="tun" value="(\w+)"', page) == ["suchen", ARRIVED, NOT_SERVED]
    press(desk, number, ARRIVED)
    page = desk.get("/schalter/verweise").text
    assert re.findall(r'name="tun" value="(\w+)"', page) == ["suchen", DONE, NOT_SERVED]
    assert 'value="not-come"' not in page
    assert STATES[ARRIVED] in page
