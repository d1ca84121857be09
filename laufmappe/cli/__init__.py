"""`laufmappe ...`: one thin function a command. Speaks plain German; never a stack trace."""

import argparse
import datetime
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from laufmappe.catalogs.findings import check as check_catalogs
from laufmappe.catalogs.sources import extract, update
from laufmappe.catalogs.words import Words, compile_stale
from laufmappe.content.cases import cases as read_cases
from laufmappe.content.cases import failures
from laufmappe.content.check import check as check_content
from laufmappe.content.finding import ContentError, Finding
from laufmappe.content.given import from_json, from_words
from laufmappe.content.load import load
from laufmappe.domain.guide import Guide
from laufmappe.domain.route import Route, Router
from laufmappe.export.machine import route_values
from laufmappe.settings import SettingsError, from_environment

FINE, WRONG, BAD = 0, 1, 2
CONTENT_DAY = datetime.date(2026, 11, 20)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 0 fine, 1 findings, 2 wrong use."""
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except ContentError as error:
        _print_findings(error.findings)
        return WRONG
    except (SettingsError, ValueError, OSError) as error:
        print(f"Fehler: {error}", file=sys.stderr)
        return BAD


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="laufmappe", description=(
        "Laufmappe: Wegweiser für Menschen, die neu in der Stadt sind."))
    commands = parser.add_subparsers(required=True, metavar="BEFEHL")
    _serve_options(commands.add_parser("serve", help="den Wegweiser starten"))
    check = commands.add_parser("check", help="alle Dateien in content/ prüfen")
    check.set_defaults(run=check_command)
    table = commands.add_parser("cases", help="Tabellen mit Probefällen prüfen")
    table.add_argument("files", nargs="+", type=Path, metavar="DATEI")
    table.set_defaults(run=cases_command)
    route = commands.add_parser("route", help="einen Weg berechnen")
    what = route.add_mutually_exclusive_group(required=True)
    what.add_argument("--answers", metavar="ANTWORTEN",
                      help='zum Beispiel "who=me,need=german|work,age=27-59,status=eu"')
    what.add_argument("--batch", type=Path, metavar="DATEI",
                      help="eine Zeile JSON je Mensch; schreibt eine Zeile JSON je Weg")
    route.add_argument("--json", action="store_true", help="als JSON ausgeben")
    route.add_argument("--language", default="de", help="Sprache der Person (Vorgabe: de)")
    route.set_defaults(run=route_command)
    words = commands.add_parser("i18n", help="Übersetzungen: extract, update, compile, check")
    words.add_argument("step", choices=["extract", "update", "compile", "check"])
    words.add_argument("folders", nargs="*", metavar="SPRACHE")
    words.set_defaults(run=words_command)
    for command in (check, table, route, words):
        command.add_argument("--content", type=Path, default=None, metavar="ORDNER",
                             help="Ordner mit den Inhalten (Vorgabe: content)")
        command.add_argument("--as-of", type=datetime.date.fromisoformat, default=None,
                             metavar="TAG", help="als wäre dieser Tag, zum Beispiel 2026-11-20")
    return parser


def _serve_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1)
    parser.set_defaults(run=serve_command)


def _folder(options: argparse.Namespace) -> Path:
    folder: Path = options.content or from_environment().content
    return folder


def _router(options: argparse.Namespace) -> Router:
    return Router(load(_folder(options)), options.as_of or CONTENT_DAY)


def serve_command(options: argparse.Namespace) -> int:
    """Start the site; content that cannot be used is told here and not by the worker."""
    locales = load(from_environment().content).locales.values()
    compile_stale(locale.folder for locale in locales)
    from laufmappe.cli.serve import serve  # noqa: PLC0415 - slow: Flask and the server

    return serve(options.host, options.port, options.workers)


def check_command(options: argparse.Namespace) -> int:
    """Check the content folder; print every finding with file and line."""
    found = check_content(_folder(options), options.as_of or CONTENT_DAY)
    _print_findings(found)
    errors = sum(finding.error for finding in found)
    print(f"{errors} Fehler, {len(found) - errors} Hinweise")
    return WRONG if errors else FINE


def _print_findings(findings: Sequence[Finding]) -> None:
    for finding in findings:
        print(finding)


def cases_command(options: argparse.Namespace) -> int:
    """Run acceptance tables; print each failing case in words."""
    router = _router(options)
    total = failed = 0
    for file in options.files:
        for case in read_cases(router.guide, file):
            total += 1
            wrong = failures(router, case)
            failed += bool(wrong)
            if wrong:
                print(f"{case.id} ({case.person})")
                print("\n".join(f"  {line}" for line in wrong))
    print(f"{total} Probefälle, {failed} nicht erfüllt")
    return WRONG if failed or not total else FINE


def route_command(options: argparse.Namespace) -> int:
    """Print one route as text or JSON, or a batch of routes as lines of JSON."""
    router = _router(options)
    if options.batch:
        return _batch(router, options.batch, options.language)
    route = router.route(from_words(router.guide, options.answers), options.language)
    if options.json:
        print(json.dumps(route_values(route), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(route)))
    return FINE


def _batch(router: Router, file: Path, language: str) -> int:
    status = FINE
    with file.open(encoding="utf-8-sig", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                values = route_values(router.route(from_json(router.guide, line), language))
            except ValueError as error:
                values = {"error": str(error), "line": number}
                status = BAD
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


def alike(guide: Guide, folders: Sequence[str]) -> Iterator[str]:
    """Yield where two options of one question read the same in a translation."""
    for folder in folders:
        words = Words(folder)
        for question in guide.questions.values():
            seen: set[str] = set()
            for option in question.options.values():
                text = words.text(option.text)
                if text in seen:
                    yield f"{folder}: zwei Antworten von „{question.text}“ heißen gleich: {text}"
                seen.add(text)


def words_command(options: argparse.Namespace) -> int:
    """Work on catalogs: extract texts, update .po files, compile them, check them."""
    guide = load(_folder(options))
    folders = options.folders or [each.folder for each in guide.locales.values()
                                  if each.code != "de"]
    if options.step == "extract":
        print(f"{extract()} Texte in translations/messages.pot")
        return FINE
    if options.step == "update":
        update(folders)
        return FINE
    if options.step == "compile":
        compile_stale(folders)
        return FINE
    findings = check_catalogs(folders)
    if not findings:
        compile_stale(folders)
        findings = list(alike(guide, folders))
    print("\n".join([*findings, f"Befunde: {len(findings)} in {len(folders)} Katalogen"]))
    return WRONG if findings else FINE
