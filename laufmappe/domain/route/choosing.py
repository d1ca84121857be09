"""Which service stands for a kind of office, for this person (rules.md, Choosing a service)."""

from collections.abc import Iterator
from typing import NamedTuple

from laufmappe.domain.guide import Guide
from laufmappe.domain.question import ages
from laufmappe.domain.route.station import Choice, Fallback
from laufmappe.domain.rules import Pair
from laufmappe.domain.service import Office, Service

KINDS = {"place": 0, "phone": 1, "online": 2, "info": 3}
STATES = {"assured": 0, "sourced": 1, "unconfirmed": 2}
SCOPES = {"bielefeld": 0, "local": 0, "nrw": 1, "national": 2}
SMALL = 12
"""Below this age the reader of an advice station is a parent (rules.md, Choosing a service)."""
ALTERNATIVES = 3
NONE: frozenset[int] = frozenset()


class Reader(NamedTuple):
    """What a choice depends on: status, age band ("" unknown), language, hidden status."""

    status: str
    band: str
    language: str
    hidden: bool


Shelf = dict[Pair, tuple[Choice, ...]]


class Chooser:
    """Chooses services for kinds of offices; remembers what it chose.

    `closed`: the numbers of those that are closed; where another one fits, they stand behind it.
    """

    def __init__(self, guide: Guide, closed: frozenset[int] = NONE) -> None:
        self._guide = guide
        self._closed = closed
        self._by_office: dict[str, list[Service]] = {}
        for service in guide.services.values():
            if not service.directory_only:
                for office in service.offices:
                    self._by_office.setdefault(office, []).append(service)
        self._shelves: dict[Reader, Shelf] = {}

    def choices(self, pair: Pair, reader: Reader, exempt: bool = False) -> tuple[Choice, ...]:
        """Return the services that fit, best first; `exempt`: FLT2 lets a reporting one pass."""
        if exempt:
            return self._rank(pair, reader, exempt)
        shelf = self.shelf(reader)
        found = shelf.get(pair)
        if found is None:
            found = shelf[pair] = self._rank(pair, reader, exempt)
        return found

    def shelf(self, reader: Reader) -> Shelf:
        """Return what was chosen before for readers like this one."""
        return self._shelves.setdefault(reader, {})

    def fallback(self, pairs: tuple[Pair, ...], reader: Reader) -> Fallback:
        """Return whom to ask instead: the general place, or a confidential one if hidden.

        One that is open, where there is one.
        """
        found = None
        for service in self._helping(pairs, reader):
            if service.number not in self._closed:
                return Fallback(service)
            found = found or service
        return Fallback(found)

    def _helping(self, pairs: tuple[Pair, ...], reader: Reader) -> Iterator[Service]:
        """Yield the services that may be asked instead, best first."""
        if not reader.hidden:
            for name in self._guide.site.fallbacks:
                if self._guide.services[name].reachable:
                    yield self._guide.services[name]
        for pair in pairs:
            for choice in self.choices(pair, reader):
                if choice.service.reachable and choice.service.confidential:
                    yield choice.service

    def _rank(self, pair: Pair, reader: Reader, exempt: bool) -> tuple[Choice, ...]:
        office = self._guide.offices[pair.office]
        advice = self._guide.roles[pair.role].advice
        found = [choice for service in self._by_office.get(pair.office, ())
                 if (choice := self._fit(service, office, reader, advice))]
        if reader.hidden and not exempt:
            found = [each for each in found if not each.service.reports]
        found.sort(key=lambda choice: _order(choice, reader))
        return tuple(self._open_first(found) if self._closed else found)

    def _open_first(self, found: list[Choice]) -> list[Choice]:
        """Put the open ones that can be reached first; the first says for whom it stands."""
        marked = [choice._replace(closed=choice.service.number in self._closed)
                  for choice in found]
        result = sorted(marked, key=lambda choice: (not choice.service.reachable, choice.closed))
        if marked and marked[0].closed and marked[0].service.reachable and not result[0].closed:
            result[0] = result[0]._replace(missed=marked[0].service)
        return result

    def _fit(self, service: Service, office: Office, reader: Reader, advice: bool) -> Choice | None:
        partly = False
        if service.statuses is not None and not service.statuses & {reader.status, "any"}:
            partly = bool(service.statuses_partly & {reader.status, "any"})
            if not partly and not (office.decided or service.reports):
                return None
        some = False
        if service.ages and reader.band and not (advice and ages(reader.band)[1] < SMALL):
            overlap, whole = _overlap(service.ages, ages(reader.band))
            if not overlap and not (office.decided or service.reports):
                return None
            some = not whole
        return Choice(service, partly, some)


def _overlap(offered: tuple[int, int], band: tuple[int, int]) -> tuple[bool, bool]:
    """Return whether an age range takes part of a band, and whether it takes all of it."""
    touches = offered[0] <= band[1] and band[0] <= offered[1]
    whole = offered[0] <= band[0] and band[1] <= offered[1]
    return touches, whole


def _order(choice: Choice, reader: Reader) -> tuple[object, ...]:
    service = choice.service
    narrow = (len(service.statuses or ()) or 99, service.ages is None)
    return (
        not service.reachable,
        reader.hidden and not service.confidential,
        choice.partly or choice.some_ages,
        KINDS[service.kind],
        STATES[service.state],
        reader.language not in service.languages,
        narrow,
        SCOPES[service.scope],
        service.way,
        service.number,
    )
