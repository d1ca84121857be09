"""What was said to be written is there after whoever wrote it, or the server, was killed."""

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from writing import NOTES

from laufmappe.store.database import connect
from laufmappe.store.migrate import EMPTY, migrate
from laufmappe.store.tables import audit

PROGRAM = Path(__file__).parent / "writing.py"


@pytest.fixture
def engine(address: str) -> Iterator[Engine]:
    """Return a database with its tables."""
    found = connect(address)
    migrate(found)
    yield found
    migrate(found, EMPTY)
    found.dispose()


def begun(address: str) -> subprocess.Popen[str]:
    """Start to write notes."""
    return subprocess.Popen([sys.executable, PROGRAM, "notes", address],  # noqa: S603
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def seen(writer: subprocess.Popen[str], number: int) -> list[int]:
    """Wait until so many notes are said to be written."""
    assert writer.stdout
    return [int(writer.stdout.readline()) for _ in range(number)]


def rest(writer: subprocess.Popen[str]) -> list[int]:
    """Return what was still said before the end."""
    assert writer.stdout
    with writer.stdout as out:
        found = [int(line) for line in out if line.endswith("\n")]
    writer.wait(60)
    return found


def written(engine: Engine) -> list[int]:
    """Return the numbers of the notes that are there."""
    with engine.connect() as connection:
        return list(connection.execute(select(audit.c.account).order_by(audit.c.id)).scalars())


def moment(seed: int, writer: subprocess.Popen[str]) -> list[int]:
    """Wait for a moment in the middle, also of a write; return what was said before."""
    chance = random.Random(seed)  # noqa: S311
    said = seen(writer, chance.randrange(50, 300))
    time.sleep(chance.uniform(0, 0.03))
    sys.stdout.write(f"seed {seed}: killed after {len(said)} or some more\n")
    return said


@pytest.mark.parametrize("seed", range(3))
def test_every_note_that_was_said_is_there_after_kill_9(engine: Engine, address: str,
                                                        seed: int) -> None:
    writer = begun(address)
    said = moment(seed, writer)
    writer.kill()
    said += rest(writer)
    assert (writer.returncode, len(said) < NOTES) == (-9, True)
    found = written(engine)
    # One may be written and not yet said.
    assert (found[:len(said)], len(found) - len(said) in {0, 1}) == (said, True)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def test_every_note_that_was_said_is_there_after_the_server_crashed(
        postgres: str, crash: Callable[[], None]) -> None:
    engine = connect(postgres)
    migrate(engine)
    writer = begun(postgres)
    said = moment(7, writer)
    crash()
    said += rest(writer)
    assert len(said) < NOTES
    found = written(engine)
    migrate(engine, EMPTY)
    engine.dispose()
    assert writer.returncode == 1
    assert (found[:len(said)], len(found) - len(said) in {0, 1}) == (said, True)
