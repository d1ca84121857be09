"""The database: opened so that a page waits for it two seconds at most."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    NullPool,
    create_engine,
    event,
    make_url,
    text,
)
from sqlalchemy.exc import ArgumentError, IntegrityError, NoSuchModuleError, SQLAlchemyError

STEP = "0005"
"""The newest of migrations/: where a database is there, alembic need not be loaded."""
SECONDS = 2
WAITS: dict[str, dict[str, Any]] = {
    # A file is opened anew each time: a moved or replaced one is noticed.
    "sqlite": {"poolclass": NullPool, "connect_args": {"timeout": SECONDS}},
    "postgresql": {"pool_pre_ping": True, "pool_timeout": SECONDS, "connect_args": {
        "connect_timeout": SECONDS,
        "options": f"-c statement_timeout={SECONDS}000 -c lock_timeout={SECONDS}000"}},
}


class StoreError(ValueError):
    """The address of the database cannot be used, or the database does not answer."""


def connect(address: str) -> Engine:
    """Return the database at this SQLAlchemy address; nothing is opened yet.

    Raises StoreError, which never repeats the address: it may hold a password.
    """
    try:
        url = make_url(address)
        engine = create_engine(url, **WAITS[url.get_backend_name()])
    except KeyError:
        raise StoreError("LAUFMAPPE_DATABASE: nur sqlite und postgresql gehen") from None
    except (ArgumentError, NoSuchModuleError):
        raise StoreError("LAUFMAPPE_DATABASE: bitte eine Adresse wie "
                         "sqlite:///var/laufmappe.sqlite angeben, oder none") from None
    except ModuleNotFoundError:
        raise StoreError("LAUFMAPPE_DATABASE: für PostgreSQL fehlt das Paket psycopg "
                         "(pip install laufmappe[postgres])") from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
    return engine


class Store:
    """What is kept in a database; where it does not answer, all raise StoreError."""

    def __init__(self, address: str) -> None:
        self.engine: Engine = connect(address)

    @contextmanager
    def _open(self) -> Iterator[Connection]:
        """Give a transaction. What breaks a rule of the tables is for the caller to catch."""
        try:
            with self.engine.begin() as connection:
                yield connection
        except IntegrityError:
            raise
        except SQLAlchemyError as error:
            raise StoreError(f"Die Datenbank antwortet nicht ({type(error).__name__})") from None


def _prepare(connection: Any, _record: object) -> None:
    """Let readers and a writer work at once; keep references; overwrite what is deleted.

    What was acknowledged is kept through a loss of power too (synchronous=FULL; for kill -9 NORMAL
    would do). That is one fsync a write, 4 ms where the file stays open; here it is closed after
    each, which syncs anyway: a note of staff took 19 ms with NORMAL, 24 ms with FULL (medians of
    500, on a busy small cloud machine, between whose runs lay more than that).
    """
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def file_of(url: URL) -> Path | None:
    """Return the file of an SQLite database; None for a server or for memory."""
    named = url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:"
    return Path(str(url.database)) if named else None


def up_to_date(engine: Engine) -> bool:
    """Say whether a database is at the newest step; False too where it does not answer."""
    file = file_of(engine.url)
    if file and not file.exists():  # asking would make it
        return False
    try:
        with engine.connect() as connection:
            return bool(connection.scalar(text("SELECT version_num FROM alembic_version")) == STEP)
    except SQLAlchemyError:
        return False
