"""The accounts of staff: invite, sign in, keep signed in, lock. Times are handed in."""

import datetime
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from laufmappe.domain.account import Account
from laufmappe.store import secret
from laufmappe.store.database import Store
from laufmappe.store.tables import accounts, audit, recovery, sessions

IDLE = datetime.timedelta(minutes=30)
ABSOLUTE = datetime.timedelta(hours=10)
INVITED = datetime.timedelta(days=7)
KEPT = datetime.timedelta(days=90)
PROVEN = datetime.timedelta(minutes=10)
"""How long a proof of who one is holds for what is asked for again (web/desk/again.py)."""

NOTED = datetime.timedelta(minutes=1)
"""A session's last use is written at most so often."""


@dataclass(frozen=True)
class _Stranger:
    """Stands where there is no account, or the password is wrong: no code fits."""

    id: int = 0
    secret: str | None = None
    step: int = 0
    password: str | None = None


STRANGER = _Stranger()


class Taken(ValueError):  # noqa: N818  reads as what it is
    """There is an account of this name already."""


def naive(now: datetime.datetime) -> datetime.datetime:
    """Return a moment as the tables hold it: UTC without a zone."""
    return now.astimezone(datetime.UTC).replace(tzinfo=None)


class Staff(Store):
    """Accounts and sessions in a database; where it does not answer, all raise StoreError."""

    def all(self) -> list[Account]:
        """Return every account, by name."""
        with self._open() as connection:
            return [_account(row) for row in connection.execute(
                select(accounts).order_by(accounts.c.name))]

    def find(self, name: str) -> Account | None:
        """Return the account of this name, however it is written; None if there is none."""
        with self._open() as connection:
            row = _named(connection, name)
            return _account(row) if row else None

    def add(self, name: str, role: str, office: str, now: datetime.datetime) -> str:
        """Make an account and return its invitation; raises Taken."""
        code = secret.fresh()
        try:
            with self._open() as connection:
                connection.execute(insert(accounts).values(
                    name=name.strip().casefold(), role=role, office=office, locked=False, step=0,
                    invitation=secret.hashed(code), invited_until=naive(now) + INVITED))
        except IntegrityError:
            raise Taken(f"Den Namen „{name}“ gibt es schon.") from None
        return code

    def reset(self, account: int, now: datetime.datetime) -> str:
        """Take password, one-time codes and sessions away; return a new invitation."""
        code = secret.fresh()
        with self._open() as connection:
            connection.execute(update(accounts).where(accounts.c.id == account).values(
                password=None, secret=None, subject=None, invitation=secret.hashed(code),
                invited_until=naive(now) + INVITED))
            _end(connection, account)
            connection.execute(delete(recovery).where(recovery.c.account == account))
        return code

    def lock(self, account: int, locked: bool) -> None:
        """Lock an account and end its sessions, or unlock it."""
        with self._open() as connection:
            connection.execute(update(accounts).where(accounts.c.id == account)
                               .values(locked=locked))
            _end(connection, account)

    def change(self, account: int, role: str, office: str) -> None:
        """Give an account another role and office; who is signed in signs in again."""
        with self._open() as connection:
            connection.execute(update(accounts).where(accounts.c.id == account)
                               .values(role=role, office=office))
            _end(connection, account)

    def invited(self, code: str, now: datetime.datetime) -> Account | None:
        """Return the account that an invitation is for; None for a wrong, old or used one."""
        with self._open() as connection:
            row = _invited(connection, code, now)
            return _account(row) if row else None

    def enrol(self, code: str, password: str, totp: str, step: int,
              now: datetime.datetime) -> list[str]:
        """Set password and secret of an invited account; return its recovery codes, once.

        Empty where the invitation is not (any more) one.
        """
        codes = [secret.fresh() for _ in range(secret.SPARE)]
        with self._open() as connection:
            row = _invited(connection, code, now)
            if row is None:
                return []
            used = connection.execute(update(accounts).where(
                accounts.c.id == row.id, accounts.c.invitation == row.invitation).values(
                password=secret.HASHER.hash(password), secret=totp, step=step, invitation=None))
            if used.rowcount != 1:
                return []
            connection.execute(delete(recovery).where(recovery.c.account == row.id))
            connection.execute(insert(recovery), [
                {"account": row.id, "code": secret.hashed(each)} for each in codes])
        return codes

    def sign_in(self, name: str, password: str, code: str, now: datetime.datetime) -> str | None:
        """Return the id of a new session; None for whatever is wrong, and never what.

        Whatever is wrong, the same is done: else the time would tell that a password is right.
        """
        with self._open() as connection:
            row = _named(connection, name)
            right = secret.matches(password, row.password if row else None)
            who = row if row and right and not row.locked else STRANGER
            found = self._coded(connection, who, code, now)
            return _begin(connection, who.id, now, now) if found else None

    def enter(self, subject: str, name: str, now: datetime.datetime,
              proven: datetime.datetime | None = None) -> str | None:
        """Return a new session for somebody whom the city's provider knows; None for a stranger.

        `subject`: what the provider calls them for good; `name`: their user name there. The first
        time it takes up the invitation of the account of that name. `proven`: when they proved
        there who they are, if the provider says.
        """
        try:
            with self._open() as connection:
                row = _of(connection, subject)
                if row is None:
                    connection.execute(update(accounts).where(
                        accounts.c.name == name.strip().casefold(), accounts.c.locked.is_(False),
                        accounts.c.invitation.is_not(None), accounts.c.password.is_(None),
                        accounts.c.invited_until > naive(now)).values(
                        subject=subject, invitation=None))
                    row = _of(connection, subject)
                return None if row is None or row.locked else _begin(
                    connection, row.id, now, proven)
        except IntegrityError:  # two at once
            return None

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
            return _account(row)

    def sign_out(self, session: str) -> None:
        """End a session."""
        self.end(secret.hashed(session))

    def end(self, kept: str) -> None:
        """End the session of which this is kept."""
        with self._open() as connection:
            connection.execute(delete(sessions).where(sessions.c.id == kept))

    def note(self, account: int, action: str, now: datetime.datetime,
             target: int | None = None, office: str | None = None) -> None:
        """Write down what was done, without contents."""
        with self._open() as connection:
            connection.execute(insert(audit).values(
                at=naive(now), account=account, action=action, target=target, office=office))

    def forget(self, now: datetime.datetime) -> int:
        """Delete sessions that are over and notes older than 90 days; return how many."""
        moment = naive(now)
        with self._open() as connection:
            over = connection.execute(delete(sessions).where(or_(
                sessions.c.seen <= moment - IDLE, sessions.c.begun <= moment - ABSOLUTE)))
            old = connection.execute(delete(audit).where(audit.c.at < moment - KEPT))
            return over.rowcount + old.rowcount


