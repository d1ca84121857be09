"""Referral slip and voucher, from values that name no person (product: desk)."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from laufmappe.domain.referral import BEGLEITUNG, CO, VERWEIS
from laufmappe.domain.service import Service
from laufmappe.domain.text import N_
from laufmappe.domain.token import spoken
from laufmappe.export.paper import Both
from laufmappe.export.slip import Field, Slip
from laufmappe.web.book import Book
from laufmappe.web.paper.writer import Writer, lines

KINDS: Mapping[str, tuple[str, str]] = {
    VERWEIS: (N_("Verweis"), N_("Bitte gehen Sie mit diesem Zettel zu dieser Stelle.")),
    BEGLEITUNG: (N_("Begleitung"), N_("Jemand geht mit Ihnen zu dieser Stelle. Darf ich jemanden "
                                      "mitbringen? Ja.")),
    CO: (N_("Gemeinsame Beratung"), N_("Zwei Stellen beraten Sie zusammen.")),
}
SAMPLE = "Muster, nicht gültig"
UNSURE = "noch nicht bestätigt"
PLACES = 2
"""So many places have room on a voucher."""
NAMELESS = N_("Auf diesem Zettel steht kein Name. Wir speichern nichts über Sie.")
KEPT = N_("Wir drucken und speichern keinen Namen. Gespeichert sind nur Nummer, Stellen, Grund und "
          "Tag.")


@dataclass(frozen=True)
class Referral:
    """Who sends to whom and why. `sender`: a German name; `reason`: of domain.referral.REASONS.

    `line`: a German reason of their own instead; `appointment`: its day and, in the other field,
    its time, or none: a line to write it on; `number`: without spaces, "" for none.
    """

    kind: str
    sender: str
    targets: tuple[Service, ...]
    reason: str
    day: datetime.date
    appointment: datetime.date | None = None
    time: str = ""
    line: str = ""
    number: str = ""


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
    why = Both(values.line, values.line) if values.line else say.both(values.reason)
    fields = (Field(say.both(N_("Warum")), why if why.de else None),
              Field(say.both(N_("Termin")), _appointment(book, values)),
              Field(say.both(N_("Datum")), _day(book, values.day), spare=3),
              # Translators: Auf einem Zettel, über einer leeren Linie zum Schreiben.
              Field(say.both(N_("Von Hand, wenn Sie möchten")), spare=1))
    return _slip(
        say, title, lead, ends=(N_("Von"), N_("Zu")), sender=values.sender,
        goals=tuple((each.name, *lines(each)) for each in values.targets),
        fields=fields, stamps=(N_("Stempel der ersten Stelle"), N_("Angekommen am")),
        number=spoken(values.number), sample=sample, tear=N_("Zum Abreißen, für die Stelle"),
        notice=KEPT if values.number else NAMELESS)


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
          number: str = "", sample: str = "", tear: str = N_("Für die Stelle"),
          notice: str = NAMELESS) -> Slip:
    return Slip(
        language=say.tag, region=None, direction=say.direction,
        title=say.both(title), lead=say.both(lead),
        ends=(say.both(ends[0]), say.both(ends[1])), sender=sender,
        goals=goals, fields=fields,
        stamps=tuple(say.both(text) for text in stamps),
        halves=(say.both(N_("Für Sie")), say.both(tear)),
        notice=say.both(notice),
        number=number, sample=sample)


def _goal(service: Service) -> tuple[str, ...]:
    """Return what stands on the plate of a goal; the last line says so if it is not confirmed."""
    *first, last = (service.name, *lines(service))
    return (*first, f"{last} · {UNSURE}" if service.state == "unconfirmed" else last)


def _appointment(book: Book, values: Referral) -> Both | None:
    if values.appointment is None:
        return None
    day = _day(book, values.appointment)
    if not values.time:
        return day
    return Both(f"{day.own}, {values.time}", f"{day.de}, {values.time} Uhr")


def _day(book: Book, day: datetime.date) -> Both:
    return Both(book.language.date(day), f"{day:%d.%m.%Y}")
