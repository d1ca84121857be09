"""Rows that can never fire, and people for whom no row of a table fires."""

import itertools
from collections.abc import Iterator, Mapping

from laufmappe.content.check.files import Files, Written
from laufmappe.content.finding import Finding
from laufmappe.domain.condition import ALWAYS, NEVER, NOTHING, compiled, questions, settle
from laufmappe.domain.question import PREFER_NOT
from laufmappe.domain.rules import BASE, Table

KNOWN = ("status", "age", "who")
SKIPPED = "nicht gesagt"


def findings(files: Files) -> Iterator[Finding]:
    """Yield unreachable rows and tables that leave somebody out."""
    closed: dict[str, str] = {}
    for written in files.rows:
        yield from _row(files, written, closed)
    for table, file in files.tables:
        if table.first and file not in closed:
            yield from _uncovered(files, table, file)


def _row(files: Files, written: Written, closed: dict[str, str]) -> Iterator[Finding]:
    """Check one row; `closed` tells for each file the row after which nothing fires."""
    row, table = written.row, written.table
    rest = settle(row.when, {})
    if rest == NEVER:
        yield files.error(written.file, (*written.place, "when"), (
            f"Die Zeile {row.id} trifft nie zu. Bitte die Bedingung prüfen."))
    elif table.first and written.file in closed:
        yield files.error(written.file, written.place, (
            f"Die Zeile {row.id} wird nie erreicht: {closed[written.file]} davor trifft immer zu. "
            "Bitte die Reihenfolge ändern."))
    if rest == ALWAYS and table.first:
        closed.setdefault(written.file, row.id)
    if table is files.guide.advice and BASE in row.send:
        yield files.error(written.file, (*written.place, "send"), (
            "„@base“ ist diese Tabelle selbst. Bitte hier Stellen nennen."))


def _uncovered(files: Files, table: Table, file: str) -> Iterator[Finding]:
    named = frozenset().union(*(questions(row.when) for row in table.rows))
    tests = [compiled(row.when) for row in table.rows]
    for facts in _people(files, named):
        if not any(test(facts) for test in tests):
            whom = ", ".join(f"{key}: {', '.join(facts[key]) or SKIPPED}" for key in KNOWN
                             if key in named)
            text = f"Für manche Menschen trifft keine Zeile zu, zum Beispiel {whom or 'alle'}."
            if table is files.guide.advice:
                yield files.error(file, ("rows",), f"{text} Sie hätten gar keine Beratung.")
            else:
                yield files.warning(file, ("rows",), (
                    f"{text} Sie sehen nur die Beratung. Gut wäre am Ende eine Zeile ohne „when“."))
            return


def _people(files: Files, named: frozenset[str]) -> Iterator[Mapping[str, frozenset[str]]]:
    """Yield the facts of everybody a table can tell apart, refinements not answered."""
    choices = []
    for key in KNOWN:
        options = files.guide.questions[key].options if key in named else ()
        skipped = PREFER_NOT if key == "status" else ""
        choices.append([frozenset({each}) for each in options]
                       + [frozenset({skipped}) if skipped else NOTHING])
    for values in itertools.product(*choices):
        yield dict(zip(KNOWN, values, strict=True))
