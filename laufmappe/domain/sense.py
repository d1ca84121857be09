"""Which questions make sense for somebody: their `ask`, as far as the answers say."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from laufmappe.domain.condition import ALWAYS, NOTHING, Facts, questions, weighed
from laufmappe.domain.question import CORE, Answers, Question
from laufmappe.domain.route import Router
from laufmappe.domain.route.people import Person


class Ask(NamedTuple):
    """A refinement, made ready: whether it makes sense, as far as the facts say.

    `always`: the options that fit everybody; `sometimes`: the others, each with whether it fits.
    `reads`: the refinements that this depends on, also by way of others.
    """

    question: Question
    fits: Callable[[Facts], bool | None]
    always: frozenset[str]
    sometimes: tuple[tuple[str, Callable[[Facts], bool | None]], ...]
    reads: frozenset[str]


@lru_cache(maxsize=4)
def refinements(router: Router) -> tuple[Ask, ...]:
    """Return every refinement, made ready."""
    return tuple(Ask(question, weighed(question.ask),
                     frozenset(name for name, each in question.options.items()
                               if each.ask == ALWAYS),
                     tuple((name, weighed(each.ask)) for name, each in question.options.items()
                           if each.ask != ALWAYS), _reads(router, question))
                 for question in router.guide.questions.values() if question.id not in CORE)


def _reads(router: Router, question: Question) -> frozenset[str]:
    """Return the questions that conditions of this one name, and those of these in turn."""
    found: set[str] = set()
    left = [question]
    while left:
        each = left.pop()
        new = NOTHING.union(questions(each.ask), *(questions(option.ask)
                                                   for option in each.options.values()))
        left += [router.guide.questions[name] for name in new - found - {*CORE, *router.switches}]
        found |= new
    return frozenset(found)


def sensible(router: Router, facts: Facts) -> list[Ask]:
    """Return the refinements that make sense with these facts."""
    return [ask for ask in refinements(router) if ask.fits(facts) is True]


def open_facts(router: Router, answers: Answers, person: Person,
               among: Iterable[Ask] | None = None) -> dict[str, frozenset[str]]:
    """Return the facts for asking: what is open is missing, what makes no sense is "no".

    `among`: the refinements of which that is to be known, None for all.
    """
    facts = {key: value for key, value in person.facts.items() if key in CORE or key in answers}
    facts.update(router.switches)
    if not person.band and "age" not in answers:
        facts.pop("age", None)
    for ask in refinements(router) if among is None else among:
        name = ask.question.id
        if name not in facts and ask.fits(facts) is False:
            facts[name] = NOTHING
    return facts
