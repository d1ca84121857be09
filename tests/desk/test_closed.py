"""Closed places at the desk: who may, what is refused, whom it concerns, what is written down."""

import html

import pytest
from at_desk import Clock, SignIn
from flask import Flask
from sqlalchemy import select

from laufmappe.domain.account import ROLES
from laufmappe.domain.mappe import Appointment, Mappe
from laufmappe.domain.route import Route
from laufmappe.store.closures import Closures
from laufmappe.store.staff import Staff
from laufmappe.store.tables import audit

PAGE = "/schalter/geschlossen"
FORM = {"tun": "neu", "stelle": "5", "von": "2026-11-20", "bis": "2026-11-27"}


@pytest.fixture
def closures(address: str) -> Closures:
    """Return what is closed, as the database holds it."""
    return Closures(address)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("office", ["auslaenderbehoerde", "mbe", "nowhere"])
def test_lead_alone_closes(sign_in: SignIn, closures: Closures, clock: Clock, role: str,
                           office: str) -> None:
    client, today = sign_in(role=role, office=office), clock.now.date()
    number = closures.add(16, today, today, today)
    may = role == "lead"
    assert client.get(PAGE).status_code == (200 if may else 403)
    assert client.get(f"{PAGE}/{number}").status_code == (200 if may else 403)
    assert client.post(PAGE, data=FORM).status_code == (303 if may else 403)
    back = {"tun": "zurueck", "nummer": str(number)}
    assert client.post(PAGE, data=back).status_code == (303 if may else 403)
    assert [each.service for each in closures.all(today)] == ([5] if may else [16])


def test_signed_out_nobody_sees_it(site: Flask) -> None:
    for path in (PAGE, f"{PAGE}/1"):
        assert site.test_client().get(path).headers["Location"].startswith("/schalter/anmelden")


@pytest.mark.parametrize(("changed", "field"), [
    ({"stelle": "Gibt es nicht"}, "stelle"), ({"stelle": ""}, "stelle"),
    ({"stelle": "9999"}, "stelle"), ({"von": ""}, "von"), ({"von": "gestern"}, "von"),
    ({"von": "2026-11-19"}, "von"), ({"bis": "2026-11-19"}, "bis"), ({"bis": ""}, "bis"),
    ({"bis": "2027-11-21"}, "bis"),
])
def test_what_cannot_be_meant_is_refused_and_stays_typed(
    sign_in: SignIn, closures: Closures, clock: Clock, changed: dict[str, str], field: str
) -> None:
    answer = sign_in(role="lead").post(PAGE, data={**FORM, **changed})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert answer.text.count('aria-describedby="sagt"') == 1
    assert f'id="{field}" name="{field}" value="{changed.get(field, FORM[field])}" required' \
        ' aria-invalid="true"' in answer.text
    assert closures.all(clock.now.date()) == []


def test_help_lines_cannot_be_closed(site: Flask, sign_in: SignIn) -> None:
    guide = site.extensions["laufmappe"].guide
    client = sign_in(role="lead")
    for name in (*guide.site.emergency, *guide.site.safety):
        number = str(guide.services[name].number)
        assert client.post(PAGE, data={**FORM, "stelle": number}).status_code == 422


def test_added_it_says_whom_it_leaves_alone(sign_in: SignIn) -> None:
    client = sign_in(role="lead")
    answer = client.post(PAGE, data=FORM, follow_redirects=True)
    text = html.unescape(answer.text)
    assert answer.status_code == 200
    assert "Geschlossen vom 20.11.2026 bis 27.11.2026." in text
    assert "schickt sie zu „Jobcenter“" in text
    assert "laufmappe prove --closed 5" in text
    listed = client.get(PAGE).text
    assert "Jobcenter Arbeitplus Bielefeld" in listed
    assert "27.11.2026" in listed


def test_taken_back_twice_is_told(sign_in: SignIn, closures: Closures, clock: Clock) -> None:
    client, today = sign_in(role="lead"), clock.now.date()
    back = {"tun": "zurueck", "nummer": str(closures.add(5, today, today, today))}
    assert client.post(PAGE, data=back).status_code == 303
    for number in (back["nummer"], "", "x", "9" * 30):
        answer = client.post(PAGE, data={**back, "nummer": number})
        assert answer.status_code == 404
        assert "gibt es nicht mehr" in answer.text
    assert client.get(f"{PAGE}/{back['nummer']}").status_code == 404
    assert client.post(PAGE, data={"tun": "alles"}).status_code == 400


@pytest.mark.both
def test_written_down_without_contents(sign_in: SignIn, staff: Staff, closures: Closures,
                                       clock: Clock) -> None:
    client = sign_in(role="lead")
    client.post(PAGE, data=FORM)
    (closure,) = closures.all(clock.now.date())
    client.post(PAGE, data={"tun": "zurueck", "nummer": str(closure.id)})
    with staff.engine.connect() as connection:
        rows = connection.execute(select(audit.c.action, audit.c.target).where(
            audit.c.action.in_(["close", "reopen"])).order_by(audit.c.id)).all()
    assert [tuple(each) for each in rows] == [("close", closure.id), ("reopen", closure.id)]


@pytest.mark.both
def test_a_new_mappe_says_so_at_once(sign_in: SignIn) -> None:
    client = sign_in(role="lead")
    client.get("/de/stellen/5")
    client.post(PAGE, data=FORM)
    answer = client.post("/schalter/neu", data={
        "who": "me", "need": "money", "age": "27-59", "status": "eu", "topic": "jobcenter"})
    text = html.unescape(answer.text)
    assert "Diese Stelle ist bis einschließlich 27.11.2026 geschlossen." in text


def test_an_appointment_stays_with_its_place(
    site: Flask, sign_in: SignIn, closures: Closures, clock: Clock
) -> None:
    book, client = site.extensions["laufmappe"], sign_in(role="lead")
    answers = {"who": ("me",), "need": ("first_steps",), "age": ("27-59",), "status": ("work",)}

    def advice(route: Route, mappe: Mappe) -> str:
        found = [each.first for each in mappe.stops(book.router, route)
                 if each.first.office.id == "mbe"]
        return found[0].service.id if found and found[0].service else ""

    with site.test_request_context("/de/"):
        first = advice(book.router.route(answers), Mappe("de", answers))
        number = str(book.guide.services[first].number)
    client.post(PAGE, data={**FORM, "stelle": number})
    dated = {number: Appointment("2026-12-01", "10:00", "")}
    with site.test_request_context("/de/"):
        route = book.router.route(answers)
        assert advice(route, Mappe("de", answers)) not in {first, ""}
        assert advice(route, Mappe("de", answers, dates=dated)) == first
        other = next(each.first for each in route.stops if each.first.office.id == "mbe").service
        assert other
        made = {str(other.number): Appointment("2026-12-01", "10:00", "")}
        held = Mappe("de", answers, order=(number, "1"), dates=made).held(route)
        assert held.stops(book.router, route)[0].first.service == other
    closures.end(closures.all(clock.now.date())[0].id)
    clock.on(seconds=31)
    with site.test_request_context("/de/"):
        again = book.router.route(answers)
        assert advice(again, held) == first
        assert other in [each.first.service for each in held.stops(book.router, again)]
