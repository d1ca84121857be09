"""Which offices say that their profile is right; a proposal to the editors."""

import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from laufmappe.domain.confirmed import Confirmed
from laufmappe.store.database import Store
from laufmappe.store.tables import confirmed

INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class Confirmations(Store):
    """The confirmations of a database; where it does not answer, all raise StoreError."""

    def add(self, service: int, office: str, day: datetime.date) -> None:
        """Keep that an office confirmed a profile; the last time counts."""
        values = {"office": office, "day": day}
        with self._open() as connection:
            connection.execute(INSERTS[self.engine.dialect.name](confirmed).values(
                service=service, **values).on_conflict_do_update(
                index_elements=["service"], set_=values))

    def all(self) -> list[Confirmed]:
        """Return every confirmation, by service."""
        with self._open() as connection:
            return [Confirmed(*row) for row in connection.execute(
                select(confirmed).order_by(confirmed.c.service))]

    def forget(self, taken: set[int]) -> int:
        """Delete the confirmations of these services, which the content says by now."""
        with self._open() as connection:
            return connection.execute(delete(confirmed).where(
                confirmed.c.service.in_(taken))).rowcount
