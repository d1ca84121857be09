"""What a stop shows, on screen and on paper: German texts of content, chosen and in order.

A card holds German texts (msgids), never translations, so that page and paper say the same in
two languages. `Note` carries named values that are put in after translation.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from laufmappe.domain.closure import DAY, Closed, Span
from laufmappe.domain.guide import Guide, Locale
from laufmappe.domain.route import Choice, Route, Station, Stop
from laufmappe.domain.service import Service
from laufmappe.domain.text import N_
from laufmappe.export import hours

MOST_SPANS = 60


@dataclass(frozen=True)
class Note:
    """A German text with named values."""

    text: str
    values: Mapping[str, str] = field(default_factory=dict)


Told = tuple[str, tuple[str, ...]]
"""A reason with the ages of the children of a family whom it is for; none if it is for all."""


class Card(NamedTuple):
    """One stop as it is shown. `dates`: appointments and visits of a Mappe that is kept."""

    number: int | None
    group: int
    station: Station
    service: Service | None
    sign: str
    title: str
    door: str
    reasons: tuple[Told, ...]
    deadlines: tuple[str, ...]
    notes: tuple[Note, ...]
    bring: tuple[str, ...]
    others: tuple[Choice, ...]
    say: str
    ask: Service | None
    calls: bool = False
    instead: tuple[Note, ...] = ()
    closed: tuple[Note, ...] = ()
    shut: bool = False
    dates: tuple[Note, ...] = ()

    @property
    def confirmed(self) -> bool:
        """Say whether the place is well sourced and can be reached."""
        return self.service is not None and self.service.reachable and (
            self.service.state != "unconfirmed")


def cards(guide: Guide, route: Route, locale: Locale, stops: tuple[Stop, ...]) -> Iterator[Card]:
    """Yield a card for each stop; each sentence stands once, where it first belongs."""
    said: set[str] = set()
    ages = children(guide, route)
    for stop in stops:
        yield card(guide, route, locale, stop, tuple(reasons(stop, said, ages)))


def children(guide: Guide, route: Route) -> dict[str, str]:
    """Return the ages of the children by their bands; none where the way is one person's."""
    persons = {person for each in route.stations for person in each.persons}
    bands = guide.questions["age"].options
    return {name: bands[name].text for name in bands if name in persons} if len(persons) > 1 else {}


