"""What the form of a new Mappe holds: language, answers, and how the way was put together."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from werkzeug.datastructures import MultiDict

from laufmappe.domain import arrange, asking, token
from laufmappe.domain.question import CORE, Answers, Option, Question
from laufmappe.domain.route import Route, Router, Stop
from laufmappe.domain.service import Service
from laufmappe.domain.text import N_
from laufmappe.web.answers import offered, typed
from laufmappe.web.card import Note

MOST = 60
LONGEST = 120
FARTHEST = datetime.timedelta(days=730)
PHRASES = (
    N_("Bringen Sie diese Mappe bitte zu jedem Termin mit."),
    N_("Kommen Sie bitte zehn Minuten früher."),
    N_("Bringen Sie bitte jemanden mit, der für Sie übersetzt."),
    N_("Für diesen Termin wird gedolmetscht."),
    N_("Wenn Sie nicht kommen können, rufen Sie bitte vorher an."),
    N_("Kommen Sie bitte mit der ganzen Familie."),
)
"""Sentences for the paper, from a list so that they are translated."""
NO_PAPERS = "no_papers"


@dataclass(frozen=True)
class Date:
    """An appointment at a stop, as typed: day (ISO), time, room."""

    day: str
    time: str
    room: str

    def wrong(self, today: datetime.date) -> bool:
        """Say whether this is no day and time from today on that can be meant."""
        try:
            day = datetime.date.fromisoformat(self.day)
        except ValueError:
            return True
        return not (today <= day <= today + FARTHEST) or not re.fullmatch(
            r"([01]?\d|2[0-3]):[0-5]\d|", self.time)

    def notes(self) -> list[Note]:
        """Return what stands on the paper; only for a date that is not wrong."""
        day = f"{datetime.date.fromisoformat(self.day):%d.%m.%Y}"
        found = [Note(N_("Termin am %(day)s um %(time)s Uhr"), {"day": day, "time": self.time})
                 if self.time else Note(N_("Termin am %(day)s"), {"day": day})]
        return found + ([Note(N_("Raum: %(room)s"), {"room": self.room})] if self.room else [])


@dataclass(frozen=True)
class Wish:
    """What staff entered. `order`, `without`: keys of stops (domain.arrange); `extra`: numbers.

    `dates`: appointments by key; `phrases`: places in PHRASES; `line`: a sentence of their own.
    """

    language: str
    answers: Answers
    order: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()
    extra: tuple[int, ...] = ()
    dates: Mapping[str, Date] = field(default_factory=dict)
    phrases: tuple[int, ...] = ()
    line: str = ""

    def pressed(self, button: str, shown: Sequence[str]) -> "Wish":
        """Return the wish after a button "verb:key": hoch, runter, weg, zurueck.

        `shown`: the keys of the stops as they stand. Until something is moved there is no order of
        its own, so that a station that comes with a later answer takes the place the rules give it.
        """
        verb, _, name = button.partition(":")
        if verb in {"hoch", "runter"}:
            return replace(self, order=arrange.moved(shown, name, -1 if verb == "hoch" else 1))
        if verb == "weg":
            return replace(self, without=self.without | {name})
        if verb == "zurueck":
            return replace(self, without=self.without - {name})
        return self

    def with_place(self, number: int) -> "Wish":
        """Return the wish with one more place."""
        return replace(self, extra=tuple(dict.fromkeys((*self.extra, number)))[:MOST],
                       without=self.without - {str(number)})

    def all_stops(self, router: Router, route: Route) -> tuple[Stop, ...]:
        """Return the stops of the rules and those that were added, in the order wanted."""
        known = {arrange.key(stop) for stop in route.stops}
        places = [found for number in self.extra if str(number) not in known
                  and (found := router.guide.service(number))]
        return arrange.arrange(
            [*route.stops, *(arrange.added(router.guide, each) for each in places)], self.order)

    def stops(self, router: Router, route: Route) -> tuple[Stop, ...]:
        """Return the stops to print."""
        return arrange.arrange(self.all_stops(router, route), self.order, self.without)


def questions(router: Router, answers: Answers) -> list[Question]:
    """Return all questions that make sense with these answers, those always asked first."""
    guide = router.guide
    names = [*asking.core(answers)]
    if answers.get("need") or answers.get("status"):
        wanted = asking.wanted(router, answers)
        names += [each for each in asking.askable(router, answers)
                  if each in answers or each in wanted]
    return [guide.questions[name] for name in names]


def options(router: Router, question: Question, answers: Answers, authority: bool) -> list[Option]:
    """Return the options to offer. At an authority nobody is asked to say "no papers"."""
    needs = set(answers.get("need", ()))

    def fits(option: Option) -> bool:
        wanted = getattr(option.ask, "options", None)
        return (offered(question, answers, option.id) and not (authority and option.id == NO_PAPERS)
                and (wanted is None or bool(wanted & needs)))

    return [each for each in question.options.values() if fits(each)]


def read(router: Router, form: MultiDict[str, str], languages: Sequence[str],
         authority: bool) -> Wish:
    """Return what the form holds; what is unknown or no longer makes sense is left out.

    A code in the field `code` fills the answers; raises TokenError where it is none.
    """
    language = form.get("sprache", "")
    code = form.get("code", "").strip()
    answers = token.read(router.guide, code) if code else _answers(router, form)
    if authority:
        answers = {name: tuple(each for each in given if each != NO_PAPERS)
                   for name, given in answers.items()}
    answers = asking.prune(router, {name: given for name, given in answers.items() if given})
    numbers = [int(each) for each in form.get("dazu", "").split(",") if each.isdecimal()]
    return Wish(language if language in languages else "de", answers,
                _keys(form.get("folge", "")), frozenset(_keys(form.get("ohne", ""))),
                tuple(each for each in numbers[:MOST] if router.guide.service(each)),
                _dates(form), tuple(at for at in range(len(PHRASES))
                                    if str(at) in form.getlist("satz")),
                typed(form.get("zeile", ""), LONGEST))


def _dates(form: MultiDict[str, str]) -> dict[str, Date]:
    found = {}
    for name in list(form)[:400]:
        kind, _, key = name.partition(":")
        if kind == "tag" and form[name].strip():
            found[key] = Date(*(typed(form.get(f"{each}:{key}", ""), 40)
                                for each in ("tag", "zeit", "raum")))
    return found


def _keys(text: str) -> tuple[str, ...]:
    return tuple(each for each in text.split(",") if each)[:MOST]


def _answers(router: Router, form: MultiDict[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for question in router.guide.questions.values():
        given = [each for each in form.getlist(question.id) if each in question.options]
        given = given if question.many else given[:1]
        if given:
            found[question.id] = tuple(dict.fromkeys(given))
    first = {name: found[name] for name in CORE if name in found}
    asked = router.guide.questions
    return {name: tuple(each for each in given if offered(asked[name], first, each))
            for name, given in found.items()}


def find(router: Router, text: str) -> Service | None:
    """Return the place that a line of the directory names: "12 Name", or a name alone."""
    number = text.split(" ", 1)[0]
    if number.isdecimal():
        return router.guide.service(int(number))
    return next((each for each in router.guide.services.values()
                 if each.name.casefold() == text.strip().casefold()), None)
