"""One thing that a reader finds changed."""

from typing import NamedTuple

LOST = "lost"
GAINED = "gained"
MOVED = "moved"
SENTENCE = "sentence"
PLACED = "placed"
ABOUT = "about"
DEADLINE = "deadline"
ORDER = "order"
SERVICE = "service"
CONDITIONS = "conditions"
ALTERNATIVES = "alternatives"
FALLBACK = "fallback"
BRING = "bring"
SAYS = "says"
LINE = "line"
HIDDEN = "hidden"
DATA = "data"
OPTION = "option"
SEVERE = frozenset({LOST, GAINED, OPTION})
"""Stations come or go."""
SLIGHT = frozenset({CONDITIONS, ALTERNATIVES, BRING, DATA, PLACED, ABOUT, ORDER})
"""The stations stay as they are, and so do their sentences."""


class Item(NamedTuple):
    """One thing that changed, in a form that is equal wherever the same thing changed.

    `at`: where: a station ("role/office"), a row (ORDER), a sentence (PLACED, ABOUT), a question
    (OPTION), what is told of a thing (DATA, "service.phones"), whom to ask in a gap (SERVICE).
    `old` and `new`: texts or ids, "" where there is none; MOVED has "forward" or "back".
    `languages`: only for readers of these ("" all that are not named).
    """

    kind: str
    at: str = ""
    old: str = ""
    new: str = ""
    languages: tuple[str, ...] = ()

    @property
    def gravity(self) -> int:
        """Rank it: 0 a station comes or goes, 1 another place, 2 other words, 3 details."""
        if self.kind in SEVERE or (self.kind == SERVICE and not (self.old and self.new)):
            return 0
        if self.kind in (SERVICE, FALLBACK):
            return 1
        return 3 if self.kind in SLIGHT else 2


class Part(NamedTuple):
    """What changed together for somebody. `subject`: the id of the thing that DATA tells about."""

    items: tuple[Item, ...]
    subject: str = ""
