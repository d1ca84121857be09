"""The guide together with its files, so that each finding knows its line."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from laufmappe.content.finding import Finding
from laufmappe.content.folder import Folder, question_id
from laufmappe.content.reading import Place
from laufmappe.domain.guide import Guide
from laufmappe.domain.rules import Row, Source, Table

STALE = datetime.timedelta(days=180)


@dataclass(frozen=True)
class Written:
    """A row with the table, the file and the place where it is written."""

    row: Row
    table: Table
    file: str
    place: Place

    @property
    def texts(self) -> tuple[tuple[Place, str], ...]:
        """Return each sentence of the row with its place."""
        row = self.row
        found: list[tuple[Place, str]] = [(("why",), row.why), (("why_young",), row.why_young)]
        found += [(("why_without", str(pair)), text) for pair, text in row.why_without.items()]
        return tuple(((*self.place, *key), text) for key, text in found if text)


class Files:
    """A guide, the folder it was read from, and the day of the check."""

    def __init__(self, folder: Folder, guide: Guide, today: datetime.date) -> None:
        self.folder = folder
        self.guide = guide
        self.today = today
        self.questions = {question_id(stem): document.file
                          for stem, document, _ in folder.of("questions/*.yaml")}

    def error(self, file: str, place: Place, text: str) -> Finding:
        """Return an error about this part of the file."""
        return self.folder.documents[file].finding(place, text)

    def warning(self, file: str, place: Place, text: str) -> Finding:
        """Return a warning about this part of the file."""
        return self.folder.documents[file].finding(place, text, error=False)

    @property
    def tables(self) -> Iterator[tuple[Table, str]]:
        """Yield every table with its file."""
        for table in (self.guide.safety, self.guide.duty, self.guide.advice):
            yield table, f"rules/{table.id}.yaml"
        for table in self.guide.needs.values():
            yield table, f"rules/needs/{table.id}.yaml"

    @property
    def rows(self) -> Iterator[Written]:
        """Yield every row with its file and place."""
        for table, file in self.tables:
            for index, row in enumerate(table.rows):
                yield Written(row, table, file, ("rows", index))

    def stale(self, file: str, place: Place, sources: Sequence[Source]) -> Iterator[Finding]:
        """Yield a warning where sources have not been read for a long time."""
        old = [source.seen for source in sources
               if source.seen and self.today - source.seen > STALE]
        if old:
            yield self.warning(file, (*place, "source"), (
                f"{len(old)} von {len(sources)} Quellen sind seit mehr als {STALE.days} Tagen "
                f"nicht geprüft (älteste: {min(old)}). Bitte neu lesen und „seen“ ändern."))
