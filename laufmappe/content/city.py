"""The city: organizations, services with place and telephone, and what it says of itself."""

from collections.abc import Iterator
from typing import Any

from laufmappe.content.conditions import Names
from laufmappe.content.fields.city import ServiceFile
from laufmappe.content.fields.values import SourcePart
from laufmappe.content.folder import Folder
from laufmappe.content.reading import Document
from laufmappe.domain.condition import NOTHING
from laufmappe.domain.guide import Site
from laufmappe.domain.rules import Source
from laufmappe.domain.service import Hours, Location, Organization, Phone, Service


class City:
    """Builds the part of the guide that another town replaces; faults go to the folder."""

    def __init__(self, folder: Folder, names: Names) -> None:
        self.folder = folder
        self.names = names
        self.organizations = {stem: _organization(stem, part)
                              for stem, _, part in folder.of("organizations/*.yaml")}

    def services(self) -> Iterator[tuple[str, Service]]:
        """Yield each service by its id."""
        locations = {stem: Location(stem, part.city, part.street, part.postcode, part.name)
                     for stem, _, part in self.folder.of("locations/*.yaml")}
        numbers: dict[int, str] = {}
        for stem, document, part in self.folder.of("services/*.yaml"):
            if part.number in numbers:
                note = f"Die Nummer {part.number} hat schon {numbers[part.number]}."
                self.folder.report(document)(("number",), note)
            numbers[part.number] = stem
            found = self.service(stem, document, part, locations)
            if found:
                yield stem, found

    def service(self, stem: str, document: Document, part: ServiceFile,
                locations: dict[str, Location]) -> Service | None:
        """Return a service, or None where its organization or place is unknown."""
        known, statuses = self.folder.known, self.names.options.get("status", NOTHING) | {"any"}
        fine = known(document, ("organization",), part.organization, self.organizations,
                     "Den Träger (organizations/)")
        if part.location:
            fine &= known(document, ("location",), part.location, locations,
                          "Den Ort (locations/)")
        for office in part.offices:
            known(document, ("offices",), office, self.names.offices, "Die Art von Stelle")
        for role in part.roles:
            known(document, ("roles",), role, self.names.roles, "Die Aufgabe")
        for status in [*(part.statuses or ()), *part.statuses_partly]:
            known(document, ("statuses",), status, statuses, "Das Papier (status)")
        if not fine:
            return None
        return _service(stem, part, self.organizations[part.organization],
                        self.phones(document, part),
                        locations.get(part.location or ""))

    def phones(self, document: Document, part: ServiceFile) -> tuple[Phone, ...]:
        """Return the telephone numbers, which stand with organizations: `name` or `owner/name`."""
        result = []
        for word in part.phones:
            owner, _, key = word.rpartition("/")
            known = dict(self.organizations[owner or part.organization].phones
                         if (owner or part.organization) in self.organizations else ())
            if self.folder.known(document, ("phones",), key, known, "Die Telefonnummer"):
                result.append(known[key])
        return tuple(result)

    def site(self) -> Site:
        """Return what the town says of itself."""
        document = self.folder.documents["site.yaml"]
        part: Any = self.folder.parts["site.yaml"]
        services = {stem for stem, _, _ in self.folder.of("services/*.yaml")}
        for key in ("fallbacks", "emergency", "safety"):
            for name in getattr(part, key):
                self.folder.known(document, (key,), name, services, "Die Stelle")
        kinds: Any = self.folder.parts["offices.yaml"]
        for name in part.voucher_offices:
            self.folder.known(document, ("voucher_offices",), name, kinds.root,
                              "Die Art von Stelle")
        board = part.switchboard
        return Site(part.town, part.title, part.owner, part.contact, part.exit_url,
                    tuple(part.fallbacks), (board.number, board.tel) if board else ("", ""),
                    tuple(part.emergency), tuple(part.safety), part.map_url, part.empty,
                    part.ombuds_url, part.statement, tuple(part.voucher_offices),
                    part.voucher_days)


def sources(parts: list[SourcePart]) -> tuple[Source, ...]:
    """Return the sources of a row or service."""
    return tuple(Source(each.url, each.locator, each.supports, each.date, each.seen)
                 for each in parts)


def _organization(stem: str, part: Any) -> Organization:
    phones = tuple((key, Phone(each.number, each.tel, each.label))
                   for key, each in part.phones.items())
    return Organization(stem, part.name, phones, part.website)


def _hours(part: Any) -> Hours | None:
    return Hours(part.text, part.osm) if part else None


def _service(stem: str, part: ServiceFile, organization: Organization,
             phones: tuple[Phone, ...], location: Location | None) -> Service:
    ages = None
    if part.ages:
        ages = (part.ages.start or 0, 199 if part.ages.to is None else part.ages.to)
    same = {key: getattr(part, key) for key in (
        "number", "name", "summary", "scope", "kind", "public_body", "exposure", "state", "as_of",
        "unit", "confidential", "confidential_note", "directory_only", "audience", "room",
        "email", "website", "appointment", "appointment_note", "cost", "access")}
    return Service(
        id=stem, organization=organization, phones=phones, location=location, ages=ages,
        roles=tuple(part.roles), offices=tuple(part.offices), sources=sources(part.source),
        statuses=None if part.statuses is None else frozenset(part.statuses),
        statuses_partly=frozenset(part.statuses_partly), languages=tuple(part.languages),
        hours=_hours(part.hours), phone_hours=_hours(part.phone_hours),
        bring=tuple(part.bring), verify=tuple(part.verify), **same)
