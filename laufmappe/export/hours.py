"""Opening hours: open now, or when again. Knows the public holidays of North Rhine-Westphalia."""

import datetime
import functools
from dataclasses import dataclass

import holidays
from opening_hours import OpeningHours

WEEK = datetime.timedelta(days=8)


@dataclass(frozen=True)
class State:
    """Whether a place is open at a moment, and when that changes (None: not within a week)."""

    open: bool
    until: datetime.datetime | None


def week(osm: str, now: datetime.datetime) -> tuple[tuple[datetime.datetime, ...], ...]:
    """Return from when until when the place is open, from today on for eight days.

    None where hours are not sure, or always the same; a public holiday that they do not speak of
    is left out.
    """
    if not osm or '"' in osm or "24/7" in osm:
        return ()
    start = now.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    found = ((begin.replace(tzinfo=now.tzinfo), end.replace(tzinfo=now.tzinfo))
             for begin, end, kind, _ in _parsed(osm).intervals(start, start + WEEK)
             if str(kind) == "open")
    return tuple(each for each in found
                 if "PH" in osm or each[0].date() not in _holidays(each[0].year))


@functools.lru_cache(maxsize=256)
def _parsed(osm: str) -> OpeningHours:
    return OpeningHours(osm)


@functools.lru_cache(maxsize=8)
def _holidays(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("DE", subdiv="NW", years=year)


def state(osm: str, now: datetime.datetime) -> State | None:
    """Return whether the place is open at `now` (local time), or None where that is not sure.

    Not sure are: no exact hours, a remark such as "by appointment", and a public holiday that
    the hours do not speak of. The parser knows no holidays of a Land, so they are asked here.
    """
    if not osm or '"' in osm:
        return None
    if "24/7" not in osm and "PH" not in osm and now.date() in _holidays(now.year):
        return None
    local = now.replace(tzinfo=None)
    hours = _parsed(osm)
    change = hours.next_change(local)
    near = change if change is not None and change - local < WEEK else None
    return State(hours.is_open(local), near and near.replace(tzinfo=now.tzinfo))


def next_day(osm: str, day: datetime.date) -> datetime.date | None:
    """Return the first day from this one on that the place opens; None where that is not sure.

    A day is not sure if it is a public holiday that the hours do not speak of.
    """
    times = week(osm, datetime.datetime.combine(day, datetime.time()))
    return times[0][0].date() if times else None
