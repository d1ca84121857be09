"""Who offers what, where and when: roles, kinds of offices, organizations, places, services."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from laufmappe.domain.rules import Source, by_id


@dataclass(frozen=True)
class Role:
    """What a station does. `needs`: where the directory lists it.

    `sensitive`: titles and addresses of its pages stay neutral.
    """

    id: str
    title: str
    does: str
    sign: str
    urgency: str = "soon"
    needs: tuple[str, ...] = ()
    advice: bool = False
    sensitive: bool = False

    __hash__ = by_id


@dataclass(frozen=True)
class Paper:
    """A paper that one office gives and another one wants."""

    id: str
    name: str


@dataclass(frozen=True)
class Office:
    """A kind of office, the same in every German town (facts: offices.yaml).

    `telling`: its name tells a paper or a need; on neutral paper it does not stand.
    """

    id: str
    name: str
    title: str
    does: str
    roles: tuple[str, ...]
    exposure: str
    public_body: str
    bring: str
    gives: frozenset[str] = frozenset()
    wants: tuple[frozenset[str], ...] = ()
    gap: str = ""
    called: tuple[str, ...] = ()
    telling: bool = False

    __hash__ = by_id

    @property
    def reports(self) -> bool:
        """Say whether the kind must pass on knowledge of an unlawful stay (rules.md, Exposure)."""
        return self.exposure == "reports"

    @property
    def decided(self) -> bool:
        """Say whether the row alone decides: audience lists never hide such an office."""
        return self.public_body == "yes" or self.reports


@dataclass(frozen=True)
class Phone:
    """A telephone number as printed and as dialled."""

    number: str
    tel: str
    label: str = ""


@dataclass(frozen=True)
class Organization:
    """Who offers services; its telephone numbers stand here once."""

    id: str
    name: str
    phones: tuple[tuple[str, Phone], ...] = ()
    website: str = ""


@dataclass(frozen=True)
class Location:
    """A house or place with its postal address as far as it is proven."""

    id: str
    city: str
    street: str = ""
    postcode: str = ""
    name: str = ""

    @property
    def town(self) -> str:
        """Return postcode and city, or the city alone."""
        return f"{self.postcode} {self.city}".strip()

    @property
    def searched(self) -> str:
        """Return what a map looks for: the house, without rooms."""
        return f"{self.street or self.name}, {self.town}"


@dataclass(frozen=True)
class Hours:
    """Opening hours in German words and, where a source is exact, in OpenStreetMap syntax."""

    text: str
    osm: str = ""


@dataclass(frozen=True)
class Service:
    """An offer in town (facts: services.yaml under the display rule)."""

    id: str
    number: int
    name: str
    organization: Organization
    summary: str
    scope: str
    kind: str
    public_body: bool
    exposure: str
    state: str
    as_of: str
    roles: tuple[str, ...]
    offices: tuple[str, ...]
    sources: tuple[Source, ...]
    unit: str = ""
    confidential: bool = False
    confidential_note: str = ""
    directory_only: bool = False
    audience: str = ""
    statuses: frozenset[str] | None = None
    statuses_partly: frozenset[str] = frozenset()
    ages: tuple[int, int] | None = None
    languages: tuple[str, ...] = ()
    location: Location | None = None
    room: str = ""
    phones: tuple[Phone, ...] = ()
    email: str = ""
    website: str = ""
    hours: Hours | None = None
    phone_hours: Hours | None = None
    appointment: str = ""
    appointment_note: str = ""
    cost: str = ""
    bring: tuple[str, ...] = ()
    access: str = ""
    verify: tuple[str, ...] = ()

    __hash__ = by_id

    @cached_property
    def reachable(self) -> bool:
        """Say whether a telephone, an address, an e-mail address or a website is shown."""
        return bool(self.phones or self.location or self.email or self.website)

    @property
    def address(self) -> str:
        """Return the German address on one line, "" where none is shown. It names the house."""
        place = self.location
        if place is None:
            return ""
        parts = ((place.street, self.room or place.name) if place.street
                 else (place.name, self.room))
        return ", ".join(filter(None, (*parts, place.town)))

    @property
    def way(self) -> int:
        """Rank the best way to reach it: telephone or street, place, e-mail, website, none."""
        ways = (self.phones or (self.location and self.location.street), self.location, self.email,
                self.website, True)
        return next(rank for rank, way in enumerate(ways) if way)

    @property
    def reports(self) -> bool:
        """Say whether it must pass on knowledge of an unlawful stay (rules.md, Exposure)."""
        return self.exposure == "reports"

    @property
    def distant(self) -> bool:
        """Say whether nobody goes there: a telephone number or a website."""
        return self.kind in {"phone", "online"}

    @property
    def checked(self) -> datetime.date | None:
        """Return the day on which its sources were last read."""
        days = [source.seen for source in self.sources if source.seen]
        return max(days) if days else None
