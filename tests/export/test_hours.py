"""Open now, or when again."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from laufmappe.export.hours import State, state, week

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = "Mo-Fr 08:00-18:00"


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(("osm", "now", "expected"), [
    (WEEK, "2026-11-20T10:00", State(True, at("2026-11-20T18:00"))),
    (WEEK, "2026-11-20T19:00", State(False, at("2026-11-23T08:00"))),
    ("24/7", "2026-12-25T10:00", State(True, None)),
    (WEEK, "2026-06-04T10:00", None),  # Fronleichnam: a holiday in North Rhine-Westphalia only
    ("", "2026-11-20T10:00", None),
    ('Mo-Fr "nach Vereinbarung"', "2026-11-20T10:00", None),
    ("Mo-Fr,PH 08:00-18:00", "2026-12-25T10:00", State(True, at("2026-12-25T18:00"))),
])
def test_state_of_place(osm: str, now: str, expected: State | None) -> None:
    assert state(osm, at(now)) == expected


@pytest.mark.parametrize(("osm", "now", "expected"), [
    ("Mo,Th 08:00-12:00,14:00-16:00", "2026-11-20T10:00", [
        ("2026-11-23T08:00", "2026-11-23T12:00"), ("2026-11-23T14:00", "2026-11-23T16:00"),
        ("2026-11-26T08:00", "2026-11-26T12:00"), ("2026-11-26T14:00", "2026-11-26T16:00")]),
    ("Fr 08:00-12:00", "2026-11-20T23:00", [
        ("2026-11-20T08:00", "2026-11-20T12:00"), ("2026-11-27T08:00", "2026-11-27T12:00")]),
    ("Th-Fr 08:00-12:00", "2026-06-04T10:00", [
        ("2026-06-05T08:00", "2026-06-05T12:00"), ("2026-06-11T08:00", "2026-06-11T12:00")]),
    ("24/7", "2026-11-20T10:00", []), ("", "2026-11-20T10:00", []),
    ('Mo-Fr "nach Vereinbarung"', "2026-11-20T10:00", []),
])
def test_week_of_place(osm: str, now: str, expected: list[tuple[str, str]]) -> None:
    assert list(week(osm, at(now))) == [(at(begin), at(end)) for begin, end in expected]
