"""Refused attempts to sign in, counted for all workers and through restarts.

Nothing that was typed and no address is kept: a row counts under a few letters of a keyed hash.
The key is a random one of the day, deleted with it. It lies in the same database, where all workers
find it; so the letters are so few that, even with the key, each stands for about a million
addresses of IPv4, and for one in 65,536 of all names or whatever else was typed as a name.
"""

import datetime
import hashlib
import hmac
import secrets
from typing import Any

from sqlalchemy import Connection, and_, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from laufmappe.store.database import Store
from laufmappe.store.tables import attempts, salts

SLOT = 10
MINUTE, HOUR = 60, 3600
ADDRESS, NAME = "address", "name"
LETTERS = {ADDRESS: 3, NAME: 4}
MOST = {ADDRESS: {MINUTE: 20}, NAME: {MINUTE: 5, HOUR: 30}}
"""How many refused ones are taken in so many seconds; the time is counted in slots of ten."""

INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class _Over(Exception):  # noqa: N818  ends the transaction that counted
    """There were too many."""


class Attempts(Store):
    """The counters of a database; where it does not answer, all raise StoreError."""

    def take(self, address: str, name: str, now: datetime.datetime) -> int:
        """Count an attempt before it is looked at; return 0, or how many seconds to wait.

        So that many at once do not get through together, each counts as refused until `undo`.
        One that has to wait is not counted. `name`: "" where none is typed.
        """
        slot = _slot(now)
        try:
            with self._open() as connection:
                salt = self._salt(connection, now)
                waits = [self._count(connection, kind, _tag(salt, kind, text), slot)
                         for kind, text in _keys(address, name)]
                if any(waits):
                    raise _Over
        except _Over:
            return max(waits)
        return 0

    def undo(self, address: str, name: str, now: datetime.datetime) -> None:
        """Take back what `take` counted at this moment: the attempt was no wrong one."""
        with self._open() as connection:
            salt = self._salt(connection, now)
            for kind, text in _keys(address, name):
                connection.execute(update(attempts).where(
                    _row(kind, _tag(salt, kind, text), _slot(now)), attempts.c.count > 0).values(
                    count=attempts.c.count - 1))

    def forget(self, now: datetime.datetime) -> int:
        """Delete what counts no more, and the keys of other days; return how many rows."""
        with self._open() as connection:
            old = connection.execute(delete(attempts).where(
                attempts.c.slot <= _slot(now) - HOUR // SLOT))
            keys = connection.execute(delete(salts).where(salts.c.day < _day(now)))
            return old.rowcount + keys.rowcount

    def _count(self, connection: Connection, kind: str, tag: str, slot: int) -> int:
        """Count one more; return how long to wait where that is too many, else 0."""
        connection.execute(INSERTS[self.engine.dialect.name](attempts).values(
            kind=kind, tag=tag, slot=slot, count=1).on_conflict_do_update(
            index_elements=["kind", "tag", "slot"], set_={"count": attempts.c.count + 1}))
        over = [seconds for seconds, most in MOST[kind].items() if (connection.execute(
            select(func.sum(attempts.c.count)).where(
                attempts.c.kind == kind, attempts.c.tag == tag,
                attempts.c.slot > slot - seconds // SLOT)).scalar() or 0) > most]
        return max(over, default=0)

    def _salt(self, connection: Connection, now: datetime.datetime) -> bytes:
        """Return the key of the day; the first of a day makes it and deletes all from before."""
        day = _day(now)
        made = connection.execute(INSERTS[self.engine.dialect.name](salts).values(
            day=day, salt=secrets.token_hex(32)).on_conflict_do_nothing().returning(salts.c.day))
        if made.first():
            connection.execute(delete(salts).where(salts.c.day < day))
            connection.execute(delete(attempts).where(attempts.c.slot < _slot(midnight(day))))
        return bytes.fromhex(connection.execute(
            select(salts.c.salt).where(salts.c.day == day)).scalar_one())


def _keys(address: str, name: str) -> list[tuple[str, str]]:
    plain = name.strip().casefold()
    return [(ADDRESS, address), *([(NAME, plain)] if plain else [])]


def _row(kind: str, tag: str, slot: int) -> Any:
    return and_(attempts.c.kind == kind, attempts.c.tag == tag, attempts.c.slot == slot)


def _tag(salt: bytes, kind: str, text: str) -> str:
    digest = hmac.new(salt, f"{kind} {text}".encode(), hashlib.sha256).hexdigest()
    return digest[:LETTERS[kind]]


def _slot(now: datetime.datetime) -> int:
    return int(now.timestamp()) // SLOT


def midnight(day: datetime.date) -> datetime.datetime:
    """Return when a day begins for keys and counts: in UTC, so that it is the same everywhere."""
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)


def _day(now: datetime.datetime) -> datetime.date:
    return now.astimezone(datetime.UTC).date()
