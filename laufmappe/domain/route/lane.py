"""Tables made ready for people of one status, age band and `who`: what can still fire for them.

Most rows fall away once these three are known. A lane keeps the rest, with what is left of their
conditions, so that a route tries a dozen rows instead of 180. Nothing is decided here that the
full conditions would not decide the same way (tests/domain/route/test_lane.py compares both).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from laufmappe.domain.condition import ALWAYS, NEVER, Condition, Facts, compiled, settle
from laufmappe.domain.guide import Guide
from laufmappe.domain.rules import Base, Branch, Filter, Pair, Row, Send, Table

Test = Callable[[Facts], bool]
SENT = (Pair, Base)
Step = Pair | Base | tuple[Test, tuple["Step", ...], tuple["Step", ...]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A row with what is left of its condition (test None: it fires) and of its send list."""

    row: Row
    when: Condition
    test: Test | None
    steps: tuple[Step, ...]
    days: int


@dataclass(frozen=True, slots=True)
class Sieve:
    """A filter with what is left of its condition (None: it is active)."""

    filter: Filter
    when: Condition
    test: Test | None
    fallback: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """The tables and filters for one status, age band and `who`."""

    safety: tuple[Rule, ...]
    duty: tuple[Rule, ...]
    advice: tuple[Rule, ...]
    needs: dict[str, tuple[Rule, ...]]
    sieves: tuple[Sieve, ...]


def make(guide: Guide, known: Facts) -> Lane:
    """Return the lane for these known facts (status, age, who, switches)."""
    return Lane(
        safety=_rules(guide, guide.safety, known),
        duty=_rules(guide, guide.duty, known),
        advice=_rules(guide, guide.advice, known),
        needs={need: _rules(guide, table, known) for need, table in guide.needs.items()},
        sieves=tuple(_sieves(guide, known)),
    )


def _rules(guide: Guide, table: Table, known: Facts) -> tuple[Rule, ...]:
    rules: list[Rule] = []
    for row in table.rows:
        rest = settle(row.when, known)
        if rest == NEVER:
            continue
        test = None if rest == ALWAYS else compiled(rest)
        days = min((guide.deadlines[code].days for code in row.deadlines), default=999)
        rules.append(Rule(row, rest, test, tuple(_steps(row.send, known)), days))
        if table.first and test is None:
            break
    return tuple(rules)


def _steps(send: tuple[Send, ...], known: Facts) -> Iterator[Step]:
    for each in send:
        if not isinstance(each, Branch):
            yield each
            continue
        rest = settle(each.when, known)
        if rest in (ALWAYS, NEVER):
            yield from _steps(each.then if rest == ALWAYS else each.otherwise, known)
        else:
            yield (compiled(rest), tuple(_steps(each.then, known)),
                   tuple(_steps(each.otherwise, known)))


def _sieves(guide: Guide, known: Facts) -> Iterator[Sieve]:
    for each in guide.filters:
        rest = settle(each.when, known)
        if rest != NEVER:
            test = None if rest == ALWAYS else compiled(rest)
            yield Sieve(each, rest, test, tuple(_steps(each.fallback, known)))


def walk(steps: tuple[Step, ...], facts: Facts) -> Iterator[Pair | Base]:
    """Yield what a send list comes to with these facts."""
    for step in steps:
        if isinstance(step, SENT):
            yield step
        else:
            test, then, otherwise = step
            yield from walk(then if test(facts) else otherwise, facts)
