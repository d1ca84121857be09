"""Conditions in four forms (question: options, all, any, not), read with two or three values.

While asking, a question that is not answered leaves a condition open (None). While routing, it is
answered "no" (docs/rules.md): an atom is then false, and ordinary logic goes on from there.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

Facts = Mapping[str, frozenset[str]]
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Is:
    """An answer to the question is one of the options."""

    question: str
    options: frozenset[str]


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; with no parts it always holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds (written `any` in YAML)."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"


Condition = Is | All | Some | Not
ALWAYS = All(())
NEVER = Some(())


def holds(condition: Condition, facts: Facts) -> bool | None:
    """Say whether the condition holds: yes, no, or None where an open question decides.

    `facts` maps a question to the options given; a question that is missing is still open.
    """
    if isinstance(condition, Is):
        given = facts.get(condition.question)
        return None if given is None else not condition.options.isdisjoint(given)
    if isinstance(condition, Not):
        value = holds(condition.part, facts)
        return None if value is None else not value
    deciding = isinstance(condition, Some)
    still: bool | None = not deciding
    for part in condition.parts:
        value = holds(part, facts)
        if value is deciding:
            return deciding
        if value is None:
            still = None
    return still


def compiled(condition: Condition) -> Callable[[Facts], bool]:
    """Return a function that reads the condition with two values: what is missing is "no"."""
    match condition:
        case Is(question, options):
            return lambda facts: not options.isdisjoint(facts.get(question, NOTHING))
        case All(parts):
            tests = [compiled(part) for part in parts]
            if len(tests) == 1:
                return tests[0]
            if len(tests) == 2:
                first, second = tests
                return lambda facts: first(facts) and second(facts)
            return lambda facts: all(test(facts) for test in tests)
        case Some(parts):
            either = [compiled(part) for part in parts]
            return lambda facts: any(test(facts) for test in either)
        case _:
            inner = compiled(condition.part)
            return lambda facts: not inner(facts)


def weighed(condition: Condition) -> Callable[[Facts], bool | None]:
    """Return a function that reads the condition with three values, as `holds` does."""
    match condition:
        case Is(question, options):
            def given(facts: Facts) -> bool | None:
                found = facts.get(question)
                return None if found is None else not options.isdisjoint(found)

            return given
        case Not(part):
            inner = weighed(part)

            def turned(facts: Facts) -> bool | None:
                value = inner(facts)
                return None if value is None else not value

            return turned
        case _:
            return _several([weighed(part) for part in condition.parts],
                            isinstance(condition, Some))


def _several(parts: list[Callable[[Facts], bool | None]],
             deciding: bool) -> Callable[[Facts], bool | None]:
    def read(facts: Facts) -> bool | None:
        still: bool | None = not deciding
        for part in parts:
            value = part(facts)
            if value is deciding:
                return deciding
            if value is None:
                still = None
        return still

    return parts[0] if len(parts) == 1 else read


def atoms(condition: Condition) -> Iterator[Is]:
    """Yield every atom of the condition."""
    match condition:
        case Is():
            yield condition
        case All(parts) | Some(parts):
            for part in parts:
                yield from atoms(part)
        case _:
            yield from atoms(condition.part)


def questions(condition: Condition) -> frozenset[str]:
    """Return the questions that the condition names."""
    return frozenset(atom.question for atom in atoms(condition))


def settle(condition: Condition, facts: Facts) -> Condition:
    """Return the condition with every answered question worked in; the rest stays open."""
    value = holds(condition, facts)
    if value is not None:
        return ALWAYS if value else NEVER
    match condition:
        case All(parts):
            return All(tuple(settle(part, facts) for part in parts))
        case Some(parts):
            return Some(tuple(settle(part, facts) for part in parts))
        case Not(part):
            return Not(settle(part, facts))
        case _:
            return condition
