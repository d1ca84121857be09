"""The way from answers to a route, for one guide on one day."""

import datetime
from collections.abc import Callable, Mapping

from laufmappe.domain import closure
from laufmappe.domain.closure import Closed
from laufmappe.domain.condition import NOTHING
from laufmappe.domain.guide import Guide
from laufmappe.domain.question import PREFER_NOT, Answers
from laufmappe.domain.route import joining
from laufmappe.domain.route.choosing import ALTERNATIVES, Chooser, Reader, Shelf
from laufmappe.domain.route.firing import Active, Fired, fire
from laufmappe.domain.route.lane import Lane, make
from laufmappe.domain.route.people import Household, Person, needs_of
from laufmappe.domain.route.station import Choice, Fallback, Route
from laufmappe.domain.rules import Pair

MOST_KNOWN = 4096
NO_TIE_BREAK = frozenset({"asylum", "duldung"})


class Router:
    """Computes routes with the rules in force on `today`; keeps nothing about a person.

    `turned`: switches that stand otherwise than on that day; `closed`: what is closed on it.
    """

    def __init__(self, guide: Guide, today: datetime.date,
                 turned: Mapping[str, str] | None = None, closed: Closed = closure.NOTHING) -> None:
        self.guide = guide
        self.today = today
        self.closed = closed
        self.chooser = Chooser(guide, closed.now)
        self._switches = {name: frozenset({(turned or {}).get(name, switch.value(today))})
                          for name, switch in guide.switches.items()}
        self.exposed = frozenset(office.id for office in guide.offices.values() if office.reports)
        self._hidden = guide.questions["status"].groups.get("hidden", NOTHING)
        self._expired = frozenset(row.id for row in guide.rows.values() if not row.valid(today))
        self._lanes: dict[tuple[str, str, str], Lane] = {}
        self._known: dict[object, list[str]] = {}

    def remember(self, key: object, compute: Callable[[], list[str]]) -> list[str]:
        """Return what was computed for this key before.

        Keys are combinations of answers, a bounded number, in memory only and tied to nobody.
        """
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            found = self._known[key] = compute()
        return found

    @property
    def switches(self) -> dict[str, frozenset[str]]:
        """Return the value of each switch on this day, as facts."""
        return self._switches

    def hidden(self, answers: Answers) -> bool:
        """Say whether authorities that must report are never shown (rules.md, Exposure)."""
        status = answers.get("status", ())
        return not status or bool(self._hidden & set(status))

    def lane(self, person: Person) -> Lane:
        """Return the rules that can still fire for people like this one."""
        (me,) = person.facts["who"]
        status = next(iter(person.facts["status"]))
        key = (status, person.band, me)
        if key not in self._lanes:
            known = {"who": person.facts["who"], "status": person.facts["status"],
                     "age": person.facts["age"], **self._switches}
            self._lanes[key] = make(self.guide, known)
        return self._lanes[key]

    def route(self, answers: Answers, language: str = "de",
              home: Household | None = None) -> Route:
        """Return the route for these answers; `language` prefers services that speak it.

        `home`: what the answers come to, where that is known already.

        Answers must name known questions and options (see domain.question.Answers); what cannot
        be reached is ignored and listed. Never raises for a valid combination.
        """
        home = home or Household(self.guide, answers)
        read = home.read
        order = {need: place for place, need in enumerate(needs_of(self.guide, read))}
        fired: list[Fired] = []
        actives: dict[str, Active] = {}
        for person in home.people:
            rows, actives[person.id] = fire(self.lane(person), person, order, self.exposed)
            fired += rows
        drafts = joining.join(self.guide, fired, self._choices(language), self._expired)
        if not NO_TIE_BREAK & set(read.get("status", ())):
            drafts = joining.give_before_want(self.guide, drafts)

        def fallback(draft: joining.Draft) -> Fallback:
            person = draft.fired[0].person
            reader = self.reader(person, language)
            return self.chooser.fallback(actives[person.id].fallback, reader)

        found = joining.stations(self.guide, drafts, fallback, ALTERNATIVES)
        lines = tuple(dict.fromkeys(line for each in actives.values() for line in each.lines))
        return Route(found, self.hidden(read), lines, tuple(home.ignored), joining.stops(found),
                     self.closed)

    def reader(self, person: Person, language: str) -> Reader:
        status = next(iter(person.facts["status"]), PREFER_NOT)
        return Reader(status, person.band, language, status in self._hidden)

    def _choices(self, language: str) -> joining.Choices:
        known: dict[str, tuple[Reader, Shelf]] = {}

        def find(pair: Pair, each: Fired) -> tuple[Choice, ...]:
            name = each.person.id
            if name not in known:
                reader = self.reader(each.person, language)
                known[name] = reader, self.chooser.shelf(reader)
            reader, shelf = known[name]
            if pair in shelf and pair not in each.kept:
                return shelf[pair]
            return self.chooser.choices(pair, reader, pair in each.kept)

        return find
