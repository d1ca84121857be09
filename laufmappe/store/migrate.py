"""Brings the tables of a database up to date, step by step. Only commands import it."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, Table
from sqlalchemy.exc import SQLAlchemyError

from laufmappe.store.database import StoreError, connect, file_of

MIGRATIONS = Path(__file__).parent / "migrations"
EMPTY = "base"
NEWEST = "head"
OWN = "alembic_version"
"""The table in which the steps themselves write down how far they came."""


def migrate(engine: Engine, to: str = NEWEST) -> None:
    """Go to the newest step, or back `to` an earlier one; raises StoreError."""
    try:
        make_file(engine)
        with engine.begin() as connection:
            if to == NEWEST:
                upgrade(connection)
            else:
                downgrade(connection, to)
    except (SQLAlchemyError, OSError) as error:
        raise StoreError(f"Die Datenbank antwortet nicht ({type(error).__name__})") from None


def make_file(engine: Engine) -> None:
    """Make the file of an SQLite database that is not there yet, for its owner alone."""
    file = file_of(engine.url)
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            file.touch(0o600)  # it holds secrets of staff; SQLite gives -wal the same rights


def upgrade(connection: Connection, to: str = NEWEST) -> None:
    """Go up, within the transaction of this connection."""
    command.upgrade(_config(connection), to)


def downgrade(connection: Connection, to: str = EMPTY) -> None:
    """Go back, within the transaction of this connection."""
    command.downgrade(_config(connection), to)


@cache
def steps() -> tuple[str, ...]:
    """Return every step there is, the newest first."""
    return tuple(each.revision for each in ScriptDirectory.from_config(_config()).walk_revisions())


def step_of(connection: Connection) -> str | None:
    """Return the step a database is at; None where none was made."""
    return MigrationContext.configure(connection).get_current_revision()


@cache
def tables_at(step: str) -> list[Table]:
    """Return the tables as they are at a step, those that others refer to first."""
    engine = connect("sqlite://")
    metadata = MetaData()
    with engine.begin() as connection:
        upgrade(connection, step)
        metadata.reflect(connection)
    metadata.remove(metadata.tables[OWN])
    for table in metadata.tables.values():
        for column in table.columns:
            column.type = column.type.as_generic()  # neither SQLite's nor PostgreSQL's own
    return metadata.sorted_tables


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
