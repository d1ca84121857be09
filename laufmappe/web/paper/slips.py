"""Referral slip and voucher, from values that name no person (product: desk)."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from laufmappe.domain.service import Service
from laufmappe.domain.text import N_
from laufmappe.export.paper import Both
from laufmappe.export.slip import Field, Slip
from laufmappe.web.book import Book
from laufmappe.web.paper.writer import Writer, lines

KINDS: Mapping[str, tuple[str, str]] = {
    "verweis": (N_("Verweis"), N_("Bitte gehen Sie mit diesem Zettel zu dieser Stelle.")),
    "begleitung": (N_("Begleitung"), N_("Jemand geht mit Ihnen zu dieser Stelle.")),
    "co-beratung": (N_("Gemeinsame Beratung"), N_("Zwei Stellen beraten Sie zusammen.")),
}
REASONS = (
    N_("Diese Stelle kennt sich mit Ihrer Frage gut aus."),
    N_("Diese Stelle spricht Ihre Sprache."),
    N_("Diese Stelle ist für Ihre Frage zuständig."),
    N_("Hier können Sie länger begleitet werden."),
)
SAMPLE = "Muster, nicht gültig"
UNSURE = "noch nicht bestätigt"
PLACES = 2
"""So many places have room on a voucher."""


@dataclass(frozen=True)
class Referral:
    """Who sends to whom and why. `reason`: one of REASONS; `appointment`: date, time, room, or
    empty: a line to write it on."""

    kind: str
    sender: Service
    target: Service
    reason: str
    day: datetime.date
    appointment: str = ""


@dataclass(frozen=True)
class Voucher:
    """A voucher for advice. `subject`: the kind of advice in German, from content.

    `issuer`: the German name of the office that issues it.
    """

    number: str
    subject: str
    issuer: str
    places: tuple[Service, ...]
    valid_until: datetime.date


def referral(book: Book, values: Referral, sample: str = "") -> Slip:
    """Return the slip of a referral; KeyError for a kind that does not exist."""
    say = Writer(book.language, book.languages["de"])
    title, lead = KINDS[values.kind]
    appointment = Both(values.appointment, values.appointment) if values.appointment else None
    return _slip(
        say, title, lead, ends=(N_("Von"), N_("Zu")), sender=values.sender.name,
        goals=((values.target.name, *lines(values.target)),),
        fields=(Field(say.both(N_("Warum")), say.both(values.reason)),
                Field(say.both(N_("Termin")), appointment),
                Field(say.both(N_("Datum")), _day(book, values.day))),
        stamps=(N_("Stempel der ersten Stelle"), N_("war da am")), sample=sample)


def voucher(book: Book, values: Voucher, sample: str = "") -> Slip:
    """Return a voucher."""
    say = Writer(book.language, book.languages["de"])
    return _slip(
        say, N_("Gutschein für eine Beratung"),
        N_("Mit diesem Gutschein bekommen Sie eine Beratung."),
        ends=(N_("Ausgegeben von"), N_("Einlösen bei")), sender=values.issuer,
        goals=tuple(map(_goal, values.places)),
        fields=(Field(say.both(N_("Wofür")), say.both(values.subject)),
                Field(say.both(N_("Gültig bis")), _day(book, values.valid_until))),
        stamps=(N_("Stempel"), N_("Eingelöst am")), number=values.number, sample=sample)


def _slip(say: Writer, title: str, lead: str, *, ends: tuple[str, str], sender: str,
          goals: tuple[tuple[str, ...], ...], fields: tuple[Field, ...], stamps: tuple[str, ...],
          number: str = "", sample: str = "") -> Slip:
    return Slip(
        language=say.tag, region=None, direction=say.direction,
        title=say.both(title), lead=say.both(lead),
        ends=(say.both(ends[0]), say.both(ends[1])), sender=sender,
        goals=goals, fields=fields,
        stamps=tuple(say.both(text) for text in stamps),
        halves=(say.both(N_("Für Sie")), say.both(N_("Für die Stelle"))),
        notice=say.both(N_("Auf diesem Zettel steht kein Name. Wir speichern nichts über Sie.")),
        number=number, sample=sample)


def _goal(service: Service) -> tuple[str, ...]:
    """Return what stands on the plate of a goal; the last line says so if it is not confirmed."""
    *first, last = (service.name, *lines(service))
    return (*first, f"{last} · {UNSURE}" if service.state == "unconfirmed" else last)


def _day(book: Book, day: datetime.date) -> Both:
    return Both(book.language.date(day), f"{day:%d.%m.%Y}")
