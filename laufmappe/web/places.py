"""The directory of places and the pages about this site."""

import re

from flask import Blueprint, Response, abort, request

from laufmappe.domain.route.joining import ALWAYS_NUMBERED
from laufmappe.domain.service import Service
from laufmappe.export import hours
from laufmappe.web import card
from laufmappe.web.answers import typed
from laufmappe.web.book import OWN, Book

ABOUT = {
    "so-geht-es": "public/how.html",
    "datenschutz": "public/privacy.html",
    "impressum": "public/imprint.html",
    "barrierefreiheit": "public/accessibility.html",
    "leichte-sprache": "public/simple.html",
}

MOST_FOUND = 60
GOAL = re.compile(r"[a-z0-9-]+(/[A-Za-z0-9_-]+){0,2}(\?bedarf=[0-9]+)?")


def blueprint(book: Book) -> Blueprint:
    """Return start, language choice, directory, service pages and the pages about the site."""
    views = Blueprint("places", __name__, url_prefix="/<code>")

    @views.get("/")
    def start() -> Response:
        return book.show("public/start.html", fixed=True)

    @views.route("/sprache", methods=["GET", "POST"])
    def languages() -> Response:
        goal = _goal(request.values.get("seite", ""))
        known = goal.startswith("m/") or (book.visit().begun and goal.startswith(OWN))
        safe = "nur=sicher" if book.safe and not known else ""
        tail = f"{'&' if '?' in goal else '?'}{safe}" if safe else ""
        return book.show("public/language.html", here="sprache", goal=goal, tail=tail,
                         fixed=request.method == "GET" and not goal.startswith("m/"))

    @views.get("/stellen")
    def directory() -> Response:
        return _directory(book)

    @views.get("/stellen/<int:number>")
    def service(number: int) -> Response:
        found = book.guide.service(number)
        if found is None:
            abort(404)
        return place(book, found)

    @views.get(f"/<any({', '.join(map(repr, ABOUT))}):name>")
    def about(name: str) -> Response:
        return book.show(ABOUT[name], fixed=True, here=name, proof=book.proof)

    return views


def _goal(page: str) -> str:
    """Return the address of the page to come back to, or "" for anything strange."""
    return page if GOAL.fullmatch(page) else ""


def _directory(book: Book) -> Response:
    needs = book.guide.questions["need"]
    number = request.args.get("bedarf", "")
    need = _need(book, number)
    words = typed(request.args.get("q", ""), 80)
    safe = book.safe
    if number and not need:
        abort(404)
    found = book.directory().search(words, safe) if words else (
        book.directory().of_need(need, safe) if need else [])
    return book.show("public/directory.html", fixed=not words, many=len(found) > MOST_FOUND,
                     here=f"stellen?bedarf={number}" if need else "stellen", options=needs.options,
                     need=needs.options[need] if need else None, words=words,
                     found=found[:MOST_FOUND],
                     shut=_shut(book, found[:MOST_FOUND]))


def _shut(book: Book, services: list[Service]) -> dict[int, card.Note]:
    """Return when places are closed, now or soon, by their numbers."""
    closed = book.closed
    return {each.number: note for each in (services if closed.spans else ())
            if (note := next(card.span_notes(each, closed), None))}


def _need(book: Book, number: str) -> str:
    """Return the need with this number; "" for none. Its name in a history would tell."""
    found = book.guide.questions["need"].option(int(number)) if number.isdecimal() else None
    return found.id if found and found.id in book.guide.needs else ""


def _week(book: Book, service: Service) -> str:
    """Return today and when the place is open, in minutes since 1970, for the script; "" if unsure.

    The page may come from a cache, so the reader's clock must say whether it is open now.
    """
    now = book.now()
    if book.closed.span(service.number):
        return ""
    times = hours.week(service.hours.osm, now) if service.hours else ()
    today = (now.replace(hour=0, minute=0, second=0, microsecond=0),)
    return " ".join("-".join(str(int(each.timestamp() // 60)) for each in time)
                    for time in (today, *times)) if times else ""


def place(book: Book, found: Service) -> Response:
    """Show a place; to somebody protected the page says instead why an office is not shown."""
    shut = [*card.span_notes(found, book.closed), *card.again_notes(found, book.closed)]
    return book.show("public/service.html", fixed=True, here=f"stellen/{found.number}",
                     service=found, week=_week(book, found), notes=list(card.state_notes(found)),
                     shut=shut, closed=closed(book, found), sensitive=sensitive(book, found))


def closed(book: Book, found: Service) -> bool:
    """Say whether a place is an office that is not shown in this visit.

    Child protection is, where no answers are known: a child alone is sent there (decision 5).
    """
    visit = book.visit()
    child = ALWAYS_NUMBERED.office in found.offices and (
        not visit.begun or _on_the_way(book, found))
    return book.safe and found.reports and not child


def _on_the_way(book: Book, found: Service) -> bool:
    route = book.router.route(book.visit().answers, book.language.code)
    return any(each.service is found for stop in route.stops for each in stop.stations)


def sensitive(book: Book, found: Service) -> bool:
    """Say whether titles and addresses must not tell what is done there."""
    return any(book.guide.roles[role].sensitive for role in found.roles)
