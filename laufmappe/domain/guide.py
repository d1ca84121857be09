"""All of content/ in memory, and look-up by id."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from laufmappe.domain.condition import Condition
from laufmappe.domain.question import CORE, Question
from laufmappe.domain.rules import (
    Deadline,
    Filter,
    Principle,
    Promise,
    Row,
    Switch,
    Table,
    branchings,
)
from laufmappe.domain.service import Office, Organization, Paper, Role, Service


@dataclass(frozen=True)
class Site:
    """What a town says about itself and its guide (site.yaml)."""

    town: str
    title: str
    owner: str
    contact: str
    exit_url: str
    fallbacks: tuple[str, ...]
    switchboard: tuple[str, str]
    emergency: tuple[str, ...]
    safety: tuple[str, ...]
    map_url: str
    empty: Mapping[str, str]
    ombuds_url: str = ""
    statement: datetime.date | None = None
    voucher_offices: tuple[str, ...] = ()
    voucher_days: int = 90


@dataclass(frozen=True)
class Locale:
    """A language that is offered (locales.yaml)."""

    code: str
    tag: str
    folder: str
    format: str
    direction: str
    name: str
    german: str
    fallbacks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Guide:
    """Questions, tables, roles, kinds of offices, services: everything, read once at start."""

    questions: Mapping[str, Question]
    safety: Table
    duty: Table
    advice: Table
    needs: Mapping[str, Table]
    filters: tuple[Filter, ...]
    principles: tuple[Principle, ...]
    promises: tuple[Promise, ...]
    deadlines: Mapping[str, Deadline]
    switches: Mapping[str, Switch]
    roles: Mapping[str, Role]
    offices: Mapping[str, Office]
    papers: Mapping[str, Paper]
    bring: Mapping[str, tuple[str, ...]]
    services: Mapping[str, Service]
    organizations: Mapping[str, Organization]
    site: Site
    locales: Mapping[str, Locale]
    content_hash: str = ""

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return every table: safety, duty, the needs in order, advice."""
        return (self.safety, self.duty, *self.needs.values(), self.advice)

    @cached_property
    def numbered(self) -> Mapping[int, Question]:
        """Return the questions by the numbers that codes name them by."""
        return {each.number: each for each in self.questions.values()}

    @cached_property
    def defaulted(self) -> tuple[Question, ...]:
        """Return the questions that mean something where they are not answered."""
        return tuple(each for each in self.questions.values() if each.default)

    @property
    def newest(self) -> datetime.date:
        """Return the latest day on which a source of a service was read."""
        days = [service.checked for service in self.services.values() if service.checked]
        return max(days, default=datetime.date(1970, 1, 1))

    @property
    def rows(self) -> Mapping[str, Row]:
        """Return every row by its id."""
        return {row.id: row for table in self.tables for row in table.rows}

    @property
    def conditions(self) -> Iterator[Condition]:
        """Yield every condition that decides about a route: of rows, filters and branches."""
        for table in self.tables:
            for row in table.rows:
                yield row.when
                yield from branchings(row.send)
        for each in self.filters:
            yield each.when
            yield from branchings(each.fallback)

    def row(self, name: str) -> Row:
        """Return the row with this id; KeyError where there is none."""
        for table in self.tables:
            for row in table.rows:
                if row.id == name:
                    return row
        raise KeyError(name)

    @property
    def names(self) -> list[str]:
        """Return the names of all places and organizations."""
        return [*(each.name for each in self.services.values()),
                *(each.name for each in self.organizations.values())]

    def step(self, page: str) -> str:
        """Return how addresses name a page of questions.

        Only what everybody is asked has a name: "asylum_stage" in a browser's history would tell.
        """
        return page if page in CORE else str(self.questions[page].number)

    def page(self, step: str) -> str:
        """Return the page that an address names; "" where it names none."""
        return next((each.id for each in self.questions.values()
                     if step == self.step(each.id)), "")

    def service(self, number: int) -> Service | None:
        """Return the service with this public number, or None."""
        return next((each for each in self.services.values() if each.number == number), None)
