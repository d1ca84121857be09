"""Random conditions, facts and answers for property tests."""

import random
from collections.abc import Iterator

from hypothesis import strategies as st

from laufmappe.domain.condition import All, Condition, Is, Not, Some
from laufmappe.domain.guide import Guide

QUESTIONS = {"a": ("x", "y"), "b": ("x", "y", "z"), "c": ("x",)}


def facts() -> st.SearchStrategy[dict[str, frozenset[str]]]:
    """Return facts about some of the questions a, b and c."""
    return st.fixed_dictionaries({}, optional={
        question: st.frozensets(st.sampled_from(options))
        for question, options in QUESTIONS.items()})


def conditions() -> st.SearchStrategy[Condition]:
    """Return conditions over the questions a, b and c."""
    atoms = st.sampled_from(sorted(QUESTIONS)).flatmap(
        lambda name: st.builds(Is, st.just(name), st.frozensets(
            st.sampled_from(QUESTIONS[name]), min_size=1)))
    return st.recursive(atoms, lambda inner: st.one_of(
        st.builds(All, st.lists(inner, max_size=4).map(tuple)),
        st.builds(Some, st.lists(inner, max_size=4).map(tuple)),
        st.builds(Not, inner)), max_leaves=8)


def answers_of(guide: Guide) -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
    """Return answers to some questions of the guide, whether they make sense together or not."""
    return st.fixed_dictionaries({}, optional={
        name: st.lists(st.sampled_from(sorted(question.options)), min_size=1, unique=True,
                       max_size=4 if question.many else 1).map(tuple)
        for name, question in guide.questions.items()})


def sampled(guide: Guide, number: int) -> Iterator[dict[str, tuple[str, ...]]]:
    """Yield so many sets of answers, the same ones every time; much faster than a strategy."""
    chance = random.Random(number)  # noqa: S311 - no secret
    for _ in range(number):
        answers = {}
        for name, question in guide.questions.items():
            if chance.random() < 0.6:
                size = chance.randint(1, 4) if question.many else 1
                answers[name] = tuple(chance.sample(sorted(question.options), size))
        yield answers
