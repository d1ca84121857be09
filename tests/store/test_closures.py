"""Closures in the database, the same on SQLite and PostgreSQL."""

import datetime
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from laufmappe.domain.closure import Closure
from laufmappe.store.closures import Closures
from laufmappe.store.database import StoreError
from laufmappe.store.migrate import EMPTY, migrate

DAY = datetime.date(2026, 11, 20)
LATER = DAY + datetime.timedelta(7)


@pytest.fixture
def closures(address: str) -> Iterator[Closures]:
    """Return the closures of a fresh database."""
    found = Closures(address)
    migrate(found.engine)
    yield found
    migrate(found.engine, EMPTY)
    found.engine.dispose()


def test_added_listed_and_taken_back(closures: Closures) -> None:
    second = closures.add(4, LATER, LATER, DAY)
    first = closures.add(3, DAY, LATER, DAY)
    assert closures.all(DAY) == [Closure(first, 3, DAY, LATER), Closure(second, 4, LATER, LATER)]
    assert closures.end(first)
    assert not closures.end(first)
    assert closures.all(DAY) == [Closure(second, 4, LATER, LATER)]


def test_the_same_twice_is_one(closures: Closures) -> None:
    assert closures.add(3, DAY, LATER, DAY) == closures.add(3, DAY, LATER, DAY)
    assert len(closures.all(DAY)) == 1


def test_what_is_over_is_not_listed_and_deleted_with_the_next(closures: Closures) -> None:
    closures.add(3, DAY, LATER, DAY)
    after = LATER + datetime.timedelta(1)
    assert len(closures.all(LATER)) == 1
    assert closures.all(after) == []
    assert len(closures.all(DAY)) == 1
    closures.add(4, after, after, after)
    assert [each.service for each in closures.all(DAY)] == [4]
    assert closures.forget(after) == 0
    assert closures.forget(after + datetime.timedelta(1)) == 1
    assert closures.all(DAY) == []


def test_two_desks_take_back_at_once_one_does(closures: Closures) -> None:
    number = closures.add(3, DAY, LATER, DAY)
    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(closures.end, [number] * 4)) == [False, False, False, True]


def test_without_a_file_nothing_is_closed(tmp_path: Path) -> None:
    file = tmp_path / "none.sqlite"
    assert Closures(f"sqlite:///{file}").all(DAY) == []
    assert not file.exists()


def test_database_that_does_not_answer(tmp_path: Path) -> None:
    (tmp_path / "laufmappe.sqlite").write_bytes(b"no database" * 99)
    found = Closures(f"sqlite:///{tmp_path / 'laufmappe.sqlite'}")
    for ask in (lambda: found.all(DAY), lambda: found.add(3, DAY, DAY, DAY), lambda: found.end(1)):
        with pytest.raises(StoreError):
            ask()
