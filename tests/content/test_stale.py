"""What is past its date or soon will be, with the clock moved."""

import datetime

import pytest
from copies import TODAY, Copy

from laufmappe.content.check import sound
from laufmappe.content.stale import Due, stale
from laufmappe.domain.route.joining import EXPIRED

DAY = datetime.timedelta(days=1)
UNTIL = datetime.date(2026, 12, 31)


def due(copy: Copy, today: datetime.date, days: int = 60) -> list[Due]:
    """Return what is due in this folder."""
    return stale(sound(copy.root, today), today, days)


def about(found: list[Due], word: str) -> list[Due]:
    """Return the entries of one file or with this word."""
    return [each for each in found if word in each.finding.file + each.finding.text]


@pytest.mark.parametrize(("after", "told"), [
    (119, None),
    (120, (False, "1 von 1 Quellen bald seit 180 Tagen")),
    (179, (False, "1 von 1 Quellen bald seit 180 Tagen")),
    (180, (False, "1 von 1 Quellen bald seit 180 Tagen")),
    (181, (True, "1 von 1 Quellen seit mehr als 180 Tagen")),
])
def test_source_grows_old(copy: Copy, after: int, told: tuple[bool, str] | None) -> None:
    found = about(due(copy, TODAY + after * DAY), "jmd.yaml")
    assert [(each.day, each.finding.error, each.finding.line, each.finding.text)
            for each in found] == ([] if told is None else [(
                datetime.date(2027, 5, 19), told[0], copy.line("services/jmd.yaml", "source:"),
                f"Stelle „Jugendmigrationsdienst Musterstadt“: {told[1]} nicht gelesen (älteste: "
                "20.11.2026). Bitte neu lesen und „seen“ ändern.")])


def test_sources_other_horizon(copy: Copy) -> None:
    assert about(due(copy, TODAY, days=179), "jmd.yaml") == []
    assert len(about(due(copy, TODAY, days=180), "jmd.yaml")) == 1


def test_sources_only_the_old_ones_count(copy: Copy) -> None:
    text = (copy.root / "services/jmd.yaml").read_text("utf-8")
    copy.write("services/jmd.yaml", text[:text.index("source:")] + """source:
  - {locator: Neu, seen: 2026-11-20}
  - {locator: Älter, seen: 2026-06-10}
  - {locator: Alt, seen: 2026-05-01}
""")
    (one,) = about(due(copy, TODAY), "jmd.yaml")
    assert (one.day, one.finding.line) == (datetime.date(2026, 10, 28),
                                           copy.line("services/jmd.yaml", "locator: Alt"))
    assert "1 von 3 Quellen seit mehr als 180 Tagen nicht gelesen (älteste: 01.05.2026)" \
        in one.finding.text
    (soon,) = about(due(copy, datetime.date(2026, 10, 20)), "jmd.yaml")
    assert "2 von 3 Quellen bald seit 180 Tagen nicht gelesen" in soon.finding.text


def test_sources_of_everything_that_names_some(copy: Copy) -> None:
    copy.change("rules/principles.yaml", "promises: []", """promises:
  - id: PM1
    words: [Recht]
    source: [{locator: Gesetz, seen: 2026-11-20}]
""")
    told = [each.finding.text.partition(":")[0] for each in due(copy, TODAY + 181 * DAY)]
    for what in ("Zeile D1", "Zeile F2", "Grundsatz PR2", "Versprechen PM1", "Stelle „Polizei 110“",
                 "Schalter new_law"):
        assert told.count(what) == 1


@pytest.mark.parametrize(("left", "listed"), [
    (61, False), (60, True), (59, True), (0, True), (-1, True), (-400, True)])
def test_row_until(copy: Copy, left: int, listed: bool) -> None:
    found = about(due(copy, UNTIL - left * DAY), f"„{EXPIRED}“")
    if not listed:
        assert found == []
        return
    (one,) = found
    assert (one.day, one.finding.error, one.finding.file, one.finding.line) == (
        UNTIL, left < 0, "rules/duty.yaml", copy.line("rules/duty.yaml", "valid:"))
    assert one.finding.text.startswith("Die Zeile D2 galt bis 31.12.2026. Seitdem steht" if left < 0
                                       else "Die Zeile D2 gilt noch bis 31.12.2026. Danach steht")


def test_row_from_the_future(copy: Copy) -> None:
    copy.change("rules/duty.yaml", "valid: {from: 2026-01-01, until: 2026-12-31}",
                "valid: {from: 2027-11-21}")
    (one,) = about(due(copy, TODAY), "D2")
    assert (str(one.day), one.finding.error, one.finding.text) == (
        "2027-11-21", False, "Die Zeile D2 gilt erst ab 21.11.2027. Bis dahin steht statt ihres "
                             f"Satzes: „{EXPIRED}“")
    assert about(due(copy, datetime.date(2027, 11, 21)), "Die Zeile D2") == []


def test_switch_always_listed(copy: Copy) -> None:
    (one,) = due(copy, TODAY, days=0)
    assert (str(one.day), one.finding.error, one.finding.file, one.finding.line) == (
        "2027-05-19", False, "rules/switches.yaml", copy.line("rules/switches.yaml", "source:"))
    assert one.finding.text == (
        "Schalter new_law: Gilt das neue Gesetz für Arbeit? Es gilt „off“ seit 01.01.2026. "
        "Ab 01.01.2027 gilt „on“. Quelle zuletzt gelesen am 20.11.2026. Wenn sich etwas geändert "
        "hat, bitte unter values eine Zeile mit Datum ergänzen.")


def test_switch_turned_and_unread(copy: Copy) -> None:
    (one,) = about(due(copy, datetime.date(2027, 5, 20)), "Schalter")
    assert one.finding.error
    assert "Es gilt „on“ seit 01.01.2027. Quelle" in one.finding.text


def test_switch_before_its_first_day_two_sources(copy: Copy) -> None:
    copy.change("rules/switches.yaml", "[{locator: Erfunden, seen: 2026-11-20}]",
                "[{locator: A, seen: 2026-11-20}, {locator: B, seen: 2025-01-31}]")
    (one,) = about(due(copy, datetime.date(2025, 2, 1)), "Schalter")
    assert "Es gilt „off“ auch schon vor dem 01.01.2026. Ab 01.01.2027 gilt „on“. Älteste Quelle " \
        "zuletzt gelesen am 31.01.2025." in one.finding.text


def test_switch_no_source(copy: Copy) -> None:
    copy.change("rules/switches.yaml", "[{locator: Erfunden, seen: 2026-11-20}]", "[]")
    (one,) = about(due(copy, TODAY), "Schalter")
    assert (one.day, one.finding.line, one.finding.error) == (
        TODAY, copy.line("rules/switches.yaml", "new_law:"), False)
    assert "Es ist keine Quelle genannt." in one.finding.text


def test_seen_in_a_far_future(copy: Copy) -> None:
    copy.change("rules/switches.yaml", "2026-11-20", "9999-12-31")
    assert str(about(due(copy, TODAY), "Schalter")[0].day) == "9999-12-31"


def test_oldest_first(copy: Copy) -> None:
    found = due(copy, UNTIL + 140 * DAY)
    assert found == sorted(found)
    assert found[0].day == UNTIL
    errors = [each.finding.error for each in found]
    assert errors == sorted(errors, reverse=True)
