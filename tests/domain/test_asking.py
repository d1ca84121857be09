"""What is asked next, what is no longer asked, and what a token need not carry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import answers_of

from laufmappe.domain import asking
from laufmappe.domain.guide import Guide
from laufmappe.domain.question import CORE, Answers
from laufmappe.domain.route import Route, Router

ADULT = {"who": ("me",), "need": ("first_steps",), "age": ("27-66",)}
MINOR = {"who": ("me",), "need": ("first_steps",), "age": ("12-17",)}
FAMILY = {"who": ("family",), "need": ("first_steps", "child"), "age": ("27-66",),
          "children": ("0",), "status": ("eu",)}
ASYLUM = {**ADULT, "status": ("asylum",)}


def told(route: Route) -> list[tuple[object, ...]]:
    """Return what a reader sees of a route."""
    return [(each.pair, each.service, each.reasons, each.deadlines, each.says)
            for each in route.stations]


@pytest.mark.parametrize(("who", "left_out"), [("me", "children"), ("child", "age"),
                                               ("family", "")])
def test_core_for_each_who(who: str, left_out: str) -> None:
    assert asking.core({"who": (who,)}) == tuple(each for each in CORE if each != left_out)


@pytest.mark.parametrize(("given_answers", "page"), [
    ({}, "who"),
    ({"who": ("me",)}, "need"),
    ({"who": ("me",), "need": ("child",)}, "age"),
    ({"who": ("child",), "need": ("child",)}, "age"),
    ({"who": ("family",), "need": ("child",), "age": ("27-66",)}, "age"),
    (ADULT, "status"),
])
def test_next_page_core_first_trap_17(router: Router, given_answers: Answers, page: str) -> None:
    assert asking.next_page(router, given_answers) == page


def test_next_page_age_zero_is_an_answer_trap_14(router: Router) -> None:
    answers = {"who": ("child",), "need": ("child",), "children": ("0",)}
    assert asking.next_page(router, answers) == "status"


def test_next_page_questions_on_top_first(router: Router) -> None:
    assert asking.next_page(router, {**MINOR, "status": ("eu",)}) == "alone_minor"


def test_next_page_safety_before_duty(router: Router) -> None:
    answers = {**ADULT, "status": ("eu",)}
    assert asking.next_page(router, answers) == "bed_tonight"
    assert asking.next_page(router, {**answers, "bed_tonight": ("yes",)}) == "registered"


def test_next_page_two_refinements_at_most(router: Router) -> None:
    answers = {**ADULT, "status": ("eu",), "bed_tonight": ("yes",), "registered": ("yes",),
               "address": ("yes",)}
    assert asking.next_page(router, answers) is None
    assert asking.open_pages(router, answers) == ["topic"]


def test_next_page_on_top_does_not_count(router: Router) -> None:
    answers = {**MINOR, "need": ("safety",), "status": ("eu",), "kind": ("danger_now",),
               "alone_minor": ("no",)}
    assert asking.next_page(router, answers) == "bed_tonight"


def test_next_page_nothing_left(router: Router) -> None:
    answers = {**ADULT, "need": ("child",), "status": ("no_papers",)}
    assert asking.next_page(router, {**answers, "topic": ("prefer_not",)}) is None


def test_askable_by_number(router: Router) -> None:
    answers = {**ASYLUM, "lives_in": ("own_flat",)}
    assert asking.askable(router, answers) == ["bed_tonight", "registered", "address", "lives_in",
                                               "topic"]


def test_askable_waits_for_the_question_that_decides(router: Router) -> None:
    assert asking.askable(router, ASYLUM) == ["bed_tonight", "lives_in", "topic"]


def test_askable_not_where_it_makes_no_sense(router: Router) -> None:
    assert "registered" not in asking.askable(router, {**ADULT, "status": ("no_papers",)})


def test_wanted_not_what_was_answered(router: Router) -> None:
    assert "bed_tonight" not in asking.wanted(router, {**ASYLUM, "bed_tonight": ("dont_know",)})


def test_wanted_priorities(router: Router) -> None:
    assert asking.wanted(router, ASYLUM) == {"bed_tonight": 0, "lives_in": 2, "topic": 3}
    assert asking.wanted(router, {**ADULT, "status": ("eu",)}) == {
        "bed_tonight": 0, "registered": 1, "address": 1, "topic": 3}


def test_wanted_not_where_no_row_reads_it(router: Router) -> None:
    answers = {**ADULT, "need": ("child",), "status": ("no_papers",), "who": ("child",),
               "children": ("0",)}
    assert asking.wanted(router, answers) == {}


def test_wanted_for_any_child(router: Router) -> None:
    answers = {"who": ("child",), "need": ("first_steps",), "children": ("0", "6-11"),
               "status": ("eu",)}
    assert asking.wanted(router, answers)["bed_tonight"] == 0


def test_open_pages_two_questions_one_page(router: Router) -> None:
    assert asking.open_pages(router, {**ADULT, "status": ("eu",)}) == [
        "bed_tonight", "registered", "topic"]


def test_refined_counts_pages(router: Router) -> None:
    answers = {**ADULT, "registered": ("yes",), "address": ("yes",), "kind": ("danger_now",)}
    assert asking.refined(router, answers) == {"registered"}


def test_questions_of_page(router: Router) -> None:
    family = asking.questions_of(router, "age", {"who": ("family",)})
    assert [each.id for each in family] == ["age", "children"]
    assert [each.id for each in asking.questions_of(router, "age", {"who": ("child",)})] == [
        "children"]
    assert asking.questions_of(router, "nirgends", {}) == ()


def test_path_in_order_asked(router: Router) -> None:
    answers = {**FAMILY, "address": ("no",), "registered": ("no",), "bed_tonight": ("yes",)}
    assert asking.path(router, answers) == ["who", "need", "age", "status", "bed_tonight",
                                            "registered"]


@pytest.mark.parametrize(("given_answers", "pages"), [
    ({}, 6),
    (ADULT, 3),
    ({**ADULT, "status": ("eu",)}, 2),
    ({**MINOR, "status": ("eu",)}, 3),
    ({**ADULT, "status": ("eu",), "bed_tonight": ("yes",), "registered": ("yes",)}, 0),
    ({**ADULT, "need": ("child",), "status": ("no_papers",), "topic": ("dont_know",)}, 0),
])
def test_left_pages_at_most(router: Router, given_answers: Answers, pages: int) -> None:
    assert asking.left(router, given_answers) == pages


def test_prune_main_answer_changed_trap_16(router: Router) -> None:
    before = {**ASYLUM, "lives_in": ("state_facility",)}
    assert asking.prune(router, {**before, "status": ("eu",)}) == {**ADULT, "status": ("eu",)}


def test_prune_option_of_a_need_gone_trap_16(router: Router) -> None:
    before = {**ADULT, "need": ("first_steps", "child"), "status": ("eu",),
              "topic": ("meet", "school_start")}
    after = asking.prune(router, {**before, "need": ("child",)})
    assert after["topic"] == ("school_start",)


def test_prune_last_option_gone_question_gone_trap_16(router: Router) -> None:
    before = {**ADULT, "status": ("eu",), "topic": ("meet",)}
    assert "topic" not in asking.prune(router, {**before, "need": ("child",)})


def test_prune_chain(router: Router) -> None:
    answers = {**ADULT, "status": ("asylum",), "lives_in": ("own_flat",), "registered": ("no",)}
    gone = asking.prune(router, {**answers, "status": ("no_papers",)})
    assert gone == {**ADULT, "status": ("no_papers",)}


def test_prune_who_changed_trap_12(router: Router) -> None:
    assert asking.prune(router, {**FAMILY, "who": ("me",)}) == {
        **{key: given for key, given in FAMILY.items() if key != "children"}, "who": ("me",)}


def test_prune_other_answers_stay_trap_12(router: Router) -> None:
    answers = {**FAMILY, "registered": ("no",), "bed_tonight": ("yes",)}
    changed = asking.prune(router, {**answers, "children": ("6-11",)})
    assert changed == {**answers, "children": ("6-11",)}


def test_prune_same_answer_again_loses_nothing_trap_15(router: Router) -> None:
    answers = {**ADULT, "status": ("eu",), "bed_tonight": ("yes",), "registered": ("no",),
               "address": ("yes",)}
    assert asking.prune(router, {**answers, "need": answers["need"]}) == answers


def test_prune_answer_once_gone_does_not_come_back_trap_13(router: Router) -> None:
    answers = {**ASYLUM, "lives_in": ("state_facility",)}
    there = asking.prune(router, {**answers, "status": ("eu",)})
    assert "lives_in" not in asking.prune(router, {**there, "status": ("asylum",)})


def test_prune_empty_answer_dropped(router: Router) -> None:
    assert asking.prune(router, {**ADULT, "topic": ()}) == ADULT


def test_essential_without_what_no_row_reads(router: Router) -> None:
    answers = {**ADULT, "status": ("eu",), "bed_tonight": ("yes",), "registered": ("yes",),
               "lives_in": ("own_flat",)}
    assert asking.essential(router, answers) == {**ADULT, "status": ("eu",),
                                                 "registered": ("yes",)}


def test_essential_keeps_what_is_not_the_default(router: Router) -> None:
    answers = {**ADULT, "need": ("safety",), "status": ("eu",), "kind": ("mental_crisis",)}
    assert asking.essential(router, answers) == answers


def test_essential_keeps_core(router: Router) -> None:
    assert asking.essential(router, FAMILY) == FAMILY


@given(data=st.data())
def test_settled_is_the_same_way_with_nothing_left_to_ask(town: Guide, router: Router,
                                                          data: st.DataObject) -> None:
    less = asking.essential(router, data.draw(answers_of(town)))
    whole = asking.settled(router, less)
    assert asking.essential(router, whole) == less
    assert told(router.route(whole, "de")) == told(router.route(less, "de"))
    page = asking.next_page(router, whole)
    assert page is None or whole == less


def test_settled_leaves_what_comes_on_top_to_be_asked(router: Router) -> None:
    minor = {**MINOR, "status": ("asylum",)}
    assert asking.next_page(router, minor) in asking.ON_TOP
    assert asking.settled(router, minor) == minor
    assert asking.settled(router, ADULT) == ADULT


@given(data=st.data())
def test_essential_same_route(town: Guide, router: Router, data: st.DataObject) -> None:
    answers = data.draw(answers_of(town))
    less = asking.essential(router, answers)
    assert told(router.route(less)) == told(router.route(answers))


@given(data=st.data())
def test_prune_twice_is_once(town: Guide, router: Router, data: st.DataObject) -> None:
    once = asking.prune(router, data.draw(answers_of(town)))
    assert asking.prune(router, once) == once


@given(data=st.data())
def test_prune_leaves_a_path_of_known_pages(town: Guide, router: Router,
                                            data: st.DataObject) -> None:
    answers = asking.prune(router, data.draw(answers_of(town)))
    assert {each.id for page in asking.path(router, answers)
            for each in asking.questions_of(router, page, answers)} >= set(answers)


@given(data=st.data())
def test_next_page_ends_within_six_submits_and_two_on_top(town: Guide, router: Router,
                                                          data: st.DataObject) -> None:
    answers: dict[str, tuple[str, ...]] = {}
    pages = 0
    while (page := asking.next_page(router, answers)) is not None:
        pages += 1
        for question in asking.questions_of(router, page, answers):
            offered = [name for name, each in question.options.items()
                       if each.who is None or asking.who(answers) in each.who]
            answers[question.id] = (data.draw(st.sampled_from(offered)),)
    assert pages <= 8
