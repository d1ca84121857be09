"""Calendar files: the right moment in summer and winter, whole days, the same bytes again."""

import datetime
from dataclasses import replace

import pytest
import vobject

from laufmappe.export.calendar import BERLIN, Entry, calendar, clock, day

NOW = datetime.datetime(2026, 11, 20, 10, tzinfo=BERLIN)
WINTER, SUMMER = datetime.date(2026, 12, 24), datetime.date(2027, 7, 1)
ENTRY = Entry(WINTER, datetime.time(9, 30), "موعد: تسجيل السكن – Bürgeramt; Amt, Stelle " * 3,
              "Mitbringen:\n- Ausweis; Pass, wenn da\n- Brief", "Straße 1, 33602 Bielefeld", "ar")


def lines(entry: Entry) -> list[str]:
    return calendar(entry, NOW).decode().replace("\r\n ", "").split("\r\n")


def test_entry_reads_back_as_written() -> None:
    event = vobject.readOne(calendar(ENTRY, NOW).decode()).vevent
    assert (event.summary.value, event.description.value, event.location.value) == (
        ENTRY.summary, ENTRY.description, ENTRY.location)
    assert event.valarm.trigger.value == datetime.timedelta(days=-1)


@pytest.mark.parametrize(("date", "utc"), [
    (WINTER, "20261224T083000Z"), (SUMMER, "20270701T073000Z"),
    (datetime.date(2027, 3, 27), "20270327T083000Z"),
    (datetime.date(2027, 3, 28), "20270328T073000Z")])
def test_time_is_that_of_berlin(date: datetime.date, utc: str) -> None:
    found = lines(replace(ENTRY, day=date))
    assert f"DTSTART:{utc}" in found
    assert "DTSTAMP:20261120T090000Z" in found


def test_without_time_the_whole_day_and_a_reminder_in_the_morning_before() -> None:
    found = lines(replace(ENTRY, time=None))
    assert {"DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261225", "TRANSP:TRANSPARENT",
            "TRIGGER:-PT15H"} <= set(found)


def test_midnight_is_a_time() -> None:
    assert "DTSTART:20261223T230000Z" in lines(replace(ENTRY, time=datetime.time(0)))


def test_same_entry_same_bytes() -> None:
    assert calendar(ENTRY, NOW) == calendar(replace(ENTRY), NOW)
    uids = {line for each in (ENTRY, replace(ENTRY, day=SUMMER), replace(ENTRY, time=None),
                              replace(ENTRY, summary="x"))
            for line in lines(each) if line.startswith("UID:")}
    assert len(uids) == 4


def test_lines_are_short_and_end_as_the_standard_wants() -> None:
    data = calendar(ENTRY, NOW)
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    data.decode()  # no letter is cut in two


def test_text_adds_no_line_of_its_own() -> None:
    sly = replace(ENTRY, summary="x\r\nATTENDEE:mailto:a@example.org", description="END:VEVENT\n")
    found = vobject.readOne(calendar(sly, NOW).decode())
    assert sorted(found.vevent.contents) == sorted(
        vobject.readOne(calendar(ENTRY, NOW).decode()).vevent.contents)


@pytest.mark.parametrize(("text", "found"), [
    ("2026-12-24", WINTER), ("24.12.2026", WINTER), (" 24. 12. 26 ", WINTER),
    ("٢٤.١٢.٢٠٢٦", WINTER), ("9999-12-31", datetime.date(9999, 12, 31)),
    ("31.02.2027", None), ("2026-13-01", None), ("morgen", None), ("", None), ("24.12.", None),
    ("0000-00-00", None), ("²4.12.2026", WINTER), ("2026-12-24T10:00", None)])
def test_day_read(text: str, found: datetime.date | None) -> None:
    assert day(text) == found


@pytest.mark.parametrize(("text", "found"), [
    ("09:30", datetime.time(9, 30)), ("9.30", datetime.time(9, 30)),
    ("٠٩:٣٠", datetime.time(9, 30)), ("24:00", None), ("halb zehn", None), ("", None)])
def test_time_read(text: str, found: datetime.time | None) -> None:
    assert clock(text) == found
