"""A place as a contact card (vCard 3.0): German facts only, as they stand on its page."""

from collections.abc import Iterator

import vobject
from vobject.vcard import Address, Name

from laufmappe.domain.service import Service


def contact_card(service: Service, neutral: str = "") -> bytes:
    """Return the card of a place.

    `neutral`: the name of a place that nobody else should find on the telephone; then the card
    holds this name and the telephone numbers, and nothing else.
    """
    card = vobject.vCard()
    card.add("n").value = Name(family=neutral or service.name)
    card.add("fn").value = neutral or service.name
    card.add("uid").value = f"laufmappe-stelle-{service.number}"
    for phone in service.phones:
        line = card.add("tel")
        line.value = phone.tel
        line.type_param = ["WORK", "VOICE"]
    if not neutral:
        _open(card, service)
    return str(card.serialize()).encode()


def _open(card: vobject.base.Component, service: Service) -> None:
    card.add("org").value = [service.organization.name, *filter(None, [service.unit])]
    place = service.location
    if place:
        line = card.add("adr")
        line.value = Address(street=place.street or place.name, city=place.city,
                             code=place.postcode, extended=service.room)
        line.type_param = "WORK"
    for name, text in (("email", service.email), ("url", service.website),
                       ("note", "\n".join(_notes(service)))):
        if text:
            card.add(name).value = text


def _notes(service: Service) -> Iterator[str]:
    """Yield how sure it is, which number is for what, and the hours."""
    year = "" if service.as_of == "undated" else service.as_of
    if service.state == "unconfirmed":
        stand = f", Stand {year}" if year else ""
        yield f"Noch nicht bestätigt{stand}. Bitte nachfragen, bevor Sie hingehen."
    elif year:
        yield f"Stand der Angaben: {year}"
    if service.location and service.location.street and service.location.name:
        yield service.location.name
    yield from (f"{each.number}: {each.label}" for each in service.phones if each.label)
    yield from _times(service)


def _times(service: Service) -> Iterator[str]:
    if service.appointment == "required":
        yield service.appointment_note or "Nur mit Termin"
    elif service.hours:
        yield f"Geöffnet: {service.hours.text}"
    if service.phone_hours:
        yield f"Am Telefon: {service.phone_hours.text}"
