"""The counts for the steering group: with names instead of ids, as tables, bars, CSV and text."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from laufmappe.domain.guide import Guide
from laufmappe.domain.suppress import UNSAID, Cell, Hidden, Table, total
from laufmappe.export import chart

TITLES = {
    "office": "Gedruckte Mappen nach Stelle", "need": "Gedruckte Mappen nach Bedarf",
    "language": "Gedruckte Mappen nach Sprache", "station": "Stationen auf gedruckten Mappen",
    "referral": "Verweise", "issued": "Ausgegebene Gutscheine nach Stelle",
    "redeemed": "Eingelöste Gutscheine nach Stelle"}
STATES = {"sent": "verwiesen", "arrived": "angekommen", "done": "erledigt",
          "unserved": "nicht bedient"}
AT_LEAST = "mindestens"
HEAD = ("tabelle", "was")
RISKY = ("=", "+", "-", "@", "\t", "\r")
MOST = 12


@dataclass(frozen=True)
class Line:
    """One row of a table: a name, its cells by month, and the sum of those that are shown."""

    name: str
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True)
class Figure:
    """A table with its title; `totals`: of what is shown, by month."""

    kind: str
    title: str
    months: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def totals(self) -> tuple[int, ...]:
        """Return for each month the sum of what is shown."""
        return tuple(total(cells) for cells in zip(*(each.cells for each in self.lines),
                                                   strict=True))

    @property
    def bars(self) -> str:
        """Return the largest rows as bars; "" where no number is shown."""
        values = [(each.name, each.total) for each in self.lines if each.total][:MOST]
        return chart.bars(f"balken-{self.kind}", self.title, (
            "Summen der gezeigten Zahlen aus zwölf Monaten: " + ", ".join(
                f"{name} {number}" for name, number in values)), values) if values else ""


def figures(guide: Guide, tables: Mapping[str, Table]) -> list[Figure]:
    """Return the tables with names, the largest rows first; `unserved` is for other eyes."""
    return [Figure(kind, title, tables[kind].months, tuple(sorted(
        (Line(_name(guide, kind, key), cells, total(cells))
         for key, cells in tables[kind].rows.items()),
        key=lambda line: (-line.total, line.name.casefold()))))
        for kind, title in TITLES.items()]


def _name(guide: Guide, kind: str, key: str) -> str:
    if key == UNSAID:
        return "ohne Angabe"
    if kind == "language":
        return guide.locales[key].german if key in guide.locales else key
    if kind == "need":
        option = guide.questions["need"].options.get(key)
        return option.text if option else key
    if kind == "referral":
        return STATES.get(key, key)
    return _place(guide, key)


def _place(guide: Guide, key: str) -> str:
    """Return the name of a service, by number or id, of a kind of office, or of role/office."""
    service = guide.service(int(key)) if key.isdecimal() else guide.services.get(key)
    office = guide.offices.get(key.rpartition("/")[2])
    found = service or office
    return found.name if found else key


def csv_text(found: Iterable[Figure]) -> str:
    """Return all tables as one CSV file that a double click opens in Excel.

    Excel reads UTF-8 only with a byte order mark, and German Excel splits at semicolons. A text
    that begins like a formula gets an apostrophe in front, so that none is ever computed.
    """
    found = list(found)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([*HEAD, *found[0].months, AT_LEAST])
    for figure in found:
        for line in figure.lines:
            writer.writerow([_plain(figure.title), _plain(line.name), *map(written, line.cells),
                             line.total])
    return "\ufeff" + text.getvalue()


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(RISKY) else text


def written(cell: Cell) -> str:
    """Return a cell as it is shown."""
    return cell.value if isinstance(cell, Hidden) else str(cell)


def lines(found: Iterable[Figure]) -> Iterator[str]:
    """Yield the tables as text, a line for each row and month in which there is anything."""
    for figure in found:
        yield figure.title
        for line in figure.lines:
            cells = ", ".join(f"{month}: {written(cell)}" for month, cell
                              in zip(figure.months, line.cells, strict=True) if cell != 0)
            yield f"  {line.name}: {AT_LEAST} {line.total} ({cells})"
        if not figure.lines:
            yield "  noch keine Zahlen"
