"""An appointment or a deadline as a calendar file. Nothing of it is stored."""

import datetime
import hashlib
import unicodedata
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import vobject
from vobject.icalendar import utc  # the only UTC that vobject writes as such

BERLIN = ZoneInfo("Europe/Berlin")
LONGEST = 4 * 366
"""So many days ahead a date is taken; later ones are slips."""
LASTS = datetime.timedelta(hours=1)
"""How long an appointment is shown; how long it takes, nobody told us."""
BEFORE = datetime.timedelta(days=-1)
MORNING_BEFORE = datetime.timedelta(hours=-15)
"""Nine o'clock on the day before, counted from the midnight at which a whole day begins."""


@dataclass(frozen=True)
class Entry:
    """What stands in the calendar. Without `time` it is a whole day."""

    day: datetime.date
    time: datetime.time | None
    summary: str
    description: str = ""
    location: str = ""
    language: str = "de"


def calendar(entry: Entry, now: datetime.datetime) -> bytes:
    """Return the calendar file; the same entry at the same moment gives the same bytes."""
    file = vobject.iCalendar()
    file.add("prodid").value = "-//Laufmappe//Termin//DE"
    file.add("method").value = "PUBLISH"
    event = file.add("vevent")
    event.add("uid").value = f"{_digest(entry)}@laufmappe"
    event.add("dtstamp").value = now.astimezone(utc).replace(microsecond=0)
    if entry.time is None:
        event.add("dtstart").value = entry.day
        event.add("dtend").value = entry.day + datetime.timedelta(days=1)
        event.add("transp").value = "TRANSPARENT"
    else:
        begin = datetime.datetime.combine(entry.day, entry.time, BERLIN)
        event.add("dtstart").value = begin.astimezone(utc)
        event.add("dtend").value = begin.astimezone(utc) + LASTS
    for name in ("summary", "description", "location"):
        text = getattr(entry, name)
        if text:
            line = event.add(name)
            line.value = text
            line.params["LANGUAGE"] = ["de" if name == "location" else entry.language]
    alarm = event.add("valarm")
    alarm.add("action").value = "DISPLAY"
    alarm.add("description").value = entry.summary
    alarm.add("trigger").value = BEFORE if entry.time else MORNING_BEFORE
    return str(file.serialize()).encode()


def _digest(entry: Entry) -> str:
    parts = (entry.day, entry.time, entry.summary, entry.description, entry.location)
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:24]


def day(text: str) -> datetime.date | None:
    """Read a date as browsers send it (2026-12-24) or people write it (24.12.2026)."""
    plain = _digits(text)
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"):
        try:
            return datetime.datetime.strptime(plain, form).date()  # noqa: DTZ007 - a day alone
        except ValueError:
            continue
    return None


def clock(text: str) -> datetime.time | None:
    """Read a time of the day as browsers send it (09:30) or people write it (9.30)."""
    for form in ("%H:%M", "%H.%M", "%H:%M:%S"):
        try:
            return datetime.datetime.strptime(_digits(text), form).time()  # noqa: DTZ007 - as above
        except ValueError:
            continue
    return None


def _digits(text: str) -> str:
    """Return the text without spaces and with European digits, whatever digits it has."""
    return "".join(str(unicodedata.digit(sign, sign)) for sign in text if not sign.isspace())
