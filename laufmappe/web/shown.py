"""Every page that a translator is to see, with what no visitor of a preview would make.

That is a Mappe that is kept, places that are closed, and trouble.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from laufmappe.content.cases import cases
from laufmappe.content.given import from_words
from laufmappe.domain import arrange, asking, token
from laufmappe.domain.mappe import Appointment, Mappe, Stamp, pack
from laufmappe.domain.question import Answers
from laufmappe.domain.report import KINDS, WORDINGS
from laufmappe.store.closures import Closures
from laufmappe.store.mappen import NEW, Mappen, new_code
from laufmappe.store.migrate import migrate
from laufmappe.web.answers import offered
from laufmappe.web.book import Book
from laufmappe.web.card import cards
from laufmappe.web.paper.samples import EXAMPLE
from laufmappe.web.places import ABOUT
from laufmappe.web.stored import PHRASES

TRIED = 4_000
"""So many people are made up to find ways that no acceptance case shows."""
DATES = ("", "32.12.2026", "1.1.2020", "1.1.2099", "1.12.2026&zeit=25:00")
SENT = (("frage/who", "who=xyzzy"), ("frage/who", "weiter=1"), ("code", "code=0"),
        ("loeschen", "ja=1"), ("uebersetzung", "seite=mappe&was=xyzzy"),
        *(("termin.ics", f"stelle=1&tag={each}") for each in DATES))
"""What pages answer to mistakes, and to deleting."""
TROUBLE: dict[str, tuple[str, dict[str, object]]] = {
    "500": ("errors/error.html", {"kind": 500}),
    "pdf": ("errors/paper.html", {"here": "mappe", "kept": None}),
    "code": ("public/code.html", {"here": "code", "problem": False, "text": "", "unwell": True}),
    "report": ("public/wording.html", {"here": "uebersetzung", "page": "mappe", "back": False,
                                       "asked": True, "asks": True, "problem": "lost",
                                       "done": False, "kinds": WORDINGS}),
}
"""Pages that stand in when something fails: the template, and what it is given."""
TODAY, WEEK = datetime.timedelta(), datetime.timedelta(7)


@dataclass(frozen=True)
class Shown:
    """A page to look at: its address after the language, and the answers it needs as a token.

    `paper`: a sample that no page shows, by its name. `form`: what is sent to the page. `trouble`:
    a page that stands in when something fails, by its name in TROUBLE.
    """

    here: str
    answers: str = ""
    paper: str = ""
    form: str = ""
    trouble: str = ""


def database(folder: Path) -> str:
    """Make a database in a folder of its own and return its address."""
    address = f"sqlite:///{folder / 'vorschau.sqlite'}"
    migrate(Closures(address).engine)
    return address


def pages(book: Book) -> Iterator[Shown]:
    """Yield all pages; the first that says a text is the one to show for it."""
    for here in ("", "hilfe", "code", "loeschen", "stellen", "stellen?q=xyzzy", "stellen?q=a",
                 "stellen?nur=sicher", "sprache", "ohne-netz", "uebersetzung", "gibtesnicht",
                 *ABOUT, "frage/who"):
        yield Shown(here)
    for service in book.guide.services.values():
        yield Shown(f"stellen/{service.number}")
        yield Shown(f"termin/{service.number}")
        yield Shown(f"stellen/{service.number}/stimmt-nicht")
    for path in sorted((book.settings.content / "cases").glob("*.yaml")):
        for case in cases(book.guide, path):
            yield from _asked(book, case.answers)
    yield from _others(book)
    yield from (Shown(here, form=form) for here, form in SENT)
    yield from _staged(book)
    yield from (Shown("", trouble=name) for name in TROUBLE)


def _staged(book: Book) -> Iterator[Shown]:
    """Yield a way in every form, a Mappe that is kept, what was told, and ways round the closed."""
    answers = _whole(book, from_words(book.guide, EXAMPLE))
    code = token.write(book.guide, answers)
    for here in ("mappe-drucken", "mappe?neben=de", "mappe?neben=en"):
        yield Shown(here, code)
    yield Shown(f"m/{code}?kopie=1")
    kept = _kept(book, answers)
    for here in (f"m/{kept}", f"m/{kept}?neben=de", f"m/{kept}?neben=en"):
        yield Shown(here)
    yield Shown("mappe-loeschen", form=f"mappe={new_code()}")
    number = next((each.number for each in book.guide.services.values() if each.reports), 1)
    yield Shown(f"stellen/{number}?nur=sicher")
    yield Shown(f"stellen/{number}/stimmt-nicht", form=f"was={next(iter(KINDS))}")
    yield Shown("uebersetzung", form=f"seite=mappe&was={next(iter(WORDINGS))}")
    closed = _close(book, answers)
    yield Shown("mappe", code)
    yield from (Shown(f"stellen/{number}") for number in closed)


def _kept(book: Book, answers: Answers) -> str:
    """Keep a Mappe with appointments, a visit and every sentence, and return its code."""
    today = book.now().date()
    keys = [arrange.key(stop) for stop in book.router.route(answers).stops]
    days = [(today + WEEK * week).isoformat() for week in (0, 1, 2)]
    dates = {keys[0]: Appointment(days[1], "10:30", "214"), keys[1]: Appointment(days[2], "", "")}
    mappe = Mappe("de", answers, dates=dates, phrases=tuple(range(len(PHRASES))),
                  stamps=(Stamp(keys[0], days[0], ""),))
    code = new_code()
    Mappen(book.settings.database).write(code, pack(book.router, mappe), NEW, today)
    return code


def _close(book: Book, answers: Answers) -> list[int]:
    """Close places of a way, now and soon: two that have another one meanwhile, and one without."""
    today = book.now().date()
    closures = Closures(book.settings.database)
    stations = [each for each in book.router.route(answers).stations if each.service]
    found = list(dict.fromkeys(
        each.service.number for each in (*[each for each in stations if each.alternatives][:2],
                                         *[each for each in stations if not each.alternatives][:1])
        if each.service))
    for at, number in enumerate(found):
        closures.add(number, today, today + (WEEK if at else TODAY), today)
    for number, span in zip(found, (TODAY, WEEK), strict=False):
        closures.add(number, today + 2 * WEEK, today + 2 * WEEK + span, today)
    if book.watch:
        book.watch.forget()
    return found


def _others(book: Book) -> Iterator[Shown]:
    """Yield ways with a reason that no way before had, of people who answer as it comes."""
    known = set[str]()
    german = book.languages["de"].locale
    for number in range(TRIED):
        answers = _anyhow(book, Random(number))  # noqa: S311 - the same every time
        route = book.router.route(answers)
        found = {text for card in cards(book.guide, route, german, route.stops)
                 for text in (*card.deadlines, *(text for text, _ages in card.reasons))}
        if found - known:
            known |= found
            yield Shown("mappe", token.write(book.guide, answers))


def _asked(book: Book, answers: Answers) -> Iterator[Shown]:
    router, code = book.router, token.write(book.guide, answers)
    yield from (Shown(f"frage/{book.guide.step(page)}", code)
                for page in asking.path(router, answers))
    for page, given in _finished(book, answers):
        yield Shown(f"frage/{book.guide.step(page)}", token.write(book.guide, given))
    code = token.write(book.guide, _whole(book, answers))
    yield Shown("pruefen", code)
    yield Shown("mappe", code)


def _finished(book: Book, answers: Answers) -> Iterator[tuple[str, Answers]]:
    """Yield each page that is still to answer, with the answers before: "I don't know" to all."""
    while page := asking.next_page(book.router, answers):
        yield page, answers
        answers = {**answers, **{each.id: ("dont_know",)
                                 for each in asking.questions_of(book.router, page, answers)}}


def _whole(book: Book, answers: Answers) -> Answers:
    for page, given in _finished(book, answers):
        answers = {**given, **{each.id: ("dont_know",)
                               for each in asking.questions_of(book.router, page, given)}}
    return answers


def _anyhow(book: Book, chance: Random) -> Answers:
    """Return answers that somebody could give, up to the last question."""
    answers: dict[str, tuple[str, ...]] = {}
    while page := asking.next_page(book.router, answers):
        for question in asking.questions_of(book.router, page, answers):
            open_ones = [each for each in question.options if offered(question, answers, each)]
            answers[question.id] = (chance.choice(open_ones),)
    return answers
