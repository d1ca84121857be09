"""Says a German text in two languages, for a paper."""

from collections.abc import Callable, Iterator
from typing import Literal

from laufmappe.domain.service import Service
from laufmappe.domain.text import N_
from laufmappe.export.paper import Beside, Both
from laufmappe.web.card import Note
from laufmappe.web.locale import Language

SPOKEN = N_("Gesprochene Sprachen:")


class Writer:
    """Says a German text in both languages: the reader's and German, or a second one instead."""

    def __init__(self, own: Language, german: Language, second: Language | None = None) -> None:
        self.own, self.german, self.second = own, german, second
        self._said: set[str] = set()

    @property
    def tag(self) -> str:
        """Return the reader's language, two or three letters."""
        return self.own.locale.format.split("_")[0]

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Return which way it runs."""
        return "rtl" if self.own.locale.direction == "rtl" else "ltr"

    @property
    def beside(self) -> tuple[str, bool] | None:
        """Return the second language and whether it runs from right to left; None for German."""
        if self.second is None:
            return None
        locale = self.second.locale
        return locale.format.split("_")[0], locale.direction == "rtl"

    @property
    def checked(self) -> bool:
        """Say whether a person has checked all that was said so far, in both languages."""
        return all(text in language.words.checked for text in self._said
                   for language in (self.own, self.second) if language)

    def both(self, text: str, **values: object) -> Both:
        """Return the text in the reader's language and in German, with its values put in."""
        self._said.add(text)
        return self.each(lambda language: language.words.text(text, **values))

    def each(self, said: Callable[[Language], str]) -> Both:
        """Return what is said in each of the two languages."""
        if self.second is None:
            return Both(self.own.lines(said(self.own)), said(self.german))
        return Beside(self.own.lines(said(self.own)), self.second.lines(said(self.second)),
                      said(self.german), self.second.locale.direction == "rtl")

    def joined(self, *parts: Both | str) -> Both:
        """Return texts one after the other; a plain one reads alike in every language."""
        def said(name: str) -> str:
            return " ".join(each if isinstance(each, str) else getattr(each, name)
                            for each in parts)

        if self.second is None:
            return Both(said("own"), said("de"))
        return Beside(said("own"), said("de"), said("german"),
                      self.second.locale.direction == "rtl")

    def spoken(self, service: Service | None) -> Both | None:
        """Return which languages are spoken there; None where nobody has said."""
        if service is None or not service.languages:
            return None
        self._said.add(SPOKEN)
        return self.each(lambda language: (
            f"{language.words.text(SPOKEN)} "
            f"{', '.join(map(language.name_of, service.languages))}"))

    def note(self, note: Note) -> Both:
        """Return a note in both languages."""
        return self.both(note.text, **note.values)


def lines(service: Service) -> Iterator[str]:
    """Yield the German lines under the door sign: who, where, telephone, when."""
    if service.organization.name != service.name:
        yield service.organization.name
    if service.address:
        yield service.address
    yield from (phone.number for phone in service.phones)
    if not service.phones and not service.address:
        yield from (each for each in (service.email, service.website) if each)
    if service.appointment == "required":
        yield "Nur mit Termin"
    elif service.hours:
        yield service.hours.text
