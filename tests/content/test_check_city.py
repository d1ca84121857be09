"""Checks of places and contacts: each fault found, with line and advice."""

import datetime

import pytest
from copies import TODAY, Copy

from laufmappe.content.finding import Finding


@pytest.mark.parametrize(("name", "old", "new", "at", "text"), [
    # Places.
    ("services/auslaenderamt.yaml", "exposure: reports", "exposure: none", "exposure",
     "Die Art „auslaenderbehoerde“ muss melden (offices.yaml). Bitte exposure: reports schreiben "
     "oder die Art streichen."),
    ("services/jmd.yaml", "confidential: yes\nconfidential_note: Die Beratung ist vertraulich.",
     "confidential_note: Niemand erfährt etwas.", "confidential_note",
     "Hier fehlt „confidential: yes“. Das darf nur stehen, wo die Stelle es selbst sagt."),
    ("services/jmd.yaml", "state: sourced", "state: assured", "state",
     "Zu „assured“ gehört eine Quelle mit „locator: Bestätigt von …“ und dem Tag in seen."),
    ("services/jmd.yaml", '{url: "https://example.org/stelle", date', "{date", "source:",
     "Bitte url oder locator angeben, damit man die Quelle wiederfindet."),
    ("services/schulberatung.yaml", "website: https://example.org/schule",
     "email: schule@example.org", "email",
     "Die Angaben sind unbestätigt und von vor 2020 (as_of). Gezeigt werden dann nur Name, Aufgabe "
     "und website. Bitte diese Zeile streichen oder bestätigen lassen."),
    # Contacts.
    ("organizations/verein.yaml", "number: 030 23125-200", "number: 030 1", "beratung",
     "„030 1“ gibt es so in Deutschland nicht. Bitte prüfen."),
    ("organizations/verein.yaml", "number: 030 23125-200", "number: ruf an", "beratung",
     "„ruf an“ ist keine Telefonnummer."),
    ("organizations/verein.yaml", "number: 030 23125-200", "number: 030 23125-201", "beratung",
     "Zu number gehört „tel: +493023125201“, hier steht +493023125200."),
    ("organizations/verein.yaml", 'number: 030 23125-200, tel: "+493023125200"',
     'number: 030 23125-100, tel: "+493023125100"', "beratung",
     "Die Nummer +493023125100 steht schon in organizations/stadt.yaml. Bitte nur einmal "
     "eintragen; Stellen nennen sie mit „träger/name“."),
    ("organizations/bund.yaml", "number: 116 111", "number: 116 112", "kinder",
     "number und tel sind verschieden (116 112)."),
    ("services/kindertelefon.yaml", "osm: 24/7", "osm: immer", "hours",
     "„immer“ ist keine Öffnungszeit. Beispiel: Mo-Fr 09:00-12:00,14:00-16:00."),
])
def test_check_city_error(copy: Copy, name: str, old: str, new: str, at: str, text: str) -> None:
    copy.change(name, old, new)
    assert copy.check() == [Finding(name, copy.line(name, at), text)]


@pytest.mark.parametrize(("name", "old", "new", "at", "text"), [
    ("services/jmd.yaml", "public_body: no", "public_body: yes", "public_body",
     "Die Art „jmd“ hat public_body: no, diese Stelle nicht. Bitte prüfen, was stimmt."),
    ("services/notruf-110.yaml", "public_body: yes", "public_body: no", "public_body",
     "Die Art „notruf-polizei“ hat public_body: yes, diese Stelle nicht. Bitte prüfen, was "
     "stimmt."),
    ("services/rathaus.yaml", "08:00-12:00, Th", "08:00-12:00; Th", "hours",
     "Nach „;“ ersetzt „Th 14:00-18:00“ die Zeiten davor für Th. Sollen beide gelten, bitte ein "
     "Komma statt „;“ schreiben."),
    ("services/rathaus.yaml", "Mo-Fr 08:00-12:00, Th", "Sa-Mo,PH 08:00-12:00; Su,Mo", "hours",
     "Nach „;“ ersetzt „Su,Mo 14:00-18:00“ die Zeiten davor für Mo, Su. Sollen beide gelten, bitte "
     "ein Komma statt „;“ schreiben."),
    ("services/rathaus.yaml", "Mo-Fr 08:00-12:00, Th", "08:00-12:00; Th", "hours",
     "Nach „;“ ersetzt „Th 14:00-18:00“ die Zeiten davor für Th. Sollen beide gelten, bitte ein "
     "Komma statt „;“ schreiben."),
])
def test_check_city_warning(copy: Copy, name: str, old: str, new: str, at: str, text: str) -> None:
    copy.change(name, old, new)
    assert copy.check() == [Finding(name, copy.line(name, at), text, error=False)]


