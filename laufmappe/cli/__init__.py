"""`laufmappe ...`: one thin function a command. Speaks plain German; never a stack trace."""

import argparse
import sys
from collections.abc import Sequence

from laufmappe.cli import (
    backup,
    checking,
    counts,
    diff,
    gaps,
    printing,
    proposals,
    proving,
    routing,
    serve,
    staff,
    stale,
    words,
)
from laufmappe.cli.options import BAD, WRONG, Run, as_json, lines, values
from laufmappe.content.finding import ContentError
from laufmappe.settings import SettingsError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 0 fine, 1 findings, 2 wrong use."""
    options = _parser().parse_args(arguments)
    run: Run = options.run
    try:
        return run(options)
    except ContentError as error:
        if getattr(options, "json", False):
            as_json({"findings": values(error.findings), "errors": len(error.findings)})
        else:
            lines(*map(str, error.findings))
        return WRONG
    except (SettingsError, ValueError, OSError) as error:
        print(f"Fehler: {error}", file=sys.stderr)
        return BAD


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="laufmappe", description=(
        "Laufmappe: Wegweiser für Menschen, die neu in der Stadt sind."))
    commands = parser.add_subparsers(required=True, metavar="BEFEHL")
    for part in (serve, checking, proving, routing, printing, diff, gaps, stale, staff,
                 backup, proposals, counts, words):
        part.add(commands)
    return parser
