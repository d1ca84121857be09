"""`laufmappe counts`: what was handed out by month, for the steering group."""

import argparse
import sys

from laufmappe.cli import options as shared
from laufmappe.content.load import load
from laufmappe.export import counts as export
from laufmappe.settings import from_environment
from laufmappe.store.counts import Counts
from laufmappe.store.migrate import migrate


def add(commands: shared.Commands) -> None:
    """Add the command."""
    text = "Zahlen vom Schalter nach Monat, kleine Zahlen zurückgehalten"
    parser = commands.add_parser("counts", help=text, description=text)
    parser.add_argument("--csv", action="store_true", help="als Tabelle für Excel ausgeben")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the tables of the desk's page; return 0."""
    address = shared.database()
    if not address:
        raise ValueError("Ohne Datenbank gibt es keine Zahlen (LAUFMAPPE_DATABASE).")
    counts = Counts(address)
    migrate(counts.engine)
    guide = load(from_environment().content)
    found = export.figures(guide, counts.tables(shared.today()))
    if options.csv:
        sys.stdout.write(export.csv_text(found).replace("\r\n", "\n"))
    else:
        shared.lines(*export.lines(found))
    return shared.FINE
