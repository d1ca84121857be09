"""What staff know of each service: whom it takes, how to refer; an office confirms its own."""

from functools import partial

from flask import Blueprint, Response, abort, g, redirect
from flask import request as asked
from werkzeug.wrappers import Response as Answer

from laufmappe.domain.account import PROFILES
from laufmappe.domain.confirmed import Confirmed
from laufmappe.domain.service import Service
from laufmappe.export.gaps import STATES
from laufmappe.store.confirmed import Confirmations
from laufmappe.web.answers import typed
from laufmappe.web.desk.session import Desk

HERE = "/schalter/stellen"
OLD = 2020
APPOINTMENT = {"required": "nur mit Termin", "walk-in": "ohne Termin"}


def add(views: Blueprint, desk: Desk) -> None:
    """Add /schalter/stellen and the page of each service."""
    views.add_url_rule("/stellen", "profiles", desk.required(PROFILES, partial(_list, desk)))
    views.add_url_rule("/stellen/<int:number>", "profile",
                       desk.required(PROFILES, partial(_one, desk)))
    views.add_url_rule("/stellen/<int:number>", "confirm",
                       desk.required(PROFILES, partial(_confirm, desk)), methods=["POST"])


def _list(desk: Desk) -> Response:
    """List the services, one's own first; `suche` keeps those whose name or words hold it."""
    guide, text = desk.book.guide, typed(asked.args.get("suche", ""), 100)
    words = text.casefold().split()
    found = [each for each in guide.services.values()
             if all(word in _words(desk, each) for word in words)]
    own = [each for each in found if g.account.works_for(guide, each)]
    rest = sorted((each for each in found if each not in own),
                  key=lambda each: each.name.casefold())
    return desk.show("desk/profiles.html", own=own, rest=rest, text=text, states=STATES)


def _words(desk: Desk, service: Service) -> str:
    guide = desk.book.guide
    return " ".join((service.name, service.organization.name, service.summary, service.audience,
                     *(guide.roles[each].title for each in service.roles),
                     *(guide.offices[each].name for each in service.offices))).casefold()


def _service(desk: Desk, number: int) -> Service:
    found = desk.book.guide.service(number)
    if found is None:
        abort(404)
    return found


def _one(desk: Desk, number: int) -> Response:
    guide, service = desk.book.guide, _service(desk, number)
    status = guide.questions["status"].options
    known = [each for each in Confirmations(desk.book.settings.database).all()
             if each.service == number]
    return desk.show(
        "desk/profile.html", service=service, states=STATES,
        own=g.account.works_for(guide, service), old=_old(service),
        whole=[status[each].text for each in status if each in (service.statuses or ())],
        partly=[status[each].text for each in status if each in service.statuses_partly],
        confirmed=_latest(known), appointment=APPOINTMENT.get(service.appointment, ""))


def _old(service: Service) -> bool:
    """Say whether no more than name, task and website may be shown (facts, display rule)."""
    return service.state == "unconfirmed" and (
        service.as_of == "undated" or int(service.as_of) < OLD)


def _latest(known: list[Confirmed]) -> Confirmed | None:
    return known[0] if known else None


def _confirm(desk: Desk, number: int) -> Answer:
    """Keep that the service's own office says all is right; nobody else may."""
    service = _service(desk, number)
    if not g.account.works_for(desk.book.guide, service):
        return desk.show("desk/forbidden.html", 403)
    now, office = desk.book.now(), g.account.office
    Confirmations(desk.book.settings.database).add(number, office, now.date())
    desk.store.note(g.account.id, "confirm", now, number, office)
    return redirect(f"{HERE}/{number}", 303)
