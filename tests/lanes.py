"""What lanes fire beside what full conditions fire."""

from laufmappe.domain.guide import Guide
from laufmappe.domain.question import Answers
from laufmappe.domain.route import Router
from laufmappe.domain.route.firing import Active, Fired, fire
from laufmappe.domain.route.lane import Lane, make
from laufmappe.domain.route.people import Person, needs_of, people, readable

Result = tuple[list[tuple[object, ...]], list[str]]


def result(lane: Lane, person: Person, needs: dict[str, int], exposed: frozenset[str]) -> Result:
    """Return everything that the rest of the route reads of the rows that fired."""
    fired, active = fire(lane, person, needs, exposed)
    return [_told(each) for each in fired], _lines(active)


def _told(each: Fired) -> tuple[object, ...]:
    return (each.row.id, each.section, each.order, each.pairs, each.advised, each.deadlines,
            each.kept, each.why_of, each.says, each.advice and each.advice.id)


def _lines(active: Active) -> list[str]:
    return [*(text for text, _ in active.lines), *map(str, active.fallback)]


def full(guide: Guide, router: Router, answers: Answers) -> list[tuple[Result, Result]]:
    """Return for each person what the lane fires and what the full conditions fire."""
    read = readable(guide, answers)[0]
    needs = {need: place for place, need in enumerate(needs_of(guide, read))}
    exposed = frozenset(name for name, office in guide.offices.items() if office.reports)
    found = []
    for person in people(guide, read):
        told = Person(person.id, person.band, {**person.facts, **router.switches}, person.needs,
                      person.urgent, person.urgent_rows)
        found.append((result(router.lane(person), person, needs, exposed),
                      result(make(guide, {}), told, needs, exposed)))
    return found