@pytest.mark.parametrize(("name", "old", "new"), [
    ("services/rathaus.yaml", "08:00-12:00, Th 14:00-18:00", "08:00-12:00; PH,We off"),
    ("services/rathaus.yaml", "08:00-12:00, Th 14:00-18:00", "08:00-12:00; Sa 09:00-10:00"),
    ("services/rathaus.yaml", "08:00-12:00, Th 14:00-18:00", "08:00-12:00; Jul Mo-Fr 09:00-10:00"),
    ("services/rathaus.yaml", "Mo-Fr 08:00-12:00, Th 14:00-18:00", "24/7"),
    ("services/rathaus.yaml", ', osm: "Mo-Fr 08:00-12:00, Th 14:00-18:00"', ""),
    ("services/schulberatung.yaml", "as_of: undated", "as_of: 2020"),
])
def test_check_city_no_finding(copy: Copy, name: str, old: str, new: str) -> None:
    copy.change(name, old, new)
    assert copy.check() == []


def test_check_assured_with_a_name(copy: Copy) -> None:
    copy.change("services/jmd.yaml", "state: sourced", "state: assured")
    copy.change("services/jmd.yaml", 'url: "https://example.org/stelle"',
                "locator: Bestätigt von Frau X")
    assert copy.check() == []


def test_check_remark_in_hours_is_no_rule(copy: Copy) -> None:
    copy.change("services/kindertelefon.yaml", "osm: 24/7",
                """osm: 'Mo-Fr 08:00-12:00 "Mo; auch 14"'""")
    assert copy.check() == []


def test_check_no_source(copy: Copy) -> None:
    text = (copy.root / "services/jmd.yaml").read_text(encoding="utf-8")
    copy.write("services/jmd.yaml", text[:text.index("source:")] + "source: []\n")
    assert copy.told() == ["services/jmd.yaml:17: Fehler: Hier fehlt eine Quelle. Ohne Quelle darf "
                           "keine Stelle gezeigt werden."]


def test_check_circle_of_papers(copy: Copy) -> None:
    copy.change("offices.yaml", "gives: [meldebestaetigung]",
                "gives: [meldebestaetigung]\n  wants: [aufenthaltstitel]")
    text = "Diese Stelle will ein Papier, für das man zuerst zu ihr selbst muss. Bitte gives und " \
           "wants prüfen."
    assert [(each.line, each.text) for each in copy.check()] == [(10, text), (21, text)]


def test_check_old_sources(copy: Copy) -> None:
    found = [str(each) for each in copy.check(TODAY + datetime.timedelta(days=181))]
    assert "services/jmd.yaml:17: Hinweis: 1 von 1 Quellen sind seit mehr als 180 Tagen nicht " \
           "geprüft (älteste: 2026-11-20). Bitte neu lesen und „seen“ ändern." in found
    assert "rules/duty.yaml:18: Hinweis: 1 von 1 Quellen sind seit mehr als 180 Tagen nicht " \
           "geprüft (älteste: 2026-11-20). Bitte neu lesen und „seen“ ändern." in found


def test_check_sources_180_days_old(copy: Copy) -> None:
    found = copy.told(TODAY + datetime.timedelta(days=180))
    assert [each for each in found if "Quellen" in each] == []
