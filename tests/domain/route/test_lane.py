"""Lanes decide nothing that the full conditions would not decide the same way."""

from hypothesis import given
from hypothesis import strategies as st
from lanes import full
from strategies import answers_of

from laufmappe.domain.guide import Guide
from laufmappe.domain.route import Router
from laufmappe.domain.route.people import people


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
