"""What a proof finds wrong, with answers of somebody whom it concerns."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from laufmappe.domain.question import Answers
from laufmappe.domain.rules import Pair

DEAD_END = "dead_end"
FAMILY = "family"
GAP = "gap"
EXPOSURE = "exposure"
SAFETY_EMPTY = "safety_empty"
SAFETY_MISSING = "safety_missing"
PRINCIPLE = "principle"
PROMISE = "promise"
SILENCE = "silence"
CIRCLE = "circle"
QUESTION = "question"
VAIN = "vain"
ROW = "row"
FILTER = "filter"
OFFICE = "office"
SERVICE = "service"
KINDS = (DEAD_END, FAMILY, GAP, EXPOSURE, SAFETY_MISSING, SAFETY_EMPTY, PRINCIPLE, PROMISE,
         SILENCE, CIRCLE, QUESTION, VAIN, ROW, FILTER, OFFICE, SERVICE)
"""Every kind, the gravest first."""
HINTS = frozenset({FILTER, OFFICE, SERVICE})
"""What does not harm anybody: something that is there and that nothing needs."""


@dataclass(frozen=True)
class Fault:
    """One thing that does not hold. `classes`: in so many classes; `answers`: the first of them.

    `person`: which person of the household ("" the reader). `rule`: the principle, promise, filter,
    question or service meant. `text`: the words in question. `turned`: only if switches stand so.
    """

    kind: str
    answers: Answers | None = None
    person: str = ""
    row: str = ""
    pair: Pair | None = None
    rule: str = ""
    text: str = ""
    turned: tuple[tuple[str, str], ...] = ()
    classes: int = 1

    @property
    def hint(self) -> bool:
        """Say whether a proof holds all the same."""
        return self.kind in HINTS

    @property
    def subject(self) -> tuple[object, ...]:
        """Return what is the same in every class that has the same fault."""
        return (self.kind, self.row, self.pair, self.rule, self.text)


class Faults:
    """Faults, counted by what they are about."""

    def __init__(self) -> None:
        self._found: dict[tuple[object, ...], Fault] = {}

    def add(self, faults: Iterable[Fault]) -> None:
        """Take faults; the first answers of each stay, the classes are counted."""
        for each in faults:
            known = self._found.get(each.subject)
            if known is not None:
                each = replace(known, classes=known.classes + each.classes)
            self._found[each.subject] = each

    def __iter__(self) -> Iterator[Fault]:
        """Yield them, the gravest first."""
        return iter(sorted(self._found.values(), key=lambda each: KINDS.index(each.kind)))
