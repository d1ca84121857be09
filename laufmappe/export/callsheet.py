"""The call sheet: who is asked what, one organization after the other, as one page for A4."""

import datetime
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from laufmappe.domain.guide import Guide
from laufmappe.domain.report import Told
from laufmappe.domain.rules import Send, pairs
from laufmappe.domain.service import Office, Organization, Role, Service
from laufmappe.export.gaps import STATES

FIRST, GAPS, UNCONFIRMED, OTHERS = 1, 2, 3, 4
"""The parts of the sheet, in the order in which to call."""
LANGUAGES = "In welchen Sprachen kann man dort sprechen?"
ANSWERED = frozenset({"place", "phone"})
"""Kinds of services at which somebody speaks with people."""


@dataclass(frozen=True)
class Missing:
    """A kind of office that rows send people to and nobody reaches.

    `services`: those of the kind that are known but have no way to reach them.
    """

    office: Office
    roles: tuple[Role, ...]
    rows: tuple[str, ...]
    services: tuple[Service, ...]


@dataclass(frozen=True)
class Block:
    """What one organization is asked in one part. `also`: other parts that ask it."""

    organization: Organization
    services: tuple[Service, ...]
    also: tuple[int, ...]


def call_sheet(guide: Guide, today: datetime.date, told: Sequence[Told] = ()) -> str:
    """Return the questions to ask by telephone as one self-contained HTML page.

    `told`: what people said is wrong; those places come first, and not a second time.
    """
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True,
                              undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["state"] = state
    reported = list(dict.fromkeys(each.service.id for each in told))
    services = [each for each in guide.services.values() if each.id not in reported]
    return environment.get_template("callsheet.html").render(
        guide=guide, day=f"{today:%d.%m.%Y}", missing=missing(guide),
        reported=_reported(guide, reported),
        said=lambda service: [each.text for each in told if each.service.id == service.id],
        blocks={part: blocks(guide, part, reported) for part in (FIRST, UNCONFIRMED, OTHERS)},
        numbers={number: sum(part(guide, each) == number for each in services)
                 for number in (FIRST, UNCONFIRMED, OTHERS)},
        phones=lambda block: phones(guide, block),
        contact=lambda service: contact(guide, service), questions=questions,
        through_switchboard=lambda service: through_switchboard(guide, service))


def part(guide: Guide, service: Service) -> int:
    """Return the part in which a service is asked about; 0 where nothing is to be asked."""
    if service.id in guide.site.fallbacks:
        return FIRST
    if service.state == "unconfirmed":
        return UNCONFIRMED
    return OTHERS if service.verify else 0


def _reported(guide: Guide, names: Sequence[str]) -> list[Block]:
    """Return the reported places, each organization once, in the order of the reports."""
    found: dict[str, list[Service]] = {}
    for name in names:
        service = guide.services[name]
        found.setdefault(service.organization.id, []).append(service)
    return [Block(guide.organizations[name], tuple(services), ())
            for name, services in found.items()]


def blocks(guide: Guide, number: int, without: Sequence[str] = ()) -> list[Block]:
    """Return what is asked in this part, by the name of the organization; `without` these."""
    found: dict[str, list[Service]] = {}
    parts: dict[str, set[int]] = {}
    for service in sorted(guide.services.values(), key=lambda each: _order(each.name)):
        place = part(guide, service) if service.id not in without else 0
        parts.setdefault(service.organization.id, set()).add(place)
        if place == number:
            found.setdefault(service.organization.id, []).append(service)
    return sorted((Block(guide.organizations[name], tuple(services),
                         tuple(sorted(parts[name] - {0, number})))
                   for name, services in found.items()),
                  key=lambda block: _order(block.organization.name))


