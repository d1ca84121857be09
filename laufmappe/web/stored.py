"""A Mappe of the desk that is kept: whoever holds its code sees it, and may delete it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import Response, request

from laufmappe.domain import arrange, token
from laufmappe.domain.mappe import Appointment, Mappe, MappeError, unpack
from laufmappe.domain.route import Stop
from laufmappe.domain.text import N_
from laufmappe.export.sheet import Sheet
from laufmappe.store.database import StoreError
from laufmappe.store.mappen import Mappen, plain
from laufmappe.web.answers import typed
from laufmappe.web.book import Book
from laufmappe.web.card import Card, Note
from laufmappe.web.locale import NOT_CHECKED, Language
from laufmappe.web.paper import mappe as paper
from laufmappe.web.paper.writer import Writer

PHRASES = (
    N_("Bringen Sie diese Mappe bitte zu jedem Termin mit."),
    N_("Kommen Sie bitte zehn Minuten früher."),
    N_("Bringen Sie bitte jemanden mit, der für Sie übersetzt."),
    N_("Für diesen Termin wird gedolmetscht."),
    N_("Wenn Sie nicht kommen können, rufen Sie bitte vorher an."),
    N_("Kommen Sie bitte mit der ganzen Familie."),
)
"""Sentences for the paper, from a list so that they are translated."""


@dataclass(frozen=True)
class Kept:
    """A Mappe that is kept. `code`: without spaces; `version`: to hand back with a change."""

    code: str
    mappe: Mappe
    version: int
    until: datetime.date

    def dated(self, cards: Sequence[Card], stops: Sequence[Stop]) -> list[Card]:
        """Return the cards with appointments and visits."""
        known = told(self.mappe)
        return [card._replace(dates=tuple(known.get(arrange.key(stop), ())))
                for card, stop in zip(cards, stops, strict=True)]

    def sheet(self, book: Book, variant: str = "", second: Language | None = None) -> Sheet:
        """Return the sheet, in the language of the page and in German or a second one."""
        found = paper.build(book, self.mappe.answers, variant,
                            lambda route: self.mappe.stops(book.router, route),
                            told(self.mappe), self.code, second)
        say = Writer(book.language, book.languages["de"], second)
        sentences = tuple(map(say.both, self.sentences))
        review = found.review if say.checked else say.both(NOT_CHECKED)
        return replace(found, say=(*found.say, *sentences), review=review)

    @property
    def sentences(self) -> list[str]:
        """Return the sentences that staff chose, in German."""
        return [PHRASES[at] for at in self.mappe.phrases if at < len(PHRASES)]


class Stored:
    """The Mappen that are kept, for whoever has a code; without a database there are none."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._mappen = Mappen(book.settings.database) if book.settings.database else None

    def mine(self, text: str) -> str:
        """Return the code without spaces if it is one of a Mappe that may be kept, else ""."""
        try:
            return plain(scanned(text)) if self._mappen else ""
        except token.TokenError:
            return ""

    def find(self, text: str) -> Kept | None:
        """Return the Mappe of a code; None for a code that is none of a kept Mappe.

        Raises TokenError where there is no such Mappe (any more), StoreError.
        """
        code = self.mine(text)
        if not code or not self._mappen:
            return None
        return opened(self._book, self._mappen, code)

    def remove(self) -> Response:
        """Delete the Mappe of the code in the form; one that is gone already is gone."""
        code = self.mine(typed(request.form.get("mappe", ""), 60))
        try:
            if code and self._mappen:
                self._mappen.delete(code)
        except StoreError:
            return self._book.show("public/code.html", 503, here="code", problem=False,
                                   unwell=True, text=code)
        return self._book.show("public/delete.html", here="loeschen", kept=True)


def opened(book: Book, mappen: Mappen, code: str) -> Kept:
    """Return the Mappe of a code; raises TokenError where there is none, StoreError."""
    found = mappen.read(code, book.now().date())
    if found is None:
        raise token.TokenError("keine Mappe")
    try:
        return Kept(code, unpack(book.router, found.data), found.version, found.until)
    except MappeError as error:
        raise StoreError(f"Eine Mappe ist {error}") from None


def scanned(text: str) -> str:
    """Return the code in what a scanner types: the code itself, or an address that ends with it."""
    return text.strip().rstrip("/").rsplit("/", 1)[-1]


def told(mappe: Mappe) -> dict[str, list[Note]]:
    """Return what a Mappe says of its stops: appointments, then visits, by key."""
    found = {key: notes(date) for key, date in mappe.dates.items()}
    for stamp in mappe.stamps:
        day = f"{datetime.date.fromisoformat(stamp.day):%d.%m.%Y}"
        found.setdefault(stamp.key, []).append(Note(N_("War da am %(day)s"), {"day": day}))
    return found


def notes(date: Appointment) -> list[Note]:
    """Return what stands on the paper; only for a date that is not wrong."""
    day = f"{datetime.date.fromisoformat(date.day):%d.%m.%Y}"
    found = [Note(N_("Termin am %(day)s um %(time)s Uhr"), {"day": day, "time": date.time})
             if date.time else Note(N_("Termin am %(day)s"), {"day": day})]
    return found + ([Note(N_("Raum: %(room)s"), {"room": date.room})] if date.room else [])
