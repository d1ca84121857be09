"""How often in a month, by one key only: no row can be joined with another (decision 32).

A Mappe adds to several rows at once. So that nothing in the database says which rows belonged to
one Mappe, each addition writes all rows of its month anew, sorted, in one transaction: on SQLite
the order of rows (rowid), on PostgreSQL place and transaction (ctid, xmin) are then those of the
whole month. There is no time and no id. Who may read the tables of the database again and again
while the desk works sees what each print adds; nobody but the service may.
"""

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Connection, Engine, delete, insert, text
from sqlalchemy.exc import SQLAlchemyError

from laufmappe.store.database import connect
from laufmappe.store.tables import counts

Pair = tuple[str, str]
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
