"""What must hold in every class of answers, for itself and for every household it is part of.

Whoever is in the household and whatever else is asked: a station of a route is a station of one of
its classes, with the same services. So what holds for every station of every class holds for
every route (docs/decisions/0019).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from laufmappe.domain.condition import Facts, compiled
from laufmappe.domain.guide import Guide
from laufmappe.domain.proof import fault
from laufmappe.domain.proof.cells import NEED, Given, uncovered
from laufmappe.domain.proof.classes import Class, Group, Profile
from laufmappe.domain.proof.fault import Fault
from laufmappe.domain.question import ages
from laufmappe.domain.route import Choice, Router
from laufmappe.domain.route.firing import DUTY, SAFETY, Fired, concerns
from laufmappe.domain.route.joining import reachable_first
from laufmappe.domain.route.lane import Test
from laufmappe.domain.route.people import ADULT
from laufmappe.domain.rules import Pair, Principle, Promise

LANGUAGE = "de"
CHILD_PROTECTION = Pair("family", "jugendamt")
PROTECTING_ROWS = frozenset({"S1", "S4", "S7"})
"""The one exception to "nobody is exposed" (rules.md, Exposure)."""
NEGATION = re.compile(r"\b(?:kein\w*|nicht|ohne|nie)\b", re.IGNORECASE)
CLAUSE = re.compile(r"(?<=[.!?:;,])\s+")


class Right(NamedTuple):
    """A promise with its conditions ready to be tested."""

    promise: Promise
    only: Test
    ends: Test
    firm: Test

    def may_stand(self, clause: str, facts: Facts) -> bool:
        """Say whether people with these facts may read the clause."""
        if not self.only(facts) or self.ends(facts):
            return False
        soft = any(word in clause for word in self.promise.soften)
        return soft or not self.promise.soften or self.firm(facts)


class Claims:
    """The claims for one router; `gaps` counts the classes with a gap that is shown as such."""

    def __init__(self, router: Router) -> None:
        self.router = router
        self.gaps: dict[Pair, int] = {}
        self._ways: dict[tuple[str, Pair], dict[bool, Class]] = {}
        self._principles = [(each, compiled(each.when)) for each in router.guide.principles]
        self._promises = [
            Right(each, compiled(each.only), compiled(each.ends), compiled(each.firm))
            for each in router.guide.promises]
        self._clauses: dict[tuple[str, str, str], tuple[str, ...]] = {}

    def of(self, each: Class) -> Iterator[Fault]:
        """Yield what does not hold in this class."""
        if each.unit.table == "advice":
            yield from self._dead_end(each)
        if each.fired is None:
            return
        if each.unit.section == SAFETY and not each.fired.pairs:
            yield _fault(fault.SAFETY_EMPTY, each, rule=self._takers(each))
        yield from self._unhelped(each, each.fired)
        yield from self._stations(each, each.fired)
        yield from self._broken(each, each.fired)
        yield from self._promising(each, each.fired)

    def choices(self, each: Class, pair: Pair) -> tuple[Choice, ...]:
        """Return every service that may stand for the pair in this class, best first."""
        reader = self.router.reader(each.person, LANGUAGE)
        kept = each.fired is not None and pair in each.fired.kept
        return self.router.chooser.choices(pair, reader, kept)

    def _takers(self, each: Class) -> str:
        """Return the filters that took something from what was sent."""
        facts = self._facts(each)
        return ", ".join(one.id for one in self.router.guide.filters
                         if each.fired and concerns(one, each.fired.row, each.unit.section)
                         and compiled(one.when)(facts)
                         and any(_among(pair, one.remove) for pair in each.sent))

    def _reached(self, each: Class, pair: Pair) -> bool:
        found = self.choices(each, pair)
        return bool(found) and found[0].service.reachable

    def _served(self, each: Class, pair: Pair) -> bool:
        """Say whether the pair can be reached, or is a gap that names whom to ask instead."""
        if self._reached(each, pair):
            return True
        reader = self.router.reader(each.person, LANGUAGE)
        instead = self.router.chooser.fallback(each.active.fallback, reader).service
        return instead is not None and instead.reachable

    def _dead_end(self, each: Class) -> Iterator[Fault]:
        pairs = each.fired.pairs if each.fired else []
        advice = [pair for pair in pairs if self.router.guide.roles[pair.role].advice]
        served = [pair for pair in advice if self._served(each, pair)]
        for pair in advice:
            status = next(iter(each.person.facts["status"]))
            self._ways.setdefault((status, pair), {})[pair in served] = each
            if not self._reached(each, pair):
                self.gaps[pair] = self.gaps.get(pair, 0) + 1
        if not served:
            yield _fault(fault.DEAD_END, each, advice[0] if advice else None,
                         self._takers(each))

    def families(self) -> Iterator[Fault]:
        """Yield advice that one person of a family reaches and another one would lose for it."""
        for (_, pair), ways in self._ways.items():
            if len(ways) == 2:
                yield _fault(fault.FAMILY, ways[False], pair)

    def _unhelped(self, each: Class, fired: Fired) -> Iterator[Fault]:
        """Yield gaps that do not name whom to ask instead."""
        yield from (_fault(fault.GAP, each, pair) for pair in fired.pairs
                    if not self._served(each, pair))

    def _stations(self, each: Class, fired: Fired) -> Iterator[Fault]:
        """Yield stations that would expose somebody who must not be seen by an authority."""
        reader = self.router.reader(each.person, LANGUAGE)
        for pair in fired.pairs if reader.hidden else ():
            if _protects(each, fired, pair):
                continue
            found = self.choices(each, pair)
            reporting = [choice.service for choice in found if choice.service.reports]
            if reporting or (not found and self.router.guide.offices[pair.office].reports):
                yield _fault(fault.EXPOSURE, each, pair,
                             rule=reporting[0].id if reporting else "")
            if not self._reached(each, pair):
                instead = self.router.chooser.fallback(each.active.fallback, reader).service
                if instead is not None and instead.reports:
                    yield _fault(fault.EXPOSURE, each, pair, rule=instead.id)

    def _broken(self, each: Class, fired: Fired) -> Iterator[Fault]:
        """Yield principles that a row breaks."""
        facts = self._facts(each)
        for principle, meant in self._principles:
            if (not principle.rows or fired.row.id in principle.rows) and meant(facts):
                yield from (_fault(fault.PRINCIPLE, each, pair, rule=principle.id)
                            for pair in self._against(principle, each, fired))

    def _against(self, principle: Principle, each: Class, fired: Fired) -> Iterator[Pair]:
        yield from (pair for pair in fired.pairs if _among(pair, principle.never))
        yield from sorted(principle.always - set(fired.pairs))
        if principle.never_first and each.unit.section != DUTY and fired.pairs:
            found = {pair: self.choices(each, pair) for pair in fired.pairs}
            first = reachable_first(fired.pairs, found)[0]
            if _among(first, principle.never_first):
                yield first

    def _promising(self, each: Class, fired: Fired) -> Iterator[Fault]:
        """Yield rights that a row speaks of to somebody who may not have them."""
        for right in self._promises:
            for clause in self._promised(right.promise, fired):
                if not right.may_stand(clause, self._facts(each)):
                    yield _fault(fault.PROMISE, each, rule=right.promise.id, text=clause)

    def _promised(self, promise: Promise, fired: Fired | None) -> tuple[str, ...]:
        """Return what the row may say that this promise is about."""
        if fired is None or not fired.pairs or not fired.row.valid(self.router.today):
            return ()
        key = (promise.id, fired.row.id, fired.why_of)
        if key not in self._clauses:
            self._clauses[key] = tuple(clause for text in _texts(self.router.guide, fired)
                                       for clause in clauses(text, promise.words))
        return self._clauses[key]

    def silence(self, group: Group) -> Iterator[Fault]:
        """Yield promises that come in only because an answer was left out (routing: 4.9, 7)."""
        for right in self._promises:
            said = {values: self._promised(right.promise, each.fired)
                    for values, each in group.classes.items()}
            for values, each in group.classes.items() if any(said.values()) else ():
                if not said[values] and not right.ends(self._facts(each)):
                    yield from (_fault(fault.SILENCE, group.classes[fewer],
                                       rule=right.promise.id, text=said[fewer][0])
                                for fewer in _fewer(group, values) if said.get(fewer))

    def alarm(self, profile: Profile) -> Iterator[Fault]:
        """Yield answers with which somebody is afraid and no row of safety fires."""
        if not profile.person.urgent:
            return
        known = {**{key: profile.person.facts[key] for key in ("who", "status", "age")},
                 NEED: frozenset({"safety"}), **self.router.switches}
        rows = [row.when for row in self.router.guide.safety.rows]
        missing = uncovered(self.router.guide, rows, known, profile.me)
        if missing is not None and "safety" in self.router.guide.needs:
            yield Fault(fault.SAFETY_MISSING, {**profile.core, NEED: ("safety",), **missing},
                        profile.person.id)

    def _facts(self, each: Class) -> Facts:
        return {**each.person.facts, **self.router.switches}


def clauses(text: str, words: tuple[str, ...]) -> list[str]:
    """Return the clauses of a text that hold one of the words and deny nothing."""
    return [clause for clause in CLAUSE.split(text)
            if any(word in clause for word in words) and not NEGATION.search(clause)]


def _texts(guide: Guide, fired: Fired) -> tuple[str, ...]:
    if fired.why_of:
        return (guide.row(fired.why_of).why,)
    return (fired.row.why, fired.row.why_young, *fired.row.why_without.values())


def _fewer(group: Group, values: tuple[Given, ...]) -> Iterator[tuple[Given, ...]]:
    """Yield the classes with one refinement less."""
    for place, (name, given) in enumerate(zip(group.open, values, strict=True)):
        if given and name != NEED:
            yield (*values[:place], (), *values[place + 1:])


def _protects(each: Class, fired: Fired, pair: Pair) -> bool:
    return (pair == CHILD_PROTECTION and fired.row.id in PROTECTING_ROWS
            and bool(each.person.band) and ages(each.person.band)[1] < ADULT)


def _among(pair: Pair, names: frozenset[str]) -> bool:
    return pair.role in names or str(pair) in names


def _fault(kind: str, each: Class, pair: Pair | None = None, rule: str = "",
           text: str = "") -> Fault:
    row = each.fired.row.id if each.fired else ""
    return Fault(kind, each.answers, each.person.id, row, pair, rule, text)
