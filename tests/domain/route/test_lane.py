"""Lanes decide nothing that the full conditions would not decide the same way."""

from hypothesis import given
from hypothesis import strategies as st
from strategies import answers_of

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


@given(data=st.data())
def test_lane_equals_full_conditions(town: Guide, router: Router, data: st.DataObject) -> None:
    for lane, conditions in full(town, router, data.draw(answers_of(town))):
        assert lane == conditions


def test_lane_shorter_than_table(router: Router) -> None:
    (person,) = people(router.guide, {"status": ("eu",), "age": ("27-66",)})
    assert [rule.row.id for rule in router.lane(person).needs["first_steps"]] == ["F2"]


def test_lane_kept_for_the_next_person(router: Router) -> None:
    (person,) = people(router.guide, {"status": ("eu",), "age": ("27-66",)})
    assert router.lane(person) is router.lane(person)


def test_lane_branch_settled(router: Router) -> None:
    (person,) = people(router.guide, {"status": ("no_papers",), "age": ("12-17",)})
    first = router.lane(person).safety[0].steps
    assert [str(pair) for pair in first] == [
        "family/child-helpline", "family/jugendamt", "youth-advice/jmd"]


def test_lane_open_branch_stays(router: Router) -> None:
    (person,) = people(router.guide, {"status": ("eu",), "age": ("27-66",)})
    (rule,) = router.lane(person).needs["first_steps"]
    assert [type(step).__name__ for step in rule.steps] == ["Pair", "Base", "Pair", "tuple"]
