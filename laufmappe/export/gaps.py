"""Gaps and doublings for a meeting: one self-contained page for A3, and tables as CSV."""

import csv
import datetime
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from laufmappe.domain import gaps
from laufmappe.domain.guide import Guide
from laufmappe.domain.service import Service
from laufmappe.export import people

WHY = {
    gaps.NONE: "Keine Stelle dieser Art ist eingetragen.",
    gaps.UNREACHABLE: "Eingetragen, aber ohne Telefon, Anschrift, E-Mail und Webseite.",
    gaps.NOT_FOR_THEM: "Eingetragen, aber nicht für dieses Papier oder Alter.",
    gaps.MUST_REPORT: "Alle Stellen dieser Art müssen melden; sie werden hier nicht gezeigt.",
}
STATES = {"assured": "bestätigt", "sourced": "belegt", "unconfirmed": "unbestätigt"}


@dataclass(frozen=True)
class Cell:
    """A field of the matrix: services that are confirmed or sourced, unconfirmed ones, gaps."""

    sourced: int
    unconfirmed: int
    missing: tuple[str, ...]
    doubled: int


def page(guide: Guide, report: gaps.Report, today: datetime.date) -> str:
    """Return the report as one HTML page: gaps first, doublings second, then the matrix."""
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True,
                              undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["state"] = _state
    services = [each for each in guide.services.values() if not each.directory_only]
    return environment.get_template("gaps.html").render(
        guide=guide, report=report, day=f"{today:%d.%m.%Y}", why=WHY,
        statuses=gaps.statuses(guide), bands=gaps.bands(guide),
        cells={field: cell(guide, opened) for field, opened in report.fields.items()},
        states={word: sum(each.state == state for each in services)
                for state, word in STATES.items()},
        empty=sum(bool(cell(guide, opened).missing) for opened in report.fields.values()),
        languages=gaps.languages(guide), whom=lambda fields: whom(guide, fields))


def _state(service: Service) -> str:
    year = "ohne Datum" if service.as_of == "undated" else f"Stand {service.as_of}"
    return f"{STATES[service.state]}, {year}"


def cell(guide: Guide, opened: Iterable[gaps.Open]) -> Cell:
    """Return one field in numbers; `missing`: roles for which nobody can be reached."""
    every = tuple(opened)
    services = {service.id: service for each in every for service in each.services}.values()
    reached = {each.pair.role for each in every if each.services}
    missing = dict.fromkeys(each.pair.role for each in every if each.pair.role not in reached)
    unconfirmed = sum(service.state == "unconfirmed" for service in services)
    return Cell(len(services) - unconfirmed, unconfirmed,
                tuple(guide.roles[role].title for role in missing),
                sum(len(each.local) > 1 for each in every))


def whom(guide: Guide, fields: Iterable[gaps.Field]) -> tuple[str, str, str]:
    """Return papers, ages and needs of some fields in words."""
    found = [set(each) for each in zip(*fields, strict=True)]
    return (people.papers(guide, found[0], gaps.statuses(guide)),
            people.years(found[1], gaps.bands(guide)), people.needs(guide, found[2]))


def table(guide: Guide, report: gaps.Report) -> str:
    """Return every office of every field as CSV: numbers of services, and why one is missing."""
    return _csv(("papier", "alter", "bedarf", "aufgabe", "art", "bestaetigt", "belegt",
                 "unbestaetigt", "ergebnis", "grund"), _rows(report))


def _rows(report: gaps.Report) -> Iterator[tuple[object, ...]]:
    for (status, band, need), opened in report.fields.items():
        for each in opened:
            outcome = "doppelt" if len(each.local) > 1 else "offen"
            yield (status, band.replace("-", "–"), need, each.pair.role, each.pair.office,
                   *map(each.count, STATES), outcome if each.services else "Lücke",
                   WHY.get(each.why, ""))


def spoken(guide: Guide) -> str:
    """Return as CSV how many services of each role are known to speak each language."""
    return _csv(("sprache", "aufgabe", "bestaetigt", "belegt", "unbestaetigt"), (
        (code, role, *(sum(each.state == state for each in services) for state in STATES))
        for code, roles in gaps.languages(guide).items() for role, services in roles.items()))


def _csv(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(rows)
    return "\ufeff" + text.getvalue()
