"""The accounts of staff: invite, sign in, lock, and what was done. Times are handed in."""

import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from laufmappe.domain.account import Account
from laufmappe.store import secret
from laufmappe.store.sessions import (
    ABSOLUTE,
    IDLE,
    STRANGER,
    Sessions,
    account_of,
    begin_session,
    end_sessions,
    naive,
)
from laufmappe.store.tables import accounts, audit, recovery, sessions

INVITED = datetime.timedelta(days=7)
KEPT = datetime.timedelta(days=90)


REMOVED = "#"
"""So begins what stands for the name of an account that has ended."""


class Taken(ValueError):  # noqa: N818  reads as what it is
    """There is an account of this name already."""


class Staff(Sessions):
    """Accounts and sessions in a database; where it does not answer, all raise StoreError."""

    def all(self) -> list[Account]:
        """Return every account, by name."""
        with self._open() as connection:
            return [account_of(row) for row in connection.execute(select(accounts).where(
                accounts.c.name.not_like(f"{REMOVED}%")).order_by(accounts.c.name))]

    def find(self, name: str) -> Account | None:
        """Return the account of this name, however it is written; None if there is none."""
        with self._open() as connection:
            row = _named(connection, name)
            return account_of(row) if row else None

    def add(self, name: str, role: str, office: str, now: datetime.datetime) -> str:
        """Make an account and return its invitation; raises Taken."""
        if name.strip().startswith(REMOVED):
            raise Taken(f"Ein Name fängt nicht mit „{REMOVED}“ an.")
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
            end_sessions(connection, account)
            connection.execute(delete(recovery).where(recovery.c.account == account))
        return code

    def remove(self, account: int) -> None:
        """End an account: its name and all it signs in with are deleted; nobody gets its number.

        The log keeps the number for its 90 days.
        """
        with self._open() as connection:
            connection.execute(update(accounts).where(accounts.c.id == account).values(
                name=f"{REMOVED}{account}", office="", locked=True, password=None, secret=None,
                subject=None, invitation=None, invited_until=None))
            end_sessions(connection, account)
            connection.execute(delete(recovery).where(recovery.c.account == account))

    def lock(self, account: int, locked: bool) -> None:
        """Lock an account and end its sessions, or unlock it."""
        with self._open() as connection:
            connection.execute(update(accounts).where(accounts.c.id == account)
                               .values(locked=locked))
            end_sessions(connection, account)

    def change(self, account: int, role: str, office: str) -> None:
        """Give an account another role and office; who is signed in signs in again."""
        with self._open() as connection:
            connection.execute(update(accounts).where(accounts.c.id == account)
                               .values(role=role, office=office))
            end_sessions(connection, account)

    def invited(self, code: str, now: datetime.datetime) -> Account | None:
        """Return the account that an invitation is for; None for a wrong, old or used one."""
        with self._open() as connection:
            row = _invited(connection, code, now)
            return account_of(row) if row else None

    def enrol(self, code: str, password: str, totp: str, step: int,
              now: datetime.datetime) -> list[str]:
        """Set password and secret of an invited account; return its recovery codes, once.

        Empty where the invitation is not (any more) one.
        """
        codes = [secret.fresh(secret.SPARE_GROUPS) for _ in range(secret.SPARE)]
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
            return begin_session(connection, who.id, now, now) if found else None

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
                return None if row is None or row.locked else begin_session(
                    connection, row.id, now, proven)
        except IntegrityError:  # two at once
            return None

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
        accounts.c.name == name.strip().casefold(),
        accounts.c.name.not_like(f"{REMOVED}%"))).first()


def _invited(connection: Connection, code: str, now: datetime.datetime) -> Row[Any] | None:
    return connection.execute(select(accounts).where(
        accounts.c.invitation == secret.typed(code), accounts.c.invited_until > naive(now),
        accounts.c.locked.is_(False))).first()


def _of(connection: Connection, subject: str) -> Row[Any] | None:
    return connection.execute(select(accounts).where(accounts.c.subject == subject)).first()
