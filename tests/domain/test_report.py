"""What is said to be wrong, gathered for editors."""

import datetime
from dataclasses import replace

import pytest

from laufmappe.domain.guide import Guide
from laufmappe.domain.report import KINDS, Report, Wording, page_of, told, worded
from laufmappe.domain.rules import Source

DAY = datetime.date(2026, 11, 20)
LATER = DAY + datetime.timedelta(days=3)


def reset(guide: Guide, seen: datetime.date | None) -> Guide:
    """Return the guide with all sources of its places read on this day."""
    return replace(guide, services={
        name: replace(each, sources=(Source("https://example.org/", seen=seen),) if seen else ())
        for name, each in guide.services.items()})


def test_told_most_often_first_and_added_up(town: Guide) -> None:
    one, two = [each.number for each in town.services.values()][:2]
    found = told(reset(town, None), [
        Report(one, "phone", DAY, 1), Report(two, "hours", LATER, 2), Report(two, "hours", DAY, 1),
        Report(two, "phone", DAY, 2), Report(9999, "phone", DAY, 5), Report(one, "xyzzy", DAY, 5)])
    assert [(each.service.number, each.kind, each.count, each.since) for each in found] == [
        (two, "hours", 3, DAY), (two, "phone", 2, DAY), (one, "phone", 1, DAY)]
    assert found[0].text == "Die Öffnungszeiten stimmen nicht (3-mal, seit 20.11.2026)"


def test_told_no_more_once_sources_were_read_again(town: Guide) -> None:
    number = next(iter(town.services.values())).number
    said = [Report(number, "phone", DAY, 1), Report(number, "phone", LATER, 1)]
    assert [each.since for each in told(reset(town, DAY), said)] == [LATER]
    assert told(reset(town, LATER), said) == []


def test_kinds_fit_the_table() -> None:
    assert max(map(len, KINDS)) <= 20


@pytest.mark.parametrize(("here", "page"), [
    ("", ""), ("stellen", "stellen"), ("stellen/12", "stellen/12"), ("stellen/12345", "stellen"),
    ("frage/7?x=1", "frage/7"), ("frage/who", "frage"), ("mappe", "mappe"), ("m/1000005", "mappe"),
    ("../etwas", "")])
def test_kind_of_page_tells_no_answer(here: str, page: str) -> None:
    assert page_of(here) == page


def test_what_is_said_about_translations_most_often_comes_first(town: Guide) -> None:
    day, later = datetime.date(2026, 11, 20), datetime.date(2026, 11, 22)
    assert worded(town, [
        Wording("ar", "", "unclear", later, 1), Wording("ar", "mappe", "rude", later, 2),
        Wording("ar", "mappe", "rude", day, 1), Wording("xx", "mappe", "rude", day, 9),
        Wording("ar", "mappe", "nonsense", day, 9)]) == [
        "Arabisch, Seite „mappe“: Ein Wort ist unhöflich (3-mal, seit 20.11.2026)",
        "Arabisch, Seite „start“: Ich verstehe einen Satz nicht (1-mal, seit 22.11.2026)"]
