"""Which rows fire for one person, what they send to, and what the filters leave of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from laufmappe.domain.route.lane import Lane, Rule, Sieve, walk
from laufmappe.domain.route.people import Person
from laufmappe.domain.rules import Base, Filter, Pair, Row

SAFETY, DUTY, NEED, ADVICE = range(4)
NOTHING: frozenset[Pair] = frozenset()
NOBODY: frozenset[str] = frozenset()


@dataclass(slots=True)
class Fired:
    """A row that fired for a person, with what the filters left of its send list."""

    row: Row
    person: Person
    section: int
    order: int
    pairs: list[Pair]
    advice: Row | None = None
    advised: frozenset[Pair] = frozenset()
    deadlines: tuple[str, ...] = ()
    kept: frozenset[Pair] = frozenset()
    why_of: str = ""
    says: dict[Pair, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Active:
    """The filters that hold for a person, sorted by what they do."""

    gone: frozenset[str]
    safe: bool
    special: tuple[Filter, ...]
    lines: tuple[tuple[str, str], ...]
    fallback: tuple[Pair, ...]


def fire(lane: Lane, person: Person, needs: dict[str, int],
         exposed: frozenset[str]) -> tuple[list[Fired], Active]:
    """Return the rows that fire for the person and the filters that were active.

    `needs` gives the place of each need among those ticked; `exposed` the kinds of offices that
    must report.
    """
    now = active(lane.sieves, person)
    advice = advised(lane, person)
    fired = [send(rule, person, section, order, advice)
             for rule, section, order in _rules(lane, person, needs)]
    if advice is not None:
        fired.append(advice)
    for each in fired:
        sift(each, now, exposed)
    return fired, now


def advised(lane: Lane, person: Person) -> Fired | None:
    """Return the first advice row that holds, nothing sifted; None where there is none."""
    rule = next((each for each in lane.advice if holding(each, person)), None)
    if rule is None:
        return None
    pairs = [each for each in walk(rule.steps, person.facts) if isinstance(each, Pair)]
    return Fired(rule.row, person, ADVICE, 0, pairs, rule.row, frozenset(pairs))


def send(rule: Rule, person: Person, section: int, order: int, advice: Fired | None) -> Fired:
    """Return what a row sends to, `@base` put in, nothing sifted."""
    sent = Fired(rule.row, person, section, order, [],
                 advice.row if advice else None)
    base = list(advice.pairs) if advice else []
    pairs = sent.pairs
    for each in walk(rule.steps, person.facts):
        if isinstance(each, Base):
            sent.advised = frozenset(base)
            pairs += [pair for pair in base if pair not in pairs]
        elif each not in pairs:
            pairs.append(each)
    sent.deadlines = rule.row.deadlines
    return sent


def holding(rule: Rule, person: Person) -> bool:
    """Say whether the row fires for the person."""
    return rule.test is None or rule.test(person.facts)


def _rules(lane: Lane, person: Person,
           needs: dict[str, int]) -> Iterator[tuple[Rule, int, int]]:
    for rule in lane.safety if person.urgent or person.urgent_rows else ():
        if (person.urgent or rule.row.id in person.urgent_rows) and holding(rule, person):
            yield rule, SAFETY, 0
    for rule in lane.duty if person.urgent else ():
        if holding(rule, person):
            yield rule, DUTY, rule.days
    for need in person.needs:
        first = next((each for each in lane.needs[need] if holding(each, person)), None)
        if first is not None:
            yield first, NEED, needs[need]


def active(sieves: tuple[Sieve, ...], person: Person) -> Active:
    """Return the filters that hold for the person, sorted by what they do."""
    gone: set[str] = set()
    special: list[Filter] = []
    lines: list[tuple[str, str]] = []
    fallback: tuple[Pair, ...] = ()
    safe = False
    for sieve in sieves:
        if sieve.test is not None and not sieve.test(person.facts):
            continue
        each = sieve.filter
        safe = safe or each.only_safe
        if each.fallback:
            fallback = tuple(one for one in walk(sieve.fallback, person.facts)
                             if isinstance(one, Pair))
        if each.say and each.at is None:
            lines.append((each.say, each.link))
        if each.remove and not (each.rows or each.tables):
            gone |= each.remove
        elif each.rows or each.tables or each.replace:
            special.append(each)
    return Active(frozenset(gone), safe, tuple(special), tuple(lines), fallback)


def sift(fired: Fired, active: Active, exposed: frozenset[str]) -> None:
    """Take from the row what the active filters remove, and note what they say."""
    mine = [each for each in active.special if concerns(each, fired.row, fired.section)]
    kept, gone = NOTHING, active.gone
    if mine:
        kept = NOTHING.union(*[each.keep for each in mine])
        gone = gone.union(*[each.remove for each in mine])
    roles, named = removed(gone)
    barred = exposed if active.safe else NOBODY
    fired.kept = kept
    fired.pairs = [pair for pair in fired.pairs if pair in kept or not (
        pair.role in roles or pair in named or pair.office in barred)]
    for each in mine:
        _change(fired, each)


@lru_cache(256)
def removed(names: frozenset[str]) -> tuple[frozenset[str], frozenset[Pair]]:
    """Return the roles and the pairs among what filters name to be removed."""
    roles = frozenset(each for each in names if "/" not in each)
    return roles, frozenset(Pair(*each.split("/")) for each in names - roles)


def concerns(each: Filter, row: Row, section: int) -> bool:
    """Say whether a filter is meant for this row (all rows, where it names none)."""
    if each.rows:
        return row.id in each.rows
    if each.tables:
        return ("safety" in each.tables and section == SAFETY) or (
            "advice" in each.tables and section == ADVICE)
    return True


def _change(fired: Fired, each: Filter) -> None:
    fired.deadlines = tuple(code for code in fired.deadlines if code not in each.drop_deadlines)
    if each.say and each.at in fired.pairs:
        fired.says[each.at] = each.say
    if any(pair in each.replace for pair in fired.pairs):
        if any(pair in each.replace for pair in fired.row.about):
            fired.why_of = each.why_of
        changed = [each.replace.get(pair, pair) for pair in fired.pairs]
        fired.pairs = list(dict.fromkeys(changed))
