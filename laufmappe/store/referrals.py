"""Referrals in the database: sent with a Mappe, moved on once, counted, gone with the Mappe."""

import datetime
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from laufmappe.domain.referral import (
    ARRIVED,
    LETTERS,
    NOT_SERVED,
    OPEN,
    OTHER,
    Referral,
    allowed,
    number,
)
from laufmappe.store import secret
from laufmappe.store.counts import count
from laufmappe.store.database import Store
from laufmappe.store.tables import counts, referrals

TRIES = 3
SUSPICIOUS = 3
"""So often a month a service does not serve for one reason before its profile may be wrong."""
SENT = "sent"
COUNTED, COUNTED_WHY = "referral", "unserved"
FIELDS = [referrals.c[name] for name in Referral.__dataclass_fields__]


class NoMappe(ValueError):  # noqa: N818  reads as what it is
    """There is no such Mappe (any more)."""


class Referrals(Store):
    """The referrals of a database; where it does not answer, all raise StoreError.

    A referral and its count are written together or not at all.
    """

    def send(self, mappe: str, kind: str, service: int, second: int | None, sender: str,
             reason: str, day: datetime.date, time: str | None, until: datetime.date,
             today: datetime.date) -> str:
        """Send whoever carries a Mappe on to a service; return the number.

        `mappe`: the id in the table. One that stands there open, alike in all, is not sent twice: a
        page that is loaded again returns its number. Raises NoMappe.
        """
        values = {"mappe": mappe, "kind": kind, "service": service, "second": second,
                  "sender": sender, "reason": reason, "day": day, "time": time, "state": OPEN}
        for _ in range(TRIES):
            made = number(secret.letters(LETTERS))
            try:
                with self._open() as connection:
                    there = connection.execute(select(referrals.c.number).where(*(
                        referrals.c[name].is_not_distinct_from(value)
                        for name, value in values.items()))).scalar()
                    if there is not None:
                        return str(there)
                    connection.execute(insert(referrals).values(
                        number=made, changed=today, until=until, **values))
                    count(connection, f"{today:%Y-%m}", [(COUNTED, SENT)])
            except IntegrityError:
                continue  # the number is taken, or there is no Mappe
            return made
        raise NoMappe("Diese Mappe gibt es nicht mehr.")

    def open_for(self, services: Iterable[int]) -> list[Referral]:
        """Return the referrals to any of these services that are not over, by day."""
        wanted = sorted(services)
        return self._read(
            or_(referrals.c.service.in_(wanted), referrals.c.second.in_(wanted)),
            referrals.c.state.in_((OPEN, ARRIVED)))

    def sent_by(self, office: str) -> list[Referral]:
        """Return the referrals that an office has sent, by day."""
        return self._read(referrals.c.sender == office)

    def of_mappe(self, mappe: str) -> list[Referral]:
        """Return the referrals of a Mappe, by day. `mappe`: the id in the table."""
        return self._read(referrals.c.mappe == mappe)

    def find(self, number: str) -> Referral | None:
        """Return the referral with this number, without spaces; None where there is none."""
        return next(iter(self._read(referrals.c.number == number)), None)

    def move(self, number: str, before: str, after: str, why: str | None,
             today: datetime.date, service: int) -> bool:
        """Move a referral on; False where it is not in the state `before` (any more), or is gone.

        `service`: which one says so; of a Co-Beratung there are two.

        Raises ValueError for a move that nobody may make.
        """
        if not allowed(before, after, why):
            raise ValueError(f"{before} -> {after} ({why})")
        with self._open() as connection:
            moved = connection.execute(update(referrals).where(
                referrals.c.number == number, referrals.c.state == before).values(
                state=after, why=why, changed=today))
            if moved.rowcount != 1:
                return False
            pairs = [(COUNTED, after)]
            if after == NOT_SERVED:
                pairs.append((COUNTED_WHY, f"{service}:{why}"))
            count(connection, f"{today:%Y-%m}", pairs)
        return True

    def forget(self, today: datetime.date) -> int:
        """Delete the referrals that are over their time; return how many."""
        with self._open() as connection:
            return connection.execute(
                delete(referrals).where(referrals.c.until < today)).rowcount

    def suspicions(self, month: str) -> list[tuple[int, str]]:
        """Return service and reason where somebody was not served three times in a month.

        The numbers stay here; OTHER is not the same reason twice. `month`: as in "2026-11".
        """
        with self._open() as connection:
            keys = connection.execute(select(counts.c.key).where(
                counts.c.month == month, counts.c.kind == COUNTED_WHY,
                counts.c.count >= SUSPICIOUS)).scalars()
            found = [each.split(":", 1) for each in keys]
        return sorted((int(service), why) for service, why in found if why != OTHER)

    def _read(self, *where: Any) -> list[Referral]:
        with self._open() as connection:
            return [_referral(row) for row in connection.execute(select(*FIELDS).where(
                *where).order_by(referrals.c.day, referrals.c.time, referrals.c.number))]


def _referral(row: Row[Any]) -> Referral:
    return Referral(**row._mapping)
