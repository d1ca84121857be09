"""Which languages a costly test tries every time, and which only in `make matrix`.

A few stand for all: the source, right to left with six plurals, Ethiopic. What is cheap or must
hold at every change is tried in all of them.
"""

from collections.abc import Iterable, Iterator

import pytest
from _pytest.mark import ParameterSet

FEW = ("de", "ar", "ti")


def few(values: Iterable[object], chosen: Iterable[object] = FEW) -> Iterator[ParameterSet]:
    """Yield languages, or other values, as parameters; those that are not chosen are slow."""
    for value in values:
        yield pytest.param(value, marks=() if value in chosen else pytest.mark.slow)
