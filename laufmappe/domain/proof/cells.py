"""Cells: the answers to a question that a set of conditions cannot tell apart."""

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from laufmappe.domain.condition import (
    ALWAYS,
    NEVER,
    Condition,
    Facts,
    atoms,
    questions,
    settle,
)
from laufmappe.domain.guide import Guide
from laufmappe.domain.question import GENERIC_NUMBERS, Question
from laufmappe.domain.route.people import FIRST_STEPS, offered

Given = tuple[str, ...]
Named = Mapping[str, frozenset[frozenset[str]]]
"""Question -> the sets of options that atoms of some conditions name."""
NEED = "need"


def named(conditions: Iterable[Condition]) -> Named:
    """Return, for each question, the sets of options that the conditions name."""
    found: dict[str, set[frozenset[str]]] = {}
    for condition in conditions:
        for atom in atoms(condition):
            found.setdefault(atom.question, set()).add(atom.options)
    return {question: frozenset(sets) for question, sets in found.items()}


def read_as(question: Question, given: Given) -> frozenset[str]:
    """Return what conditions read where this is given: a default stands in for silence."""
    if question.default and not set(given) - set(GENERIC_NUMBERS):
        return frozenset({question.default})
    if question.id == NEED and not given:
        return frozenset({FIRST_STEPS})
    return frozenset(given)


def cells(question: Question, sets: Iterable[frozenset[str]], me: str,
          must: str = "") -> tuple[Given, ...]:
    """Return one answer for each way in which the sets of options can be met.

    Two answers that meet the same sets make every condition over them equally true. Silence, (),
    stands for its cell wherever it is in one. `must`: an option that every answer holds.
    """
    order = sorted(sets, key=sorted)
    found: dict[tuple[bool, ...], Given] = {}
    for given in _candidates(question, order, offered(question, me), must):
        read = read_as(question, given)
        found.setdefault(tuple(not each.isdisjoint(read) for each in order), given)
    return tuple(found.values())


def _candidates(question: Question, order: Sequence[frozenset[str]], options: Sequence[str],
                must: str) -> Iterator[Given]:
    if not question.many:
        yield ()
        yield from ((option,) for option in options)
        return
    one_each: dict[tuple[bool, ...], str] = {}
    for option in options:
        one_each.setdefault(tuple(option in each for each in order), option)
    plain = one_each.pop((False,) * len(order), "")
    fixed = (must,) if must else ()
    for size in range(len(one_each) + 1):
        for some in itertools.combinations(one_each.values(), size):
            yield tuple(dict.fromkeys((*fixed, *some)))
    if plain:
        yield tuple(dict.fromkeys((*fixed, plain)))


def uncovered(guide: Guide, conditions: Sequence[Condition], facts: Facts,
              me: str) -> dict[str, Given] | None:
    """Return answers with which none of the conditions holds; None if one always does.

    `facts`: what is known, the position of every switch included.
    """
    rests = [rest for each in conditions if (rest := settle(each, facts)) != NEVER]
    if ALWAYS in rests:
        return None
    open_questions = sorted(frozenset().union(*map(questions, rests)))
    if not open_questions:
        return {}
    question = guide.questions[open_questions[0]]
    for given in cells(question, named(rests)[question.id], me):
        more = uncovered(guide, rests, {**facts, question.id: read_as(question, given)}, me)
        if more is not None:
            return {**({question.id: given} if given else {}), **more}
    return None


def count(guide: Guide) -> int:
    """Return how many sets of answers there are, every question also skipped."""
    total = 0
    asked = [each for each in guide.questions.values() if each.id != "who"]
    for me in ("me", "child", "family"):
        total += math.prod(_ways(question, len(offered(question, me))) for question in asked)
    return total


def _ways(question: Question, options: int) -> int:
    return 2**options if question.many else options + 1
