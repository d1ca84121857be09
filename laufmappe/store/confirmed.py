"""Which offices say that their profile is right; a proposal to the editors."""

import datetime
from typing import Any

from sqlalchemy import Engine, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from laufmappe.domain.confirmed import Confirmed
from laufmappe.store.database import StoreError, connect
from laufmappe.store.tables import confirmed

INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class Confirmations:
    """The confirmations of a database; where it does not answer, all raise StoreError."""

    def __init__(self, address: str) -> None:
        self.engine: Engine = connect(address)

    def add(self, service: int, office: str, day: datetime.date) -> None:
        """Keep that an office confirmed a profile; the last time counts."""
        values = {"office": office, "day": day}
        try:
            with self.engine.begin() as connection:
                connection.execute(INSERTS[self.engine.dialect.name](confirmed).values(
                    service=service, **values).on_conflict_do_update(
                    index_elements=["service"], set_=values))
        except SQLAlchemyError as error:
            raise StoreError(f"Die Datenbank antwortet nicht ({type(error).__name__})") from None

    def all(self) -> list[Confirmed]:
        """Return every confirmation, by service."""
        try:
            with self.engine.connect() as connection:
                return [Confirmed(*row) for row in connection.execute(
                    select(confirmed).order_by(confirmed.c.service))]
        except SQLAlchemyError as error:
            raise StoreError(f"Die Datenbank antwortet nicht ({type(error).__name__})") from None

    def forget(self, taken: set[int]) -> int:
        """Delete the confirmations of these services, which the content says by now."""
        try:
            with self.engine.begin() as connection:
                return connection.execute(delete(confirmed).where(
                    confirmed.c.service.in_(taken))).rowcount
        except SQLAlchemyError as error:
            raise StoreError(f"Die Datenbank antwortet nicht ({type(error).__name__})") from None
