"""Questions, their options, and the answers a person gave."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from laufmappe.domain.condition import ALWAYS, Condition

Answers = Mapping[str, tuple[str, ...]]
"""Question id -> options in the order given; a question that is missing was not answered."""

DONT_KNOW, PREFER_NOT = "dont_know", "prefer_not"
GENERIC_NUMBERS = {DONT_KNOW: 31, PREFER_NOT: 30}
"""Numbers in tokens of the two answers that every question takes; content uses 1 to 29."""

CORE = ("who", "need", "age", "children", "status")
"""The questions that are always asked where they apply, in this order."""


@dataclass(frozen=True)
class Option:
    """One possible answer. `who`: offered only to these (None: to all). `ask`: shown only then."""

    id: str
    number: int
    text: str
    help: str = ""
    sign: str = ""
    paper: str = ""
    who: frozenset[str] | None = None
    ask: Condition = ALWAYS
    own: bool = True
    group: str = ""


@dataclass(frozen=True)
class Question:
    """A question of the guide. `ask` says when it makes sense; `page` is the page it stands on."""

    id: str
    number: int
    text: str
    options: Mapping[str, Option]
    many: bool = False
    why: str = ""
    help: str = ""
    ask: Condition = ALWAYS
    page: str = ""
    default: str = ""
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    group_titles: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _numbered(self) -> Mapping[int, Option]:
        return {each.number: each for each in self.options.values()}

    def option(self, number: int) -> Option | None:
        """Return the option with this number, or None."""
        return self._numbered.get(number)


def ages(band: str) -> tuple[int, int]:
    """Return the first and last year of an age band or range: "5", "12-14", "0-17", "67+".

    The last year of an open band is 199. Raises ValueError for anything else.
    """
    if band.endswith("+"):
        return int(band[:-1]), 199
    first, _, last = band.partition("-")
    low, high = int(first), int(last or first)
    if low > high:
        raise ValueError(f"{band}: die zweite Zahl ist kleiner als die erste")
    return low, high


def band_of(age: int, bands: Mapping[str, Option]) -> str:
    """Return the id of the band that holds the age in years; ValueError where none does."""
    for band in bands:
        if band in GENERIC_NUMBERS:
            continue
        low, high = ages(band)
        if low <= age <= high:
            return band
    raise ValueError(f"kein Altersband für {age}")
