"""Sessions of staff: begin, go on, prove anew who one is, end. Times are handed in."""

import datetime
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from laufmappe.domain.account import Account
from laufmappe.store import secret
from laufmappe.store.database import Store
from laufmappe.store.tables import accounts, recovery, sessions

IDLE = datetime.timedelta(minutes=30)
ABSOLUTE = datetime.timedelta(hours=10)
PROVEN = datetime.timedelta(minutes=10)
"""How long a proof of who one is holds for what is asked for again (web/desk/again.py)."""

NOTED = datetime.timedelta(minutes=1)
"""A session's last use is written at most so often."""

HANDLE = 16


@dataclass(frozen=True)
class _Stranger:
    """Stands where there is no account, or the password is wrong: no code fits."""

    id: int = 0
    secret: str | None = None
    step: int = 0
    password: str | None = None


STRANGER = _Stranger()


@dataclass(frozen=True)
class Session:
    """A session of somebody, without what opens it. `own`: the one that asks."""

    handle: str
    begun: datetime.datetime
    seen: datetime.datetime
    own: bool


def naive(now: datetime.datetime) -> datetime.datetime:
    """Return a moment as the tables hold it: UTC without a zone."""
    return now.astimezone(datetime.UTC).replace(tzinfo=None)


class Sessions(Store):
    """Sessions in a database; where it does not answer, all raise StoreError."""

    def prove(self, session: str, code: str, now: datetime.datetime) -> str | None:
        """Use up a code of whoever is signed in; return the new id of the session, None if wrong.

        The old id ends with it (ASVS 7.2.4).
        """
        found, kept, moment = secret.session_id(), secret.hashed(session), naive(now)
        with self._open() as connection:
            row = _alive(connection, kept, moment)
            if row is None or not self._coded(connection, row, code, now):
                return None
            moved = connection.execute(update(sessions).where(sessions.c.id == kept).values(
                id=secret.hashed(found), proven=moment, seen=moment))
            return found if moved.rowcount == 1 else None

    def fresh(self, session: str, now: datetime.datetime) -> bool:
        """Say whether whoever is signed in proved it within the last ten minutes."""
        moment = naive(now)
        with self._open() as connection:
            row = _alive(connection, secret.hashed(session), moment)
            return row is not None and row.proven is not None and row.proven > moment - PROVEN

    def _coded(self, connection: Connection, row: Any, code: str,
               now: datetime.datetime) -> bool:
        """Use up a one-time code or a recovery code; False where it is neither."""
        plain = code.replace(" ", "")
        step = secret.step_of(row.secret, plain, int(now.timestamp()), row.step)
        if step is not None:
            return connection.execute(update(accounts).where(
                accounts.c.id == row.id, accounts.c.step < step, accounts.c.locked.is_(False),
                accounts.c.password == row.password).values(step=step)).rowcount == 1
        return connection.execute(delete(recovery).where(
            recovery.c.account == row.id, recovery.c.code == secret.typed(code))).rowcount == 1

    def account(self, session: str, now: datetime.datetime) -> Account | None:
        """Return whose session this is, if it goes on; notes that it was used."""
        moment = naive(now)
        with self._open() as connection:
            row = _alive(connection, secret.hashed(session), moment)
            if row is None:
                return None
            if moment - row.seen > NOTED:
                connection.execute(update(sessions).where(
                    sessions.c.id == secret.hashed(session)).values(seen=moment))
            return account_of(row)

    def sign_out(self, session: str) -> None:
        """End a session."""
        self.end(secret.hashed(session))

    def end(self, kept: str) -> None:
        """End the session of which this is kept."""
        with self._open() as connection:
            connection.execute(delete(sessions).where(sessions.c.id == kept))

    def mine(self, session: str, now: datetime.datetime) -> list[Session]:
        """Return the sessions of whoever is signed in that go on, newest first; times in UTC."""
        kept, moment = secret.hashed(session), naive(now)
        with self._open() as connection:
            row = _alive(connection, kept, moment)
            return [] if row is None else [
                Session(each.id[:HANDLE], each.begun.replace(tzinfo=datetime.UTC),
                        each.seen.replace(tzinfo=datetime.UTC), each.id == kept)
                for each in connection.execute(select(sessions).where(
                    sessions.c.account == row.id, sessions.c.seen > moment - IDLE,
                    sessions.c.begun > moment - ABSOLUTE).order_by(sessions.c.begun.desc()))]

    def end_of(self, account: int, but: str, handle: str = "") -> int:
        """End the sessions of an account, or the one with this handle; return how many.

        `but`: the session that goes on in any case.
        """
        with self._open() as connection:
            return connection.execute(delete(sessions).where(
                sessions.c.account == account, sessions.c.id != secret.hashed(but),
                sessions.c.id.startswith(handle, autoescape=True))).rowcount

    def change_password(self, session: str, typed: tuple[str, str], password: str,
                        now: datetime.datetime) -> str | None:
        """Give whoever is signed in another password; return the new id of the session.

        `typed`: the password until now and a code; None where they are wrong. All other sessions
        of the account end.
        """
        found, kept, moment = secret.session_id(), secret.hashed(session), naive(now)
        with self._open() as connection:
            row = _alive(connection, kept, moment)
            if row is None:
                return None
            right = secret.matches(typed[0], row.password)
            if not self._coded(connection, row if right else STRANGER, typed[1], now):
                return None
            changed = connection.execute(update(accounts).where(
                accounts.c.id == row.id, accounts.c.password == row.password).values(
                password=secret.HASHER.hash(password)))
            if changed.rowcount != 1:
                return None
            end_sessions(connection, row.id)
            connection.execute(insert(sessions).values(
                id=secret.hashed(found), account=row.id, begun=row.begun, seen=moment,
                proven=moment))
            return found


def _alive(connection: Connection, kept: str, moment: datetime.datetime) -> Row[Any] | None:
    """Return account and session where it goes on. `kept`: what is kept of its id."""
    return connection.execute(select(accounts, sessions.c.begun, sessions.c.seen,
                                     sessions.c.proven).join(
        sessions, sessions.c.account == accounts.c.id).where(
        sessions.c.id == kept, sessions.c.seen > moment - IDLE,
        sessions.c.begun > moment - ABSOLUTE, accounts.c.locked.is_(False))).first()


def begin_session(connection: Connection, account: int, now: datetime.datetime,
           proven: datetime.datetime | None) -> str:
    """Begin a session and return its id."""
    found = secret.session_id()
    connection.execute(insert(sessions).values(
        id=secret.hashed(found), account=account, begun=naive(now), seen=naive(now),
        proven=naive(proven) if proven else None))
    return found


def end_sessions(connection: Connection, account: int) -> None:
    connection.execute(delete(sessions).where(sessions.c.account == account))


def account_of(row: Row[Any]) -> Account:
    return Account(row.id, row.name, row.role, row.office, row.locked,
                   row.password is not None or row.subject is not None, row.subject is not None)
