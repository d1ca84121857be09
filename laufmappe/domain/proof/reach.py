"""What some answers reach: rows, filters, kinds of offices, services, questions."""

import itertools
from collections.abc import Iterator, Mapping

from laufmappe.domain import asking
from laufmappe.domain.condition import compiled
from laufmappe.domain.proof import fault
from laufmappe.domain.proof.cells import NEED
from laufmappe.domain.proof.classes import Class, Group, Profile
from laufmappe.domain.proof.fault import Fault
from laufmappe.domain.question import CORE, Answers
from laufmappe.domain.route import Router
from laufmappe.domain.route.choosing import ALTERNATIVES, Reader
from laufmappe.domain.route.firing import Fired, concerns
from laufmappe.domain.route.lane import Test
from laufmappe.domain.route.people import people
from laufmappe.domain.rules import Filter, Pair, pairs


class Reach:
    """Notes what the classes reach; at the end, what none of them did."""

    def __init__(self, router: Router) -> None:
        self.router = router  # changes with the position of the switches
        self.rows: set[str] = set()
        self.filters: set[str] = set()
        self.questions: set[str] = set()
        self._shelves: dict[tuple[Pair, str, str, bool, bool], Reader] = {}
        self._fallbacks: set[Pair] = set()
        self._tests = [(each, compiled(each.when)) for each in router.guide.filters]

    def note(self, group: Group, each: Class) -> None:
        """Note what a class of the group reaches."""
        if each.fired is None:
            return
        row = each.fired.row.id
        if each.fired.pairs and row not in self.rows and self._askable(group, each):
            self.rows.add(row)
        self._fallbacks.update(each.active.fallback)
        for one, test in self._tests:
            if one.id not in self.filters and self._acts(one, test, each, each.fired):
                self.filters.add(one.id)
        reader = self.router.reader(each.person, "")
        for pair in each.fired.pairs:
            key = (pair, reader.status, reader.band, reader.hidden, pair in each.fired.kept)
            self._shelves.setdefault(key, reader)

    def _askable(self, group: Group, *classes: Class) -> bool:
        """Say whether the questionnaire can collect these answers, with some need besides."""
        for need in ("", *group.free):
            for each in classes:
                answers = {**each.answers, **_ticked(each.answers, need)}
                if asking.prune(self.router, answers) != answers:
                    break
            else:
                return True
        return False

    def compare(self, group: Group) -> set[str]:
        """Return the refinements on which the classes of a unit depend, and note them."""
        found = set()
        for place, name in enumerate(group.open):
            differing = [] if name == NEED else _differing(group, place)
            if differing:
                found.add(name)
            if name not in self.questions and any(
                    self._askable(group, *two) for two in differing):
                self.questions.add(name)
        return found

    def vain(self, profile: Profile, decide: Mapping[str, set[str]]) -> Iterator[Fault]:
        """Yield questions that are asked although no answer changes the route.

        `decide`: for each table the questions on which it depends for this profile.
        """
        always = set().union(*(decide.get(name, ()) for name in ("safety", "duty", "advice")))
        for need in profile.person.needs:
            answers = {**profile.core, NEED: (need,)}
            if len(people(self.router.guide, answers)) == 1:
                asked = set(asking.wanted(self.router, answers))
                for name in sorted(asked - always - decide.get(need, set())):
                    yield Fault(fault.VAIN, answers, profile.person.id, rule=name)

    def missing(self) -> Iterator[Fault]:
        """Yield what no class reached."""
        guide = self.router.guide
        for name in guide.questions:
            if name not in CORE and name not in self.questions:
                yield Fault(fault.QUESTION, rule=name)
        for row in guide.rows:
            if row not in self.rows:
                yield Fault(fault.ROW, row=row)
        yield from (Fault(fault.FILTER, rule=each.id) for each in guide.filters
                    if each.id not in self.filters)
        sent = {pair.office for row in guide.rows.values() for pair in pairs(row.send)}
        sent |= {pair.office for each in guide.filters
                 for pair in (*pairs(each.fallback), *each.replace.values())}
        yield from (Fault(fault.OFFICE, rule=name) for name in guide.offices if name not in sent)
        reached = self._services()
        yield from (Fault(fault.SERVICE, rule=name) for name, service in guide.services.items()
                    if name not in reached and not service.directory_only)

    def _services(self) -> set[str]:
        """Return the services that stand for some class, or fold under one, in some language."""
        site = self.router.guide.site
        found = {*site.fallbacks, *site.emergency, *site.safety}
        for (pair, *_, kept), reader in self._shelves.items():
            found |= self._shown(pair, reader, kept)
            for other in self._fallbacks:
                found |= self._shown(other, reader, False)
        return found

    def _shown(self, pair: Pair, reader: Reader, kept: bool) -> set[str]:
        every = self.router.chooser.choices(pair, reader, kept)
        spoken = {"", *(each for choice in every for each in choice.service.languages)}
        shown: set[str] = set()
        for language in spoken if len(every) > ALTERNATIVES + 1 else [""]:
            best = self.router.chooser.choices(pair, reader._replace(language=language), kept)
            shown |= {choice.service.id for choice in best[:ALTERNATIVES + 1]}
        return shown

    def _acts(self, one: Filter, test: Test, each: Class, fired: Fired) -> bool:
        """Say whether a filter takes, keeps, changes or says something in a class."""
        if not (concerns(one, fired.row, fired.section)
                and test({**each.person.facts, **self.router.switches})):
            return False
        gone = set(each.sent) - set(fired.pairs)
        return (any(pair.role in one.remove or str(pair) in one.remove for pair in gone)
                or bool(one.only_safe and gone)
                or not one.keep.isdisjoint(fired.pairs)
                or not set(one.replace).isdisjoint(each.sent)
                or not one.drop_deadlines.isdisjoint(fired.row.deadlines)
                or bool(one.say and (one.at is None or one.at in fired.pairs))
                or bool(one.fallback))


def _ticked(answers: Answers, need: str) -> Answers:
    return {NEED: tuple(dict.fromkeys((*answers.get(NEED, ()), need)))} if need else {}


def _differing(group: Group, place: int) -> list[tuple[Class, Class]]:
    """Return the pairs of classes that differ in one answer only, and in what they get."""
    alike: dict[tuple[object, ...], list[Class]] = {}
    for values, each in group.classes.items():
        alike.setdefault((*values[:place], *values[place + 1:]), []).append(each)
    return [(one, other) for some in alike.values()
            for one, other in itertools.combinations(some, 2) if one.result != other.result]