def shares(ages: Mapping[str, str], cards: Sequence[Card],
           stops: Sequence[Stop]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the age of each child with the numbers of the stations that concern it, if any."""
    for band, age in ages.items():
        numbers = tuple(card.number for card, stop in zip(cards, stops, strict=True)
                        if card.number and any(band in each.persons for each in stop.stations))
        if numbers:
            yield age, numbers


def card(guide: Guide, route: Route, locale: Locale, stop: Stop, told: tuple[Told, ...]) -> Card:
    """Return the card of a stop with these reasons; of the route counts who is protected and what
    is closed.
    """
    station = stop.first
    service = station.service
    codes = dict.fromkeys(each.text for member in stop.stations for each in member.deadlines)
    lines = dict.fromkeys(say for member in stop.stations for say in member.says)
    notes = (*(Note(line) for line in lines), *_notes(guide, route, station))
    return Card(
        number=stop.number, group=stop.group, station=station, service=service,
        sign=station.role.sign, title=station.office.title, door=door(guide, station),
        reasons=told, deadlines=tuple(codes), notes=notes,
        bring=_bring(guide, stop, route.hidden),
        others=tuple(_others(stop)), say=_say(station, locale),
        ask=_ask(station),
        instead=tuple(_instead(stop, route.closed)) if route.closed.spans else (),
        closed=tuple(shut_notes(service, route.closed)) if service and route.closed.spans else (),
        shut=bool(service and route.closed.spans and route.closed.span(service.number)),
        calls=not route.hidden and service is not None and service.state == "unconfirmed"
        and service.scope == "bielefeld")


def door(guide: Guide, station: Station) -> str:
    """Return the German name as on the door, or of the kind of office where no place is known."""
    if station.service:
        return station.service.name
    return f"{station.office.name} {guide.site.town}" if not station.office.gap \
        else station.office.name


def reasons(stop: Stop, said: set[str], ages: Mapping[str, str]) -> Iterator[Told]:
    """Yield the reasons of a stop that were not said before, and add them to what is said."""
    fresh = False
    for member in stop.stations:
        for reason in member.reasons:
            if reason.main and reason.text not in said:
                said.add(reason.text)
                fresh = True
                whose = all(person in ages for person in reason.persons)
                yield reason.text, tuple(ages[each] for each in reason.persons) if whose else ()
    if not fresh:
        for member in stop.stations[:1]:
            yield member.office.does, ()


def _notes(guide: Guide, route: Route, station: Station) -> Iterator[Note]:
    service = station.service
    if service is None:
        yield Note(station.office.gap or N_("Die Adresse ist noch nicht bestätigt."))
        return
    if not service.reachable:
        yield Note(station.office.gap or N_("Wie man diese Stelle erreicht, ist noch nicht "
                                            "bestätigt."))
    yield from state_notes(service)
    if station.choice and station.choice.partly:
        yield Note(N_("Nur unter Bedingungen. Fragen Sie dort."))
    if station.choice and station.choice.some_ages and service.audience:
        yield Note(service.audience)
    if route.hidden and not service.reports and not service.public_body:
        yield Note(N_("Kein Amt, muss nichts melden."))
    if service.confidential:
        yield Note(N_("Vertraulich: Sie müssen keinen Namen sagen."))


def state_notes(service: Service) -> Iterator[Note]:
    """Yield how sure the place is: not yet confirmed, or the year of its sources."""
    year = "" if service.as_of == "undated" else service.as_of
    if service.state == "unconfirmed" and year:
        yield Note(N_("Noch nicht bestätigt, Stand %(year)s. Fragen Sie nach, bevor Sie "
                      "hingehen."), {"year": year})
    elif service.state == "unconfirmed":
        yield Note(N_("Noch nicht bestätigt. Fragen Sie nach, bevor Sie hingehen."))
    elif year:
        yield Note(N_("Stand der Angaben: %(year)s"), {"year": year})
    else:
        yield Note(N_("Die Angaben haben kein Datum."))


def _instead(stop: Stop, closed: Closed) -> Iterator[Note]:
    """Yield which better place is closed for which this one stands meanwhile."""
    own = stop.first.service
    missed = {member.choice.missed.number: member.choice.missed for member in stop.stations
              if member.choice and member.choice.missed}
    for service in missed.values():
        span = closed.span(service.number)
        if own and span:
            yield _meanwhile(service, span, own)


def _meanwhile(service: Service, span: Span, other: Service) -> Note:
    names = {"name": service.name, "other": other.name}
    if span.since == span.until:
        return Note(N_("„%(name)s“ ist am %(day)s geschlossen. An diesem Tag: „%(other)s“."),
                    {**names, "day": _day(span.since)})
    return Note(N_("„%(name)s“ ist vom %(since)s bis %(until)s geschlossen. Bis dahin: "
                   "„%(other)s“."),
                {**names, "since": _day(span.since), "until": _day(span.until)})


def shut_notes(service: Service, closed: Closed) -> Iterator[Note]:
    """Yield when a place is closed and opens again, and when it will be closed soon."""
    span = closed.span(service.number)
    if span:
        yield Note(N_("Diese Stelle ist bis einschließlich %(until)s geschlossen."),
                   {"until": _day(span.until)})
    yield from again_notes(service, closed)
    yield from map(_span_note, closed.coming(service.number))


def span_notes(service: Service, closed: Closed) -> Iterator[Note]:
    """Yield from when until when a place is closed, now and soon."""
    span = closed.span(service.number)
    if span:
        yield _span_note(span)
    yield from map(_span_note, closed.coming(service.number))


def again_notes(service: Service, closed: Closed) -> Iterator[Note]:
    """Yield when a closed place opens again, where its hours are sure."""
    span = closed.span(service.number)
    again = _again(service, closed, span) if span else None
    if again:
        yield Note(N_("Die Stelle öffnet wieder am %(day)s."), {"day": _day(again)})


def _span_note(span: Span) -> Note:
    if span.since == span.until:
        return Note(N_("Geschlossen am %(day)s."), {"day": _day(span.since)})
    return Note(N_("Geschlossen vom %(since)s bis %(until)s."),
                {"since": _day(span.since), "until": _day(span.until)})


def _again(service: Service, closed: Closed, span: Span) -> datetime.date | None:
    """Return the day on which a place opens again by its hours; None where they are not sure."""
    osm = service.hours.osm if service.hours else ""
    for _ in range(MOST_SPANS):
        day = hours.next_day(osm, span.until + DAY)
        following = closed.covers(service.number, day) if day else None
        if following is None:
            return day
        span = following
    return None


def _day(day: datetime.date) -> str:
    return f"{day:%d.%m.%Y}"


def _ask(station: Station) -> Service | None:
    """Return whom to ask instead; nobody where the gap itself says what to do."""
    if station.fallback is None or (station.service is None and station.office.gap):
        return None
    return station.fallback.service


def _bring(guide: Guide, stop: Stop, hidden: bool) -> tuple[str, ...]:
    """Return what to bring; advice asks nobody without papers for papers."""
    service = stop.first.service
    distant = service is not None and service.distant
    if hidden and stop.first.role.advice:
        return () if distant else guide.bring["confidential"]
    if service and (service.bring or distant):
        return service.bring
    lines: dict[str, None] = {}
    for member in stop.stations:
        lines |= dict.fromkeys(guide.bring[member.office.bring])
    if len(lines) > 1:
        lines.pop(guide.bring["confidential"][0], None)
    return tuple(lines)


def _others(stop: Stop) -> Iterator[Choice]:
    own = stop.first.service
    seen = {own.id if own else ""}
    for member in stop.stations:
        for choice in member.alternatives:
            if choice.service.id not in seen:
                seen.add(choice.service.id)
                yield choice


def _say(station: Station, locale: Locale) -> str:
    """Return the German sentence to hold up; it needs no translation. None by telephone."""
    if station.service and station.service.distant:
        return ""
    name = station.service.name if station.service else station.office.name
    tongue = "" if locale.german in {"Deutsch", "Leichte Sprache"} else (
        f" Ich spreche {locale.german}. Bitte mit Dolmetschung.")
    return f"Guten Tag. Ich suche: {name}.{tongue}"
