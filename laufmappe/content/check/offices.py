"""Kinds of offices against the services of each kind; papers that wait for each other."""

from collections.abc import Iterator

from laufmappe.content.check.files import Files
from laufmappe.content.finding import Finding
from laufmappe.domain.proof.papers import circles

FILE = "offices.yaml"


def findings(files: Files) -> Iterator[Finding]:
    """Yield services that contradict their kind, and circles of papers."""
    yield from _circles(files)
    for service in files.guide.services.values():
        file = f"services/{service.id}.yaml"
        for name in service.offices:
            office = files.guide.offices[name]
            if office.reports and not service.reports:
                yield files.error(file, ("exposure",), (
                    f"Die Art „{name}“ muss melden (offices.yaml). Bitte exposure: reports "
                    "schreiben oder die Art streichen."))
            expected = {"yes": True, "no": False}.get(office.public_body, service.public_body)
            if service.public_body != expected:
                yield files.warning(file, ("public_body",), (
                    f"Die Art „{name}“ hat public_body: {office.public_body}, diese Stelle nicht. "
                    "Bitte prüfen, was stimmt."))


def _circles(files: Files) -> Iterator[Finding]:
    """Yield an error for each office from which the papers it wants lead back to itself."""
    for name in circles(files.guide.offices):
        yield files.error(FILE, (name, "wants"), (
            "Diese Stelle will ein Papier, für das man zuerst zu ihr selbst muss. Bitte gives "
            "und wants prüfen."))
