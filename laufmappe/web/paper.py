"""The way as a sheet for the printer: every text in the reader's language and in German."""

import datetime
from collections.abc import Iterator

from laufmappe.domain import asking, token
from laufmappe.domain.question import Answers
from laufmappe.domain.service import Service
from laufmappe.domain.text import N_
from laufmappe.export.sheet import Both, Sheet, Stop
from laufmappe.web.book import Book
from laufmappe.web.card import Card, Note, cards
from laufmappe.web.locale import Language

WORDS = {
    "bring": N_("Mitbringen"),
    "stamp": N_("Stempel"),
    "was_here": N_("war da am"),
    "on_to": N_("weiter an"),
    "more": N_("Es geht auf der nächsten Seite weiter."),
    "how_title": N_("So geht es"),
    "how_text": N_("Gehen Sie der Reihe nach. Kommen Sie auch, wenn ein Papier fehlt. An die "
                   "Stellen: Bitte Datum, Stempel und die nächste Stelle eintragen."),
    "appointments": N_("Termine"),
    "col_date": N_("Datum"),
    "col_time": N_("Uhrzeit"),
    "col_where": N_("Wo"),
    "col_bring": N_("Mitbringen"),
    "sign_on_door": N_("An der Tür steht"),
    "page": N_("Seite"),
}
EMERGENCY = (N_("Rettung"), N_("Polizei"), N_("Hilfetelefon für Frauen"))
GROUPS = (N_("Sofort"), N_("In den nächsten Wochen"), N_("Später"))
MOST = 5


class Writer:
    """Says a German text in both languages."""

    def __init__(self, own: Language, german: Language) -> None:
        self._own, self._german = own, german

    def both(self, text: str, **values: object) -> Both:
        """Return the text in the reader's language and in German, with its values put in."""
        return Both(self._own.words.text(text, **values), self._german.words.text(text, **values))

    def note(self, note: Note) -> Both:
        """Return a note in both languages."""
        return self.both(note.text, **note.values)


def build(book: Book, answers: Answers) -> Sheet:
    """Return the sheet for these answers in the language of the page."""
    language = book.language
    say = Writer(language, book.languages["de"])
    route = book.router.route(answers, language.code)
    essential = token.write(book.guide, asking.essential(book.router, answers))
    today = book.now().date()
    locale = language.locale
    bands = book.guide.questions["age"].options
    family = len({person for each in route.stations for person in each.persons}) > 1
    return Sheet(
        language=locale.format.split("_")[0], region=None,
        direction="rtl" if locale.direction == "rtl" else "ltr",
        title=say.both(N_("Meine Laufmappe")),
        subtitle=say.both(N_("Ihr Weg durch die ersten Wochen in %(town)s"),
                          town=book.guide.site.town),
        date=_date(language, today),
        code=token.spoken(essential),
        url=f"{book.address}/{language.code}/m/{essential}".upper(),
        groups=(say.both(GROUPS[0]), say.both(GROUPS[1]), say.both(GROUPS[2])),
        stops=tuple(_stop(each, say, {name: bands[name].text for name in bands} if family else {})
                    for each in cards(book.guide, route, locale, route.stops)),
        words={name: say.both(text) for name, text in WORDS.items()},
        emergency=tuple((service.phones[0].number, say.both(label)) for service, label in zip(
            (book.guide.services[name] for name in book.guide.site.emergency), EMERGENCY,
            strict=False)),
        notice=say.both(N_("Das ist eine Orientierung, keine Rechtsberatung. Regeln ändern sich.")),
        review=None if language.words.german else say.both(
            N_("Diese Übersetzung hat noch kein Mensch geprüft. Es gilt der deutsche Text.")),
    )


def _date(language: Language, today: datetime.date) -> Both:
    german = f"Ausgegeben am {today:%d.%m.%Y}"
    if language.words.german:
        return Both(german, german)
    own = language.words.text(N_("Ausgegeben am %(date)s"), date=language.date(today))
    return Both(own, german)


def _stop(card: Card, say: Writer, bands: dict[str, str]) -> Stop:
    reasons = [_reason(text, person, say, bands) for text, person in card.reasons]
    notes = [say.note(each) for each in card.notes]
    if card.ask:
        notes.append(_ask(say, card.ask))
    return Stop(
        number=card.number, icon=card.sign, title=say.both(card.title), sign=card.door,
        lines=tuple(_lines(card.service)) if card.service else (), confirmed=card.confirmed,
        deadlines=tuple(say.both(text) for text in card.deadlines), reasons=tuple(reasons),
        bring=tuple(say.both(text) for text in card.bring), notes=tuple(notes), group=card.group)


def _reason(text: str, person: str, say: Writer, bands: dict[str, str]) -> Both:
    sentence = say.both(text)
    if person not in bands:
        return sentence
    age = say.both(bands[person])
    own = say.both(N_("Für Ihr Kind (%(age)s):"), age=age.own).own
    return Both(f"{own} {sentence.own}", f"Für Ihr Kind ({age.de}): {sentence.de}")


def _ask(say: Writer, service: Service) -> Both:
    words = say.both(N_("Bis dahin fragen Sie hier:"))
    where = ", ".join([service.name, *_lines(service)])
    return Both(f"{words.own} {where}", f"{words.de} {where}")


def _lines(service: Service) -> Iterator[str]:
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
