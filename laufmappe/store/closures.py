"""Which places are closed from when until when. Tells nothing about anybody."""

import datetime

from sqlalchemy import delete, insert, select

from laufmappe.domain.closure import Closure
from laufmappe.store.database import Store, file_of
from laufmappe.store.tables import closures


class Closures(Store):
    """Closures in a database; where it does not answer, all raise StoreError."""

    def add(self, service: int, since: datetime.date, until: datetime.date,
            today: datetime.date) -> int:
        """Keep that a place is closed, and forget what is over; return the number of the closure.

        The same days for the same place once more are the closure that is there.
        """
        with self._open() as connection:
            connection.execute(delete(closures).where(closures.c.until < today))
            known = connection.execute(select(closures.c.id).where(
                closures.c.service == service, closures.c.since == since,
                closures.c.until == until)).scalar()
            if known is not None:
                return int(known)
            made = connection.execute(insert(closures).values(
                service=service, since=since, until=until)).inserted_primary_key
        return int(made[0]) if made else 0

    def end(self, closure: int) -> bool:
        """Take a closure back; False where there is none (any more)."""
        with self._open() as connection:
            return connection.execute(
                delete(closures).where(closures.c.id == closure)).rowcount == 1

    def forget(self, today: datetime.date) -> int:
        """Delete the closures that are over; return how many."""
        with self._open() as connection:
            return connection.execute(delete(closures).where(closures.c.until < today)).rowcount

    def all(self, today: datetime.date) -> list[Closure]:
        """Return every closure that is not over, by its first day."""
        file = file_of(self.engine.url)
        if file and not file.exists():
            return []
        with self._open() as connection:
            return [Closure(*row) for row in connection.execute(
                select(closures.c.id, closures.c.service, closures.c.since, closures.c.until)
                .where(closures.c.until >= today)
                .order_by(closures.c.since, closures.c.service, closures.c.id))]
