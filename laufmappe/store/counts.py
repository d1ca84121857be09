"""How often in a month, by one key only: no row can be joined with another (decision 32).

A Mappe adds to several rows at once. So that nothing in the database says which rows belonged to
one Mappe, each addition writes all rows of its month anew, sorted, in one transaction: on SQLite
the order of rows (rowid), on PostgreSQL place and transaction (ctid, xmin) are then those of the
whole month. There is no time and no id. Who may read the tables of the database again and again
while the desk works sees what each print adds; nobody but the service may.

Read it is only with small numbers held back (domain.suppress), and only months that are over: who
looked at a month twice could else see what was added in between.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, Engine, delete, insert, select, text
from sqlalchemy.exc import SQLAlchemyError

from laufmappe.domain.suppress import Cell, Group, Name, Table, suppress
from laufmappe.store.database import StoreError, connect
from laufmappe.store.tables import counts

Pair = tuple[str, str]
KINDS = ("office", "need", "language", "station", "referral", "unserved", "issued", "redeemed")
UNSERVED = ("referral", "unserved")
SHOWN = 12
ALONE = text("LOCK TABLE counts IN SHARE ROW EXCLUSIVE MODE")


class Counts:
    """The counters of a database, by month, kind and key. `where`: its address, or it itself."""

    def __init__(self, where: str | Engine) -> None:
        self.engine: Engine = connect(where) if isinstance(where, str) else where

    def add(self, month: str, pairs: Iterable[Pair]) -> bool:
        """Count each (kind, key) once more in a month ("2026-11"), all of them or none.

        False where the database did not take it.
        """
        try:
            with self.engine.begin() as connection:
                count(connection, month, pairs)
        except SQLAlchemyError:
            return False
        return True

    def published(self, kind: str, today: datetime.date) -> Table:
        """Return one table as it may be shown; raises StoreError."""
        return self.tables(today)[kind]

    def tables(self, today: datetime.date) -> dict[str, Table]:
        """Return every table as it may be shown: the twelve months before this one, by key.

        Raises StoreError.
        """
        months = before(today)
        try:
            with self.engine.connect() as connection:
                rows = connection.execute(select(counts).where(
                    counts.c.month.in_(months), counts.c.kind.in_(KINDS)))
                found = {(month, (kind, key)): number for month, kind, key, number in rows}
        except SQLAlchemyError as error:
            raise StoreError(f"Die Datenbank antwortet nicht ({type(error).__name__})") from None
        names = sorted({name for _, name in found})
        shown = {month: _shown(month, {name: found.get((month, name), 0) for name in names})
                 for month in months}
        return {kind: Table(kind, months, {
            key: tuple(shown[month][kind, key] for month in months)
            for each, key in names if each == kind}) for kind in KINDS}


def before(today: datetime.date) -> tuple[str, ...]:
    """Return the twelve months that are over, the oldest first: "2025-11" and so on."""
    last = today.year * 12 + today.month - 1
    return tuple(f"{at // 12}-{at % 12 + 1:02}" for at in range(last - SHOWN, last))


def _shown(month: str, cells: Mapping[Name, int]) -> dict[Name, Cell]:
    """Return the cells of one month as they may be shown, those with a common total together."""
    def of(kind: str) -> dict[Name, int]:
        return {name: number for name, number in cells.items() if name[0] == kind}

    unserved = {name: number for name, number in cells.items() if name == UNSERVED}
    alone = {name: number for name, number in cells.items()
             if name[0] in {"referral", "issued", "redeemed"} and name != UNSERVED}
    return {
        **suppress(month, [Group(of("language")), Group(of("office")),
                           Group(of("need"), parts=False), Group(of("station"), parts=False)]),
        **suppress(month, [Group(of("unserved")), Group(unserved)]),
        **suppress(month, [Group(alone)])}


def count(connection: Connection, month: str, pairs: Iterable[Pair]) -> None:
    """Count each (kind, key) once more, within a transaction that also does something else."""
    more = Counter(pairs)
    if not more:
        return
    if connection.dialect.name == "postgresql":
        connection.execute(ALONE)  # SQLite lets one write at a time anyway
    gone = connection.execute(delete(counts).where(counts.c.month == month).returning(
        counts.c.kind, counts.c.key, counts.c.count))
    for kind, key, number in gone:
        more[kind, key] += number
    connection.execute(insert(counts), [
        {"month": month, "kind": kind, "key": key, "count": number}
        for (kind, key), number in sorted(more.items())])
