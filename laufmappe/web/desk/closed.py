"""Places that are closed for some days, for lead: list, add, take back, whom it leaves alone."""

import datetime
from functools import partial

from flask import Blueprint, Response, abort, g, redirect, request
from werkzeug.wrappers import Response as Answer

from laufmappe.content.meanwhile import told
from laufmappe.domain import closure
from laufmappe.domain.account import CLOSURES
from laufmappe.domain.closure import Closure
from laufmappe.domain.proof.meanwhile import meanwhile
from laufmappe.domain.route import Router
from laufmappe.domain.service import Service
from laufmappe.export import calendar
from laufmappe.store.closures import Closures
from laufmappe.web.answers import typed
from laufmappe.web.desk import wish
from laufmappe.web.desk.session import Desk

HERE = "/schalter/geschlossen"
SHOWN = 25
UNKNOWN = "Diese Stelle steht nicht im Verzeichnis. Bitte einen Vorschlag wählen."
HELP = "Notrufe stehen auf jeder Seite und lassen sich hier nicht schließen."


def add(views: Blueprint, desk: Desk) -> None:
    """Add /schalter/geschlossen, and for each closure the page that says whom it concerns."""
    views.add_url_rule("/geschlossen", "closed", desk.required(CLOSURES, partial(_list, desk)))
    views.add_url_rule("/geschlossen", "close", desk.required(CLOSURES, partial(_do, desk)),
                       methods=["POST"])
    views.add_url_rule("/geschlossen/<int:number>", "closure",
                       desk.required(CLOSURES, partial(_one, desk)))


def _store(desk: Desk) -> Closures:
    return Closures(desk.book.settings.database)


def _list(desk: Desk, status: int = 200, /, problem: str = "", wrong: str = "") -> Response:
    """Show the closures and the form. `wrong`: the field that the problem is about."""
    guide, today = desk.book.guide, desk.book.now().date()
    rows = [(each, guide.service(each.service)) for each in _store(desk).all(today)]
    places = sorted((each for each in guide.services.values() if not _help(desk, each)),
                    key=lambda each: each.name.casefold())
    return desk.show("desk/closed.html", status, rows=rows, today=today, problem=problem,
                     wrong=wrong, places=places, farthest=today + closure.LONGEST,
                     given={name: typed(request.form.get(name, ""), 200)
                            for name in ("stelle", "von", "bis")})


def _help(desk: Desk, service: Service) -> bool:
    """Say whether this is a number for an emergency, which stands on every page."""
    site = desk.book.guide.site
    return service.id in (*site.emergency, *site.safety)


def _do(desk: Desk) -> Answer:
    verb = request.form.get("tun", "")
    if verb == "neu":
        return _add(desk)
    if verb != "zurueck":
        abort(400)
    number = request.form.get("nummer", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 10
            and _store(desk).end(int(number))):
        return _list(desk, 404, problem="Diese Schließung gibt es nicht mehr.")
    return _changed(desk, "reopen", int(number), HERE)


def _add(desk: Desk) -> Answer:
    book, today = desk.book, desk.book.now().date()
    service = wish.find(book.router, typed(request.form.get("stelle", ""), 200))
    if service is None or _help(desk, service):
        return _list(desk, 422, problem=HELP if service else UNKNOWN, wrong="stelle")
    since, until = (calendar.day(typed(request.form.get(name, ""), 40)) for name in ("von", "bis"))
    problem = closure.wrong(since, until, today)
    if problem or since is None or until is None:
        first = since is None or since < today
        return _list(desk, 422, problem=problem, wrong="von" if first else "bis")
    number = _store(desk).add(service.number, since, until, today)
    return _changed(desk, "close", number, f"{HERE}/{number}")


def _changed(desk: Desk, verb: str, number: int, where: str) -> Answer:
    desk.store.note(g.account.id, verb, desk.book.now(), number)
    if desk.book.watch:
        desk.book.watch.forget()
    return redirect(where, 303)


def _one(desk: Desk, number: int) -> Response:
    """Show whom a closure leaves without another place."""
    book = desk.book
    today = book.now().date()
    known = _store(desk).all(today)
    found = next((each for each in known if each.id == number), None)
    service = book.guide.service(found.service) if found else None
    if found is None or service is None:
        abort(404)
    left = meanwhile(Router(book.guide, max(found.since, today)),
                     closure.together(known, _from(found, today)), frozenset({found.service}))
    said = list(told(book.guide, left))
    return desk.show("desk/closure.html", closure=found, service=service, said=said[:SHOWN],
                     more=max(0, len(said) - SHOWN), alone=sum(each.alone for each in left))


def _from(found: Closure, today: datetime.date) -> Closure:
    """Return what is still to come of a closure."""
    return Closure(found.id, found.service, max(found.since, today), found.until)
