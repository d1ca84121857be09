"""A Mappe as somebody at the desk put it together, and as it is kept: no name, and no free text
but a room.

It is kept only when it has what a code of answers cannot carry (house.md 8), and then sealed with
the code on the paper (store/seal.py).
"""

import datetime
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from laufmappe.domain import arrange, asking, token
from laufmappe.domain.question import Answers
from laufmappe.domain.route import Route, Router, Stop

MOST = 60
KEPT = datetime.timedelta(days=180)
FARTHEST = datetime.timedelta(days=730)
FORM = 1
"""Version of the form in which a Mappe is kept."""


class MappeError(ValueError):
    """What was kept is no Mappe that this version reads."""


@dataclass(frozen=True)
class Appointment:
    """An appointment at a stop, as typed: day (ISO), time, room."""

    day: str
    time: str
    room: str

    def wrong(self, today: datetime.date) -> bool:
        """Say whether this is no day and time from today on that can be meant."""
        try:
            day = datetime.date.fromisoformat(self.day)
        except ValueError:
            return True
        return not (today <= day <= today + FARTHEST) or not re.fullmatch(
            r"([01]?\d|2[0-3]):[0-5]\d|", self.time)


@dataclass(frozen=True)
class Stamp:
    """Somebody was at a stop: its key (domain.arrange), the day (ISO), the office that says so."""

    key: str
    day: str
    office: str


@dataclass(frozen=True)
class Mappe:
    """What a paper carries. `order`, `without`: keys of stops (domain.arrange); `extra`: numbers.

    `dates`: appointments by key; `phrases`: places in the list of sentences; `stamps`: visits;
    `writer`: a random id of the form that wrote it last, which may write again.
    """

    language: str
    answers: Answers
    order: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()
    extra: tuple[int, ...] = ()
    dates: Mapping[str, Appointment] = field(default_factory=dict)
    phrases: tuple[int, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    writer: str = ""

    def pressed(self, button: str, shown: Sequence[str]) -> Self:
        """Return the Mappe after a button "verb:key": hoch, runter, weg, zurueck.

        `shown`: the keys of the stops as they stand. Until something is moved there is no order of
        its own, so that a station that comes with a later answer takes the place the rules give it.
        """
        verb, _, name = button.partition(":")
        if verb in {"hoch", "runter"}:
            return replace(self, order=arrange.moved(shown, name, -1 if verb == "hoch" else 1))
        if verb == "weg":
            return replace(self, without=self.without | {name})
        if verb == "zurueck":
            return replace(self, without=self.without - {name})
        return self

    def with_place(self, number: int) -> Self:
        """Return the Mappe with one more place."""
        return replace(self, extra=tuple(dict.fromkeys((*self.extra, number)))[:MOST],
                       without=self.without - {str(number)})

    def stamped(self, stamp: Stamp) -> Self:
        """Return the Mappe with one more visit; the same one twice is one."""
        return replace(self, stamps=tuple(dict.fromkeys((*self.stamps, stamp)))[-MOST:])

    def all_stops(self, router: Router, route: Route) -> tuple[Stop, ...]:
        """Return the stops of the rules and those that were added, in the order wanted."""
        own = [self._meant(stop) for stop in route.stops]
        known = {arrange.key(stop) for stop in own}
        places = [found for number in self.extra if str(number) not in known
                  and (found := router.guide.service(number))]
        return arrange.arrange(
            [*own, *(arrange.added(router.guide, each) for each in places)],
            self._order(own))

    def _meant(self, stop: Stop) -> Stop:
        """Return the stop as it was meant: where somebody has an appointment at a place that is
        closed by now, or was there, or took it out, no other one stands for it.
        """
        spoken = {*self.dates, *self.without, *(each.key for each in self.stamps)}
        return arrange.unmoved(stop) if spoken & arrange.missed(stop) else stop

    def stops(self, router: Router, route: Route) -> tuple[Stop, ...]:
        """Return the stops to show and to print."""
        found = self.all_stops(router, route)
        return arrange.arrange(found, self._order(found), self.without)

    def held(self, route: Route) -> Self:
        """Return the Mappe with every place of its own that somebody has an appointment at, or was
        at, while it stands for one that is closed: it stays when that one opens again.
        """
        spoken = {*self.dates, *(each.key for each in self.stamps)}
        places = [stop.first.service.number for stop in route.stops
                  if stop.first.service and arrange.missed(stop) and arrange.key(stop) in spoken]
        return replace(self, extra=tuple(dict.fromkeys((*self.extra, *places)))[:MOST])

    def _order(self, stops: Sequence[Stop]) -> tuple[str, ...]:
        """Return the order wanted; what stands for a closed place takes its turn."""
        turns = {name: arrange.key(stop) for stop in stops for name in arrange.missed(stop)}
        return tuple(turns.get(name, name) for name in self.order)


def pack(router: Router, mappe: Mappe) -> bytes:
    """Return what is kept of a Mappe; of the answers only those that its way needs."""
    answers = asking.essential(router, mappe.answers)
    return json.dumps({
        "form": FORM, "language": mappe.language, "answers": token.write(router.guide, answers),
        "order": mappe.order, "without": sorted(mappe.without), "extra": mappe.extra,
        "dates": {key: asdict(each) for key, each in mappe.dates.items()},
        "phrases": mappe.phrases, "stamps": [asdict(each) for each in mappe.stamps],
        "writer": mappe.writer,
    }, ensure_ascii=False, separators=(",", ":")).encode()


def unpack(router: Router, data: bytes) -> Mappe:
    """Return the Mappe that was kept; raises MappeError.

    Answers and places that no longer exist are dropped, as in a code.
    """
    try:
        found: dict[str, Any] = json.loads(data)
        if found["form"] != FORM:
            raise MappeError("andere Fassung")
        answers = token.read(router.guide, found["answers"])
        return Mappe(
            found["language"], asking.prune(router, answers),
            tuple(found["order"]), frozenset(found["without"]),
            tuple(each for each in found["extra"] if router.guide.service(each)),
            {key: Appointment(**each) for key, each in found["dates"].items()},
            tuple(found["phrases"]), tuple(Stamp(**each) for each in found["stamps"]),
            found["writer"])
    except (KeyError, TypeError, ValueError) as error:
        raise MappeError("nicht lesbar") from error
