"""What changes for whom between two guides: which classes of answers get another Mappe.

Both guides are taken apart as the proof does it (docs/decisions/0019): a class that neither can
tell apart is evaluated once in each, and what a reader would see of it is compared.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from laufmappe.domain.changes import item
from laufmappe.domain.changes.both import Both, needs
from laufmappe.domain.changes.found import Change, Found
from laufmappe.domain.changes.item import Item, Part
from laufmappe.domain.changes.side import known
from laufmappe.domain.proof.cells import NEED
from laufmappe.domain.proof.classes import Profile, Unit, groups, profiles
from laufmappe.domain.question import CORE, Answers, Question
from laufmappe.domain.route import Router
from laufmappe.domain.route.firing import NEED as NEED_SECTION
from laufmappe.domain.route.people import offered

__all__ = ["Change", "Changes", "Item", "changes", "item", "known"]

Progress = Callable[[Iterable[Profile]], Iterable[Profile]]


@dataclass(frozen=True)
class Changes:
    """The outcome: how many classes there are, how many get another Mappe, and what changes.

    `questions`: those of both guides, with the options of both.
    """

    classes: int
    affected: int
    groups: tuple[Change, ...]
    questions: Mapping[str, Question]


def changes(old: Router, new: Router, progress: Progress = iter) -> Changes:
    """Compare two guides, each with the rules of its router's day; the most affected come first.

    `progress` is called with the profiles to try, and yields them one by one.
    """
    both, found = Both(old, new), Found()
    every = tuple(each for each in new.guide.needs if each in old.guide.needs)
    for profile in progress(both.profiles):
        for two in both.units(profile):
            names = both.names(profile, two)
            for answers in both.classes(profile, two, names):
                parts = both.parts(answers, profile, two)
                found.classes += 1
                if parts:
                    found.add(parts, profile, answers, needs(two, names, answers, every))
    _fresh(found, new, _only(new, old), lambda name, option: Item(item.OPTION, name, new=option))
    _fresh(found, old, _only(old, new), lambda name, option: Item(item.OPTION, name, old=option))
    return Changes(found.classes, found.affected, found.changes(old, new), both.questions)


def _only(router: Router, other: Router) -> list[tuple[str, str]]:
    """Return the answers to core questions that only this guide offers, in its order."""
    found: dict[tuple[str, str], None] = {}
    for name in CORE:
        for me in ("me", "child", "family"):
            there = offered(other.guide.questions[name], me)
            found |= {(name, option): None for option in offered(router.guide.questions[name], me)
                      if option not in there}
    return list(found)


def _fresh(found: Found, router: Router, options: list[tuple[str, str]],
           told: Callable[[str, str], Item]) -> None:
    """Count the classes of people whom only this guide knows."""
    for profile in profiles(router.guide) if options else ():
        for name, option in options:
            for unit in _units(router, profile, name, option):
                found.classes += 1
                found.add({Part((told(name, option),))}, profile, *unit)


def _units(router: Router, profile: Profile, name: str,
            option: str) -> Iterator[tuple[Answers, tuple[str, ...]]]:
    def meant(unit: Unit) -> bool:
        if name == NEED:
            return unit.section == NEED_SECTION and unit.table == option
        return option in profile.core.get(name, ())

    for group in groups(router, profile, meant):
        need = (group.unit.table,) if group.unit.section == NEED_SECTION else group.free
        yield from ((each.answers, need) for each in group.classes.values())
