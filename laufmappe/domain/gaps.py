"""Gaps and doublings: for everybody a town can tell apart, which services are open to them.

A field is one paper, one age and one need. It holds every office to which rules may send somebody
in it, whatever else is answered, with the services that take these people.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from laufmappe.domain.guide import Guide
from laufmappe.domain.proof.classes import Class, Profile, groups, profiles
from laufmappe.domain.question import GENERIC_NUMBERS, PREFER_NOT, ages
from laufmappe.domain.route import Choice, Router
from laufmappe.domain.rules import Pair
from laufmappe.domain.service import Service

CHILD_UNTIL = 15
ALWAYS_CHILD_BELOW = 12
LOCAL = frozenset({"bielefeld", "local"})
NONE, UNREACHABLE, NOT_FOR_THEM, MUST_REPORT = "none", "unreachable", "not_for_them", "must_report"
"""Why an office is a gap: no service of the kind; none can be reached; none takes these people; all
must report and are not shown to them."""

BESIDES = {"safety": ("safety",), "first_steps": ("duty",)}
"""Rows that no need brings in are counted with the need they are nearest to."""

Field = tuple[str, str, str]
"""Paper (status), age band, need."""
Progress = Callable[[Iterable[Profile]], Iterable[Profile]]


@dataclass(frozen=True)
class Open:
    """An office in a field with the services that take these people, and if none, why."""

    pair: Pair
    services: tuple[Service, ...]
    why: str = ""

    def count(self, *states: str) -> int:
        """Return how many of the services are in one of these states."""
        return sum(service.state in states for service in self.services)

    @property
    def local(self) -> tuple[Service, ...]:
        """Return the services in town, which can double each other."""
        return tuple(each for each in self.services if each.scope in LOCAL)


@dataclass(frozen=True)
class Gap:
    """An office that some people are sent to and nobody reaches.

    `whole`: fields in which no other office of the role can be reached either.
    """

    pair: Pair
    why: str
    fields: tuple[Field, ...]
    whole: tuple[Field, ...]


@dataclass(frozen=True)
class Doubling:
    """Services in town that do the same for the same people."""

    pair: Pair
    services: tuple[Service, ...]
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Report:
    """The matrix, the gaps (most people first) and the doublings (most services first)."""

    fields: dict[Field, tuple[Open, ...]]
    gaps: tuple[Gap, ...]
    doublings: tuple[Doubling, ...]


def report(router: Router, progress: Progress = iter) -> Report:
    """Return what is open to whom, with the rules of the router's day."""
    found: dict[Field, dict[Pair, Open]] = {}
    meant = [each for each in profiles(router.guide) if _whole(each)]
    for profile in progress(meant):
        for field, opened in _fields(router, profile):
            found.setdefault(field, {}).setdefault(opened.pair, opened)
    fields = {field: tuple(opened.values()) for field, opened in found.items()}
    return Report(fields, tuple(_gaps(fields)), tuple(_doublings(fields)))


def _whole(profile: Profile) -> bool:
    """Say whether a profile is one person with an age, alone or as a child."""
    return profile.me != "family" and bool(profile.person.band)


def _fields(router: Router, profile: Profile) -> Iterator[tuple[Field, Open]]:
    status, band = profile.core["status"][0], profile.person.band
    sections: dict[str, list[Class]] = {}
    for group in groups(router, profile):
        sections.setdefault(group.unit.table, []).extend(group.classes.values())
    for need in profile.person.needs:
        if profile.me != _asker(band, need):
            continue
        tables = [need, "advice", *BESIDES.get(need, ())]
        every = [each for name in tables for each in sections.get(name, ())]
        yield from (((status, band, need), opened) for opened in _opened(router, every))


def _asker(band: str, need: str) -> str:
    """Return who asks for somebody of this age: a parent or the person (rules.md, Cases)."""
    years = ages(band)[0]
    child = years < ALWAYS_CHILD_BELOW or (need == "child" and years <= CHILD_UNTIL)
    return "child" if child else "me"


def _opened(router: Router, every: list[Class]) -> Iterator[Open]:
    seen: set[Pair] = set()
    for each in every:
        reader = router.reader(each.person, "")
        for pair in each.fired.pairs if each.fired else ():
            if pair not in seen:
                seen.add(pair)
                kept = each.fired is not None and pair in each.fired.kept
                choices = router.chooser.choices(pair, reader, kept)
                yield _open(router.guide, pair, choices, reader.hidden)


def _open(guide: Guide, pair: Pair, choices: tuple[Choice, ...], hidden: bool) -> Open:
    reached = tuple(choice.service for choice in choices if choice.service.reachable)
    if reached:
        return Open(pair, reached)
    of_kind = [each for each in guide.services.values()
               if pair.office in each.offices and not each.directory_only]
    if not of_kind:
        return Open(pair, (), NONE)
    if choices:
        return Open(pair, (), UNREACHABLE)
    must = hidden and all(each.reports for each in of_kind)
    return Open(pair, (), MUST_REPORT if must else NOT_FOR_THEM)


def _gaps(fields: dict[Field, tuple[Open, ...]]) -> list[Gap]:
    found: dict[tuple[Pair, str], list[Field]] = {}
    whole: dict[tuple[Pair, str], list[Field]] = {}
    for field, opened in fields.items():
        reached = {each.pair.role for each in opened if each.services}
        for each in opened:
            if not each.services:
                found.setdefault((each.pair, each.why), []).append(field)
                if each.pair.role not in reached:
                    whole.setdefault((each.pair, each.why), []).append(field)
    gaps = [Gap(pair, why, tuple(some), tuple(whole.get((pair, why), ())))
            for (pair, why), some in found.items()]
    return sorted(gaps, key=lambda each: (-len(each.whole), -len(each.fields), each.pair))


def _doublings(fields: dict[Field, tuple[Open, ...]]) -> list[Doubling]:
    found: dict[tuple[Pair, tuple[str, ...]], tuple[tuple[Service, ...], list[Field]]] = {}
    for field, opened in fields.items():
        for each in opened:
            if len(each.local) > 1:
                services = tuple(sorted(each.local, key=lambda service: service.number))
                key = (each.pair, tuple(service.id for service in services))
                found.setdefault(key, (services, []))[1].append(field)
    doublings = [Doubling(pair, services, tuple(some))
                 for (pair, _), (services, some) in found.items()]
    return sorted(doublings, key=lambda each: (-len(each.services), -len(each.fields), each.pair))


def languages(guide: Guide) -> dict[str, dict[str, tuple[Service, ...]]]:
    """Return for each language offered or spoken, and each role, the services that speak it."""
    codes = [each.tag.split("-")[0] for each in guide.locales.values()]
    codes += sorted(code for service in guide.services.values() for code in service.languages)
    return {code: {role: tuple(each for each in guide.services.values()
                               if code in each.languages and role in each.roles and each.reachable)
                   for role in guide.roles}
            for code in dict.fromkeys(codes)}


def statuses(guide: Guide) -> tuple[str, ...]:
    """Return the papers in the order of the question, "does not say" last."""
    own = [name for name, each in guide.questions["status"].options.items()
           if each.own and name != PREFER_NOT]
    return (*own, PREFER_NOT)


def bands(guide: Guide) -> tuple[str, ...]:
    """Return the age bands in order."""
    return tuple(each for each in guide.questions["age"].options if each not in GENERIC_NUMBERS)
