"""Classes of answers: everybody in a class gets the same from one table (decision 19).

A route is put together from tables: every row of safety and duty by itself, the first row that
holds of each need, the advice. What one of them gives to one person depends only on the questions
that its rows, its branches and the filters on it still name once who, age and paper are known.
So all answers fall into a few ten thousand classes, each with one set of answers to stand for it.
"""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from laufmappe.domain.condition import Condition, Facts, questions, settle
from laufmappe.domain.guide import Guide
from laufmappe.domain.proof.cells import NEED, Given, Named, cells, named
from laufmappe.domain.question import GENERIC_NUMBERS, Answers
from laufmappe.domain.route import Router
from laufmappe.domain.route.firing import (
    ADVICE,
    DUTY,
    SAFETY,
    Active,
    Fired,
    active,
    advised,
    concerns,
    holding,
    send,
    sift,
)
from laufmappe.domain.route.firing import (
    NEED as NEED_SECTION,
)
from laufmappe.domain.route.lane import Lane, Rule, Sieve
from laufmappe.domain.route.people import (
    CHILD_IN_DANGER,
    SELF,
    SOME_CHILD,
    Person,
    offered,
    people,
    readable,
)
from laufmappe.domain.rules import Pair, branchings, pairs

FIXED = frozenset({"who", "status", "age", "children"})


@dataclass(frozen=True)
class Profile:
    """Answers to who, age, children and status, and which of the persons they make is meant."""

    core: Answers
    person: Person

    @property
    def me(self) -> str:
        """Return who is asking: me, child or family."""
        return self.core["who"][0]

    @property
    def must(self) -> str:
        """Return the need without which this person is not there at all."""
        return "child" if self.person.id == SOME_CHILD and self.me == "family" else ""


@dataclass(frozen=True)
class Unit:
    """What is tried as one: a row of safety or duty, the table of a need, the advice."""

    table: str
    section: int
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Class:
    """A class of answers: one set of answers that stands for it, and what it gets from the unit.

    `sent`: the pairs before the filters took some away.
    """

    answers: Answers
    person: Person
    unit: Unit
    sent: tuple[Pair, ...]
    fired: Fired | None
    active: Active

    @property
    def result(self) -> object:
        """Return all that the rest of a route reads of it, to compare classes."""
        each = self.fired
        if each is None:
            return None
        said = (self.active.lines, self.active.fallback) if self.unit.section == ADVICE else ()
        return (each.row.id, tuple(each.pairs), each.advised, each.deadlines, each.kept,
                each.why_of, tuple(each.says.items()), said)


@dataclass(frozen=True)
class Group:
    """The classes of one unit for one profile, by what was answered to each open question.

    `names`: the sets of options that decide; `free`: needs that may be ticked besides without
    leaving a class.
    """

    profile: Profile
    unit: Unit
    open: tuple[str, ...]
    classes: Mapping[tuple[Given, ...], Class]
    names: Named
    free: tuple[str, ...]


def profiles(guide: Guide) -> tuple[Profile, ...]:
    """Return everybody whom who, age, children and status can tell apart.

    Not said is in a class of its own only for age and children: who reads as me, status as
    prefer_not (rules.md, Skipped questions).
    """
    told = "children" in named(guide.conditions)
    found: dict[object, Profile] = {}
    for core in _cores(guide, told):
        for status in offered(guide.questions["status"], core["who"][0]):
            answers = readable(guide, {**core, "status": (status,)})[0]
            for person in people(guide, {**answers, NEED: tuple(guide.needs)}):
                children = answers.get("children", ())
                key = (answers["who"], status, person.id, person.band,
                       children if told else person.id == SELF and bool(children))
                found.setdefault(key, Profile(answers, person))
    return tuple(found.values())


def _cores(guide: Guide, told: bool) -> Iterator[dict[str, Given]]:
    """Yield who with each age and each way to name children; `told`: a condition names them."""
    options = _bands(guide, "children", "child")
    children = [some for size in range((len(options) if told else 1) + 1)
                for some in itertools.combinations(options, size)]
    for me in ("me", "child", "family"):
        ages = [(), *((band,) for band in _bands(guide, "age", me))]
        for age, some in itertools.product(ages, [()] if me == "me" else children):
            yield {"who": (me,), **({"age": age} if age else {}),
                   **({"children": some} if some else {})}


def _bands(guide: Guide, question: str, me: str) -> list[str]:
    """Return the age bands of a question; "don't know" reads as not said (people.py)."""
    return [band for band in offered(guide.questions[question], me) if band not in GENERIC_NUMBERS]


