"""Vouchers in the database: taken once, whoever asks at once; the number is not in there."""

import datetime
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select

from laufmappe.domain import voucher
from laufmappe.store.database import StoreError
from laufmappe.store.migrate import EMPTY, migrate
from laufmappe.store.tables import counts, vouchers
from laufmappe.store.vouchers import Vouchers

TODAY = datetime.date(2026, 11, 20)
UNTIL = datetime.date(2027, 2, 18)
TAKES = frozenset({"first-advice"})


@pytest.fixture
def store(address: str) -> Iterator[Vouchers]:
    """Return the vouchers of a fresh database."""
    found = Vouchers(address)
    migrate(found.engine)
    yield found
    migrate(found.engine, EMPTY)
    found.engine.dispose()


def counted(store: Vouchers) -> dict[tuple[str, str], int]:
    """Return what was counted, by kind and key."""
    with store.engine.connect() as connection:
        return {(row.kind, row.key): row.count for row in connection.execute(select(counts))}


def test_taken_once_and_counted(store: Vouchers) -> None:
    number = store.issue("first-advice", "jobcenter", UNTIL, TODAY)
    assert store.redeem(number.lower().replace(" ", "-"), TAKES, "mbe", TODAY)[0] == voucher.TAKEN
    outcome, found = store.redeem(number, TAKES, "mbe", TODAY)
    assert found
    assert (outcome, found.redeemed) == (voucher.AGAIN, TODAY)
    assert counted(store) == {("issued", "jobcenter"): 1, ("redeemed", "mbe"): 1}


def test_each_mistake_is_told_apart_and_changes_nothing(store: Vouchers) -> None:
    number = store.issue("first-advice", "jobcenter", UNTIL, TODAY)
    other = ("0" if number[6] != "0" else "1").join((number[:6], number[7:]))
    assert store.redeem(other, TAKES, "mbe", TODAY) == (voucher.MISTYPED, None)
    assert store.redeem("", TAKES, "mbe", TODAY) == (voucher.MISTYPED, None)
    assert store.redeem(number, frozenset({"work"}), "mbe", TODAY) == (voucher.ELSEWHERE, None)
    late = store.redeem(number, TAKES, "mbe", UNTIL + datetime.timedelta(days=1))
    assert late[0] == voucher.EXPIRED
    assert store.redeem(number, TAKES, "mbe", UNTIL)[0] == voucher.TAKEN


def test_forged_number_is_unknown(store: Vouchers) -> None:
    number = store.issue("first-advice", "jobcenter", UNTIL, TODAY)
    assert store.forget(UNTIL + datetime.timedelta(days=90)) == 0
    assert store.forget(UNTIL + datetime.timedelta(days=91)) == 1
    assert store.redeem(number, TAKES, "mbe", TODAY) == (voucher.UNKNOWN, None)


def test_of_many_at_once_one_is_let_through(store: Vouchers) -> None:
    number = store.issue("first-advice", "jobcenter", UNTIL, TODAY)

    def redeem(_: int) -> str:
        try:
            return store.redeem(number, TAKES, "mbe", TODAY)[0]
        except StoreError:
            return "busy"

    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(redeem, range(12)))
    assert found.count(voucher.TAKEN) == 1
    assert set(found) <= {voucher.TAKEN, voucher.AGAIN, "busy"}
    assert counted(store)["redeemed", "mbe"] == 1


def test_number_is_not_in_the_database(store: Vouchers) -> None:
    number = store.issue("first-advice", "jobcenter", UNTIL, TODAY)
    with store.engine.connect() as connection:
        row = connection.execute(select(vouchers)).one()
    assert number.replace(" ", "")[:11] not in repr(tuple(row))


def test_database_that_is_gone_says_so(tmp_path: Path) -> None:
    store = Vouchers(f"sqlite:///{tmp_path / 'none' / 'laufmappe.sqlite'}")
    with pytest.raises(StoreError):
        store.issue("first-advice", "jobcenter", UNTIL, TODAY)
