"""What a route is made of. Named tuples, because a route makes dozens of them."""

from dataclasses import dataclass, field
from typing import NamedTuple

from laufmappe.domain.closure import NOTHING, Closed
from laufmappe.domain.rules import Deadline, Pair
from laufmappe.domain.service import Office, Role, Service

OPEN = 5
"""So many numbered stops stand open on the result; the rest is folded."""


class Choice(NamedTuple):
    """A service that fits, and how well: only under conditions, only for some ages of the band.

    `closed`: today; `missed`: the better one for which it stands, which is closed today.
    """

    service: Service
    partly: bool = False
    some_ages: bool = False
    closed: bool = False
    missed: Service | None = None


@dataclass(frozen=True, slots=True)
class Fallback:
    """Whom to ask where an office cannot be reached; no station, no role (rules.md, Gaps)."""

    service: Service | None

    @property
    def exposure(self) -> str:
        """Return the exposure of the service; none where there is no service."""
        return self.service.exposure if self.service else "none"


class Reason(NamedTuple):
    """The sentence of a row that brought a station in, and for which persons ("" is the reader).

    `main`: this is the station the sentence is most about; it is shown there and only there.
    """

    row: str
    text: str
    persons: tuple[str, ...] = ("",)
    main: bool = True


class Station(NamedTuple):
    """One stop of the route: a role/office pair with the service that was chosen for it."""

    role: Role
    office: Office
    rows: tuple[str, ...]
    choice: Choice | None
    alternatives: tuple[Choice, ...] = ()
    reasons: tuple[Reason, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    fallback: Fallback | None = None
    says: tuple[str, ...] = ()
    urgency: int = 1
    persons: tuple[str, ...] = ()
    numbered: bool = True

    @property
    def pair(self) -> Pair:
        """Return role and kind of office."""
        return Pair(self.role.id, self.office.id)

    @property
    def service(self) -> Service | None:
        """Return the service chosen, or None where there is a named gap."""
        return self.choice.service if self.choice else None

    @property
    def reachable(self) -> bool:
        """Say whether a service with a way to reach it was found."""
        return self.choice is not None and self.choice.service.reachable

    @property
    def exposure(self) -> str:
        """Return the service's own exposure, or the kind's where there is no service."""
        return self.choice.service.exposure if self.choice else self.office.exposure

    @property
    def public_body(self) -> bool:
        """Say whether it is a public body; `either` without a service counts as no."""
        if self.choice:
            return self.choice.service.public_body
        return self.office.public_body == "yes"


class Stop(NamedTuple):
    """Stations that lead to the same service, joined (rules.md, Stations and stops)."""

    stations: tuple[Station, ...]
    number: int | None
    group: int

    @property
    def first(self) -> Station:
        """Return the station whose place the stop takes."""
        return self.stations[0]


@dataclass(frozen=True)
class Route:
    """The stations in order for one household, and what was left aside."""

    stations: tuple[Station, ...]
    hidden: bool
    lines: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    stops: tuple[Stop, ...] = field(default=())
    closed: Closed = NOTHING

    @property
    def open_stops(self) -> tuple[Stop, ...]:
        """Return the stops before the sixth number."""
        return self.stops[:next((place for place, stop in enumerate(self.stops)
                                 if (stop.number or 0) > OPEN), None)]
