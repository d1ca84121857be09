"""The stations of a way on its page: each a part that is kept for all who are sent there alike."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from laufmappe.web.book import Book
from laufmappe.web.card import Card
from laufmappe.web.locale import Language
from laufmappe.web.parts import Line, Parts

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
    """A station ready to be shown. `state`: whether its place is open at this hour, in words.

    `open`: it stands unfolded; `brief`: it only names its place.
    """

    card: Card
    said: str
    state: str
    open: bool
    brief: bool


def stations(how: Shown, cards: Sequence[Card], stamps: Sequence[str],
             opened: int) -> Iterator[Ready]:
    """Yield each station ready to be shown; the first `opened` stand open on the page."""
    brief = len(cards) - opened > MOST_WHOLE and not how.printing
    for place, (card, said) in enumerate(zip(cards, stamps, strict=True)):
        service = card.service
        state = how.language.state(service.hours.osm, how.hour) if (
            how.hour and service and service.hours and not card.shut) else ""
        yield Ready(card, said, state, how.printing or place == 0 < opened,
                    brief and place >= opened)


def line(how: Shown, ready: Sequence[Ready], part: Parts, stop: str, zone: str = "") -> Line:
    """Return the parts of stations made ready; `part` and the templates come from the page.

    `zone`: the template of a heading before the first station of each group; "" for none.
    """
    found, group = Line(), -1
    second = how.language.second.code if how.language.second else ""
    for each in ready:
        card = each.card
        if zone and card.group != group:
            group = card.group
            found.append(part(zone, (group, second), group=group, language=how.language))
        known = None if card.dates else (
            each.said, card.number, card.sign, card.station.office.id, second, each.state, how.nur,
            each.open, each.brief, *how.own)
        found.append(part(stop, known, how.own, partial(_values, how, each)))
    return found


def _values(how: Shown, each: Ready) -> dict[str, object]:
    return {**each._asdict(), "language": how.language, "nur": how.nur,
            "goal": _goal(how.book, each.card), "taken": "", "field": ""}


def _goal(book: Book, card: Card) -> str:
    """Return the page of a date there: of the place, or of the kind of office."""
    if card.service:
        return f"termin/{card.service.number}"
    return f"termin/a{list(book.guide.offices).index(card.station.office.id)}"