def missing(guide: Guide) -> list[Missing]:
    """Return the kinds of offices nobody reaches: first what people in danger are sent to."""
    services = [each for each in guide.services.values() if not each.directory_only]
    reached = {office for each in services if each.reachable for office in each.offices}
    rows: dict[str, list[str]] = {}
    roles: dict[str, list[str]] = {}
    for row, sends in _sends(guide):
        for pair in dict.fromkeys(pairs(sends)):
            if pair.office not in reached:
                rows.setdefault(pair.office, []).append(row)
                roles.setdefault(pair.office, []).append(pair.role)
    found = [Missing(guide.offices[name], tuple(guide.roles[role] for role in
                                                dict.fromkeys(roles[name])),
                     tuple(dict.fromkeys(rows[name])),
                     tuple(each for each in services if name in each.offices))
             for name in rows]
    danger = {row.id for row in guide.safety.rows}
    return sorted(found, key=lambda each: (danger.isdisjoint(each.rows), -len(each.rows),
                                           _order(each.office.name)))


def _sends(guide: Guide) -> Iterator[tuple[str, tuple[Send, ...]]]:
    for row in guide.rows.values():
        yield row.id, row.send
    for each in guide.filters:
        yield each.id, (*each.replace.values(), *each.fallback)


def phones(guide: Guide, block: Block) -> list[tuple[str, str]]:
    """Return the numbers to call for a block, each with what it is for.

    Those of other services of the organization only where there are no better ones.
    """
    own = [each for each in guide.services.values()
           if each.organization.id == block.organization.id]
    near: dict[str, str] = {}
    far: dict[str, str] = {}
    every = [phone for _, phone in block.organization.phones]
    for phone in (*every, *(each for service in block.services for each in service.phones)):
        users = [each for each in own if phone in each.phones]
        board = phone.tel == guide.site.switchboard[1]
        elsewhere = users and not set(users) & set(block.services) and not board
        names = ", ".join(each.name for each in users) if len(users) < len(own) else ""
        parts = ("Vermittlung", guide.site.owner) if board else (names, phone.label)
        (far if elsewhere else near)[phone.number] = ": ".join(filter(None, parts))
    return list((near or far).items())


def contact(guide: Guide, service: Service) -> Iterator[tuple[str, str]]:
    """Yield what the site shows of a service, to be read out: what it is, how it reads."""
    place = service.location
    if place:
        town = "\u00a0".join(filter(None, (place.postcode, place.city)))
        yield "Anschrift", ", ".join(filter(None, (place.name, place.street, town, service.room)))
    for phone in service.phones:
        note = "Vermittlung" if phone.tel == guide.site.switchboard[1] else phone.label
        yield "Telefon", f"{phone.number} ({note})" if note else phone.number
    yield from ((name, text) for name, text in (
        ("E-Mail", service.email), ("Webseite", _spoken(service.website)),
        ("Öffnungszeiten", service.hours.text if service.hours else ""),
        ("Am Telefon", service.phone_hours.text if service.phone_hours else ""),
        ("Sprachen", ", ".join(_language(guide, code) for code in service.languages)),
    ) if text)


def questions(service: Service) -> tuple[str, ...]:
    """Return what is to be asked; also the languages, where nothing speaks of them yet."""
    asked = any("sprache" in note.casefold() for note in service.verify)
    known = asked or service.languages or service.kind not in ANSWERED
    return service.verify if known else (*service.verify, LANGUAGES)


def through_switchboard(guide: Guide, service: Service) -> bool:
    """Say whether it is a city office without a number, to be reached through the switchboard."""
    return (service.organization.name == guide.site.owner and not service.phones
            and bool(guide.site.switchboard[0]))


def state(service: Service) -> str:
    """Return how sure the data are, and of when."""
    year = "ohne Datum" if service.as_of == "undated" else f"Stand {service.as_of}"
    return f"{STATES[service.state]}, {year}"


def _spoken(address: str) -> str:
    """Return a web address as one reads it out."""
    return address.partition("://")[2].removesuffix("/")


def _language(guide: Guide, code: str) -> str:
    return guide.locales[code].german if code in guide.locales else code


def _order(name: str) -> str:
    """Return a name for sorting: case and the dots of umlauts do not count."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
