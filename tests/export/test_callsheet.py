"""The call sheet: valid, self-contained, in the order in which to call, with every question."""

import datetime
import re
from dataclasses import replace
from xml.etree.ElementTree import Element

import html5lib
import pytest

from laufmappe.domain.guide import Guide
from laufmappe.domain.service import Hours, Location, Phone
from laufmappe.export.callsheet import (
    LANGUAGES,
    UNCONFIRMED,
    blocks,
    call_sheet,
    contact,
    missing,
    phones,
    questions,
)

TODAY = datetime.date(2026, 11, 20)
NO_SCOPE = "ohne scope"


def read(page: str) -> Element:
    """Return the page, read by a strict parser: anything not valid raises."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def headings(page: str, *levels: str) -> list[str]:
    """Return the headings of these levels in order."""
    return [words(each) for each in read(page).iter() if each.tag in levels]


def changed(guide: Guide, which: str, **values: object) -> Guide:
    """Return a guide in which one service is different."""
    service = replace(guide.services[which], **values)  # type: ignore[arg-type]
    return replace(guide, services={**guide.services, which: service})


@pytest.fixture
def asking(town: Guide) -> Guide:
    """Return Musterstadt with one more place that is sourced and has a question."""
    return changed(town, "jugendamt", verify=("Durchwahl",))


def test_sheet_order(asking: Guide) -> None:
    assert headings(call_sheet(asking, TODAY), "h1", "h2", "h3", "h4") == [
        "Anrufliste für Musterstadt",
        "1 Zuerst anrufen",
        "Stadt Musterstadt", "Rathaus Musterstadt",
        "2 Lücken: Wer macht das?",
        "Fachstelle für Wohnungslose",
        *(each.office.name for each in missing(asking)[1:]),
        "3 Unbestätigte Stellen",
        "Stadt Musterstadt", "Schulberatung Musterstadt",
        "Verein Zuflucht", "Zuflucht e. V.",
        "4 Belegte Stellen mit offenen Fragen",
        "Stadt Musterstadt", "Jugendamt Musterstadt",
    ]


def test_sheet_asks_every_question(asking: Guide) -> None:
    text = words(read(call_sheet(asking, TODAY)))
    for note in ("alles", "Telefonzeiten", "Durchwahl", LANGUAGES,
                 "Welche Stelle in Musterstadt macht das?", "Wer ruft an?", "Wann?", "bestätigt am",
                 "unbestätigt, ohne Datum", "unbestätigt, Stand 2024", "belegt, Stand 2026",
                 "services/zuflucht.yaml"):
        assert note in text
    assert text.count("bestätigt am durch services/") == 4


def test_sheet_is_valid_and_alone(asking: Guide) -> None:
    page = call_sheet(asking, TODAY)
    root = read(page)
    assert root.get("lang") == "de"
    assert [each.tag for each in root.iter() if each.tag in {"script", "link", "img", "iframe"}
            or {"src", "style", "onclick"} & set(each.keys())] == []
    assert re.findall(r"https?:|url\(|@import", page) == []
    assert all(each.get("href", "").startswith("#teil-") for each in root.iter("a"))
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert ids == ["teil-1", "teil-2", "teil-3", "teil-4"]
    assert {each.get("scope", NO_SCOPE) for each in root.iter("th")} == {"row", "col"}
    assert "size: A4 portrait" in page


def test_sheet_other_parts_are_named(asking: Guide) -> None:
    text = words(read(call_sheet(asking, TODAY)))
    assert "Weitere Fragen an diese Organisation stehen in Teil 3 und Teil 4." in text
    assert "Weitere Fragen an diese Organisation stehen in Teil 1 und Teil 3." in text


def test_sheet_escapes(town: Guide) -> None:
    page = call_sheet(changed(town, "zuflucht", name="<b>Zuflucht</b> & mehr",
                              verify=("<script>alert(1)</script>",)), TODAY)
    assert "<b>Zuflucht</b> & mehr" in headings(page, "h4")
    assert "<script" not in page


def test_sheet_nothing_to_ask(town: Guide) -> None:
    fine = {name: replace(each, state="assured", verify=(), offices=tuple(town.offices))
            for name, each in town.services.items()}
    page = call_sheet(replace(town, services=fine, site=replace(
        town.site, fallbacks=(), switchboard=("", ""))), TODAY)
    text = words(read(page))
    assert text.count("Hier ist nichts zu fragen.") == 3
    assert "Keine Lücke: Jede Art von Stelle ist erreichbar." in text
    assert "Vermittlung" not in text


def test_missing_danger_first_then_most_rows(town: Guide) -> None:
    found = missing(town)
    assert (found[0].office.id, found[0].rows) == ("wohnungsnothilfe", ("S9",))
    numbers = [len(each.rows) for each in found[1:]]
    assert numbers == sorted(numbers, reverse=True)
    hostel = next(each for each in found if each.office.id == "unterkunft-beratung")
    assert ([role.id for role in hostel.roles], hostel.rows) == (["asylum-advice"], ("C3", "FLT16"))


def test_missing_names_who_cannot_be_reached(town: Guide) -> None:
    guide = changed(town, "schulberatung", website="")
    found = next(each for each in missing(guide) if each.office.id == "schulberatung")
    assert [each.id for each in found.services] == ["schulberatung"]
    assert "ohne Telefon, Anschrift, E-Mail und Webseite: Schulberatung Musterstadt" in words(
        read(call_sheet(guide, TODAY)))


def test_missing_listed_in_directory_only_is_no_help(town: Guide) -> None:
    guide = changed(town, "schulberatung", directory_only=True)
    found = next(each for each in missing(guide) if each.office.id == "schulberatung")
    assert found.services == ()


def test_contact_reads_out_what_is_shown(town: Guide) -> None:
    assert dict(contact(town, town.services["rathaus"])) == {
        "Anschrift": "Rathaus, Marktplatz 1, 01234\u00a0Musterstadt, Zimmer 1",
        "Telefon": "030 23125-100 (Vermittlung)",
        "Webseite": "example.org/rathaus",
        "Öffnungszeiten": "Mo–Fr 8–12 Uhr, Do auch 14–18 Uhr",
        "Sprachen": "Deutsch, Englisch",
    }


def test_contact_only_what_is_there(town: Guide) -> None:
    service = replace(town.services["zuflucht"], location=Location("x", "Musterstadt"),
                      phones=(Phone("1", "1"), Phone("2", "2", "nachts")), email="a@example.org",
                      phone_hours=Hours("Mo 9 Uhr"), languages=("xx",))
    assert list(contact(town, service)) == [
        ("Anschrift", "Musterstadt"), ("Telefon", "1"), ("Telefon", "2 (nachts)"),
        ("E-Mail", "a@example.org"), ("Am Telefon", "Mo 9 Uhr"), ("Sprachen", "xx")]


@pytest.mark.parametrize(("values", "asked"), [
    ({}, ("Telefonzeiten", LANGUAGES)),
    ({"languages": ("de",)}, ("Telefonzeiten",)),
    ({"kind": "info"}, ("Telefonzeiten",)),
    ({"verify": ("Sprachen",)}, ("Sprachen",)),
])
def test_questions_languages_where_unknown(town: Guide, values: dict[str, object],
                                           asked: tuple[str, ...]) -> None:
    assert questions(replace(town.services["zuflucht"], **values)) == asked  # type: ignore[arg-type]


def test_phones_switchboard_is_named(asking: Guide) -> None:
    page = call_sheet(asking, TODAY)
    text = words(read(page))
    assert "Keine eigene Nummer: über die Vermittlung 030 23125-100 verbinden lassen." in text
    assert "030 23125-100 Vermittlung: Stadt Musterstadt" in text
    assert "030 23125-110 Jugendamt Musterstadt" in text


def test_phones_of_other_services_only_where_needed(town: Guide) -> None:
    club = town.organizations["verein"]
    own = town.services["zuflucht"], town.services["migrationsberatung"]
    day, night = Phone("1", "1", "tags"), Phone("2", "2")
    guide = replace(town, organizations={**town.organizations, "verein": replace(
        club, phones=(("tag", day), ("nacht", night)))})
    one, other = replace(own[0], phones=()), replace(own[1], phones=(day,))
    guide = replace(guide, services={**town.services, one.id: one, other.id: other})
    assert numbers(guide, "verein") == [("2", "")]
    guide = replace(guide, organizations={**town.organizations, "verein": replace(
        club, phones=(("tag", day),))})
    assert numbers(guide, "verein") == [("1", "Migrationsberatung am Markt: tags")]


def numbers(guide: Guide, organization: str) -> list[tuple[str, str]]:
    """Return the numbers above the unconfirmed places of an organization."""
    block = next(each for each in blocks(guide, UNCONFIRMED)
                 if each.organization.id == organization)
    return phones(guide, block)
