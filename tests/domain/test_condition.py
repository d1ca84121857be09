"""Conditions: three values while asking, two while routing, and both agree."""

from hypothesis import given
from strategies import QUESTIONS, conditions, facts

from laufmappe.domain.condition import (
    ALWAYS,
    NEVER,
    All,
    Condition,
    Is,
    Not,
    Some,
    atoms,
    compiled,
    holds,
    questions,
    settle,
    weighed,
)

A_X, B_Y = Is("a", frozenset({"x"})), Is("b", frozenset({"y"}))
YES, NO = frozenset({"x"}), frozenset({"y"})


def test_holds_option_given() -> None:
    assert holds(A_X, {"a": YES}) is True


def test_holds_other_option_given() -> None:
    assert holds(A_X, {"a": NO}) is False


def test_holds_question_open() -> None:
    assert holds(A_X, {}) is None


def test_holds_answered_with_nothing_trap_14() -> None:
    assert holds(A_X, {"a": frozenset()}) is False


def test_holds_all_one_no() -> None:
    assert holds(All((A_X, B_Y)), {"a": NO}) is False


def test_holds_all_one_open() -> None:
    assert holds(All((A_X, B_Y)), {"a": YES}) is None


def test_holds_any_one_yes() -> None:
    assert holds(Some((A_X, B_Y)), {"a": YES}) is True


def test_holds_any_one_open() -> None:
    assert holds(Some((A_X, B_Y)), {"a": NO}) is None


def test_holds_not_open() -> None:
    assert holds(Not(A_X), {}) is None


def test_holds_nothing_to_meet() -> None:
    assert (holds(ALWAYS, {}), holds(NEVER, {})) == (True, False)


def test_compiled_missing_is_no() -> None:
    assert compiled(Not(A_X))({}) is True


def test_compiled_three_parts() -> None:
    assert compiled(All((A_X, B_Y, Not(NEVER))))({"a": YES, "b": NO}) is True


def test_settle_keeps_what_is_open() -> None:
    assert settle(All((A_X, Not(B_Y))), {"a": YES}) == All((ALWAYS, Not(B_Y)))


def test_questions_of_every_form() -> None:
    assert questions(Some((A_X, Not(All((B_Y,)))))) == {"a", "b"}


def test_atoms_in_order() -> None:
    assert list(atoms(Some((A_X, Not(B_Y))))) == [A_X, B_Y]


@given(conditions(), facts())
def test_compiled_agrees_with_holds(condition: Condition,
                                    given_facts: dict[str, frozenset[str]]) -> None:
    skipped = {name: given_facts.get(name, frozenset()) for name in QUESTIONS}
    assert compiled(condition)(given_facts) == holds(condition, skipped)


@given(conditions(), facts(), facts())
def test_holds_sure_stays_sure(condition: Condition, known: dict[str, frozenset[str]],
                               later: dict[str, frozenset[str]]) -> None:
    value = holds(condition, known)
    assert value is None or holds(condition, {**later, **known}) == value


@given(conditions(), facts(), facts())
def test_settle_then_rest_agrees(condition: Condition, known: dict[str, frozenset[str]],
                                 later: dict[str, frozenset[str]]) -> None:
    everything = {**later, **known}
    rest = settle(condition, known)
    assert holds(rest, everything) == holds(condition, everything)
    assert compiled(rest)(everything) == compiled(condition)(everything)


@given(conditions(), facts())
def test_settle_names_no_answered_question(condition: Condition,
                                           known: dict[str, frozenset[str]]) -> None:
    assert questions(settle(condition, dict.fromkeys(QUESTIONS, frozenset()) | known)) == set()


@given(conditions(), facts())
def test_weighed_agrees_with_holds(condition: Condition,
                                   given_facts: dict[str, frozenset[str]]) -> None:
    assert weighed(condition)(given_facts) is holds(condition, given_facts)
