"""What goes to the phone without being stored here: a date for its calendar, a contact card."""

import datetime
from dataclasses import dataclass, replace

from flask import Blueprint, Response, abort, request

from laufmappe.domain.route.joining import ALWAYS_NUMBERED
from laufmappe.domain.service import Office, Service
from laufmappe.domain.text import N_
from laufmappe.export import calendar, contact
from laufmappe.web import card, places
from laufmappe.web.answers import typed
from laufmappe.web.book import CLOSED, OPEN, Book

PROBLEMS = {
    "none": N_("Bitte schreiben Sie einen Tag."),
    "no day": N_("Diesen Tag gibt es nicht. Bitte schreiben Sie ihn so: 24.12.2026"),
    "past": N_("Dieser Tag ist schon vorbei."),
    "far": N_("Dieser Tag ist zu weit weg."),
    "no time": N_("Diese Uhrzeit gibt es nicht. Bitte schreiben Sie sie so: 9:30"),
}


@dataclass(frozen=True)
class Goal:
    """Where somebody has to be, in German. `neutral`: all that may stand in the calendar."""

    id: str
    service: Service | None
    title: str
    door: str
    bring: tuple[str, ...]
    deadlines: tuple[str, ...] = ()
    neutral: str = ""


@dataclass(frozen=True)
class Typed:
    """The form as it was sent."""

    day: str = ""
    time: str = ""
    deadline: bool = False


def blueprint(book: Book) -> Blueprint:
    """Return the pages /<code>/termin/<place>, /termin.ics and /stellen/<number>.vcf."""
    views = Blueprint("carry", __name__, url_prefix="/<code>")

    @views.route("/termin/<place>", methods=["GET", "POST"])
    def date(place: str) -> Response:
        found = _goal(book, place)
        return _page(book, found) if isinstance(found, Goal) else places.place(book, found)

    @views.post("/termin.ics")
    def file() -> Response:
        found = _goal(book, request.form.get("stelle", ""))
        return _file(book, found) if isinstance(found, Goal) else places.place(book, found)

    @views.get("/stellen/<int:number>.vcf")
    def contact_card(number: int) -> Response:
        service = book.guide.service(number)
        if service is None:
            abort(404)
        if places.closed(book, service):
            return places.place(book, service)
        neutral = f"Stelle {number}" if places.sensitive(book, service) else ""
        visit = book.visit()
        return _sent(contact.contact_card(service, neutral), "text/vcard", f"stelle-{number}.vcf",
                     CLOSED if visit.kept or visit.begun else OPEN)

    return views


def _goal(book: Book, place: str) -> Goal | Service:
    """Return where to go: a stop of the person's own way, or any place that may be shown.

    A Service is one that may not; a place that does not exist is no page.
    """
    own = _own(book, place)
    if own is not None:
        return own
    short = place.isascii() and place.isdigit() and len(place) < 6
    service = book.guide.service(int(place)) if short else None
    if service is not None:
        return service if places.closed(book, service) else _of_service(book, service)
    office = _kind(book, place)
    child = office is not None and office.id == ALWAYS_NUMBERED.office and not book.visit().begun
    if office is None or (book.safe and office.reports and not child):
        abort(404)
    return _of_office(book, place, office)


def _kind(book: Book, place: str) -> Office | None:
    """Return the kind of office with this number; its id in an address would tell a paper."""
    return next((each for number, each in enumerate(book.guide.offices.values())
                 if place == f"a{number}"), None)


def _own(book: Book, place: str) -> Goal | None:
    visit = book.visit()
    if not visit.begun:
        return None
    route = book.router.route(visit.answers, book.language.code)
    for each in card.cards(book.guide, route, book.language.locale, route.stops):
        service, office = each.service, each.station.office
        wanted = service and str(service.number) == place
        if wanted or (service is None and office == _kind(book, place)):
            found = _of_service(book, service) if service else _of_office(book, place, office)
            neutral = found.neutral or (each.station.role.sensitive and book.guide.site.title)
            return replace(found, title=each.title, door=each.door, bring=each.bring,
                           deadlines=each.deadlines, neutral=neutral or "")
    return None


def _of_service(book: Book, service: Service) -> Goal:
    office = book.guide.offices[service.offices[0]]
    bring = service.bring or (() if service.distant else book.guide.bring[office.bring])
    name = book.language.words.text(N_("Stelle %(number)s"), number=service.number)
    neutral = name if places.sensitive(book, service) else ""
    return Goal(str(service.number), service, office.title, service.name, bring, neutral=neutral)


def _of_office(book: Book, place: str, office: Office) -> Goal:
    sensitive = any(book.guide.roles[role].sensitive for role in office.roles)
    return Goal(place, None, office.title, office.name, book.guide.bring[office.bring],
                neutral=book.guide.site.title if sensitive else "")


def _page(book: Book, goal: Goal, given: Typed | None = None, problem: str = "") -> Response:
    return book.show("public/date.html", 422 if problem else 200, fixed=request.method == "GET",
                     here=f"termin/{goal.id}", goal=goal, given=given or Typed(), problem=problem,
                     text=PROBLEMS.get(problem, ""), plain=bool(problem))


def _file(book: Book, goal: Goal) -> Response:
    given = Typed(typed(request.form.get("tag", ""), 40), typed(request.form.get("zeit", ""), 40),
                  request.form.get("was") == "frist")
    day, time = calendar.day(given.day), calendar.clock(given.time)
    problem = _problem(given, day, time, book.now().date())
    if problem or day is None:
        return _page(book, goal, given, problem)
    data = calendar.calendar(_entry(book, goal, given, day, time), book.now())
    return _sent(data, "text/calendar", "termin.ics", CLOSED)


def _problem(given: Typed, day: datetime.date | None, time: datetime.time | None,
             today: datetime.date) -> str:
    """Say what is wrong with a date; "" where nothing is."""
    if day is None:
        return "no day" if given.day else "none"
    if day < today:
        return "past"
    if (day - today).days > calendar.LONGEST:
        return "far"
    return "no time" if given.time and time is None else ""


def _entry(book: Book, goal: Goal, given: Typed, day: datetime.date,
           time: datetime.time | None) -> calendar.Entry:
    """Return what stands in the calendar: in the reader's language, names in German."""
    words, service = book.language.words, goal.service
    kind = words.look_up(N_("Frist")) if given.deadline else words.look_up(N_("Termin"))
    code = book.language.locale.tag
    if goal.neutral:
        return calendar.Entry(day, time, goal.neutral, language=code)
    lines = [goal.door, *(f"{each.number} {words.look_up(each.label)}".strip()
                          for each in (service.phones if service else ()))]
    if given.deadline:
        lines += [words.look_up(text) for text in goal.deadlines]
    if goal.bring:
        lines += [f"{words.look_up(N_('Mitbringen'))}:",
                  *(f"- {words.look_up(text)}" for text in goal.bring)]
    return calendar.Entry(day, time, f"{kind}: {words.look_up(goal.title)} – {goal.door}",
                          "\n".join(lines), service.address if service else "", code)


def _sent(data: bytes, kind: str, name: str, cache: str) -> Response:
    response = Response(data, content_type=f"{kind}; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Cache-Control"] = cache
    if cache == OPEN:
        response.vary.add("Cookie")
    return response
