"""All that the database holds, written to a file and read back, from either kind into either.

Sessions are left out: whoever signed out since, or was signed out, would be in again, and whoever
gets hold of an old file shall find nobody signed in. After a restore all staff sign in anew.
Refused attempts to sign in and their keys are left out too: they shall be gone after a day.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby, islice
from operator import itemgetter
from typing import IO, Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    String,
    Table,
    collate,
    func,
    insert,
    inspect,
    literal,
    select,
)
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from laufmappe.store import migrate
from laufmappe.store.database import StoreError, file_of
from laufmappe.store.portable import BackupError, Rows, Writer, rows, step_in
from laufmappe.store.tables import attempts, metadata, salts, sessions

AT_ONCE = 500
LEFT_OUT = frozenset({sessions.name, attempts.name, salts.name})
NOT_OURS = ("In der Datenbank sind Tabellen, die nicht von Laufmappe sind oder von einer neueren "
            "Laufmappe.")


def save(engine: Engine, out: IO[bytes]) -> int:
    """Write all rows as they are at one moment; return how many. Raises StoreError.

    The tables may be older than this program: a backup comes before their next step.
    """
    file = file_of(engine.url)
    if file and not file.exists():
        raise StoreError("Es gibt noch keine Datenbank.")
    with _answering(), _snapshot(engine) as connection:
        step = migrate.step_of(connection)
        if step not in migrate.steps():
            raise StoreError(NOT_OURS if step else "In der Datenbank ist noch nichts.")
        writer = Writer(out, step)
        for table in _tables(step):
            order = [_alike(connection, each) for each in table.primary_key]
            for row in connection.execute(select(table).order_by(*order),
                                          execution_options={"yield_per": AT_ONCE}):
                writer.add(table, row._asdict())
        writer.end()
        return writer.rows


def restore(engine: Engine, source: IO[bytes], *, replace: bool = False) -> int:
    """Read a backup into an empty database, or in place of what is there; return how many rows.

    Tables of an older step are filled as they were and then brought up to date. All or nothing:
    raises BackupError for a damaged file, before the database is touched, or StoreError.
    What was over by now is back with the rest: whoever calls this deletes it.
    """
    step = step_in(source, migrate.steps())
    tables = _tables(step)
    begun = source.tell()
    for _row in rows(source, step, tables):
        pass
    source.seek(begun)
    with _answering(), _alone(engine) as connection:
        _make_room(connection, replace)
        migrate.upgrade(connection, step)
        read = _fill(connection, rows(source, step, tables))
        _count_on(connection, tables)
        migrate.upgrade(connection)
        return read


def _tables(step: str) -> list[Table]:
    return [each for each in migrate.tables_at(step) if each.name not in LEFT_OUT]


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        raise StoreError(f"Die Datenbank antwortet nicht ({type(error).__name__})") from None


@contextmanager
def _snapshot(engine: Engine) -> Iterator[Connection]:
    """Read as of one moment, while others go on writing."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        else:
            connection.execution_options(isolation_level="REPEATABLE READ",
                                         postgresql_readonly=True)
            _patient(connection)
        yield connection


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """Write in one transaction, which includes the making of tables."""
    migrate.make_file(engine)
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            _patient(connection)
        yield connection


def _patient(connection: Connection) -> None:
    """Lift the time limit of pages: reading a whole table may take longer."""
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")


def _alike(connection: Connection, column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Order texts by their characters' numbers on PostgreSQL too, whatever its language."""
    if connection.dialect.name == "postgresql" and isinstance(column.type, String):
        return collate(column, "C")
    return column


def _make_room(connection: Connection, replace: bool) -> None:
    there = [metadata.tables[name] for name in inspect(connection).get_table_names()
             if name in metadata.tables]
    if there and migrate.step_of(connection) not in migrate.steps():
        raise StoreError(NOT_OURS)
    if there and connection.dialect.name == "postgresql":
        names = ", ".join(each.name for each in there)
        connection.exec_driver_sql(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE")
    full = any(connection.execute(select(literal(1)).select_from(each).limit(1)).first()
               for each in there)
    if full and not replace:
        raise StoreError("Die Datenbank ist nicht leer. Mit --replace wird ersetzt, was darin ist.")
    migrate.downgrade(connection)


def _fill(connection: Connection, found: Rows) -> int:
    read = 0
    for table, group in groupby(found, itemgetter(1)):
        while part := list(islice(group, AT_ONCE)):
            try:
                connection.execute(insert(table), [values for _, _, values in part])
            except IntegrityError:
                raise BackupError(part[0][0], f"von hier bis Zeile {part[-1][0]} widersprechen "
                                  "sich Zeilen") from None
            read += len(part)
    return read


def _count_on(connection: Connection, tables: list[Table]) -> None:
    """Let PostgreSQL number new rows after those that were read; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        column = table.autoincrement_column
        row = column is not None and connection.execute(select(
            func.pg_get_serial_sequence(table.name, column.name), func.max(column))).first()
        if row and all(row):
            connection.execute(select(func.setval(*row)))
