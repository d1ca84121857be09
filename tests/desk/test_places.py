"""What an account belongs to: a kind of office or a single service."""

import html
import re

import pytest
from at_desk import Clock, SignIn
from real import load

from laufmappe.domain.account import place, places
from laufmappe.paths import CONTENT
from laufmappe.store.staff import Staff

GUIDE = load(CONTENT)
SERVICE = GUIDE.services["ak-asyl"]


def test_every_kind_and_service_is_offered_once(sign_in: SignIn) -> None:
    page = sign_in(role="lead").get("/schalter/konten").text
    select = page.split('id="stelle"')[1].split("</select>")[0]
    assert re.findall('optgroup label="([^"]+)"', select) == ["Ämter", "Einzelne Stellen"]
    offered = re.findall('option value="([^"]+)"', select)
    many = {each.id for each in GUIDE.offices.values() if not each.reports and any(
        each.id in service.offices for service in GUIDE.services.values())} - {*GUIDE.services}
    assert {"mbe", "jmd"} <= many
    assert sorted(offered) == sorted({*GUIDE.offices, *GUIDE.services} - many)


@pytest.mark.parametrize("verb", ["neu", "change"])
def test_no_account_stands_for_all_services_of_a_kind(sign_in: SignIn, staff: Staff, clock: Clock,
                                                      verb: str) -> None:
    """None of them may see what another has sent."""
    lead = sign_in("chefin", "lead")
    staff.add("anna", "desk", "mbe-awo", clock.now)
    found = staff.find("anna")
    assert found
    page = lead.post("/schalter/konten", data={
        "tun": verb, "konto": found.id, "name": "neu", "rolle": "desk", "stelle": "mbe"})
    assert page.status_code == 422
    assert staff.find("anna") == found
    assert staff.find("neu") is None


def test_advice_that_the_guide_does_not_know_is_still_an_office(sign_in: SignIn,
                                                                staff: Staff) -> None:
    """Such a service hands out sheets too; nothing can be sent to it, so nobody sees anything."""
    assert not any("schuldnerberatung" in each.offices for each in GUIDE.services.values())
    sign_in("chefin", "lead").post("/schalter/konten", data={
        "tun": "neu", "name": "neu", "rolle": "desk", "stelle": "schuldnerberatung"})
    assert staff.find("neu")


def test_lead_gives_an_account_to_a_single_service(sign_in: SignIn, staff: Staff) -> None:
    lead = sign_in("chefin", "lead")
    page = lead.post("/schalter/konten", data={
        "tun": "neu", "name": "neu", "rolle": "desk", "stelle": SERVICE.id})
    assert page.status_code == 200
    found = staff.find("neu")
    assert found
    assert (found.office, found.works_for(GUIDE, SERVICE)) == (SERVICE.id, True)
    assert html.escape(SERVICE.name) in page.text
    lead.post("/schalter/konten", data={"tun": "change", "konto": found.id, "rolle": "desk",
                                        "stelle": "nowhere"})
    after = staff.find("neu")
    assert after
    assert after.office == SERVICE.id


@pytest.mark.parametrize("office", ["mbe", "ak-asyl", "nowhere"])
def test_the_page_says_whose_account_it_is(sign_in: SignIn, office: str) -> None:
    header = sign_in(office=office).get("/schalter/").text.split("<header>")[1].split("<main>")[0]
    assert f"probe, {html.escape(place(GUIDE, office))}</span>" in header


def test_names_of_places() -> None:
    assert place(GUIDE, "mbe") == GUIDE.offices["mbe"].name
    assert place(GUIDE, SERVICE.id) == SERVICE.name
    assert place(GUIDE, "nowhere") == "nowhere"
    kinds, single = places(GUIDE)
    assert not set(kinds) & set(single)
