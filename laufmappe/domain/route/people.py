"""Whom the answers are about: each person of a household with the facts that rows read."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from laufmappe.domain.condition import NOTHING, All, Facts, Is, holds
from laufmappe.domain.guide import Guide
from laufmappe.domain.question import PREFER_NOT, Answers, Question, ages

SELF = ""
SOME_CHILD = "child"
FIRST_STEPS = "first_steps"
ADULT = 18
UNREACHABLE = {"me": frozenset({"children"}), "child": frozenset({"alone_minor", "age"}),
               "family": frozenset({"alone_minor"})}
CHILD_IN_DANGER = All((Is("need", frozenset({"safety"})),
                       Is("kind", frozenset({"child_in_danger"}))))
"""With it, the youngest child of a family stands for all, and not the reader (rules.md)."""


@dataclass(frozen=True)
class Person:
    """One person: who (a child's band, SOME_CHILD without one, "" the reader) and the facts.

    `needs`: those whose tables are tried, in the order ticked. `urgent`: safety and duty rows are
    tried too; else only the rows of `urgent_rows`.
    """

    id: str
    band: str
    facts: Facts
    needs: tuple[str, ...]
    urgent: bool = True
    urgent_rows: frozenset[str] = NOTHING

    @property
    def speaks(self) -> bool:
        """Say whether a minor answers for themselves (then sentences say du)."""
        return "me" in self.facts["who"] and bool(self.band) and ages(self.band)[1] < ADULT


class Household:
    """What answers come to: those that are read, those that are ignored, and the persons."""

    def __init__(self, guide: Guide, answers: Answers) -> None:
        self._guide = guide
        self.read, self.ignored = readable(guide, answers)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Return each person the answers are about."""
        return people(self._guide, self.read)


def who(answers: Answers) -> str:
    """Return me, child or family; me where it was not said (rules.md, Households)."""
    given = answers.get("who", ())
    return given[0] if given and given[0] in {"me", "child", "family"} else "me"


def readable(guide: Guide, answers: Answers) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Split answers into those a route reads and, as "question=option", those it must ignore.

    Ignored are only (rules.md, Unreachable answers): age with who = child, children with who = me,
    alone_minor unless who = me, and an option that the question does not offer for this `who`.
    """
    me = who(answers)
    read: dict[str, tuple[str, ...]] = {}
    ignored: list[str] = []
    for key, given in answers.items():
        question = guide.questions[key]
        kept = tuple([each for each in given if _offered(question, each, me)])
        if len(kept) != len(given):
            ignored += [f"{key}={each}" for each in given if each not in kept]
        if kept:
            read[key] = kept
    return read, ignored


def offered(question: Question, me: str) -> tuple[str, ...]:
    """Return the options of a question that a route reads for this `who`."""
    return tuple(each for each in question.options if _offered(question, each, me))


def _offered(question: Question, option: str, me: str) -> bool:
    whom = question.options[option].who
    return (whom is None or me in whom) and question.id not in UNREACHABLE[me]


def facts_of(guide: Guide, answers: Answers) -> dict[str, frozenset[str]]:
    """Return the facts that conditions read, with the defaults for what was not said."""
    facts = {key: frozenset(given) for key, given in answers.items()}
    facts["who"] = frozenset({who(answers)})
    status = answers.get("status", ())
    facts["status"] = frozenset(status) if status else frozenset({PREFER_NOT})
    facts["need"] = frozenset(needs_of(guide, answers))
    for question in guide.defaulted:
        if not facts.get(question.id, NOTHING) - {"dont_know", PREFER_NOT}:
            facts[question.id] = frozenset({question.default})
    return facts


def needs_of(guide: Guide, answers: Answers) -> tuple[str, ...]:
    """Return the needs ticked, in that order; first_steps where none was said."""
    needs = tuple(each for each in answers.get("need", ()) if each in guide.needs)
    return needs or (FIRST_STEPS,)


def people(guide: Guide, answers: Answers) -> tuple[Person, ...]:
    """Return each person the route is for, the reader first (rules.md, Households)."""
    facts = facts_of(guide, answers)
    needs = needs_of(guide, answers)
    me = who(answers)
    bands = tuple(band for band in guide.questions["children"].options
                  if band in answers.get("children", ()) and band not in {"dont_know", PREFER_NOT})
    if me == "child":
        return tuple(_person(band, facts, needs) for band in bands) or (_person("", facts, needs),)
    age = next(iter(set(answers.get("age", ())) - {"dont_know", PREFER_NOT}), "")
    if me == "me":
        return (Person(SELF, age, _aged(facts, age), needs),)
    return tuple(_family(facts, needs, age, bands))


def _family(facts: Facts, needs: tuple[str, ...], age: str,
            bands: tuple[str, ...]) -> Iterator[Person]:
    own = tuple(each for each in needs if each != "child")
    endangered = bool(bands) and holds(CHILD_IN_DANGER, facts) is True
    reader = {**facts, "kind": NOTHING} if endangered else facts
    yield Person(SELF, age, _aged(reader, age), own)
    child_needs = ("child",) if "child" in needs else ()
    if child_needs and not bands:
        yield Person(SOME_CHILD, "", _aged(facts, ""), child_needs, urgent=False)
    for number, band in enumerate(bands):
        rows = frozenset({"S4"}) if endangered and number == 0 else NOTHING
        yield Person(band, band, _aged(facts, band), child_needs, urgent=False, urgent_rows=rows)


def _person(band: str, facts: Facts, needs: tuple[str, ...]) -> Person:
    return Person(band, band, _aged(facts, band), needs)


def _aged(facts: Facts, band: str) -> Facts:
    return {**facts, "age": frozenset({band})} if band else {**facts, "age": NOTHING}