def _named(connection: Connection, name: str) -> Row[Any] | None:
    return connection.execute(select(accounts).where(
        accounts.c.name == name.strip().casefold())).first()


def _invited(connection: Connection, code: str, now: datetime.datetime) -> Row[Any] | None:
    return connection.execute(select(accounts).where(
        accounts.c.invitation == secret.typed(code), accounts.c.invited_until > naive(now),
        accounts.c.locked.is_(False))).first()


def _of(connection: Connection, subject: str) -> Row[Any] | None:
    return connection.execute(select(accounts).where(accounts.c.subject == subject)).first()


def _alive(connection: Connection, kept: str, moment: datetime.datetime) -> Row[Any] | None:
    """Return account and session where it goes on. `kept`: what is kept of its id."""
    return connection.execute(select(accounts, sessions.c.seen, sessions.c.proven).join(
        sessions, sessions.c.account == accounts.c.id).where(
        sessions.c.id == kept, sessions.c.seen > moment - IDLE,
        sessions.c.begun > moment - ABSOLUTE, accounts.c.locked.is_(False))).first()


def _begin(connection: Connection, account: int, now: datetime.datetime,
           proven: datetime.datetime | None) -> str:
    """Begin a session and return its id."""
    found = secret.session_id()
    connection.execute(insert(sessions).values(
        id=secret.hashed(found), account=account, begun=naive(now), seen=naive(now),
        proven=naive(proven) if proven else None))
    return found


def _end(connection: Connection, account: int) -> None:
    connection.execute(delete(sessions).where(sessions.c.account == account))


def _account(row: Row[Any]) -> Account:
    return Account(row.id, row.name, row.role, row.office, row.locked,
                   row.password is not None or row.subject is not None, row.subject is not None)
