"""The proof: what must hold for every set of answers, tried on every class of them."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from laufmappe.domain.proof import fault
from laufmappe.domain.proof.cells import count
from laufmappe.domain.proof.claims import Claims
from laufmappe.domain.proof.classes import Profile, Unit, every, groups, profiles, stirred
from laufmappe.domain.proof.fault import Fault, Faults
from laufmappe.domain.proof.papers import circles
from laufmappe.domain.proof.reach import Reach
from laufmappe.domain.route import Router
from laufmappe.domain.rules import Pair

__all__ = ["Fault", "Proof", "fault", "prove"]

Progress = Callable[[Iterable[Profile]], Iterable[Profile]]


@dataclass(frozen=True)
class Proof:
    """The outcome: how much was covered, what does not hold, which gaps are shown as such.

    `answers`: sets of answers there are; `classes`: classes tried; `gaps`: kinds of advice that
    cannot be reached but name whom to ask instead, with the number of classes.
    """

    answers: int
    classes: int
    faults: tuple[Fault, ...]
    gaps: Mapping[Pair, int]

    @property
    def holds(self) -> bool:
        """Say whether nothing is wrong; what nobody needs does not count."""
        return all(each.hint for each in self.faults)


def prove(router: Router, progress: Progress = iter) -> Proof:
    """Try every class of answers against what must hold, with the rules of the router's day.

    Where rows name a switch, its other positions are tried too. `progress` is called with the
    profiles to try, and yields them one by one.
    """
    faults, claims, reach = Faults(), Claims(router), Reach(router)
    found = profiles(router.guide)
    classes = sum(_try(each, claims, reach, faults) for each in progress(found))
    faults.add(claims.families())
    tables = stirred(router.guide)
    for turned in _positions(router) if tables else ():
        reach.router = Router(router.guide, router.today, dict(turned))
        other, beside = Claims(reach.router), Faults()
        classes += sum(_try(each, other, reach, beside, lambda unit: unit.table in tables)
                       for each in found)
        faults.add(replace(each, turned=turned) for each in beside)
    reach.router = router
    faults.add(Fault(fault.CIRCLE, rule=name) for name in circles(router.guide.offices))
    faults.add(reach.missing())
    return Proof(count(router.guide), classes, tuple(faults), claims.gaps)


def _try(profile: Profile, claims: Claims, reach: Reach, faults: Faults,
         meant: Callable[[Unit], bool] = every) -> int:
    """Try the classes of a profile; return how many there are."""
    classes = 0
    decide: dict[str, set[str]] = {}
    faults.add(claims.alarm(profile))
    for group in groups(claims.router, profile, meant):
        classes += len(group.classes)
        faults.add(claims.silence(group))
        decide.setdefault(group.unit.table, set()).update(reach.compare(group))
        for each in group.classes.values():
            reach.note(group, each)
            faults.add(claims.of(each))
    if meant is every:
        faults.add(reach.vain(profile, decide))
    return classes


def _positions(router: Router) -> Iterator[tuple[tuple[str, str], ...]]:
    """Yield every other position of the switches."""
    switches = router.guide.switches
    today = tuple(next(iter(router.switches[name])) for name in switches)
    for values in itertools.product(*(switches[name].options for name in switches)):
        if values != today:
            yield tuple(zip(switches, values, strict=True))
