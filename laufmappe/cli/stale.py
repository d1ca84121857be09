"""`laufmappe stale`: what is past its date or soon will be, and the list for calling places."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from laufmappe.cli import options as shared
from laufmappe.content.stale import SOON, Due, stale
from laufmappe.domain.guide import Guide
from laufmappe.domain.report import Told, told, worded
from laufmappe.export.callsheet import call_sheet
from laufmappe.store.database import StoreError
from laufmappe.store.reports import Reports


def add(commands: shared.Commands) -> None:
    """Add the command."""
    parser = shared.command(commands, "stale", (
        "zeigen, was neu zu prüfen ist: Gemeldetes, alte Quellen, ablaufende Regeln, offene "
        "Schalter"), run)
    parser.add_argument("--days", type=int, default=SOON, metavar="N",
                        help=f"so viele Tage voraus (Vorgabe: {SOON})")
    parser.add_argument("--call-sheet", type=Path, default=None, metavar="DATEI", help=(
        "stattdessen die Anrufliste schreiben: Fragen je Organisation, als HTML zum Drucken"))


def run(options: argparse.Namespace) -> int:
    """Print what is said to be wrong, then what is due as of today.

    Return 1 if something was reported or is past its date.
    """
    files = shared.files(options)
    today = options.as_of or shared.today()
    wrong = _told(files.guide)
    if options.call_sheet:
        return _write(options, call_sheet(files.guide, today, wrong))
    found = stale(files, today, options.days)
    said = _worded(files.guide)
    past = sum(each.finding.error for each in found)
    unconfirmed = sum(each.state == "unconfirmed" for each in files.guide.services.values())
    if options.json:
        shared.as_json({"day": str(today), "days": options.days, "past": past,
                        "coming": len(found) - past, "unconfirmed": unconfirmed,
                        "reported": [_said(each) for each in wrong],
                        "translations": said,
                        "due": [_values(each) for each in found]})
    else:
        shared.lines(*map(_wrong, wrong), *(f"Übersetzung gemeldet: {each}" for each in said),
                     *map(_line, found), *_reported(wrong),
                     *_summary(len(found), past, unconfirmed))
    return shared.WRONG if past or wrong or said else shared.FINE


def _told(guide: Guide) -> list[Told]:
    """Return what people said is wrong; nothing, with a note, where the database is gone."""
    address = shared.database()
    try:
        return told(guide, Reports(address).all()) if address else []
    except StoreError as error:
        shared.note(str(error))
        return []


def _worded(guide: Guide) -> list[str]:
    """Return what people said is wrong about translations."""
    address = shared.database()
    try:
        return worded(guide, Reports(address).wordings()) if address else []
    except StoreError:
        return []  # told already


def _write(options: argparse.Namespace, page: str) -> int:
    options.call_sheet.write_text(page, encoding="utf-8")
    if options.json:
        shared.as_json({"written": str(options.call_sheet)})
    else:
        shared.lines(f"Geschrieben: {options.call_sheet}")
    return shared.FINE


def _wrong(each: Told) -> str:
    return f"services/{each.service.id}.yaml: gemeldet: „{each.service.name}“: {each.text}"


def _reported(wrong: list[Told]) -> Iterator[str]:
    places = len({each.service.id for each in wrong})
    if wrong:
        yield f"Bei {places} {'Stelle' if places == 1 else 'Stellen'} soll etwas nicht stimmen"


def _said(each: Told) -> dict[str, Any]:
    return {"file": f"services/{each.service.id}.yaml", "number": each.service.number,
            "kind": each.kind, "count": each.count, "since": str(each.since)}


def _line(each: Due) -> str:
    finding = each.finding
    past = ", vorbei" if finding.error else ""
    return f"{finding.file}:{finding.line}: {each.day:%d.%m.%Y}{past}: {finding.text}"


def _summary(found: int, past: int, unconfirmed: int) -> Iterator[str]:
    yield f"{past} vorbei, {found - past} {'steht' if found - past == 1 else 'stehen'} an"
    yield (f"{unconfirmed} Stellen sind noch nicht bestätigt; ihre Fragen stehen in der "
           "Anrufliste: laufmappe stale --call-sheet anrufliste.html")


def _values(each: Due) -> dict[str, Any]:
    finding = each.finding
    return {"day": str(each.day), "past": finding.error, "file": finding.file,
            "line": finding.line, "text": finding.text}
