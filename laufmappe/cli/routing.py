"""`laufmappe route`: one route from the shell, or a batch of them."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from laufmappe.cli import options as shared
from laufmappe.content.given import from_json, from_words
from laufmappe.domain.route import Route, Router
from laufmappe.export.machine import route_values


def add(commands: shared.Commands) -> None:
    """Add the command."""
    parser = shared.command(commands, "route", "einen Weg berechnen", route)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--answers", metavar="ANTWORTEN",
                      help='zum Beispiel "who=me,need=german|work,age=27-59,status=eu"')
    what.add_argument("--batch", type=Path, metavar="DATEI",
                      help="eine Zeile JSON je Mensch; schreibt eine Zeile JSON je Weg")
    parser.add_argument("--language", default="de", help="Sprache der Person (Vorgabe: de)")


def route(options: argparse.Namespace) -> int:
    """Print one route as text or JSON, or a batch of routes as lines of JSON."""
    router = shared.router(options)
    if options.batch:
        return _batch(router, options.batch, options.language)
    found = router.route(from_words(router.guide, options.answers), options.language)
    if options.json:
        shared.as_json(route_values(found))
    else:
        shared.lines(*_lines(found))
    return shared.FINE


def _batch(router: Router, file: Path, language: str) -> int:
    status = shared.FINE
    with file.open(encoding="utf-8-sig", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                values = route_values(router.route(from_json(router.guide, line), language))
            except ValueError as error:
                values = {"error": str(error), "line": number}
                status = shared.BAD
            print(json.dumps(values, ensure_ascii=False))
    return status


def _lines(route: Route) -> Iterator[str]:
    for stop in route.stops:
        for station in stop.stations:
            number = f"{stop.number}." if stop.number else "–"
            name = station.service.name if station.service else f"{station.office.name} (Lücke)"
            yield f"{number:>3} {station.pair}: {name}"
            yield f"      Zeilen: {', '.join(station.rows)}"
            if station.deadlines:
                yield f"      Frist: {'; '.join(each.text for each in station.deadlines)}"
            yield from (f"      Warum: {each.text}" for each in station.reasons if each.main)
    if route.ignored:
        yield f"Nicht gelesen: {', '.join(route.ignored)}"
