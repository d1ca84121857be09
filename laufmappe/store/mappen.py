"""Mappen that are kept: sealed, found by a hash of their code, deleted for good."""

import datetime
import hashlib
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from laufmappe.domain import token
from laufmappe.domain.mappe import KEPT
from laufmappe.store import seal, secret
from laufmappe.store.database import Store, StoreError
from laufmappe.store.tables import mappen

FIRST, LETTERS = "M", 16
NEW = 0


class Stale(ValueError):  # noqa: N818  reads as what it is
    """Somebody else has changed or deleted the Mappe since it was read."""


@dataclass(frozen=True)
class Kept:
    """A Mappe as it is kept. `version`: to hand back when it is changed; 0: not kept yet."""

    data: bytes
    version: int
    until: datetime.date


def new_code() -> str:
    """Return the code of a new Mappe, without spaces: a letter, 80 random bits, two to check."""
    return token.numbered(FIRST + secret.letters(LETTERS)).replace(" ", "")


def derived_code(*parts: str) -> str:
    """Return a code that nobody can guess who does not have all parts, of which one is a code."""
    number = int.from_bytes(hashlib.sha256("\0".join(parts).encode()).digest())
    letters = "".join(token.ALPHABET[number >> 5 * at & 31] for at in range(LETTERS))
    return token.numbered(FIRST + letters).replace(" ", "")


def plain(text: str) -> str:
    """Return a code as it is kept apart, however it was typed; raises TokenError."""
    found = token.unspoken(text, FIRST)
    if len(found) != len(FIRST) + LETTERS:
        raise token.TokenError("falsche Länge")
    return token.numbered(found).replace(" ", "")


class Mappen(Store):
    """The Mappen of a database; where it does not answer, all raise StoreError.

    `code`: as `plain` returns it.
    """

    def read(self, code: str, today: datetime.date) -> Kept | None:
        """Return the Mappe of this code; None where there is none or it is over."""
        with self._open() as connection:
            row = connection.execute(select(mappen).where(
                mappen.c.id == identity(code), mappen.c.until >= today)).first()
        try:
            return Kept(seal.unseal(code, row.sealed), row.version, row.until) if row else None
        except seal.SealError as error:
            raise StoreError(f"Eine Mappe {error}") from None

    def write(self, code: str, data: bytes, version: int, today: datetime.date) -> int:
        """Keep a Mappe for 180 days from now and return its new version.

        `version`: as it was read, NEW for one that is not kept yet. Raises Stale where it is
        another by now: then nothing is changed.
        """
        values = {"sealed": seal.close(code, data), "version": version + 1, "until": today + KEPT}
        try:
            with self._open() as connection:
                if version == NEW:
                    connection.execute(insert(mappen).values(id=identity(code), **values))
                elif connection.execute(update(mappen).where(
                        mappen.c.id == identity(code), mappen.c.version == version).values(
                        **values)).rowcount != 1:
                    raise Stale
        except IntegrityError:
            raise Stale from None
        return version + 1

    def delete(self, code: str) -> bool:
        """Delete a Mappe with all that hangs on it; False where there was none."""
        with self._open() as connection:
            found = connection.execute(delete(mappen).where(mappen.c.id == identity(code)))
        self._wipe()
        return found.rowcount == 1

    def forget(self, today: datetime.date) -> int:
        """Delete the Mappen that are over; return how many."""
        with self._open() as connection:
            found = connection.execute(delete(mappen).where(mappen.c.until < today))
        self._wipe()
        return found.rowcount

    def _wipe(self) -> None:
        """Let no copy of a deleted row stay: SQLite's log is emptied, PostgreSQL's room freed."""
        command = "PRAGMA wal_checkpoint(TRUNCATE)" if self.engine.dialect.name == "sqlite" \
            else "VACUUM mappen, referrals"
        try:
            with self.engine.connect().execution_options(
                    isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql(command)
        except SQLAlchemyError:
            return  # somebody is writing: the next one does it


def identity(code: str) -> str:
    """Return what stands for a code in the tables."""
    return secret.hashed(code)
