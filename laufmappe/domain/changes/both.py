"""Two guides side by side: people known to both, and the classes that neither can tell apart."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from laufmappe.domain.changes.compare import Compare
from laufmappe.domain.changes.item import ORDER, Item, Part
from laufmappe.domain.changes.shown import Data
from laufmappe.domain.changes.side import Key, Side, known
from laufmappe.domain.guide import Guide
from laufmappe.domain.proof.cells import NEED, Given, Named, cells, named
from laufmappe.domain.proof.classes import FIXED, Profile, Unit, profiles
from laufmappe.domain.question import CORE, Answers, Option, Question
from laufmappe.domain.route import Router
from laufmappe.domain.route.firing import NEED as NEED_SECTION
from laufmappe.domain.route.people import FIRST_STEPS, offered

CHILDREN = "children"


@dataclass(frozen=True)
class Two:
    """A unit in both guides; None where one of them has nothing to try.

    `ahead`: rows of the same table that stood before its row in the old guide and stand behind it
    in the new one.
    """

    key: Key
    unit: Unit
    old: Unit | None
    new: Unit | None
    ahead: tuple[str, ...] = ()


class Both:
    """Two guides with their routers."""

    def __init__(self, old: Router, new: Router) -> None:
        languages = frozenset({*old.guide.locales, *new.guide.locales})
        self.old, self.new = Side(old, languages), Side(new, languages)
        self.questions = _merged(old.guide, new.guide)
        self.profiles = profiles(_common(old.guide, new.guide))
        self._alike = old.guide.questions == new.guide.questions
        self._compare = Compare(Data(old.guide, new.guide))

    def units(self, profile: Profile) -> Iterator[Two]:
        """Yield each unit that one of the guides tries for a profile."""
        old, new = self.old.units(profile), self.new.units(profile)
        before = [key for key in old if key in new]
        after = [key for key in new if key in old]
        for key, unit in {**old, **new}.items():
            ahead: tuple[str, ...] = ()
            if before != after and key in before:
                behind = after[after.index(key):]
                ahead = tuple(row for table, row in before[:before.index(key)]
                              if table == key[0] and (table, row) in behind)
            yield Two(key, unit, old.get(key), new.get(key), ahead)

    def names(self, profile: Profile, two: Two) -> Named:
        """Return what decides about the unit in one guide or the other."""
        found: dict[str, frozenset[frozenset[str]]] = {}
        for side, unit in ((self.old, two.old), (self.new, two.new)):
            for name, sets in (side.deciding(profile, unit) if unit else {}).items():
                found[name] = found.get(name, frozenset()) | sets
        return {name: sets for name, sets in found.items() if name not in FIXED}

    def classes(self, profile: Profile, two: Two, names: Named) -> Iterator[Answers]:
        """Yield answers for every class that neither guide can tell apart."""
        unit = two.unit
        must = unit.table if unit.section == NEED_SECTION else profile.must
        asked = {NEED: self._cells(NEED, names.get(NEED, frozenset()), profile.me, must)}
        asked |= {name: self._cells(name, names[name], profile.me)
                  for name in sorted(set(names) - {NEED})}
        for values in itertools.product(*asked.values()):
            given = {name: value for name, value in zip(asked, values, strict=True) if value}
            yield {**profile.core, **given}

    def _cells(self, name: str, sets: frozenset[frozenset[str]], me: str,
               must: str = "") -> tuple[Given, ...]:
        """Return one answer for each cell; what only one guide offers is in cells of its own."""
        questions = [each.router.guide.questions.get(name) for each in (self.old, self.new)]
        both = {frozenset(offered(each, me)) for each in questions if each}
        return cells(self.questions[name], sets | both if len(both) > 1 else sets, me, must)

    def parts(self, answers: Answers, profile: Profile, two: Two) -> frozenset[Part]:
        """Return what somebody with these answers finds changed about the unit."""
        before = answers if self._alike else known(self.old.router.guide, answers)
        after = answers if self._alike else known(self.new.router.guide, answers)
        old = self.old.view(before, profile, two.old)
        new = self.new.view(after, profile, two.new)
        found = self._compare.parts(old, new)
        if two.ahead and old.places and new.places:
            found |= {Part((Item(ORDER, two.key[1], new=" ".join(two.ahead)),))}
        return found


def needs(two: Two, names: Named, answers: Answers, every: tuple[str, ...]) -> tuple[str, ...]:
    """Return the needs with which somebody is in the class, where no others are ticked besides."""
    if two.unit.section == NEED_SECTION:
        return (two.unit.table,)
    given = answers.get(NEED, ())
    free = [each for each in every if not any(each in some for some in names.get(NEED, ()))]
    return given or tuple(dict.fromkeys((*free, FIRST_STEPS)))


def _common(old: Guide, new: Guide) -> Guide:
    """Return one of the guides with the people and needs that both know."""
    told = next((each for each in (new, old) if CHILDREN in named(each.conditions)), new)
    questions = dict(told.questions)
    for name in CORE:
        before, after = old.questions[name].options, new.questions[name].options
        options = {key: replace(option, who=_fewer(option, before[key]))
                   for key, option in after.items() if key in before}
        questions[name] = replace(questions[name], options=options)
    wanted = {name: table for name, table in told.needs.items()
              if name in old.needs and name in new.needs}
    return replace(told, questions=questions, needs=wanted)


def _fewer(one: Option, other: Option) -> frozenset[str] | None:
    if one.who is None or other.who is None:
        return one.who if other.who is None else other.who
    return one.who & other.who


def _more(one: Option, other: Option | None) -> frozenset[str] | None:
    if other is None:
        return one.who
    return None if one.who is None or other.who is None else one.who | other.who


def _merged(old: Guide, new: Guide) -> dict[str, Question]:
    """Return every question with every option of both guides."""
    found = {**old.questions, **new.questions}
    for name in old.questions.keys() & new.questions.keys():
        before, after = old.questions[name], new.questions[name]
        options = {**before.options, **after.options}
        found[name] = replace(
            after, many=before.many or after.many,
            options={key: replace(option, who=_more(option, before.options.get(key)))
                     for key, option in options.items()},
            default=after.default if before.default == after.default else "")
    return found
