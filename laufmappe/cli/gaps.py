"""`laufmappe gaps`: gaps and doublings for a meeting, as a page for A3 and as tables."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from laufmappe.cli import options as shared
from laufmappe.domain.gaps import Report, report
from laufmappe.domain.guide import Guide
from laufmappe.export import gaps as export


def add(commands: shared.Commands) -> None:
    """Add the command."""
    parser = shared.command(commands, "gaps", (
        "Lücken und Doppelungen als Seite für A3 und als Tabellen"), run)
    parser.add_argument("-o", "--output", type=Path, default=Path(), metavar="ORDNER",
                        help="wohin geschrieben wird (Vorgabe: dieser Ordner)")


def run(options: argparse.Namespace) -> int:
    """Write luecken.html, luecken.csv and sprachen.csv; print the gaps in short."""
    router = shared.router(options)
    found = report(router, shared.bar("Lücken"))
    if options.json:
        shared.as_json(_values(found))
        return shared.FINE
    options.output.mkdir(parents=True, exist_ok=True)
    texts = {"luecken.html": export.page(router.guide, found, router.today),
             "luecken.csv": export.table(router.guide, found),
             "sprachen.csv": export.spoken(router.guide)}
    for name, text in texts.items():
        with (options.output / name).open("w", encoding="utf-8", newline="") as file:
            file.write(text)
    shared.lines(*_lines(router.guide, found),
                 f"Geschrieben: {', '.join(str(options.output / name) for name in texts)}")
    return shared.FINE


def _lines(guide: Guide, found: Report) -> Iterable[str]:
    yield (f"{len(found.fields)} Felder (Papier × Alter × Bedarf), {len(found.gaps)} Lücken, "
           f"{len(found.doublings)} Doppelungen")
    for gap in found.gaps:
        yield (f"{len(gap.whole):5} {guide.offices[gap.pair.office].name} ({gap.pair}): "
               f"{export.WHY[gap.why]}")
    yield "Die Zahl sagt, in wie vielen Feldern die Aufgabe ganz ohne Stelle ist."


def _values(found: Report) -> dict[str, Any]:
    return {
        "fields": len(found.fields),
        "gaps": [{"role": gap.pair.role, "office": gap.pair.office, "why": gap.why,
                  "fields": [list(each) for each in gap.fields],
                  "whole": [list(each) for each in gap.whole]} for gap in found.gaps],
        "doublings": [{"role": one.pair.role, "office": one.pair.office,
                       "services": [each.id for each in one.services],
                       "fields": [list(each) for each in one.fields]}
                      for one in found.doublings],
    }
