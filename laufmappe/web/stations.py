"""The stations of a way on its page: each a part that is kept for all who are sent there alike."""

import datetime
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple

from laufmappe.web.book import Book
from laufmappe.web.card import Card
from laufmappe.web.locale import Language

MOST_WHOLE = 7
"""So many folded stations are shown whole; where there are more, each only names its place."""


class Shown(NamedTuple):
    """How stations are shown. `nur`: the end of links for people who are protected.

    `own`: the answers where no cookie carries them; `hour`: of now, None where it is not told;
    `printing`: everything unfolded.
    """

    book: Book
    language: Language
    nur: str
    own: Mapping[str, str]
    hour: datetime.datetime | None
    printing: bool


class Ready(NamedTuple):
    """What the part of a station is known by, None where it holds dates of one person."""

    known: Hashable
    values: Mapping[str, object]


def stations(how: Shown, cards: Sequence[Card], stamps: Sequence[str],
             opened: int) -> Iterator[Ready]:
    """Yield each station ready to be shown; the first `opened` stand open on the page."""
    brief = len(cards) - opened > MOST_WHOLE and not how.printing
    for place, (card, said) in enumerate(zip(cards, stamps, strict=True)):
        yield _station(how, card, said, how.printing or place == 0 < opened,
                       brief and place >= opened)


def _station(how: Shown, card: Card, said: str, unfolded: bool, brief: bool) -> Ready:
    service, language = card.service, how.language
    state = language.state(service.hours.osm, how.hour) if (
        how.hour and service and service.hours and not card.shut) else ""
    known = None if card.dates else (
        said, card.number, card.sign, card.station.office.id,
        language.second.code if language.second else "", state, how.nur, unfolded, brief, *how.own)
    return Ready(known, {
        "card": card, "said": said, "language": language, "state": state, "nur": how.nur,
        "open": unfolded, "brief": brief, "goal": _goal(how.book, card), "taken": "", "field": ""})


def _goal(book: Book, card: Card) -> str:
    """Return the page of a date there: of the place, or of the kind of office."""
    if card.service:
        return f"termin/{card.service.number}"
    return f"termin/a{list(book.guide.offices).index(card.station.office.id)}"
