"""Small numbers are held back so that nobody computes them; an attacker tries."""

import itertools
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laufmappe.domain.suppress import LEAST, Cell, Group, Hidden, Name, safe, suppress, total

MONTH = "2026-10"
S, H = Hidden.SMALL, Hidden.HELD


def group(kind: str, *numbers: int, parts: bool = True) -> Group:
    """Return a group with the keys a, b, c ..."""
    return Group({(kind, "abcdefghijkl"[at]): each for at, each in enumerate(numbers)}, parts)


def shown(*groups: Group) -> list[list[Cell]]:
    """Return what is shown of each group."""
    found = suppress(MONTH, groups)
    return [[found[name] for name in each.cells] for each in groups]


def sums(cells: Sequence[Cell], most: int) -> set[int]:
    """Return every sum that cells can have, up to a bound: by trying, one after the other."""
    found = {0}
    for cell in cells:
        found = {one + more for one in found for more in _values(cell, most) if one + more <= most}
    return found


def _values(cell: Cell, most: int) -> Iterator[int]:
    """Yield what a cell may be, for who reads the page: a held one may be anything."""
    if isinstance(cell, int):
        yield cell
    else:
        yield from range(1, LEAST) if cell is S else range(most + 1)


def attack(groups: Sequence[Group], found: dict[Name, Cell], most: int) -> dict[Name, set[int]]:
    """Return every value that each hidden cell may have: all totals tried, all values tried."""
    possible: dict[Name, set[int]] = {name: set() for name, cell in found.items()
                                      if isinstance(cell, Hidden)}
    cells = [[found[name] for name in each.cells] for each in groups]
    for whole in range(most + 1):
        if all(_fits(each.parts, own, whole, most)
               for each, own in zip(groups, cells, strict=True)):
            for each in groups:
                for name in each.cells:
                    if name in possible:
                        rest = [found[other] for other in each.cells if other != name]
                        possible[name] |= {value for value in _values(found[name], most)
                                           if _fits(each.parts, [*rest, value], whole, most)}
    return possible


def _fits(parts: bool, cells: Sequence[Cell], whole: int, most: int) -> bool:
    """Say whether cells can go with a total."""
    if parts:
        return whole in sums(cells, whole)
    limited = [[value for value in _values(cell, most) if value <= whole] for cell in cells]
    return all(limited) and sum(map(max, limited)) >= whole


@st.composite
def mappen(draw: st.DrawFn) -> list[Group]:
    """Return the tables of a month as desks make them: each Mappe counted in all of them."""
    kinds = [draw(st.integers(1, 4)) for _ in range(4)]
    office, language, need, station = ([0] * each for each in kinds)
    for _ in range(draw(st.integers(0, 6))):  # many alike at once, so that numbers get large
        alike = draw(st.integers(1, 14))
        office[draw(st.integers(0, kinds[0] - 1))] += alike
        language[draw(st.integers(0, kinds[1] - 1))] += alike
        for cells in (need, station):
            for at in draw(st.sets(st.integers(0, len(cells) - 1), min_size=1)):
                cells[at] += alike
    return [group("language", *language), group("office", *office),
            group("need", *need, parts=False), group("station", *station, parts=False)]


@settings(max_examples=60, deadline=None)
@given(mappen())
def test_attacker_finds_no_number(groups: list[Group]) -> None:
    found = suppress(MONTH, groups)
    numbers = {name: number for each in groups for name, number in each.cells.items()}
    most = 2 * sum(groups[0].cells.values()) + 20
    for name, possible in attack(groups, found, most).items():
        assert numbers[name] in possible, "the attacker must not be led astray"
        assert len(possible) >= 2, (name, found)
    for name, cell in found.items():
        assert not (isinstance(cell, int) and 0 < cell < LEAST)
        assert cell == numbers[name] or isinstance(cell, Hidden)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 25), min_size=1, max_size=5))
def test_attacker_of_unserved_finds_no_number(numbers: list[int]) -> None:
    groups = [group("unserved", *numbers), group("referral", sum(numbers))]
    found = suppress(MONTH, groups)
    for name, possible in attack(groups, found, 2 * sum(numbers) + 20).items():
        assert len(possible) >= 2, (name, found)


def test_attacker_is_no_fool() -> None:
    groups = [group("language", 20, 3), group("office", 23)]
    naive: dict[Name, Cell] = {("language", "a"): 20, ("language", "b"): S, ("office", "a"): 23}
    assert attack(groups, naive, 60) == {("language", "b"): {3}}
    needs = [group("language", 20, 9), group("office", 20, 9), group("need", 29, parts=False)]
    naive = {("language", "a"): 20, ("language", "b"): S, ("office", "a"): 20, ("office", "b"): S,
             ("need", "a"): 29}
    assert attack(needs, naive, 60) == {("language", "b"): {9}, ("office", "b"): {9}}
    assert not safe(naive, needs)


@pytest.mark.parametrize(("groups", "expected"), [
    ([group("a", 0, 1, 9, 10)], [[0, S, S, 10]]),
    ([group("a", 1, 11)], [[S, 11]]),
    ([group("language", 30, 20), group("office", 50)], [[30, 20], [50]]),
    ([group("language", 0, 0), group("office", 0)], [[0, 0], [0]]),
    ([group("language", 4, 5, 30), group("office", 39)], [[S, S, 30], [39]]),
    ([group("language", 3, 12), group("office", 15)], [[S, H], [15]]),
    ([group("language", 1, 10), group("office", 11)], [[S, 10], [H]]),
    ([group("language", 0, *[1] * 9), group("office", 9)], [[H] * 10, [H]]),
    ([group("language", 20), group("office")], [[20], []]),
])
def test_what_is_shown(groups: list[Group], expected: list[list[Cell]]) -> None:
    assert shown(*groups) == expected


def test_order_of_holding_back_does_not_depend_on_numbers() -> None:
    places = set()
    for numbers in itertools.permutations((40, 60, 80)):
        [first, _] = shown(group("language", 2, *numbers), group("office", 182))
        places.add(first.index(H))
        assert first.count(H) == 1
    assert len(places) == 1


def test_total_is_the_sum_of_what_is_shown() -> None:
    assert total([12, S, H, 0, 30]) == 42
