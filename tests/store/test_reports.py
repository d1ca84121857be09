"""Reports in the database: counted, kept for 180 days, the same on SQLite and PostgreSQL."""

import datetime
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from laufmappe.domain.report import Report
from laufmappe.store.database import STEP, StoreError, connect, up_to_date
from laufmappe.store.migrate import EMPTY, migrate, steps
from laufmappe.store.reports import Reports
from laufmappe.store.tables import metadata

DAY = datetime.date(2026, 11, 20)


@pytest.fixture
def reports(address: str) -> Iterator[Reports]:
    """Return the counters of a fresh database."""
    found = Reports(address)
    migrate(found.engine)
    yield found
    migrate(found.engine, EMPTY)
    found.engine.dispose()


def test_reports_are_counted(reports: Reports) -> None:
    for service, kind, day in ((2, "phone", DAY), (1, "gone", DAY), (2, "phone", DAY),
                               (2, "phone", DAY + datetime.timedelta(1))):
        assert reports.add(service, kind, day)
    assert reports.all() == [
        Report(1, "gone", DAY, 1), Report(2, "phone", DAY, 2),
        Report(2, "phone", DAY + datetime.timedelta(1), 1)]


def test_reports_at_once_are_all_counted(reports: Reports) -> None:
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: reports.add(7, "hours", DAY), range(40)))
    assert (done, reports.all()) == ([True] * 40, [Report(7, "hours", DAY, 40)])


def test_reports_older_than_180_days_are_deleted(reports: Reports) -> None:
    for days in (181, 180, 0):
        reports.add(1, "phone", DAY - datetime.timedelta(days))
    assert [each.day for each in reports.all()] == [DAY - datetime.timedelta(180), DAY]


def test_reports_are_forgotten_unasked_too(reports: Reports) -> None:
    reports.add(1, "phone", DAY)
    assert reports.forget(DAY + datetime.timedelta(180)) == 0
    assert reports.forget(DAY + datetime.timedelta(181)) == 1
    assert reports.all() == []


def test_migrations_make_the_tables_of_today(reports: Reports) -> None:
    with reports.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_migrations_go_up_again_and_down_with_data(reports: Reports) -> None:
    reports.add(1, "phone", DAY)
    migrate(reports.engine)
    assert reports.all() == [Report(1, "phone", DAY, 1)]
    migrate(reports.engine, EMPTY)
    assert set(inspect(reports.engine).get_table_names()) <= {"alembic_version"}
    assert reports.add(1, "phone", DAY) is False
    migrate(reports.engine)
    assert reports.all() == []


def test_newest_step_is_known_without_alembic(reports: Reports) -> None:
    assert steps()[0] == STEP
    assert up_to_date(reports.engine)
    migrate(reports.engine, steps()[1])
    assert not up_to_date(reports.engine)
    migrate(reports.engine)
    assert up_to_date(reports.engine)


def test_asking_makes_no_database(tmp_path: Path) -> None:
    file = tmp_path / "new.sqlite"
    assert not up_to_date(connect(f"sqlite:///{file}"))
    assert not file.exists()
    file.write_bytes(b"no database at all")
    assert not up_to_date(connect(f"sqlite:///{file}"))


def test_database_not_there_takes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "fort"
    reports = Reports(f"sqlite:///{folder / 'x.sqlite'}")
    assert (reports.add(1, "phone", DAY), reports.all()) == (False, [])
    assert not folder.exists()
    gone = Reports("postgresql://nobody:geheim@127.0.0.1:1/nichts")
    assert gone.add(1, "phone", DAY) is False
    for action in (gone.all, lambda: migrate(gone.engine)):
        with pytest.raises(StoreError) as told:
            action()
        assert "geheim" not in str(told.value)


def test_database_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "laufmappe.sqlite"
    reports = Reports(f"sqlite:///{file}")
    migrate(reports.engine)
    kept = file.rename(tmp_path / "kept")
    assert reports.add(1, "phone", DAY) is False
    file.unlink(missing_ok=True)
    kept.rename(file)
    assert reports.add(1, "phone", DAY) is True
    assert reports.all() == [Report(1, "phone", DAY, 1)]


@pytest.mark.parametrize("address", ["mysql://x:geheim@y/z", "geheim", "sqlite+geheim:///x",
                                     "postgresql+psycopg2://x:geheim@y/z"])
def test_address_that_cannot_be_used(address: str) -> None:
    with pytest.raises(StoreError, match="LAUFMAPPE_DATABASE") as told:
        connect(address)
    assert "geheim" not in str(told.value)
    assert told.value.__suppress_context__


def test_no_column_says_who(reports: Reports) -> None:
    columns = [each["name"] for each in inspect(reports.engine).get_columns("reports")]
    assert columns == ["service", "kind", "day", "count"]
