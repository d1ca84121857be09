"""`laufmappe ...`: one thin function a command. Speaks plain German; never a stack trace."""

import argparse
import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module

from laufmappe.content.finding import ContentError
from laufmappe.settings import SettingsError

PARTS = {
    "serve": "serve", "check": "checking", "cases": "checking", "prove": "proving",
    "route": "routing", "print": "printing", "diff": "diff", "gaps": "gaps", "stale": "stale",
    "staff": "staff", "expire": "staff", "backup": "backup", "restore": "backup",
    "proposals": "proposals", "counts": "counts", "i18n": "words"}
"""The module of each command: only what is asked for is loaded."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status: 0 fine, 1 findings, 2 wrong use."""
    given = sys.argv[1:] if arguments is None else arguments
    with unswept():
        from laufmappe.cli import options as shared  # noqa: PLC0415 - most of what is loaded

        options = _parser(given).parse_args(given)
    run: shared.Run = options.run
    try:
        return run(options)
    except ContentError as error:
        if getattr(options, "json", False):
            shared.as_json({"findings": shared.values(error.findings),
                            "errors": len(error.findings)})
        else:
            shared.lines(*map(str, error.findings))
        return shared.WRONG
    except (SettingsError, ValueError, OSError) as error:
        print(f"Fehler: {error}", file=sys.stderr)
        return shared.BAD


@contextmanager
def unswept() -> Iterator[None]:
    """Load without the garbage collector: it takes a quarter of the time and finds nothing."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser of the command that is given, or of all where it is none."""
    parser = argparse.ArgumentParser(prog="laufmappe", description=(
        "Laufmappe: Wegweiser für Menschen, die neu in der Stadt sind."))
    commands = parser.add_subparsers(required=True, metavar="BEFEHL")
    chosen = PARTS.get(given[0]) if given else None
    for name in dict.fromkeys([chosen] if chosen else PARTS.values()):
        import_module(f"laufmappe.cli.{name}").add(commands)
    return parser
