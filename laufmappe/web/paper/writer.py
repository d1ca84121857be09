"""Says a German text in two languages, for a paper."""

from collections.abc import Iterator
from typing import Literal

from laufmappe.domain.service import Service
from laufmappe.domain.text import N_
from laufmappe.export.paper import Both
from laufmappe.web.card import Note
from laufmappe.web.locale import Language

SPOKEN = N_("Gesprochene Sprachen:")


class Writer:
    """Says a German text in both languages."""

    def __init__(self, own: Language, german: Language) -> None:
        self.own, self.german = own, german

    @property
    def tag(self) -> str:
        """Return the reader's language, two or three letters."""
        return self.own.locale.format.split("_")[0]

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Return which way it runs."""
        return "rtl" if self.own.locale.direction == "rtl" else "ltr"

    def both(self, text: str, **values: object) -> Both:
        """Return the text in the reader's language and in German, with its values put in."""
        return Both(self.own.words.text(text, **values), self.german.words.text(text, **values))

    def spoken(self, service: Service | None) -> Both | None:
        """Return which languages are spoken there; None where nobody has said."""
        if service is None or not service.languages:
            return None
        own, german = (f"{language.words.text(SPOKEN)} "
                       f"{', '.join(map(language.name_of, service.languages))}"
                       for language in (self.own, self.german))
        return Both(own, german)

    def note(self, note: Note) -> Both:
        """Return a note in both languages."""
        return self.both(note.text, **note.values)


def lines(service: Service) -> Iterator[str]:
    """Yield the German lines under the door sign: who, where, telephone, when."""
    if service.organization.name != service.name:
        yield service.organization.name
    place = service.location
    if place:
        yield ", ".join(each for each in (place.street, service.room or place.name,
                                          f"{place.postcode} {place.city}".strip()) if each)
    yield from (phone.number for phone in service.phones)
    if not service.phones and not place:
        yield from (each for each in (service.email, service.website) if each)
    if service.appointment == "required":
        yield "Nur mit Termin"
    elif service.hours:
        yield service.hours.text
