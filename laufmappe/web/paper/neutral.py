"""The neutral Laufmappe: nothing on it tells a paper or a need.

It names places, what to bring there and when they are open. Reasons, deadlines and sentences of
the rules are left out, since they follow from answers. Of a place whose name tells something (role
`sensitive`, kind of office `telling`) only address and telephone stand; left out are such places
without either, and the numbers that every sheet has at its foot. So two people with the same
places get the same sheet, whatever they answered.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from laufmappe.domain import arrange, route
from laufmappe.domain.guide import Guide
from laufmappe.domain.service import Service
from laufmappe.domain.text import N_
from laufmappe.export.paper import Both
from laufmappe.export.sheet import Stop
from laufmappe.web.card import Card, state_notes
from laufmappe.web.paper.writer import Writer, lines

ADVICE = N_("Beratung")
# Translators: Titel einer Station auf der neutralen Laufmappe, die nicht sagt, was es für eine ist.
VISIT = N_("Termin")
SIGN = "first_steps"


def stops(guide: Guide, cards: Sequence[Card], places: Sequence[route.Stop],
          say: Writer, dates: Mapping[str, tuple[Both, ...]]) -> Iterator[Stop]:
    """Yield the numbered stops; `cards` are those of `places`, in order.

    `dates`: appointments, by the keys of places.
    """
    number = 0
    for card, place in zip(cards, places, strict=True):
        if card.number is None or (card.service and card.service.id in guide.site.emergency):
            continue
        telling = any(each.role.sensitive or each.office.telling for each in place.stations)
        found = _masked(card, say) if telling else _open(guide, card, place, say)
        if found:
            number += 1
            yield replace(found, number=number, deadlines=dates.get(arrange.key(place), ()))


def _open(guide: Guide, card: Card, place: route.Stop, say: Writer) -> Stop:
    service = card.service
    bring = tuple(dict.fromkeys(
        line for each in place.stations for line in guide.bring[each.office.bring]))
    if service and (service.bring or service.distant):
        bring = service.bring
    return Stop(
        number=card.number, icon=card.sign, title=say.both(card.title), sign=card.door,
        lines=tuple(lines(service)) if service else (),
        spoken=say.spoken(service), confirmed=card.confirmed, group=card.group,
        bring=tuple(say.both(text) for text in bring),
        notes=tuple(_notes(card, service, say)) if service else ())


def _masked(card: Card, say: Writer) -> Stop | None:
    """Return a stop with address and telephone alone; None where there is neither."""
    service = card.service
    place = service.location if service else None
    where = [f"{place.street}, {place.postcode} {place.city}"] if place and place.street else []
    where += [phone.number for phone in service.phones] if service else []
    if not service or not where:
        return None
    title = ADVICE if card.station.role.advice else VISIT
    return Stop(
        number=card.number, icon=SIGN, title=say.both(title),
        sign=where[0], lines=tuple(where[1:]), confirmed=card.confirmed, group=card.group,
        notes=tuple(_notes(card, service, say)))


def _notes(card: Card, service: Service, say: Writer) -> Iterator[Both]:
    """Yield when the place is closed and how sure it is; not for which other one it stands."""
    yield from map(say.note, (*card.closed, *state_notes(service)))