def units(lane: Lane, person: Person) -> Iterator[Unit]:
    """Yield what is tried for a person, in order."""
    for rule in lane.safety:
        yield Unit("safety", SAFETY, (rule,))
    for rule in lane.duty if person.urgent else ():
        yield Unit("duty", DUTY, (rule,))
    for need in person.needs:
        yield Unit(need, NEED_SECTION, lane.needs[need])
    yield Unit("advice", ADVICE, lane.advice)


def every(_unit: Unit) -> bool:
    """Say that every unit is meant."""
    return True


def groups(router: Router, profile: Profile,
           meant: Callable[[Unit], bool] = every) -> Iterator[Group]:
    """Yield the classes of a profile, unit by unit; `meant`: which units."""
    lane = router.lane(profile.person)
    for unit in units(lane, profile.person):
        if meant(unit):
            yield _group(router, profile, unit, lane, deciding(router, profile, unit, lane))


def stirred(guide: Guide) -> frozenset[str]:
    """Return the tables on which the position of a switch can have an effect."""
    names = frozenset(guide.switches)
    everywhere = [each.when for each in guide.filters]
    everywhere += [when for each in guide.filters for when in branchings(each.fallback)]
    own = {table.id: [when for row in table.rows for when in (row.when, *branchings(row.send))]
           for table in guide.tables}
    if any(questions(each) & names for each in (*everywhere, *own[guide.advice.id])):
        return frozenset(own)
    return frozenset(table for table, conditions in own.items()
                     if any(questions(each) & names for each in conditions))


def _group(router: Router, profile: Profile, unit: Unit, lane: Lane, names: Named) -> Group:
    must = unit.table if unit.section == NEED_SECTION else profile.must
    known = router.guide.questions
    asked = {NEED: cells(known[NEED], names.get(NEED, ()), profile.me, must)}
    asked |= {name: cells(known[name], names[name], profile.me)
              for name in sorted(set(names) - FIXED - {NEED} - set(router.switches))}
    found: dict[tuple[Given, ...], Class] = {}
    for values in itertools.product(*asked.values()):
        given = {name: value for name, value in zip(asked, values, strict=True) if value}
        found[values] = evaluate(router, {**profile.core, **given}, profile.person.id, unit, lane)
    free = tuple(each for each in router.guide.needs
                 if not any(each in some for some in names.get(NEED, ())))
    return Group(profile, unit, tuple(asked), found, names, free)


def evaluate(router: Router, answers: Answers, name: str, unit: Unit, lane: Lane) -> Class:
    """Return what a unit gives to one of the persons whom the answers make."""
    read = readable(router.guide, answers)[0]
    person = next(each for each in people(router.guide, read) if each.id == name)
    now = active(lane.sieves, person)
    advice = advised(lane, person)
    fired = _fire(unit, person, advice)
    sent = tuple(fired.pairs) if fired else ()
    if fired is not None:
        sift(fired, now, router.exposed)
    return Class(answers, person, unit, sent, fired, now)


def _fire(unit: Unit, person: Person, advice: Fired | None) -> Fired | None:
    if unit.section == ADVICE:
        return advice
    rule = next((each for each in unit.rules if holding(each, person)), None)
    if rule is None or not (unit.section != SAFETY or person.urgent
                            or rule.row.id in person.urgent_rows):
        return None
    return send(rule, person, unit.section, 0, advice)


def deciding(router: Router, profile: Profile, unit: Unit, lane: Lane) -> Named:
    """Return what decides about the unit once who, status and age are known."""
    known: Facts = {**{key: profile.person.facts[key] for key in ("who", "status", "age")},
                    **router.switches}
    rules = (*unit.rules, *lane.advice)
    conditions: list[Condition] = [rule.when for rule in rules]
    if profile.me == "family" and unit.section == SAFETY:
        conditions.append(CHILD_IN_DANGER)
    conditions += [settle(each, known) for rule in rules for each in branchings(rule.row.send)]
    for sieve in lane.sieves:
        if _touches(router, sieve, unit, rules):
            conditions.append(sieve.when)
        conditions += [settle(each, known) for each in branchings(sieve.filter.fallback)]
    return named(conditions)


def _touches(router: Router, sieve: Sieve, unit: Unit, rules: Sequence[Rule]) -> bool:
    """Say whether the filter could change what some row of the unit gives."""
    each = sieve.filter
    if each.fallback or (each.say and each.at is None and unit.section == ADVICE):
        return True
    if not any(concerns(each, rule.row, unit.section) for rule in unit.rules):
        return False
    sent = {pair for rule in rules for pair in pairs(rule.row.send)}
    said = bool(each.say) and each.at in sent
    return (said or each.only_safe or bool(each.drop_deadlines)
            or any(pair.role in each.remove or str(pair) in each.remove for pair in sent)
            or not sent.isdisjoint({*each.keep, *each.replace}))
