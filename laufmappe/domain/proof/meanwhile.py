"""Who has no other place while some are closed: tried on every class that the rules send there.

A class counts where every place that takes these people for an office is closed. What @base brings
is tried once, with the advice, which everybody has.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from laufmappe.domain.guide import Guide
from laufmappe.domain.proof.classes import Class, Profile, Unit, groups, profiles
from laufmappe.domain.question import Answers
from laufmappe.domain.route import Router
from laufmappe.domain.rules import Pair, pairs
from laufmappe.domain.service import Service

LANGUAGE = "de"
Progress = Callable[[Iterable[Profile]], Iterable[Profile]]


@dataclass(frozen=True)
class Left:
    """People whom a row sends to an office whose places are all closed.

    `answers`: of the first of them; `services`: the closed ones; `others`: offices of the same task
    on the same list that stay open to them; `classes`: in so many classes of answers.
    """

    row: str
    pair: Pair
    answers: Answers
    services: tuple[Service, ...]
    others: tuple[Pair, ...]
    classes: int = 1

    @property
    def alone(self) -> bool:
        """Say whether nothing of the same task stays open to them."""
        return not self.others


def meanwhile(router: Router, closed: Sequence[frozenset[int]], about: frozenset[int],
              progress: Progress = iter) -> tuple[Left, ...]:
    """Return who is left without a place, those first who have nothing else.

    `router`: without closures; `closed`: which places are closed together, for each stretch of
    days; `about`: the places that are asked about.
    """
    wanted = _offices(router.guide, about)
    found: dict[tuple[object, ...], Left] = {}

    def meant(unit: Unit) -> bool:
        return any(pair.office in wanted for rule in unit.rules for pair in pairs(rule.row.send))

    for profile in progress(profiles(router.guide)):
        for group in groups(router, profile, meant):
            for each in group.classes.values():
                for left in _left(router, each, closed, about):
                    key = left.row, left.pair, left.services, left.others
                    known = found.get(key)
                    found[key] = replace(known, classes=known.classes + 1) if known else left
    return tuple(sorted(found.values(), key=lambda each: (not each.alone, -each.classes)))


def _offices(guide: Guide, about: frozenset[int]) -> frozenset[str]:
    """Return the kinds of office of these places, and those that filters turn into them."""
    named = {office for each in guide.services.values() if each.number in about
             for office in each.offices}
    turned = {old.office for each in guide.filters for old, new in each.replace.items()
              if new.office in named}
    return frozenset(named | turned)


def _left(router: Router, each: Class, closed: Sequence[frozenset[int]],
          about: frozenset[int]) -> Iterable[Left]:
    if each.fired is None:
        return
    reached = {pair: _reached(router, each, pair) for pair in each.fired.pairs}
    for pair, services in reached.items():
        numbers = frozenset(service.number for service in services)
        shut = next((some for some in closed if numbers <= some), None)
        if numbers & about and shut is not None:
            others = tuple(other for other, these in reached.items() if other.role == pair.role
                           and any(service.number not in shut for service in these))
            yield Left(each.fired.row.id, pair, each.answers, services, others)


def _reached(router: Router, each: Class, pair: Pair) -> tuple[Service, ...]:
    """Return the services that may stand for the pair in this class and can be reached."""
    kept = each.fired is not None and pair in each.fired.kept
    found = router.chooser.choices(pair, router.reader(each.person, LANGUAGE), kept)
    return tuple(sorted((choice.service for choice in found if choice.service.reachable),
                        key=lambda service: service.number))
