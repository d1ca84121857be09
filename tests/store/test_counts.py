"""Counts by month, the same on SQLite and PostgreSQL: none lost, none to be joined."""

import datetime
import itertools
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, inspect, select, text

from laufmappe.domain.suppress import Hidden
from laufmappe.store.counts import Counts, Pair, before, count
from laufmappe.store.database import StoreError
from laufmappe.store.migrate import EMPTY, migrate
from laufmappe.store.tables import counts

MONTH = "2026-10"
ONE = [("office", "mbe"), ("language", "ar"), ("need", "german"), ("station", "17")]
OTHER = [("office", "jobcenter"), ("language", "uk"), ("need", "work"), ("station", "4")]


@pytest.fixture
def kept(address: str) -> Iterator[Counts]:
    """Return the counters of a fresh database."""
    found = Counts(address)
    migrate(found.engine)
    yield found
    migrate(found.engine, EMPTY)
    found.engine.dispose()


def rows(kept: Counts) -> dict[tuple[str, str, str], int]:
    """Return every counter as it stands in the table."""
    with kept.engine.connect() as connection:
        return {(month, kind, key): number
                for month, kind, key, number in connection.execute(select(counts))}


def lying(kept: Counts) -> list[tuple[Any, ...]]:
    """Return the rows in the order in which they lie, with what is remembered of their writing.

    A transaction is named by its place among those seen: its number alone says nothing.
    """
    query = {"sqlite": "SELECT kind, key, count, 0 FROM counts ORDER BY rowid",
             "postgresql": "SELECT kind, key, count, xmin::text FROM counts ORDER BY ctid"}
    with kept.engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(query[kept.engine.dialect.name]))]
    written = sorted({row[-1] for row in found})
    return [(*row[:-1], written.index(row[-1])) for row in found]


def test_each_pair_is_counted_in_its_month(kept: Counts) -> None:
    assert kept.add(MONTH, ONE)
    assert kept.add(MONTH, [("need", "german"), ("need", "work"), ("need", "work")])
    assert kept.add("2026-11", [("need", "german")])
    assert kept.add(MONTH, [])
    assert rows(kept) == {
        (MONTH, "office", "mbe"): 1, (MONTH, "language", "ar"): 1, (MONTH, "station", "17"): 1,
        (MONTH, "need", "german"): 2, (MONTH, "need", "work"): 2, ("2026-11", "need", "german"): 1}


def test_added_together_or_not_at_all(kept: Counts) -> None:
    kept.add(MONTH, ONE)
    before = rows(kept)
    with kept.engine.connect() as connection:
        count(connection, MONTH, OTHER)
        connection.rollback()
    assert rows(kept) == before


def test_at_once_none_is_lost(kept: Counts) -> None:
    kinds = [ONE, OTHER, [*ONE, *OTHER], [*reversed(ONE)]]
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda at: kept.add(MONTH, kinds[at % 4]), range(80)))
    assert done == [True] * 80
    assert rows(kept) == {(MONTH, *pair): number for pairs, number in ((ONE, 60), (OTHER, 40))
                          for pair in pairs}


WORLDS: list[list[list[Pair]]] = [
    [[("language", language), ("need", need), ("office", office)]
     for language, need, office in zip(("ar", "uk", "tr"), needs, offices, strict=True)]
    for needs in itertools.permutations(("german", "work", "housing"))
    for offices in (("mbe", "jobcenter", "jmd"), ("jmd", "mbe", "jobcenter"))]


def test_nothing_tells_which_need_went_with_which_language(kept: Counts) -> None:
    seen = []
    for world in WORLDS:
        for order in itertools.permutations(world):
            with kept.engine.begin() as connection:
                connection.execute(delete(counts))
            for mappe in order:
                kept.add(MONTH, mappe)
            seen.append(lying(kept))
    assert [each for each in seen if each != seen[0]] == []
    assert len(seen[0]) == 9


def test_rows_of_a_month_look_written_at_once(kept: Counts) -> None:
    for number in range(30):
        kept.add(MONTH, [("language", f"l{number * 7 % 30}"), ("need", f"n{number * 11 % 30}")])
        kept.add("2026-11", [("office", f"o{number * 13 % 30}")])
    found = [row for row in lying(kept) if row[0] != "office"]
    assert found == sorted(found)
    assert len({row[-1] for row in found}) == 1


def test_no_column_says_who_or_when(kept: Counts) -> None:
    columns = [each["name"] for each in inspect(kept.engine).get_columns("counts")]
    assert columns == ["month", "kind", "key", "count"]


def test_database_not_there_takes_nothing(tmp_path: Path) -> None:
    for address in (f"sqlite:///{tmp_path / 'fort' / 'x.sqlite'}",
                    "postgresql://nobody:geheim@127.0.0.1:1/nichts"):
        assert Counts(address).add(MONTH, ONE) is False
    assert not (tmp_path / "fort").exists()


TODAY = datetime.date(2026, 11, 20)
MAPPE = [("office", "mbe"), ("language", "ar"), ("need", "german"), ("station", "17")]


def test_published_are_the_twelve_months_that_are_over(kept: Counts) -> None:
    assert before(datetime.date(2026, 1, 1)) == (
        "2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06", "2025-07", "2025-08",
        "2025-09", "2025-10", "2025-11", "2025-12")
    for month in ("2025-10", "2025-11", "2026-10", "2026-11"):
        kept.add(month, [("issued", "mbe")] * 12)
    found = kept.published("issued", TODAY)
    assert (found.kind, found.months) == ("issued", before(TODAY))
    assert found.rows == {"mbe": (12, *[0] * 10, 12)}
    assert kept.published("redeemed", TODAY).rows == {}


def test_published_holds_back_small_numbers_and_what_tells_them(kept: Counts) -> None:
    kept.add(MONTH, MAPPE * 12)
    kept.add(MONTH, [("office", "mbe"), ("language", "uk"), ("need", "work"), ("station", "17")])
    kept.add(MONTH, [("referral", "sent"), *[("referral", "unserved"), ("unserved", "4:full")] * 9])
    last = {kind: {key: cells[-1] for key, cells in table.rows.items()}
            for kind, table in kept.tables(TODAY).items()}
    assert last == {
        "office": {"mbe": Hidden.HELD}, "language": {"ar": 12, "uk": Hidden.SMALL},
        "need": {"german": 12, "work": Hidden.SMALL}, "station": {"17": Hidden.HELD},
        "referral": {"sent": Hidden.SMALL, "unserved": Hidden.SMALL},
        "unserved": {"4:full": Hidden.SMALL}, "issued": {}, "redeemed": {}}


def test_published_database_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        Counts(f"sqlite:///{tmp_path / 'fort' / 'x.sqlite'}").published("need", TODAY)
