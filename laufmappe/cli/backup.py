"""`laufmappe backup` and `laufmappe restore`: all of the database to a file and back."""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import IO

from laufmappe.cli import options as shared
from laufmappe.cli.staff import delete_over
from laufmappe.store import backup
from laufmappe.store.database import connect

PIPE = "-"


def add(commands: shared.Commands) -> None:
    """Add the commands."""
    for name, run, text in (
            ("backup", save, "die Datenbank in eine Datei sichern"),
            ("restore", read, "die Datenbank aus einer Sicherung wiederherstellen")):
        parser = commands.add_parser(name, help=text, description=text)
        parser.set_defaults(run=run)
        parser.add_argument("file", metavar="DATEI", help="Datei der Sicherung, - für die Pipe")
    parser.add_argument("--replace", action="store_true",
                        help="ersetzen, was in der Datenbank ist; ohne das nur in eine leere")


def save(options: argparse.Namespace) -> int:
    """Write a backup; return 0."""
    engine = connect(_address())
    if options.file == PIPE:
        told = backup.save(engine, sys.stdout.buffer)
    else:
        with _whole(Path(options.file)) as out:
            told = backup.save(engine, out)
    shared.note(f"Gesichert: {told} Zeilen")
    return shared.FINE


def read(options: argparse.Namespace) -> int:
    """Restore a backup and delete what was over since; return 0."""
    engine = connect(_address())
    with _source(options.file) as source:
        told = backup.restore(engine, source, replace=options.replace)
    shared.note(f"Wiederhergestellt: {told} Zeilen. Alle melden sich neu an.")
    shared.note(f"Davon abgelaufen und gleich gelöscht: {delete_over()}")
    return shared.FINE


def _address() -> str:
    address = shared.database()
    if not address:
        raise ValueError("Bitte die Datenbank angeben (LAUFMAPPE_DATABASE).")
    return address


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    """Write a file for its owner alone, which is there whole or not at all."""
    path = path.resolve()
    if path.exists() and not path.is_file():
        raise ValueError(f"{path} ist keine Datei.")
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as out:
        try:
            yield out.file
            out.flush()
            os.fsync(out.fileno())
            Path(out.name).replace(path)
        finally:
            Path(out.name).unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def _source(name: str) -> Iterator[IO[bytes]]:
    """Open a backup; what comes through a pipe is put aside first, for it is read twice."""
    if name != PIPE:
        with Path(name).open("rb") as source:
            yield source
        return
    with TemporaryFile() as aside:
        shutil.copyfileobj(sys.stdin.buffer, aside)
        aside.seek(0)
        yield aside
