"""Tables of counts in which nobody can be found: small numbers are held back.

Cell suppression as in the Handbook on Statistical Disclosure Control (sdctools.github.io/
HandbookSDC, chapters 4 and 5; Hundepool et al., Statistical Disclosure Control, 2012): first the
cells from 1 to 9 (primary), then others from which they could be computed (complementary).

Totals are sums of what is shown: they add nothing to what one sees, so nothing follows from them.
What remains are totals that nobody publishes but everybody can think of: each Mappe has one office
and one language, at least one need and one station, so these tables of a month share the number of
Mappen. `_spans` solves exactly what follows from that: given the total, the groups do not depend on
each other, and each cell's values form an interval. Where a hidden cell has fewer than WIDE values
left, one more cell is held back, in an order that does not depend on the numbers; where that is not
enough, the whole month. The audit grants the attacker more than the page does: that a cell which
is held back is ten or more.

Not covered: what follows over months from "nobody arrives who was not sent", and what is known
from elsewhere.
"""

import enum
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

LEAST, WIDE = 10, 5
MOST = 10**9
UNSAID = "none"
"""The key of what a Mappe does not have, so that each one has a need and a station."""

Name = tuple[str, str]
Span = tuple[int, int]


class Hidden(enum.Enum):
    """What stands in a table in place of a number."""

    SMALL = "unter 10"
    HELD = "–"


Cell = int | Hidden


@dataclass(frozen=True)
class Group:
    """Cells of a month, by kind and key, that have to do with one total.

    `parts`: they add up to it; otherwise each is at most the total, and all together at least.
    """

    cells: Mapping[Name, int]
    parts: bool = True


@dataclass(frozen=True)
class Table:
    """A kind as it may be shown: for each key one cell a month."""

    kind: str
    months: tuple[str, ...]
    rows: Mapping[str, tuple[Cell, ...]]


def total(cells: Iterable[Cell]) -> int:
    """Return the sum of the numbers that are shown; the true one is this or more."""
    return sum(each for each in cells if isinstance(each, int))


def suppress(month: str, groups: Sequence[Group]) -> dict[Name, Cell]:
    """Return the cells of groups that share a total, as they may be shown."""
    numbers = {name: number for group in groups for name, number in group.cells.items()}
    shown: dict[Name, Cell] = {name: Hidden.SMALL if 0 < number < LEAST else number
                               for name, number in numbers.items()}
    if len(groups) == 1:
        return shown
    held: list[Name] = []
    for name in _order(month, groups):
        if safe(shown, groups):
            break
        shown[name] = Hidden.HELD
        held.append(name)
    if not safe(shown, groups):
        return dict.fromkeys(shown, Hidden.HELD)
    for name in held:  # what was held back in vain is shown
        without: dict[Name, Cell] = {**shown, name: numbers[name]}
        shown = without if safe(without, groups) else shown
    return shown


def _order(month: str, groups: Sequence[Group]) -> Iterator[Name]:
    """Yield the cells that may be held back, group by group."""
    for group in groups:
        large = [name for name, number in group.cells.items() if number >= LEAST]
        yield from sorted(large, key=lambda name: hashlib.sha256(
            "|".join((month, *name)).encode()).digest())


def safe(shown: Mapping[Name, Cell], groups: Sequence[Group]) -> bool:
    """Say whether every hidden cell can still have enough values."""
    spans = _spans([{name: _known(shown[name]) for name in group.cells} for group in groups],
                   [group.parts for group in groups])
    return all(high - low >= WIDE - 1 for name, (low, high) in spans.items()
               if isinstance(shown[name], Hidden))


def _known(cell: Cell) -> Span:
    """Return between what a cell lies, for who knows how tables are made."""
    if cell is Hidden.SMALL:
        return 1, LEAST - 1
    return (LEAST, MOST) if cell is Hidden.HELD else (cell, cell)


def _spans(groups: Sequence[Mapping[Name, Span]], parts: Sequence[bool]) -> dict[Name, Span]:
    """Return between what each cell lies, all groups taken together."""
    least = [sum(low for low, _ in group.values()) if part else
             max((low for low, _ in group.values()), default=0)
             for group, part in zip(groups, parts, strict=True)]
    most = [sum(high for _, high in group.values()) for group in groups]
    low, high = max(least), min(most)
    found = {}
    for group, part in zip(groups, parts, strict=True):
        lows, highs = (sum(each[at] for each in group.values()) for at in (0, 1))
        for name, (first, last) in group.items():
            others = lows - first if part else 0
            found[name] = (max(first, low - (highs - last)), min(last, high - others))
    return found
