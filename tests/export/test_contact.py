"""Contact cards: what stands on the page of a place, read back."""

import re
from dataclasses import replace

import vobject
from real import load

from laufmappe.domain.guide import Guide
from laufmappe.domain.service import Hours, Location, Phone, Service
from laufmappe.export.contact import contact_card
from laufmappe.paths import CONTENT


def full(guide: Guide) -> Service:
    """Return a place of which everything is known."""
    first = next(iter(guide.services.values()))
    return replace(
        first, number=12, name="Büro; Amt, Süd", unit="Abteilung 3", email="amt@example.org",
        website="https://example.org/", room="Zimmer 7", state="unconfirmed", as_of="2024",
        location=Location("x", "Musterstadt", "Weg 1", "12345", "Altes Rathaus"),
        phones=(Phone("030 1", "+49301", "Anmeldung"), Phone("030 2", "+49302")),
        hours=Hours("Montag 9 bis 12"), phone_hours=Hours("Dienstag"), appointment="")


def test_card_holds_the_facts(town: Guide) -> None:
    service = full(town)
    data = contact_card(service)
    card = vobject.readOne(data.decode())
    assert (card.version.value, card.fn.value, card.n.value.family) == (
        "3.0", service.name, service.name)
    assert card.org.value == [service.organization.name, "Abteilung 3"]
    assert [each.value for each in card.tel_list] == ["+49301", "+49302"]
    place = card.adr.value
    assert (place.street, place.code, place.city, place.extended) == (
        "Weg 1", "12345", "Musterstadt", "Zimmer 7")
    assert (card.email.value, card.url.value) == ("amt@example.org", "https://example.org/")
    assert card.note.value.splitlines() == [
        "Noch nicht bestätigt, Stand 2024. Bitte nachfragen, bevor Sie hingehen.",
        "Altes Rathaus", "030 1: Anmeldung", "Geöffnet: Montag 9 bis 12", "Am Telefon: Dienstag"]
    assert data == contact_card(service)


def test_card_says_when_only_by_appointment(town: Guide) -> None:
    found = vobject.readOne(contact_card(replace(
        full(town), state="sourced", appointment="required")).decode())
    assert found.note.value.splitlines()[0] == "Stand der Angaben: 2024"
    assert "Nur mit Termin" in found.note.value
    assert "Geöffnet" not in found.note.value


def test_neutral_card_tells_only_a_number(town: Guide) -> None:
    service = full(town)
    text = contact_card(service, "Stelle 12").decode()
    assert {re.split("[:;]", line)[0] for line in text.splitlines()} == {
        "BEGIN", "VERSION", "UID", "FN", "N", "TEL", "END"}
    assert service.name not in text
    assert "Weg 1" not in text


def test_every_place_reads_back() -> None:
    for service in load(CONTENT).services.values():
        card = vobject.readOne(contact_card(service).decode())
        assert card.fn.value == service.name
        assert len(card.contents.get("tel", [])) == len(service.phones)
