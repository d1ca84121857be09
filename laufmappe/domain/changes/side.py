"""One of two guides: what a reader sees of a unit in one class of answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from laufmappe.domain.guide import Guide
from laufmappe.domain.proof.cells import Named
from laufmappe.domain.proof.classes import Class, Profile, Unit, deciding, evaluate, units
from laufmappe.domain.question import Answers
from laufmappe.domain.route import Choice, Router, joining
from laufmappe.domain.route.choosing import ALTERNATIVES, Reader
from laufmappe.domain.route.firing import ADVICE, DUTY, SAFETY, Fired
from laufmappe.domain.rules import Pair
from laufmappe.domain.service import Service

GERMAN, OTHER = "de", ""
"""The language of the page; "" stands for each that no service of an office speaks."""


@dataclass(frozen=True, eq=False)
class Place:
    """A station as it is shown; the same object for everybody who sees the same.

    `first`: language -> the service chosen; `instead`: whom to ask where it cannot be reached.
    """

    pair: Pair
    first: Mapping[str, str]
    choices: tuple[Choice, ...]
    instead: Service | None
    bring: tuple[str, ...]

    @property
    def conditions(self) -> str:
        """Return what the choice is subject to, as text."""
        best = self.choices[0] if self.choices else None
        return " ".join(name for name in ("partly", "some_ages") if best and getattr(best, name))

    @property
    def others(self) -> tuple[str, ...]:
        """Return the services that are named besides."""
        return tuple(each.service.id for each in self.choices[1:ALTERNATIVES + 1]
                     if each.service.reachable)


class Rule(NamedTuple):
    """What a row says to a reader.

    `sentence` and `at`: as long as no other row brings in the offices it speaks of; `about`: those
    that are missing for it, with what it says with and without them.
    """

    pairs: tuple[Pair, ...] = ()
    sentence: str = ""
    at: Pair | None = None
    full: str = ""
    about: tuple[tuple[Pair, str, tuple[str, ...]], ...] = ()
    deadlines: tuple[tuple[str, Pair], ...] = ()
    says: tuple[tuple[Pair, str], ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    hidden: bool | None = None


class View(NamedTuple):
    """What a reader sees of a unit: places in order, and what the row says."""

    places: tuple[Place, ...] = ()
    rule: Rule = Rule()


NOTHING = View()
Key = tuple[str, str]
"""A table; of safety and duty also the row."""


class Side:
    """One guide with its router, seen by readers of these languages."""

    def __init__(self, router: Router, languages: frozenset[str]) -> None:
        self.router = router
        self._languages = languages
        self._expired = frozenset(name for name, row in router.guide.rows.items()
                                  if not row.valid(router.today))
        self._places: dict[object, Place] = {}

    def units(self, profile: Profile) -> dict[Key, Unit]:
        """Return what is tried for a profile, in the order of the way."""
        found = list(units(self.router.lane(profile.person), profile.person))
        found.sort(key=lambda each: (each.section, each.section == DUTY and each.rules[0].days))
        return {_key(each): each for each in found}

    def deciding(self, profile: Profile, unit: Unit) -> Named:
        """Return what decides about the unit."""
        return deciding(self.router, profile, unit, self.router.lane(profile.person))

    def view(self, answers: Answers, profile: Profile, unit: Unit | None) -> View:
        """Return what somebody with these answers sees of the unit."""
        if unit is None:
            return NOTHING
        lane = self.router.lane(profile.person)
        each = evaluate(self.router, answers, profile.person.id, unit, lane)
        reader = self.router.reader(each.person, GERMAN)
        if each.fired is None:
            return View(rule=self._told(Rule(), each, reader))
        found = {pair: self._place(pair, reader, pair in each.fired.kept, each.active.fallback)
                 for pair in each.fired.pairs}
        drafts = joining.join(self.router.guide, [each.fired],
                              lambda pair, _: found[pair].choices, self._expired)
        return View(tuple(found[draft.pair] for draft in drafts),
                    self._told(self._rule(each.fired, drafts), each, reader))

    def _told(self, rule: Rule, each: Class, reader: Reader) -> Rule:
        if each.unit.section != ADVICE:
            return rule
        return rule._replace(lines=each.active.lines, hidden=reader.hidden)

    def _rule(self, fired: Fired, drafts: list[joining.Draft]) -> Rule:
        sentence, at = next(((reason.text, draft.pair) for draft in drafts
                             for reason in draft.reasons if reason.main), ("", None))
        full, about = "", tuple(self._about(fired))
        if about:
            speaks = fired.row.why_young and fired.person.speaks
            full = fired.row.why_young if speaks else fired.row.why
        return Rule(tuple(draft.pair for draft in drafts), sentence, at, full, about,
                    tuple((each.id, draft.pair) for draft in drafts for each in draft.deadlines),
                    tuple(fired.says.items()))

    def _about(self, fired: Fired) -> Iterator[tuple[Pair, str, tuple[str, ...]]]:
        row = fired.row
        if not fired.pairs or not row.why or fired.why_of or row.id in self._expired:
            return
        for pair in row.about:
            if pair not in fired.pairs:
                called = self.router.guide.offices[pair.office].called
                yield pair, row.why_without.get(pair, ""), called

    def _place(self, pair: Pair, reader: Reader, kept: bool, fallback: tuple[Pair, ...]) -> Place:
        key = (pair, reader, kept, fallback)
        if key not in self._places:
            chooser = self.router.chooser
            found = chooser.choices(pair, reader, kept)
            best = found[0].service if found else None
            reached = best is not None and best.reachable
            self._places[key] = Place(
                pair, self._first(pair, reader, kept, found), found,
                None if reached else chooser.fallback(fallback, reader).service,
                self._bring(pair, best, reader.hidden))
        return self._places[key]

    def _first(self, pair: Pair, reader: Reader, kept: bool,
               found: tuple[Choice, ...]) -> dict[str, str]:
        """Return the service that stands first, for each language that makes a difference."""
        name = found[0].service.id if found else ""
        first = {GERMAN: name, OTHER: name}
        spoken = frozenset().union(*(choice.service.languages for choice in found))
        languages = sorted(spoken & self._languages | {OTHER}) if len(found) > 1 else ()
        for language in languages:
            best = self.router.chooser.choices(pair, reader._replace(language=language), kept)
            first[language] = best[0].service.id
        return first

    def _bring(self, pair: Pair, best: Service | None, hidden: bool) -> tuple[str, ...]:
        guide = self.router.guide
        distant = best is not None and best.distant
        if hidden and guide.roles[pair.role].advice:
            return () if distant else guide.bring["confidential"]
        if best and (best.bring or distant):
            return best.bring
        return guide.bring[guide.offices[pair.office].bring]


def _key(unit: Unit) -> Key:
    single = unit.section in (SAFETY, DUTY)
    return unit.table, unit.rules[0].row.id if single else ""


def known(guide: Guide, answers: Answers) -> Answers:
    """Return the answers that this guide has questions and options for."""
    found = {name: tuple(each for each in given if each in guide.questions[name].options)
             for name, given in answers.items() if name in guide.questions}
    return {name: given for name, given in found.items() if given}
