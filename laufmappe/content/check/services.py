"""Services: sources, what may be shown of an unconfirmed one, and who says it is confidential."""

from collections.abc import Iterator

from laufmappe.content.check.files import Files
from laufmappe.content.finding import Finding
from laufmappe.domain.service import Service

OLD = 2020
HIDDEN_WHEN_OLD = ("phones", "email", "location", "room", "hours", "phone_hours", "appointment",
                   "appointment_note")
ASSURED = "Bestätigt von"


def findings(files: Files) -> Iterator[Finding]:
    """Yield what is wrong with each service."""
    for service in files.guide.services.values():
        file = f"services/{service.id}.yaml"
        yield from _sources(files, service, file)
        yield from _state(files, service, file)
        if service.confidential_note and not service.confidential:
            yield files.error(file, ("confidential_note",), (
                "Hier fehlt „confidential: yes“. Das darf nur stehen, wo die Stelle es selbst "
                "sagt."))


def _sources(files: Files, service: Service, file: str) -> Iterator[Finding]:
    if not service.sources:
        yield files.error(file, ("source",), "Hier fehlt eine Quelle. Ohne Quelle darf keine "
                                             "Stelle gezeigt werden.")
    for index, source in enumerate(service.sources):
        if not (source.url or source.locator):
            yield files.error(file, ("source", index), "Bitte url oder locator angeben, damit man "
                                                       "die Quelle wiederfindet.")
    yield from files.stale(file, (), service.sources)


def _state(files: Files, service: Service, file: str) -> Iterator[Finding]:
    if service.state == "assured" and not any(source.locator.startswith(ASSURED)
                                              for source in service.sources):
        yield files.error(file, ("state",), (
            f"Zu „assured“ gehört eine Quelle mit „locator: {ASSURED} …“ und dem Tag in seen."))
    old = service.as_of == "undated" or int(service.as_of) < OLD
    if service.state == "unconfirmed" and old:
        for key in HIDDEN_WHEN_OLD:
            if getattr(service, key):
                yield files.error(file, (key,), (
                    f"Die Angaben sind unbestätigt und von vor {OLD} (as_of). Gezeigt werden dann "
                    "nur Name, Aufgabe und website. Bitte diese Zeile streichen oder bestätigen "
                    "lassen."))
