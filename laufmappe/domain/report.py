"""What people say is wrong about a place: a kind out of a list, never words of their own."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from laufmappe.domain.guide import Guide
from laufmappe.domain.service import Service
from laufmappe.domain.text import N_

KINDS: Mapping[str, str] = {
    "phone": N_("Die Telefonnummer stimmt nicht"),
    "address": N_("Die Adresse stimmt nicht"),
    "hours": N_("Die Öffnungszeiten stimmen nicht"),
    "gone": N_("Diese Stelle gibt es nicht mehr"),
    "languages": N_("Die Sprachen stimmen nicht"),
    "text": N_("Der Text oder die Übersetzung ist falsch"),
    "other": N_("Etwas anderes stimmt nicht"),
}


WORDINGS: Mapping[str, str] = {
    "meaning": N_("Ein Satz sagt etwas Falsches"),
    "unclear": N_("Ich verstehe einen Satz nicht"),
    "german": N_("Ein Text ist nicht übersetzt"),
    "rude": N_("Ein Wort ist unhöflich"),
}
"""What people say is wrong about a translation."""


@dataclass(frozen=True)
class Report:
    """How often one kind was said about the service with this number on one day."""

    service: int
    kind: str
    day: datetime.date
    count: int


@dataclass(frozen=True)
class Wording:
    """How often one kind was said about a language on one kind of page on one day."""

    language: str
    page: str
    kind: str
    day: datetime.date
    count: int


@dataclass(frozen=True)
class Told:
    """What is said about a service, how often, since when; for editors."""

    service: Service
    kind: str
    count: int
    since: datetime.date

    @property
    def text(self) -> str:
        """Return it as a German sentence."""
        return f"{KINDS[self.kind]} ({self.count}-mal, seit {self.since:%d.%m.%Y})"


def page_of(here: str) -> str:
    """Return which kind of page an address after the language means; never a code or an answer."""
    found = re.match(r"(frage|stellen)/[0-9]{1,4}(?![0-9])|[a-z-]{1,30}(?=$|[/?])", here)
    return found[0] if found and found[0] != "m" else "mappe" if found else ""


def told(guide: Guide, reports: Iterable[Report]) -> list[Told]:
    """Return what is still open: said after the sources of the place were last read.

    What is said most often comes first, then what has waited longest.
    """
    found: dict[tuple[int, str], list[Report]] = {}
    numbers = {service.number: service for service in guide.services.values()}
    for each in reports:
        service = numbers.get(each.service)
        if service and each.kind in KINDS and not (
                service.checked and each.day <= service.checked):
            found.setdefault((each.service, each.kind), []).append(each)
    open_ones = [Told(numbers[number], kind, sum(each.count for each in said),
                      min(each.day for each in said)) for (number, kind), said in found.items()]
    total = {number: sum(each.count for each in open_ones if each.service.number == number)
             for number, _ in found}
    return sorted(open_ones, key=lambda each: (-total[each.service.number], each.service.number,
                                               -each.count, each.since, each.kind))


def worded(guide: Guide, reports: Iterable[Wording]) -> list[str]:
    """Return what is said about translations as German sentences, what is said most often first."""
    found: dict[tuple[str, str, str], list[Wording]] = {}
    for each in reports:
        if each.language in guide.locales and each.kind in WORDINGS:
            found.setdefault((each.language, each.page, each.kind), []).append(each)
    lines = [(-sum(each.count for each in said), (
        f"{guide.locales[language].german}, Seite „{page or 'start'}“: {WORDINGS[kind]} "
        f"({sum(each.count for each in said)}-mal, seit "
        f"{min(each.day for each in said):%d.%m.%Y})")) for (language, page, kind), said
        in found.items()]
    return [text for _, text in sorted(lines)]
