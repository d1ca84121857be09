"""What the commands share: options, the guide they read, exit statuses, how findings are shown."""

import argparse
import datetime
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from laufmappe.content.check import sound
from laufmappe.content.check.files import Files
from laufmappe.content.finding import Finding
from laufmappe.domain.route import Router
from laufmappe.paths import DATABASE
from laufmappe.settings import from_environment

FINE, WRONG, BAD = 0, 1, 2
CONTENT_DAY = datetime.date(2026, 11, 20)
"""The day of the facts: rules are read as of this day unless --as-of says otherwise."""

T = TypeVar("T")
Commands = Any  # what add_subparsers() returns; argparse keeps its class private
Run = Callable[[argparse.Namespace], int]


def command(commands: Commands, name: str, text: str, run: Run) -> argparse.ArgumentParser:
    """Add a command that reads content and return its parser."""
    parser = reader(commands, name, text, run)
    parser.add_argument("--json", action="store_true", help="als JSON ausgeben")
    return parser


def reader(commands: Commands, name: str, text: str, run: Run) -> argparse.ArgumentParser:
    """Add a command that reads content and prints no values; see command()."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    parser.add_argument("--content", type=Path, default=None, metavar="ORDNER",
                        help="Ordner mit den Inhalten (Vorgabe: content)")
    parser.add_argument("--as-of", type=datetime.date.fromisoformat, default=None,
                        metavar="TAG", help="als wäre dieser Tag, zum Beispiel 2026-11-20")
    parser.set_defaults(run=run)
    return parser


def output(parser: argparse.ArgumentParser, text: str) -> None:
    """Add the option that names where a command writes."""
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="ZIEL", help=text)


def folder(options: argparse.Namespace) -> Path:
    """Return the content folder: of the option, else of LAUFMAPPE_CONTENT, else the project's."""
    return options.content or from_environment().content


def database() -> str:
    """Return the address of the database: of LAUFMAPPE_DATABASE, else a file of our own.

    "" where there is to be none. What is chosen here also holds for workers that are started.
    """
    os.environ.setdefault("LAUFMAPPE_DATABASE", f"sqlite:///{DATABASE}")
    return from_environment().database


def day(options: argparse.Namespace) -> datetime.date:
    """Return the day whose rules are read."""
    return options.as_of or CONTENT_DAY


def today() -> datetime.date:
    """Return today's date in Germany."""
    return datetime.datetime.now(ZoneInfo("Europe/Berlin")).date()


def files(options: argparse.Namespace) -> Files:
    """Return the guide with its files; raises ContentError where the content is damaged."""
    return sound(folder(options), day(options))


def router(options: argparse.Namespace) -> Router:
    """Return a router for the guide on that day."""
    return Router(files(options).guide, day(options))


def lines(*texts: str) -> None:
    """Print lines, if there are any."""
    for text in texts:
        print(text)


def as_json(values: Any) -> None:
    """Print values as JSON that people can read too."""
    print(json.dumps(values, ensure_ascii=False, indent=2))


def values(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return findings as values for JSON."""
    return [{"file": each.file, "line": each.line, "text": each.text,
             "kind": "error" if each.error else "hint"} for each in findings]


def findings(options: argparse.Namespace, found: Sequence[Finding],
             more: dict[str, Any] | None = None) -> int:
    """Print findings with their number; return the exit status: errors are wrong."""
    errors = sum(each.error for each in found)
    if options.json:
        as_json({**(more or {}), "findings": values(found), "errors": errors,
                 "hints": len(found) - errors})
    else:
        lines(*map(str, found), f"{errors} Fehler, {len(found) - errors} Hinweise")
    return WRONG if errors else FINE


def bar(text: str) -> Callable[[Iterable[T]], Iterable[T]]:
    """Return a function that shows progress over what it yields, where somebody looks."""
    from tqdm import tqdm  # noqa: PLC0415 - slow, and few commands show progress

    def shown(items: Iterable[T]) -> Iterable[T]:
        found: Iterable[T] = tqdm(items, desc=text, unit="", leave=False, disable=None)
        return found

    return shown


def note(text: str) -> None:
    """Say something that is not the result."""
    print(text, file=sys.stderr)
