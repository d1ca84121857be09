"""The counters of what people say is wrong about a place. Nothing tells who said it."""

import datetime
from typing import Any

from sqlalchemy import Engine, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from laufmappe.domain.report import Report
from laufmappe.store.database import StoreError, connect, file_of
from laufmappe.store.tables import reports

KEPT = datetime.timedelta(days=180)
INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class Reports:
    """Counts reports by service, kind and day, for 180 days."""

    def __init__(self, address: str) -> None:
        self.engine: Engine = connect(address)

    def add(self, service: int, kind: str, day: datetime.date) -> bool:
        """Count one report and forget old ones; False where the database did not take it."""
        first = INSERTS[self.engine.dialect.name](reports).values(
            service=service, kind=kind, day=day, count=1)
        counted = first.on_conflict_do_update(
            index_elements=["service", "kind", "day"], set_={"count": reports.c.count + 1})
        try:
            with self.engine.begin() as connection:
                connection.execute(delete(reports).where(reports.c.day < day - KEPT))
                connection.execute(counted)
        except SQLAlchemyError:
            return False
        return True

    def forget(self, day: datetime.date) -> int:
        """Delete counters older than 180 days; return how many. Raises StoreError."""
        try:
            with self.engine.begin() as connection:
                return connection.execute(
                    delete(reports).where(reports.c.day < day - KEPT)).rowcount
        except SQLAlchemyError as error:
            raise StoreError(f"Die Datenbank antwortet nicht ({type(error).__name__})") from None

    def all(self) -> list[Report]:
        """Return every counter, by service, kind and day; raises StoreError."""
        file = file_of(self.engine.url)
        if file and not file.exists():
            return []
        try:
            with self.engine.connect() as connection:
                rows = connection.execute(select(reports).order_by(*reports.primary_key))
                return [Report(*row) for row in rows]
        except SQLAlchemyError as error:
            raise StoreError("Die Datenbank mit den Meldungen antwortet nicht "
                             f"({type(error).__name__})") from None
