"""Decision tables as data: rows, what they send to, filters, deadlines, switches."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from laufmappe.domain.condition import ALWAYS, NEVER, Condition


def by_id(self: Any) -> int:
    """Return the hash of something that has an id of its own: much is looked up by such things."""
    return hash(self.id)


class Pair(NamedTuple):
    """What is to be done and which kind of office does it, written `role/office`."""

    role: str
    office: str

    def __str__(self) -> str:
        return f"{self.role}/{self.office}"


@dataclass(frozen=True, slots=True)
class Branch:
    """A part of a send list that depends on the answers."""

    when: Condition
    then: tuple["Send", ...]
    otherwise: tuple["Send", ...] = ()


@dataclass(frozen=True, slots=True)
class Base:
    """The place where the advice table (`@base`) is put in."""


Send = Pair | Branch | Base
BASE = Base()


def pairs(sends: Sequence[Send]) -> Iterator[Pair]:
    """Yield every pair of a send list, from all branches."""
    for each in sends:
        if isinstance(each, Pair):
            yield each
        elif isinstance(each, Branch):
            yield from pairs((*each.then, *each.otherwise))


def branchings(sends: Sequence[Send]) -> Iterator[Condition]:
    """Yield the condition of every branch of a send list."""
    for each in sends:
        if isinstance(each, Branch):
            yield each.when
            yield from branchings((*each.then, *each.otherwise))


@dataclass(frozen=True)
class Source:
    """Where a fact was read (url or locator), what it supports, and when."""

    url: str = ""
    locator: str = ""
    supports: str = ""
    date: str = ""
    seen: datetime.date | None = None


@dataclass(frozen=True)
class Row:
    """One row of a table: when it fires, whom it sends to, why, by when, on which basis."""

    id: str
    when: Condition
    send: tuple[Send, ...]
    why: str = ""
    why_young: str = ""
    about: tuple[Pair, ...] = ()
    why_without: Mapping[Pair, str] = field(default_factory=dict)
    deadlines: tuple[str, ...] = ()
    basis: str = ""
    sources: tuple[Source, ...] = ()
    confidence: str = "high"
    valid_from: datetime.date | None = None
    valid_until: datetime.date | None = None

    def valid(self, today: datetime.date) -> bool:
        """Say whether the row is in force on this day, both days included."""
        return (self.valid_from or today) <= today <= (self.valid_until or today)


@dataclass(frozen=True)
class Table:
    """Rows from top to bottom. `first`: only the first that holds fires; else every one."""

    id: str
    rows: tuple[Row, ...]
    first: bool = True


@dataclass(frozen=True)
class Filter:
    """What is taken from a route, applied last and in order."""

    id: str
    when: Condition = ALWAYS
    rows: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()
    remove: frozenset[str] = frozenset()
    only_safe: bool = False
    keep: frozenset[Pair] = frozenset()
    replace: Mapping[Pair, Pair] = field(default_factory=dict)
    why_of: str = ""
    drop_deadlines: frozenset[str] = frozenset()
    say: str = ""
    at: Pair | None = None
    link: str = ""
    fallback: tuple[Send, ...] = ()


@dataclass(frozen=True)
class Principle:
    """What holds for every route, whichever rows make it; the proof tries it on all answers.

    `never`: roles or pairs that nobody in `when` is sent to (by these `rows`, if any are named).
    `never_first`: roles or pairs at which no row but a duty lets them begin. `always`: pairs that
    are always left of these rows.
    """

    id: str
    text: str
    when: Condition = ALWAYS
    rows: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    never_first: frozenset[str] = frozenset()
    always: frozenset[Pair] = frozenset()


@dataclass(frozen=True)
class Promise:
    """Words that speak of a right, and to whom a sentence with them may be shown.

    `ends`: answers that take the right away; whoever leaves them out may read of it all the same.
    `soften`: one of these words must stand in the sentence, except for those in `firm`.
    """

    id: str
    words: tuple[str, ...]
    only: Condition = ALWAYS
    ends: Condition = NEVER
    soften: tuple[str, ...] = ()
    firm: Condition = NEVER


@dataclass(frozen=True)
class Deadline:
    """A general time limit in words. `days` is for sorting only, never for computing a date."""

    id: str
    text: str
    urgency: str
    days: int
    basis: str = ""
    counted_from: str = ""
    roles: frozenset[str] = frozenset()
    confidence: str = "high"

    __hash__ = by_id


@dataclass(frozen=True)
class Switch:
    """A rule in motion: the values it had, each from a day on; the last that has begun counts."""

    id: str
    question: str
    options: tuple[str, ...]
    values: tuple[tuple[datetime.date, str], ...]

    def value(self, today: datetime.date) -> str:
        """Return the value in force on this day."""
        begun = [value for start, value in self.values if start <= today]
        return begun[-1] if begun else self.values[0][1]
