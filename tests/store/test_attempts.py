"""Refused attempts: counted for all, a moving window, and nothing of them can be read back."""

import datetime
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select

from laufmappe.store.attempts import HOUR, MINUTE, Attempts
from laufmappe.store.database import StoreError
from laufmappe.store.migrate import EMPTY, migrate
from laufmappe.store.tables import attempts, salts

NOW = datetime.datetime(2026, 11, 20, 10, tzinfo=datetime.UTC)
HERE, THERE = "203.0.113.77", "2001:db8:1:2::/64"


@pytest.fixture
def tries(address: str) -> Iterator[Attempts]:
    """Return the attempts of a fresh database."""
    found = Attempts(address)
    migrate(found.engine)
    yield found
    migrate(found.engine, EMPTY)
    found.engine.dispose()


def after(**passed: float) -> datetime.datetime:
    """Return the moment so long after the first."""
    return NOW + datetime.timedelta(**passed)


def rows(tries: Attempts) -> list[tuple[object, ...]]:
    """Return all that is kept."""
    with tries.engine.connect() as connection:
        return [tuple(row) for table in (attempts, salts)
                for row in connection.execute(select(table))]


def test_five_a_minute_by_name_whoever_asks(tries: Attempts) -> None:
    other = Attempts(tries.engine.url.render_as_string(hide_password=False))
    for number in range(5):
        assert (tries, other)[number % 2].take(f"192.0.2.{number}", "Anna ", NOW) == 0
    assert other.take(HERE, " ANNA", NOW) == MINUTE
    assert tries.take(HERE, "anna", after(seconds=45)) == MINUTE
    assert tries.take(HERE, "bea", NOW) == 0
    assert tries.take(HERE, "anna", after(seconds=MINUTE)) == 0
    other.engine.dispose()


def test_twenty_a_minute_by_address_whatever_the_name(tries: Attempts) -> None:
    for number in range(20):
        assert tries.take(HERE, f"n{number}" if number % 3 else "", NOW) == 0
    assert tries.take(HERE, "anna", NOW) == MINUTE
    assert tries.take(HERE, "", NOW) == MINUTE
    assert tries.take(THERE, "anna", NOW) == 0


def test_thirty_an_hour_by_name(tries: Attempts) -> None:
    moments = [after(minutes=number // 5) for number in range(30)]
    assert [tries.take(HERE, "anna", each) for each in moments] == [0] * 30
    assert tries.take(HERE, "anna", after(minutes=30)) == HOUR
    assert tries.take(HERE, "anna", after(minutes=60)) == 0


def test_who_waits_is_not_counted_on(tries: Attempts) -> None:
    for _ in range(5):
        tries.take(HERE, "anna", NOW)
    before = rows(tries)
    for second in range(50):
        assert tries.take(HERE, "anna", after(seconds=second)) == MINUTE
    assert rows(tries) == before


def test_right_one_does_not_count(tries: Attempts) -> None:
    for _ in range(40):
        assert tries.take(HERE, "anna", NOW) == 0
        tries.undo(HERE, "anna", NOW)
    tries.undo(HERE, "anna", NOW)
    assert [row[3] for row in rows(tries) if len(row) == 4] == [0, 0]


def test_many_at_once_let_no_more_through(tries: Attempts) -> None:
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda number: tries.take(f"192.0.2.{number}", "anna", NOW),
                             range(16)))
    assert sorted(done) == [0] * 5 + [MINUTE] * 11


def test_nothing_typed_and_no_address_is_kept(tries: Attempts) -> None:
    tries.take(HERE, "Passwort statt Name", NOW)
    tries.take(THERE, "anna", NOW)
    held = str(rows(tries)).casefold()
    for each in (HERE, THERE, "passwort", "anna", "203.0", "2001:db8"):
        assert each not in held
    assert {(row[0], len(str(row[1]))) for row in rows(tries) if len(row) == 4} == {
        ("address", 3), ("name", 4)}


def test_key_even_known_leaves_a_million_addresses(tries: Attempts) -> None:
    """The letters are as many as the promise in store/attempts.py and docs/privacy.md needs."""
    tries.take(HERE, "anna", NOW)
    tags = {str(row[0]): len(str(row[1])) for row in rows(tries) if len(row) == 4}
    assert 2 ** 32 // 16 ** tags["address"] == 1_048_576
    assert 16 ** tags["name"] == 65_536


def test_next_day_has_another_key_and_nothing_from_before(tries: Attempts) -> None:
    tries.take(HERE, "anna", NOW)
    before = rows(tries)
    tries.take(HERE, "anna", after(days=1))
    found = rows(tries)
    assert len(found) == len(before) == 3
    assert not set(found) & set(before)
    assert not {row[1] for row in found} & {row[1] for row in before}


def test_clock_of_another_worker_that_is_behind_deletes_nothing_of_today(tries: Attempts) -> None:
    midnight = datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC)
    for _ in range(5):
        assert tries.take(HERE, "anna", midnight) == 0
    assert tries.take(HERE, "anna", midnight - datetime.timedelta(seconds=1)) == 0
    assert tries.take(HERE, "anna", midnight) == MINUTE


def test_what_counts_no_more_is_deleted(tries: Attempts) -> None:
    tries.take(HERE, "anna", NOW)
    assert tries.forget(after(minutes=59)) == 0
    assert tries.forget(after(hours=1)) == 2
    assert tries.forget(after(days=1)) == 1
    assert rows(tries) == []


def test_database_that_is_gone_says_so(tmp_path: Path) -> None:
    tries = Attempts(f"sqlite:///{tmp_path / 'none' / 'laufmappe.sqlite'}")
    for ask in (tries.take, tries.undo):
        with pytest.raises(StoreError):
            ask(HERE, "anna", NOW)
