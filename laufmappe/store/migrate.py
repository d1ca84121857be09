"""Brings the tables of a database up to date, step by step. Only commands import it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from laufmappe.store.database import StoreError, file_of

MIGRATIONS = Path(__file__).parent / "migrations"
EMPTY = "base"


def migrate(engine: Engine, to: str = "head") -> None:
    """Go to the newest step, or back `to` an earlier one; raises StoreError."""
    file = file_of(engine.url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    try:
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
            if not file.exists():
                file.touch(0o600)  # it holds secrets of staff; SQLite gives -wal the same rights
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            if to == "head":
                command.upgrade(config, to)
            else:
                command.downgrade(config, to)
    except (SQLAlchemyError, OSError) as error:
        raise StoreError(f"Die Datenbank antwortet nicht ({type(error).__name__})") from None
