"""`laufmappe check` and `laufmappe cases`: is the content sound, do the acceptance cases hold?"""

import argparse
import os
from pathlib import Path

from laufmappe.cli import options as shared
from laufmappe.content import online
from laufmappe.content.cases import cases as read_cases
from laufmappe.content.cases import failures
from laufmappe.content.check import check as check_content
from laufmappe.content.finding import Finding

RECORD = Path("laufmappe", "link-strikes.json")


def add(commands: shared.Commands) -> None:
    """Add both commands."""
    parser = shared.command(commands, "check", "alle Dateien in content/ prüfen", check)
    parser.add_argument("--online", action="store_true", help=(
        "auch jede Web-Adresse abrufen; gemeldet wird, was an zwei Tagen nicht antwortet"))
    parser.add_argument("--record", type=Path, default=None, metavar="DATEI", help=(
        "worin --online den ersten Tag vermerkt (Vorgabe: im Cache-Ordner)"))
    parser = shared.command(commands, "cases", "Tabellen mit Probefällen prüfen", cases)
    parser.add_argument("files", nargs="+", type=Path, metavar="DATEI")


def check(options: argparse.Namespace) -> int:
    """Check the content folder; print every finding with file and line."""
    found = check_content(shared.folder(options), shared.day(options))
    if options.online:
        found = sorted({*found, *_online(options)})
    return shared.findings(options, found)


def _online(options: argparse.Namespace) -> list[Finding]:
    """Fetch every web address; say how many, and return what failed on two days."""
    addresses = online.addresses(shared.folder(options))
    shared.note(f"Web-Adressen, die abgerufen werden: {len(addresses)}")
    first, found = online.strikes(addresses, options.record or _record(),
                                  options.as_of or shared.today())
    shared.note(f"Zum ersten Mal ohne gute Antwort: {first} (gemeldet wird eine Adresse erst, wenn "
                "sie an einem späteren Tag wieder nicht antwortet)")
    return found


def _record() -> Path:
    """Return where strikes are kept: in the user's cache folder."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / RECORD


def cases(options: argparse.Namespace) -> int:
    """Run acceptance tables; print each failing case in words."""
    router = shared.router(options)
    told = [(case, failures(router, case)) for file in options.files
            for case in read_cases(router.guide, file)]
    failed = [(case, wrong) for case, wrong in told if wrong]
    if options.json:
        shared.as_json({"total": len(told), "failed": [
            {"id": case.id, "person": case.person, "failures": wrong} for case, wrong in failed]})
    else:
        for case, wrong in failed:
            shared.lines(f"{case.id} ({case.person})", *(f"  {line}" for line in wrong))
        print(f"{len(told)} Probefälle, {len(failed)} nicht erfüllt")
    return shared.WRONG if failed or not told else shared.FINE
