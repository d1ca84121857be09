"""What tells that a way has changed: fingerprints of its stops, kept with their cards."""

import hashlib
from collections.abc import Iterable, Sequence

from laufmappe.domain.guide import Guide, Locale
from laufmappe.domain.route import Route, Stop
from laufmappe.domain.service import Service
from laufmappe.web import card as cards
from laufmappe.web.card import Card, Note, Told

MOST_KNOWN = 1_000
"""So many cards of all languages are kept, 2 kB each; then all are forgotten."""


class Cards:
    """Makes the cards of a way with their fingerprints, and keeps each for all sent there alike.

    It is known by what it shows: the places and kinds of offices of the stop, the reasons said
    there, the language and whether the reader is protected; not by rows, nor by who is in a
    household. Where something is closed, cards are made anew.
    """

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._known: dict[tuple[Stop, tuple[Told, ...], bool, str], tuple[Card, str]] = {}

    def of(self, route: Route, locale: Locale, stops: Sequence[Stop]) -> list[tuple[Card, str]]:
        """Return the card and the fingerprint of each stop, as `card.cards` and `stamp` do."""
        said: set[str] = set()
        ages = cards.children(self._guide, route)
        found = []
        for stop in stops:
            reasons = tuple(cards.reasons(stop, said, ages))
            bare = _bare(stop)
            key = bare, reasons, route.hidden, locale.code
            each = None if route.closed.spans else self._known.get(key)
            if each is None:
                made = cards.card(self._guide, route, locale, bare, reasons)
                each = made, stamp(made)
                if not route.closed.spans:
                    self._keep(key, each)
            found.append(each)
        return found

    def _keep(self, key: tuple[Stop, tuple[Told, ...], bool, str],
              each: tuple[Card, str]) -> None:
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        self._known[key] = each


def _bare(stop: Stop) -> Stop:
    """Return a stop without what no card shows: rows, persons, and reasons said elsewhere."""
    return stop._replace(stations=tuple([each._replace(rows=(), reasons=(), persons=())
                                         for each in stop.stations]))


def mark(cards: Iterable[Card], stamps: Iterable[str], lines: object) -> str:
    """Return a fingerprint of what a way says: stations, their order, reasons, places.

    `stamps`: of its stops, in their order. Neither day nor hour change it, nor a better
    translation: it is made of the German texts.
    """
    return _digest([(card.number, card.group, each[:8])
                    for card, each in zip(cards, stamps, strict=True)], lines)[:8]


def stamp(card: Card) -> str:
    """Return a fingerprint of what one stop says; its first eight digits stand on the page."""
    said = (_told((*card.instead, *card.closed)), card.title, card.door, card.reasons,
            card.deadlines, _told(card.notes), card.bring,
            tuple([each.service.number for each in card.others]), card.calls,
            card.ask and card.ask.number, card.service and _facts(card.service))
    return _digest(_told(card.dates), said) if card.dates else _digest(said)


def _told(notes: Iterable[Note]) -> tuple[object, ...]:
    return tuple([(note.text, *note.values.items()) for note in notes])


def _digest(*said: object) -> str:
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _facts(service: Service) -> tuple[object, ...]:
    """Return what a station shows of its place."""
    return (service.number, service.name, service.organization.name, service.unit,
            service.location, service.room, service.phones, service.email, service.website,
            service.hours and service.hours.text, service.phone_hours and service.phone_hours.text,
            service.appointment, service.appointment_note, service.languages, service.cost,
            service.access, service.audience)
