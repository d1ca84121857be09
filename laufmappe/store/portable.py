"""The form of a backup: a line of JSON for each row, the same from every kind of database.

The first line tells the format and the step of the tables, the last one the number of rows and a
checksum of all before it. Each row stands in the one way in which it can be written.
"""

import base64
import datetime
import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

from sqlalchemy import BigInteger, Column, String, Table

FORMAT = 1
LONGEST = 10_000_000
"""No line has more bytes: a file that is no backup is not read into memory whole."""

KINDS = (bool, int, str)
Rows = Iterator[tuple[int, Table, dict[str, Any]]]


class BackupError(ValueError):
    """A file is no backup, or not whole; tells the line."""

    def __init__(self, number: int, text: str) -> None:
        super().__init__(f"Sicherung, Zeile {number}: {text}. Es wurde nichts geändert.")


class Writer:
    """Writes a backup to a stream of bytes."""

    def __init__(self, out: IO[bytes], step: str) -> None:
        self.rows = 0
        self._out = out
        self._sum = hashlib.sha256()
        self._put({"backup": "laufmappe", "format": FORMAT, "step": step})

    def _put(self, value: object) -> None:
        line = _line(value)
        self._sum.update(line)
        self._out.write(line)

    def add(self, table: Table, row: Mapping[str, Any]) -> None:
        """Write one row."""
        self._put([table.name, {name: _plain(value) for name, value in row.items()}])
        self.rows += 1

    def end(self) -> None:
        """Write the last line."""
        self._put({"rows": self.rows, "sha256": self._sum.hexdigest()})
        self._out.flush()


def step_in(source: IO[bytes], known: Collection[str]) -> str:
    """Read the first line and return the step of the tables; raises BackupError."""
    head = _value(source.readline(LONGEST))
    if not isinstance(head, dict) or head.get("backup") != "laufmappe":
        raise BackupError(1, "das ist keine Sicherung von Laufmappe")
    if head.get("format") != FORMAT:
        raise BackupError(1, f"dieses Programm liest Format {FORMAT}, die Datei hat ein anderes")
    if head.get("step") not in known:
        raise BackupError(1, "die Tabellen sind von einem neueren Programm")
    return str(head["step"])


def rows(source: IO[bytes], step: str, tables: list[Table]) -> Rows:
    """Yield line, table and values of each row after the first line; raises BackupError.

    Whoever stops before the end does not know whether the file is whole.
    """
    check = _Check(tables)
    found = hashlib.sha256(_line({"backup": "laufmappe", "format": FORMAT, "step": step}))
    number = 1
    while line := source.readline(LONGEST):
        number += 1
        value = _value(line)
        if isinstance(value, dict):
            if value != {"rows": number - 2, "sha256": found.hexdigest()}:
                raise BackupError(number, "die Prüfsumme stimmt nicht, davor wurde etwas geändert")
            if source.read(1):
                raise BackupError(number + 1, "nach dem Ende steht noch etwas")
            return
        table, values = check.row(number, value)
        if _line([table.name, {name: _plain(each) for name, each in values.items()}]) != line:
            raise BackupError(number, "so schreibt Laufmappe diese Zeile nicht")
        found.update(line)
        yield number, table, values
    raise BackupError(number + 1, "die Datei ist abgeschnitten")


class _Check:
    """Remembers what came before a row: the order of rows, and what rows may refer to."""

    def __init__(self, tables: list[Table]) -> None:
        self._order = {table.name: place for place, table in enumerate(tables)}
        self._tables = {table.name: table for table in tables}
        self._last: tuple[Any, ...] = (-1,)
        self._there: dict[Column[Any], set[Any]] = {
            key.column: set() for table in tables for key in table.foreign_keys}

    def row(self, number: int, value: Any) -> tuple[Table, dict[str, Any]]:
        match value:
            case [str(name), dict(plain)]:
                table = self._tables.get(name)
            case _:
                raise BackupError(number, "unlesbar oder abgeschnitten")
        if table is None:
            raise BackupError(number, f"die Tabelle „{name[:60]}“ gibt es nicht")
        values = _values(number, table, plain)
        place = (self._order[name], *(values[each.name] for each in table.primary_key))
        if place <= self._last:
            raise BackupError(number, "steht zweimal da oder nicht an ihrer Stelle")
        self._last = place
        self._refer(number, table, values)
        return table, values

    def _refer(self, number: int, table: Table, values: dict[str, Any]) -> None:
        for column in table.columns:
            if column in self._there:
                self._there[column].add(values[column.name])
            for key in column.foreign_keys:
                value = values[column.name]
                if value is not None and value not in self._there[key.column]:
                    raise BackupError(number, f"„{column.name}“ zeigt auf eine Zeile, die fehlt")


def _values(number: int, table: Table, plain: dict[str, Any]) -> dict[str, Any]:
    wanted = {column.name for column in table.columns}
    for name in sorted(wanted ^ plain.keys()):
        told = "fehlt" if name in wanted else "gibt es nicht"
        raise BackupError(number, f"die Spalte „{name[:60]}“ von {table.name} {told}")
    try:
        return {each.name: _read(each, plain[each.name]) for each in table.columns}
    except ValueError as error:
        raise BackupError(number, f"in {error} von {table.name} steht etwas Falsches") from None


def _read(column: Column[Any], plain: Any) -> Any:
    """Return the value of a column; raises ValueError with the name of the column."""
    if plain is None and column.nullable:
        return None
    kind = column.type.python_type
    if type(plain) is not (kind if kind in KINDS else str):
        raise ValueError(column.name)
    try:
        value = _parsed(kind, plain)
    except ValueError:
        raise ValueError(column.name) from None
    if not _fits(column, value):
        raise ValueError(column.name)
    return value


def _parsed(kind: type, plain: Any) -> Any:
    if kind is datetime.datetime:
        return datetime.datetime.fromisoformat(plain)
    if kind is datetime.date:
        return datetime.date.fromisoformat(plain)
    return base64.b64decode(plain, validate=True) if kind is bytes else plain


def _fits(column: Column[Any], value: Any) -> bool:
    """Say whether both kinds of database can hold this value in this column."""
    if isinstance(value, datetime.datetime):
        return value.tzinfo is None
    if isinstance(value, int):
        bits = 63 if isinstance(column.type, BigInteger) else 31
        return -1 << bits <= value < 1 << bits
    if isinstance(value, str) and isinstance(column.type, String):
        return "\0" not in value and len(value) <= (column.type.length or LONGEST)
    return True


def _line(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode("utf-8", "replace")


def _value(line: bytes) -> Any:
    """Return what a line says; None where it is no JSON or has no end."""
    try:
        return json.loads(line.decode()) if line.endswith(b"\n") else None
    except (ValueError, RecursionError):
        return None


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value
