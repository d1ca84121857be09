"""The way as a sheet for the printer: every text in the reader's language and in German."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from laufmappe.domain import arrange, asking, token
from laufmappe.domain.question import Answers
from laufmappe.domain.route import Route
from laufmappe.domain.route import Stop as Place
from laufmappe.domain.service import Service
from laufmappe.domain.text import N_
from laufmappe.export.paper import Both
from laufmappe.export.sheet import USUAL, Part, Sheet, Stop
from laufmappe.web.book import Book
from laufmappe.web.card import Card, Note, cards, children, shares
from laufmappe.web.locale import NOT_CHECKED, Language
from laufmappe.web.paper import neutral
from laufmappe.web.paper.writer import Writer, lines

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
STAMP = ("stamp", "was_here", "on_to")  # for the offices, so always in German too
EMERGENCY = (N_("Rettung"), N_("Polizei"), N_("Hilfetelefon für Frauen"))
GROUPS = (N_("Sofort"), N_("In den nächsten Wochen"), N_("Später"))
FORM = (
    # Translators: Auf der leeren Laufmappe, davor eine Linie zum Ausfüllen: wohin man geht.
    N_("Stelle"),
    # Translators: Auf der leeren Laufmappe, vor einer Linie zum Ausfüllen.
    N_("Adresse, Telefon"),
    # Translators: Auf der leeren Laufmappe, vor einer Linie zum Ausfüllen: bis wann, der Termin.
    N_("Wann"),
    # Translators: Auf der leeren Laufmappe, vor einer Linie zum Ausfüllen: der Grund.
    N_("Warum"),
    N_("Mitbringen"),
)
VARIANTS = ("", "neutral", "large", "german")


def build(book: Book, answers: Answers, variant: str = "",
          arranged: Callable[[Route], tuple[Place, ...]] | None = None,
          dates: Mapping[str, Sequence[Note]] = MappingProxyType({}), kept: str = "",
          second: Language | None = None) -> Sheet:
    """Return the sheet for these answers in the language of the page.

    `variant`: one of VARIANTS. "neutral" tells neither papers nor needs (see neutral.py), "large"
    has nothing under 16 pt and is not folded, "german" is in German alone. `arranged`: returns the
    stops of a route as somebody at the desk put them together; `dates`: appointments at stops, by
    their keys (domain.arrange); `kept`: the code of a Mappe that is kept, instead of the answers;
    `second`: a language to stand beside instead of German.
    """
    language, german = book.language, book.languages["de"]
    say = Writer(german if variant == "german" else language, german, second)
    known = {key: tuple(map(say.note, notes)) for key, notes in dates.items()}
    route = book.router.route(answers, language.code)
    code = kept or token.write(book.guide, asking.essential(book.router, answers))
    stops = arranged(route) if arranged else route.stops
    shown = list(cards(book.guide, route, language.locale, stops))
    sheet = _empty(book, say)
    if variant == "neutral":
        return _reviewed(say, replace(
            sheet, stops=tuple(neutral.stops(book.guide, shown, stops, say, known))))
    return _reviewed(say, replace(
        sheet,
        code=token.spoken(code),
        url=f"{book.address}/{language.code}/m/{code}".upper() if book.address else "",
        start="" if variant == "large" else sheet.start,
        stops=tuple(_dated(_stop(each, say), known.get(arrange.key(place), ()))
                    for each, place in zip(shown, stops, strict=True)),
        parts=tuple(Part(_child((age,), say), numbers) for age, numbers in
                    shares(children(book.guide, route), shown, stops)),
        large=variant == "large"))


def blank(book: Book) -> Sheet:
    """Return a sheet to fill in by hand, with room for five stations."""
    say = Writer(book.language, book.languages["de"])
    line = "_" * 12
    return _reviewed(say, replace(
        _empty(book, say),
        date=say.both(N_("Ausgegeben am %(date)s"), date=line),
        stops=tuple(Stop(number, "", Both("", ""), "") for number in range(1, USUAL + 1)),
        form=tuple(say.both(text) for text in FORM)))


def _reviewed(say: Writer, sheet: Sheet) -> Sheet:
    """Add that no person has checked the translation, where that is so for any of its texts."""
    return sheet if say.checked else replace(sheet, review=say.both(NOT_CHECKED))


def _empty(book: Book, say: Writer) -> Sheet:
    """Return a sheet without a way: what all of them have in common."""
    return Sheet(
        language=say.tag, region=None, direction=say.direction,
        title=say.both(N_("Meine Laufmappe")),
        subtitle=say.both(N_("Ihr Weg durch die ersten Wochen in %(town)s"),
                          town=book.guide.site.town),
        date=_date(say, book.now().date()),
        code="", url="",
        start=f"{book.address}/{book.language.code}/".upper() if book.address else "",
        groups=(say.both(GROUPS[0]), say.both(GROUPS[1]), say.both(GROUPS[2])),
        stops=(),
        words={name: (say if name not in STAMP else Writer(say.own, say.german)).both(text)
               for name, text in WORDS.items()},
        emergency=tuple((service.phones[0].number, say.both(label)) for service, label in zip(
            (book.guide.services[name] for name in book.guide.site.emergency), EMERGENCY,
            strict=False)),
        notice=_notice(book, say),
        beside=say.beside,
    )


def _notice(book: Book, say: Writer) -> Both:
    found = say.both(N_("Das ist eine Orientierung, keine Rechtsberatung. Regeln ändern sich."))
    if book.settings.as_of is None:
        return found
    preview = f"Vorschau auf den {book.settings.as_of:%d.%m.%Y}, nicht ausgeben."
    return say.joined(preview, found)


def _date(say: Writer, today: datetime.date) -> Both:
    def said(language: Language) -> str:
        if language.words.german:
            return f"Ausgegeben am {today:%d.%m.%Y}"
        return language.words.text(N_("Ausgegeben am %(date)s"), date=language.date(today))

    return say.each(said)


def _stop(card: Card, say: Writer) -> Stop:
    reasons = [_reason(text, ages, say) for text, ages in card.reasons]
    notes = [say.note(each) for each in (*card.instead, *card.closed, *card.notes)]
    if card.ask:
        notes.append(_ask(say, card.ask))
    return Stop(
        number=card.number, icon=card.sign, title=say.both(card.title), sign=card.door,
        lines=tuple(lines(card.service)) if card.service else (),
        spoken=say.spoken(card.service), confirmed=card.confirmed,
        deadlines=tuple(say.both(text) for text in card.deadlines), reasons=tuple(reasons),
        bring=tuple(say.both(text) for text in card.bring), notes=tuple(notes), group=card.group)


def _dated(stop: Stop, dates: tuple[Both, ...]) -> Stop:
    return replace(stop, deadlines=(*dates, *stop.deadlines))


def _reason(text: str, ages: Sequence[str], say: Writer) -> Both:
    sentence = say.both(text)
    return say.joined(_child(ages, say), sentence) if ages else sentence


def _child(ages: Sequence[str], say: Writer) -> Both:
    return say.each(lambda language: language.words.text(
        N_("Für Ihr Kind (%(age)s):"), age=language.listed(ages)))


def _ask(say: Writer, service: Service) -> Both:
    return say.joined(say.both(N_("Bis dahin fragen Sie hier:")),
                      ", ".join([service.name, *lines(service)]))
