"""What is closed for some days: which places, from when until when."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

DAY = datetime.timedelta(days=1)
COMING = datetime.timedelta(days=14)
"""So long before it begins, a closure is said."""
LONGEST = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Closure:
    """A place is closed from a day until a day, both included. `service`: its number."""

    id: int
    service: int
    since: datetime.date
    until: datetime.date


class Span(NamedTuple):
    """Days without a gap, first and last included."""

    since: datetime.date
    until: datetime.date


@dataclass(frozen=True)
class Closed:
    """What is closed on a day and later. `spans`: by the number of a place, in order."""

    day: datetime.date
    spans: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)

    @property
    def now(self) -> frozenset[int]:
        """Return the places that are closed on the day."""
        return frozenset(number for number in self.spans if self.span(number))

    def span(self, number: int) -> Span | None:
        """Return from when until when a place is closed that is closed on the day."""
        return next((each for each in self.spans.get(number, ())
                     if each.since <= self.day <= each.until), None)

    def coming(self, number: int) -> Iterator[Span]:
        """Yield when a place will be closed, as far as it is to be said already."""
        return (each for each in self.spans.get(number, ())
                if self.day < each.since <= self.day + COMING)

    def covers(self, number: int, day: datetime.date) -> Span | None:
        """Return the days around this one on which a place is closed; None if it is open."""
        return Closed(day, self.spans).span(number)


NOTHING = Closed(datetime.date.min)


def closed(closures: Iterable[Closure], day: datetime.date) -> Closed:
    """Return what is closed on a day and later; days that touch are one span."""
    found: dict[int, list[Span]] = {}
    for each in sorted(closures, key=lambda one: (one.service, one.since)):
        spans = found.setdefault(each.service, [])
        if spans and each.since <= spans[-1].until + DAY:
            spans[-1] = Span(spans[-1].since, max(spans[-1].until, each.until))
        else:
            spans.append(Span(each.since, each.until))
    kept = {number: tuple(span for span in spans if span.until >= day)
            for number, spans in found.items()}
    return Closed(day, {number: spans for number, spans in kept.items() if spans})


def together(closures: Iterable[Closure], about: Closure) -> tuple[frozenset[int], ...]:
    """Return which places are closed while `about` is: the sets that the days make, each once."""
    found = [each for each in (*closures, about)
             if each.since <= about.until and each.until >= about.since]
    days = sorted({max(each.since, about.since) for each in found})
    sets = [frozenset(each.service for each in found if each.since <= day <= each.until)
            for day in days]
    return tuple(dict.fromkeys(sets))


def wrong(since: datetime.date | None, until: datetime.date | None, today: datetime.date) -> str:
    """Return what is wrong with the days of a new closure, in German; "" if they will do."""
    if since is None or until is None:
        return "Bitte beide Tage angeben: ab wann und bis wann die Stelle geschlossen ist."
    if since < today:
        return "Der erste Tag ist schon vorbei. Bitte heute oder einen späteren Tag angeben."
    if until < since:
        return "Der letzte Tag liegt vor dem ersten. Bitte die beiden Tage prüfen."
    if until > today + LONGEST:
        return "Das ist mehr als ein Jahr. Bitte einen Tag im nächsten Jahr angeben."
    return ""
