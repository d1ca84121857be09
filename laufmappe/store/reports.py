"""The counters of what people say is wrong about a place or a translation. Nothing tells who."""

import datetime
from typing import Any

from sqlalchemy import Engine, Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from laufmappe.domain.report import Report, Wording
from laufmappe.store.database import StoreError, connect, file_of
from laufmappe.store.tables import reports, wordings

KEPT = datetime.timedelta(days=180)
INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class Reports:
    """Counts reports by what they speak of, kind and day, for 180 days."""

    def __init__(self, address: str) -> None:
        self.engine: Engine = connect(address)

    def add(self, service: int, kind: str, day: datetime.date) -> bool:
        """Count one report about a place; False where the database did not take it."""
        return self._count(reports, day, service=service, kind=kind)

    def add_wording(self, language: str, page: str, kind: str, day: datetime.date) -> bool:
        """Count one report about a translation; False where the database did not take it."""
        return self._count(wordings, day, language=language, page=page, kind=kind)

    def _count(self, table: Table, day: datetime.date, **what: object) -> bool:
        """Count one report and forget old ones."""
        first = INSERTS[self.engine.dialect.name](table).values(**what, day=day, count=1)
        counted = first.on_conflict_do_update(
            index_elements=[*what, "day"], set_={"count": table.c.count + 1})
        try:
            with self.engine.begin() as connection:
                connection.execute(delete(table).where(table.c.day < day - KEPT))
                connection.execute(counted)
        except SQLAlchemyError:
            return False
        return True

    def forget(self, day: datetime.date) -> int:
        """Delete counters older than 180 days; return how many. Raises StoreError."""
        try:
            with self.engine.begin() as connection:
                return sum(connection.execute(
                    delete(table).where(table.c.day < day - KEPT)).rowcount
                    for table in (reports, wordings))
        except SQLAlchemyError as error:
            raise StoreError(f"Die Datenbank antwortet nicht ({type(error).__name__})") from None

    def all(self) -> list[Report]:
        """Return every counter of places, by service, kind and day; raises StoreError."""
        return [Report(*row) for row in self._rows(reports)]

    def wordings(self) -> list[Wording]:
        """Return every counter of translations, by language, page, kind, day; raises StoreError."""
        return [Wording(*row) for row in self._rows(wordings)]

    def _rows(self, table: Table) -> list[Any]:
        file = file_of(self.engine.url)
        if file and not file.exists():
            return []
        try:
            with self.engine.connect() as connection:
                return list(connection.execute(select(table).order_by(*table.primary_key)))
        except SQLAlchemyError as error:
            raise StoreError("Die Datenbank mit den Meldungen antwortet nicht "
                             f"({type(error).__name__})") from None
