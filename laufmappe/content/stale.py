"""What is past its date or soon will be: sources, rows of the law, switches. Today is passed in."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from laufmappe.content.check.files import STALE, Files
from laufmappe.content.check.rules import SWITCHES
from laufmappe.content.city import sources
from laufmappe.content.finding import Finding
from laufmappe.content.load import PRINCIPLES
from laufmappe.content.reading import Place
from laufmappe.domain.route.joining import EXPIRED
from laufmappe.domain.rules import Row, Source, Switch

SOON = 60
READ_AGAIN = "Bitte neu lesen und „seen“ ändern."


@dataclass(frozen=True, order=True)
class Due:
    """The last good day and what is to be done by then; an error once that day is past."""

    day: datetime.date
    finding: Finding


class Sourced(NamedTuple):
    """Something that names sources: what it is, where it is written, when they were read."""

    what: str
    file: str
    place: Place
    seen: list[datetime.date]


def stale(files: Files, today: datetime.date, days: int = SOON) -> list[Due]:
    """Return what is past or falls due within so many days, the oldest first.

    Always listed: switches, whose question is open as long as the file holds them, and rows that
    are not in force yet.
    """
    clock = _Clock(files, today, days)
    return sorted([*clock.sources(), *clock.rows(), *clock.switches()])


class _Clock:
    """Looks at a guide on one day and for some days ahead."""

    def __init__(self, files: Files, today: datetime.date, days: int) -> None:
        self.files = files
        self.today = today
        self.days = days

    def due(self, day: datetime.date, file: str, place: Place, text: str) -> Due:
        tell = self.files.error if self.past(day) else self.files.warning
        return Due(day, tell(file, place, text))

    def past(self, day: datetime.date) -> bool:
        return day < self.today

    def soon(self, day: datetime.date) -> bool:
        """Say whether the day is past or not farther off than we look."""
        return self.past(day) or (day - self.today).days <= self.days

    def sources(self) -> Iterator[Due]:
        for each in _sourced(self.files):
            days = [day for day in map(last, each.seen) if self.soon(day)]
            if days:
                number = sum(map(self.past, days))
                age = f"seit mehr als {STALE.days}" if number else f"bald seit {STALE.days}"
                yield self.due(min(days), each.file, _oldest(each.place, each.seen), (
                    f"{each.what}: {number or len(days)} von {len(each.seen)} Quellen {age} Tagen "
                    f"nicht gelesen (älteste: {words(min(each.seen))}). {READ_AGAIN}"))

    def rows(self) -> Iterator[Due]:
        for written in self.files.rows:
            row, place = written.row, (*written.place, "valid")
            if row.valid_until and self.soon(row.valid_until):
                yield self.due(row.valid_until, written.file, (*place, "until"),
                               self._until(row, row.valid_until))
            if row.valid_from and row.valid_from > self.today:
                yield self.due(row.valid_from, written.file, (*place, "from"), (
                    f"Die Zeile {row.id} gilt erst ab {words(row.valid_from)}. Bis dahin steht "
                    f"statt ihres Satzes: „{EXPIRED}“"))

    def _until(self, row: Row, day: datetime.date) -> str:
        if self.past(day):
            return (f"Die Zeile {row.id} galt bis {words(day)}. Seitdem steht statt ihres Satzes: "
                    f"„{EXPIRED}“ Bitte das Gesetz lesen und die Zeile ändern.")
        return (f"Die Zeile {row.id} gilt noch bis {words(day)}. Danach steht von selbst statt "
                f"ihres Satzes: „{EXPIRED}“ Bitte vorher das Gesetz lesen und die Zeile ändern.")

    def switches(self) -> Iterator[Due]:
        part: Any = self.files.folder.parts[SWITCHES]
        for name, switch in self.files.guide.switches.items():
            seen = _seen(sources(part.root[name].source))
            day = min(map(last, seen), default=self.today)
            yield self.due(day, SWITCHES, _oldest((name,), seen), (
                f"Schalter {name}: {switch.question} {_position(switch, self.today)} {_read(seen)} "
                "Wenn sich etwas geändert hat, bitte unter values eine Zeile mit Datum ergänzen."))


def last(seen: datetime.date) -> datetime.date:
    """Return the last day on which a source read on that day is not too old."""
    longest = datetime.date.max.toordinal()  # so that a slip in a file is no error of ours
    return datetime.date.fromordinal(min(seen.toordinal() + STALE.days, longest))


def words(day: datetime.date) -> str:
    """Return a day as Germans write it: 20.11.2026."""
    return f"{day:%d.%m.%Y}"


def _sourced(files: Files) -> Iterator[Sourced]:
    """Yield what names sources, switches aside."""
    for written in files.rows:
        yield Sourced(f"Zeile {written.row.id}", written.file, written.place,
                      _seen(written.row.sources))
    for service in files.guide.services.values():
        yield Sourced(f"Stelle „{service.name}“", f"services/{service.id}.yaml", (),
                      _seen(service.sources))
    part: Any = files.folder.parts[PRINCIPLES]
    for key, what in (("principles", "Grundsatz"), ("promises", "Versprechen")):
        for index, each in enumerate(getattr(part, key)):
            yield Sourced(f"{what} {each.id}", PRINCIPLES, (key, index),
                          _seen(sources(each.source)))


def _seen(found: Sequence[Source]) -> list[datetime.date]:
    return [source.seen for source in found if source.seen]


def _oldest(place: Place, seen: list[datetime.date]) -> Place:
    """Return the place of the source that was read longest ago."""
    return (*place, "source", seen.index(min(seen))) if seen else place


def _position(switch: Switch, today: datetime.date) -> str:
    begun = [each for each in switch.values if each[0] <= today]
    start, value = (begun or switch.values[:1])[-1]
    coming = [f" Ab {words(day)} gilt „{then}“." for day, then in switch.values
              if day > max(start, today)]
    since = "seit" if begun else "auch schon vor dem"
    return f"Es gilt „{value}“ {since} {words(start)}.{''.join(coming)}"


def _read(seen: list[datetime.date]) -> str:
    if not seen:
        return "Es ist keine Quelle genannt."
    which = "Quelle" if len(seen) == 1 else "Älteste Quelle"
    return f"{which} zuletzt gelesen am {words(min(seen))}."
