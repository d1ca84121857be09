"""An office says that its profile is right: what is kept of it until the editors have taken it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from laufmappe.domain.guide import Guide
from laufmappe.domain.service import Service


@dataclass(frozen=True)
class Confirmed:
    """The number of a service, the office whose account confirmed it, and the day."""

    service: int
    office: str
    day: datetime.date


def waiting(guide: Guide, found: Iterable[Confirmed]) -> list[tuple[Service, Confirmed]]:
    """Return what the content does not say yet, by service: not read again since that day."""
    rows = [(service, each) for each in found if (service := guide.service(each.service))]
    return sorted(((service, each) for service, each in rows
                   if service.state != "assured" or not service.checked
                   or service.checked < each.day), key=lambda row: row[0].id)
