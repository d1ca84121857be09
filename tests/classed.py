"""Routes put together from the classes of a proof, to be compared with those of the router."""

from collections.abc import Iterator

from laufmappe.domain.proof.cells import Given, read_as
from laufmappe.domain.proof.classes import Class, Group, groups, profiles
from laufmappe.domain.question import Answers
from laufmappe.domain.route import Route, Router
from laufmappe.domain.route.firing import NEED as NEED_SECTION
from laufmappe.domain.route.people import SELF, Person, people, readable

Told = tuple[str, str | None, tuple[str, ...], str | None]
"""Pair, service chosen, alternatives, fallback."""


class Classed:
    """All classes of a guide, by the person they are about."""

    def __init__(self, router: Router) -> None:
        self.router = router
        self._groups = {_key(each.core, each.person): [*groups(router, each)]
                        for each in profiles(router.guide)}

    def found(self, answers: Answers) -> list[Class]:
        """Return the class of each unit that is tried for these answers."""
        read = readable(self.router.guide, answers)[0]
        status = read.get("status", ("prefer_not",))
        persons = people(self.router.guide, read)
        return [self._class(group, read) for person in persons
                for group in self._groups[_key({**read, "status": status}, person)]
                if group.unit.section != NEED_SECTION or group.unit.table in person.needs]

    def _class(self, group: Group, answers: Answers) -> Class:
        values = []
        for place, name in enumerate(group.open):
            own = self._meets(group, name, answers.get(name, ()))
            cells = dict.fromkeys(values[place] for values in group.classes)
            values.append(next(each for each in cells if self._meets(group, name, each) == own))
        return group.classes[tuple(values)]

    def _meets(self, group: Group, name: str, given: Given) -> tuple[bool, ...]:
        read = read_as(self.router.guide.questions[name], given)
        sets = sorted(group.names.get(name, ()), key=sorted)
        return tuple(not each.isdisjoint(read) for each in sets)

    def stations(self, answers: Answers) -> dict[str, set[Told]]:
        """Return for each pair what any of its senders shows for it."""
        shown: dict[str, set[Told]] = {}
        for each in self.found(answers):
            for told in self._told(each):
                shown.setdefault(told[0], set()).add(told)
        return shown

    def _told(self, each: Class) -> Iterator[Told]:
        reader = self.router.reader(each.person, "de")
        for pair in each.fired.pairs if each.fired else ():
            kept = each.fired is not None and pair in each.fired.kept
            names = [choice.service for choice in self.router.chooser.choices(pair, reader, kept)]
            instead = None
            if not names or not names[0].reachable:
                found = self.router.chooser.fallback(each.active.fallback, reader).service
                instead = found.id if found else None
            alternatives = tuple(name.id for name in names[1:4] if name.reachable)
            yield str(pair), names[0].id if names else None, alternatives, instead


def shown(route: Route) -> dict[str, Told]:
    """Return what a route shows for each pair."""
    return {str(each.pair): (
        str(each.pair), each.service.id if each.service else None,
        tuple(choice.service.id for choice in each.alternatives),
        each.fallback.service.id if each.fallback and each.fallback.service else None)
        for each in route.stations}


def rows(classes: list[Class]) -> set[str]:
    """Return the rows that fire and leave something."""
    return {each.fired.row.id for each in classes if each.fired and each.fired.pairs}


def _key(core: Answers, person: Person) -> tuple[object, ...]:
    who = core.get("who", ("me",))[0]
    children = bool(set(core.get("children", ())) - {"dont_know", "prefer_not"})
    return (who if who in {"me", "child", "family"} else "me", core["status"][0], person.id,
            person.band, person.id == SELF and children)


def put_together(classed: Classed, answers: Answers) -> bool:
    """Say whether the route shows exactly what the classes of these answers show."""
    route = classed.router.route(answers)
    told, found = shown(route), classed.stations(answers)
    same_rows = {row for each in route.stations for row in each.rows} == rows(
        classed.found(answers))
    return same_rows and told.keys() == found.keys() and all(
        told[pair] in found[pair] for pair in told)
