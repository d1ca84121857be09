"""Confirmed profiles in the database: one a service, the last time counts."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from laufmappe.domain.confirmed import Confirmed
from laufmappe.store.confirmed import Confirmations
from laufmappe.store.database import StoreError
from laufmappe.store.migrate import EMPTY, migrate

DAY = datetime.date(2026, 11, 20)


@pytest.fixture
def store(address: str) -> Iterator[Confirmations]:
    """Return the confirmations of a fresh database."""
    found = Confirmations(address)
    migrate(found.engine)
    yield found
    migrate(found.engine, EMPTY)
    found.engine.dispose()


def test_last_time_counts_and_what_is_taken_is_forgotten(store: Confirmations) -> None:
    later = DAY + datetime.timedelta(days=3)
    store.add(7, "mbe-awo", DAY)
    store.add(7, "mbe-awo", later)
    store.add(2, "meldebehoerde", DAY)
    assert store.all() == [Confirmed(2, "meldebehoerde", DAY), Confirmed(7, "mbe-awo", later)]
    assert store.forget({7, 9}) == 1
    assert store.all() == [Confirmed(2, "meldebehoerde", DAY)]


def test_database_that_is_gone_says_so(tmp_path: Path) -> None:
    store = Confirmations(f"sqlite:///{tmp_path / 'none' / 'laufmappe.sqlite'}")
    for ask in (store.all, lambda: store.add(1, "x", DAY), lambda: store.forget({1})):
        with pytest.raises(StoreError):
            ask()
