"""Profiles and findings at the desk: who sees, who confirms, what comes of it."""

import json
import re

import pytest
from at_desk import SignIn
from flask import Flask
from real import load
from sqlalchemy import create_engine, insert, select

from laufmappe.cli import main
from laufmappe.domain.account import ROLES, Account
from laufmappe.domain.gaps import report
from laufmappe.paths import CONTENT
from laufmappe.store.reports import Reports
from laufmappe.store.staff import Staff
from laufmappe.store.tables import audit, confirmed, counts

GUIDE = load(CONTENT)
OFFICES = ("mbe", "mbe-awo", "meldebehoerde", "auslaenderbehoerde")
SERVICES = ("mbe-awo", "mbe-caritas", "buergerberatung", "auslaenderbehoerde")


def test_every_profile_says_how_sure_it_is(sign_in: SignIn) -> None:
    desk = sign_in()
    for each in GUIDE.services.values():
        page = desk.get(f"/schalter/stellen/{each.number}")
        assert page.status_code == 200
        word = {"sourced": "Belegt", "unconfirmed": "Unbestätigt", "assured": "Bestätigt"}
        assert f"<b>{word[each.state]}</b>, Stand" in page.text
        for phone in each.phones:
            assert phone.number in page.text
    assert desk.get("/schalter/stellen/9999").status_code == 404


def test_own_place_first_and_search_finds(sign_in: SignIn) -> None:
    desk = sign_in(office="mbe-awo")
    page = desk.get("/schalter/stellen").text.split("<main>")[1]
    assert page.index("Ihre Stelle") < page.index(GUIDE.services["mbe-awo"].name) < (
        page.index("Andere Stellen"))
    found = desk.get("/schalter/stellen?suche=jobcenter").text
    assert GUIDE.services["jobcenter"].name in found
    assert GUIDE.services["frauennotruf"].name not in found
    assert "Dazu steht nichts" in desk.get("/schalter/stellen?suche=xyzzy").text


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("office", OFFICES)
def test_only_the_own_office_confirms(sign_in: SignIn, role: str, office: str,
                                      address: str) -> None:
    desk, account = sign_in(role=role, office=office), Account(1, "a", role, office)
    expected = set()
    for name in SERVICES:
        service = GUIDE.services[name]
        mine = account.works_for(GUIDE, service)
        path = f"/schalter/stellen/{service.number}"
        assert ("Unser Profil bestätigen" in desk.get(path).text) is mine
        assert desk.post(path).status_code == (303 if mine else 403)
        if mine:
            expected.add((service.number, office))
            assert "Bestätigt am 20.11.2026" in desk.get(path).text
    with create_engine(address).connect() as connection:
        found = {(row.service, row.office) for row in connection.execute(select(confirmed))}
    assert found == expected
    assert {name for name in SERVICES if account.works_for(GUIDE, GUIDE.services[name])} == {
        "mbe": set(), "mbe-awo": {"mbe-awo"}, "meldebehoerde": {"buergerberatung"},
        "auslaenderbehoerde": {"auslaenderbehoerde"}}[office]


def test_lead_finds_what_is_to_be_done(sign_in: SignIn, site: Flask, address: str,
                                       capsys: pytest.CaptureFixture[str],
                                       monkeypatch: pytest.MonkeyPatch) -> None:
    service = GUIDE.services["mbe-awo"]
    sign_in(office="mbe-awo").post(f"/schalter/stellen/{service.number}")
    import datetime  # noqa: PLC0415

    Reports(address).add(GUIDE.services["jobcenter"].number, "hours", datetime.date(2026, 11, 27))
    with create_engine(address).begin() as connection:
        connection.execute(insert(counts), [
            {"month": "2026-11", "kind": "unserved", "key": key, "count": count}
            for key, count in ((f"{service.number}:language", 3), (f"{service.number}:closed", 2))])
    lead = sign_in("bea", role="lead")
    page = lead.get("/schalter/befunde?sprachen=1").text
    assert "Die Öffnungszeiten stimmen nicht (1-mal" in page
    assert f"<li>{service.name}, 20.11.2026</li>" in page
    assert "<td>Arabisch</td>" in page
    assert page.count("immer aus demselben Grund: ") == 1
    assert "immer aus demselben Grund: keine gemeinsame Sprache" in page
    assert "ganz ohne Stelle" not in page
    gaps = re.search(r"(\d+) Aufgaben, für die", lead.get("/schalter/befunde?luecken=1").text)
    assert gaps
    assert int(gaps[1]) == len(report(site.extensions["laufmappe"].router, list).gaps)
    patch = lead.get("/schalter/vorschlaege.patch")
    assert "+state: assured" in patch.text
    assert patch.headers["Content-Disposition"].startswith("attachment")
    matrix = lead.get("/schalter/luecken.html")
    assert "<title>Lücken und Doppelungen in Bielefeld</title>" in matrix.text
    monkeypatch.setenv("LAUFMAPPE_DATABASE", address)
    assert main(["proposals"]) == 0
    assert capsys.readouterr().out == patch.text
    assert main(["proposals", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"service": "mbe-awo", "day": "2026-11-20", "office": "mbe-awo"}]


@pytest.mark.both
def test_log_says_which_office_confirmed_which_service(sign_in: SignIn, staff: Staff) -> None:
    service, other = GUIDE.services["mbe-awo"], GUIDE.services["buergerberatung"]
    client = sign_in(office="mbe-awo")
    client.post(f"/schalter/stellen/{service.number}")
    client.post(f"/schalter/stellen/{other.number}")  # is none of theirs
    staff.change(1, "desk", "mbe-caritas")
    sign_in("bea", office="meldebehoerde").post(f"/schalter/stellen/{other.number}")
    with staff.engine.connect() as connection:
        rows = connection.execute(select(
            audit.c.account, audit.c.action, audit.c.target, audit.c.office).order_by(audit.c.id))
        assert [tuple(row) for row in rows] == [
            (1, "sign-in", None, None), (1, "confirm", service.number, "mbe-awo"),
            (2, "sign-in", None, None), (2, "confirm", other.number, "meldebehoerde")]


@pytest.mark.parametrize("path", ["befunde", "luecken.html", "vorschlaege.patch"])
def test_findings_are_for_lead(sign_in: SignIn, path: str) -> None:
    assert sign_in().get(f"/schalter/{path}").status_code == 403


def test_no_proposals_without_a_database(capsys: pytest.CaptureFixture[str],
                                         monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAUFMAPPE_DATABASE", "none")
    assert main(["proposals"]) == 2
    assert "Ohne Datenbank" in "".join(capsys.readouterr())
