"""`laufmappe proposals`: profiles that offices confirmed at the desk, as a patch for git."""

import argparse

from laufmappe.cli import options as shared
from laufmappe.content.proposal import patch
from laufmappe.domain.confirmed import waiting
from laufmappe.store.confirmed import Confirmations
from laufmappe.store.migrate import migrate


def add(commands: shared.Commands) -> None:
    """Add the command."""
    shared.command(commands, "proposals", (
        "bestätigte Profile als Patch ausgeben: laufmappe proposals | git apply"), run)


def run(options: argparse.Namespace) -> int:
    """Print the patch, or with --json what it is made of; return 0."""
    address = shared.database()
    if not address:
        raise ValueError("Ohne Datenbank gibt es keine Vorschläge (LAUFMAPPE_DATABASE).")
    store = Confirmations(address)
    migrate(store.engine)
    guide = shared.files(options).guide
    found = waiting(guide, store.all())
    names = {name: each.name for name, each in guide.offices.items()}
    names |= {name: each.name for name, each in guide.services.items()}
    if options.json:
        shared.as_json([{"service": service.id, "day": str(each.day), "office": each.office}
                        for service, each in found])
        return shared.FINE
    for service, each in found:
        print(patch(shared.folder(options), service.id, names.get(each.office, each.office),
                    each.day), end="")
    return shared.FINE
