"""Dates for the calendar and contact cards: right, kept by nobody, open to nobody protected."""

import re
from collections.abc import Callable

import pytest
import vobject
from flask import Flask
from flask.testing import FlaskClient
from kinds import HOUSEHOLDS, finished, sensitive
from pages import Page, words
from real import load
from visitor import Visitor

from laufmappe.domain import token
from laufmappe.paths import CONTENT

Look = Callable[..., Page]
GUIDE = load(CONTENT)
PLACE = next(each for each in GUIDE.services.values() if each.location
             and not each.reports and each not in sensitive(GUIDE))
OFFICE = GUIDE.services["auslaenderbehoerde"]
SENSITIVE = next(each for each in sensitive(GUIDE) if each.phones)
COOKIES = pytest.mark.parametrize("cookies", [True, False], ids=["cookies", "no cookies"])
GOOD = {"tag": "2026-12-24", "zeit": "09:30", "was": "termin"}


def sent(client: FlaskClient, code: str = "de", query: str = "", **form: str) -> str:
    """Return the calendar file for a form, unfolded."""
    response = client.post(f"/{code}/termin.ics{query}", data={**GOOD, **form})
    assert response.content_type == "text/calendar; charset=utf-8", response.text
    assert response.headers["Cache-Control"] == "private, no-store"
    return response.get_data(as_text=True)


def test_place_in_the_calendar_of_the_reader(client: FlaskClient) -> None:
    event = vobject.readOne(sent(client, "en", stelle=str(PLACE.number))).vevent
    assert event.summary.value.endswith(f" – {PLACE.name}")
    assert event.description.value.startswith(PLACE.name)
    assert event.dtstart.value.isoformat() == "2026-12-24T08:30:00+00:00"


def test_same_form_same_file(client: FlaskClient) -> None:
    number = str(PLACE.number)
    assert sent(client, stelle=number) == sent(client, stelle=number)


@COOKIES
def test_station_brings_its_deadlines(app: Flask, page: Look, cookies: bool) -> None:
    """From each station of a way to its form, with or without cookies, deadline and all."""
    visitor = Visitor(app, page, "en", cookies=cookies)
    visitor.walk(HOUSEHOLDS["family"])
    visitor.follow("mappe")
    goals = visitor.targets("termin/")
    numbers = re.findall(r'class="nr[^"]*" aria-hidden="true">', visitor.page.text)
    assert len(goals) == len(set(goals)) == len(numbers) > 1
    told = set()
    for goal in goals:
        visitor.jump(goal)
        assert visitor.page.here == goal
        [form] = [each for each in visitor.page.all("form") if each.find(".//fieldset") is not None]
        data = {each.get("name", ""): each.get("value", "") for each in form.iter("input")
                if each.get("type") == "hidden"}
        assert ("antworten" in data) is (not cookies)
        response = visitor.client.post(form.get("action", ""),
                                       data={**data, **GOOD, "was": "frist", "zeit": ""})
        event = vobject.readOne(response.get_data(as_text=True)).vevent
        small = {words(each) for each in form.iter("small")}
        if "description" in event.contents:
            assert all(each in event.description.value for each in small)
            told |= small
        else:
            assert event.summary.value in {"Laufmappe", f"Service {goal.split('/')[1]}"}
    assert told


def test_link_page_leads_to_forms_without_a_cookie(app: Flask, page: Look) -> None:
    browser = app.test_client(use_cookies=False)
    text = token.write(GUIDE, finished(GUIDE, HOUSEHOLDS["family"]))
    way = page(f"/de/m/{text}", by=browser)
    forms = [each for each in way.all("form") if "/termin/" in each.get("action", "")]
    assert forms
    shown = page(forms[0].get("action", ""), by=browser, method="POST",
                 data={"mitnehmen": text, "zeigen": "1"})
    assert [each.get("value") for each in shown.all("input")
            if each.get("name") == "mitnehmen"] == [text]
    assert "Set-Cookie" not in shown.response.headers


@pytest.mark.parametrize(("form", "told"), [
    ({"tag": ""}, "Bitte schreiben Sie einen Tag."),
    ({"tag": "31.02.2027"}, "Diesen Tag gibt es nicht"),
    ({"tag": "übermorgen <b>"}, "Diesen Tag gibt es nicht"),
    ({"tag": "2019-12-24"}, "Dieser Tag ist schon vorbei."),
    ({"tag": "9999-12-31"}, "Dieser Tag ist zu weit weg."),
    ({"tag": "2030-12-24"}, "Dieser Tag ist zu weit weg."),
    ({"zeit": "25:00"}, "Diese Uhrzeit gibt es nicht"),
])
def test_slip_is_told_and_what_was_typed_stays(page: Look, form: dict[str, str],
                                               told: str) -> None:
    given = {**GOOD, "was": "frist", "stelle": str(PLACE.number), **form}
    found = page("/de/termin.ics", 422, method="POST", data=given)
    assert told in found.words()
    assert found.title.startswith("Fehler: ")
    shown = {each.get("name"): each for each in found.all("input") if each.get("id")}
    for name in ("tag", "zeit"):
        assert (shown[name].get("value"), shown[name].get("type")) == (given[name], "text")
    assert ("was", "frist") in found.checked()
    assert [name for name, each in shown.items() if each.get("aria-invalid")] == [
        "zeit" if "zeit" in form else "tag"]


def test_today_is_not_past(client: FlaskClient) -> None:
    assert "DTSTART;VALUE=DATE:20261120" in sent(client, stelle=str(PLACE.number), zeit="",
                                                 tag="2026-11-20")


def test_sensitive_place_is_a_number_on_the_phone(client: FlaskClient) -> None:
    number = SENSITIVE.number
    text = sent(client, stelle=str(number), was="frist")
    event = vobject.readOne(text).vevent
    assert (event.summary.value, "description" in event.contents, "location" in event.contents) \
        == (f"Stelle {number}", False, False)
    card = client.get(f"/de/stellen/{number}.vcf")
    assert card.headers["Content-Disposition"] == f'inline; filename="stelle-{number}.vcf"'
    for shown in (text, card.get_data(as_text=True)):
        assert SENSITIVE.name not in shown
        assert SENSITIVE.organization.name not in shown


def test_card_of_a_place(client: FlaskClient) -> None:
    response = client.get(f"/ar/stellen/{PLACE.number}.vcf")
    assert response.content_type == "text/vcard; charset=utf-8"
    assert vobject.readOne(response.get_data(as_text=True)).fn.value == PLACE.name
    assert "Cookie" in response.vary
    client.set_cookie("antworten", token.write(GUIDE, HOUSEHOLDS["adult"]))
    again = client.get(f"/ar/stellen/{PLACE.number}.vcf")
    assert again.headers["Cache-Control"] == "private, no-store"


def test_page_of_a_place_offers_both(page: Look) -> None:
    found = page(f"/uk/stellen/{PLACE.number}?nur=sicher")
    goals = {each.get("href") for each in found.all("a")}
    start = f"/uk/stellen/{PLACE.number}"
    assert {f"{start}.vcf?nur=sicher", f"/uk/termin/{PLACE.number}?nur=sicher",
            f"{start}/stimmt-nicht?nur=sicher"} <= goals


@pytest.mark.parametrize("protected", ["address", "silent", "undocumented"])
def test_authority_is_not_given_to_somebody_protected(client: FlaskClient, page: Look,
                                                      protected: str) -> None:
    query = "?nur=sicher" if protected == "address" else ""
    if not query:
        client.set_cookie("antworten", token.write(GUIDE, HOUSEHOLDS[protected]))
    number = OFFICE.number
    for path, form in ((f"stellen/{number}.vcf", None), (f"termin/{number}", None),
                       (f"stellen/{number}/stimmt-nicht", None), ("termin.ics", GOOD),
                       (f"stellen/{number}/stimmt-nicht", {"was": "phone"})):
        found = page(f"/de/{path}{query}", method="POST" if form else "GET",
                     data={**form, "stelle": str(number)} if form else None)
        assert "Diese Stelle ist ein Amt" in found.words()
        assert OFFICE.name not in found.text
    for at, office in enumerate(GUIDE.offices.values()):
        if office.reports and office.id != "jugendamt":
            assert client.get(f"/de/termin/a{at}{query}").status_code == 404


def test_kind_of_office_without_a_place(page: Look, client: FlaskClient) -> None:
    at = next(at for at, each in enumerate(GUIDE.offices.values()) if not each.telling)
    office = list(GUIDE.offices.values())[at]
    assert office.name in page(f"/de/termin/a{at}").words()
    assert office.name in vobject.readOne(sent(client, stelle=f"a{at}")).vevent.summary.value


@pytest.mark.parametrize("place", ["9999", "a9999", "0", "xyzzy", "٣", "9" * 200, "a-1"])
def test_place_that_does_not_exist(page: Look, place: str) -> None:
    page(f"/de/termin/{place}", 404)
    page("/de/termin.ics", 404, method="POST", data={**GOOD, "stelle": place})
    page("/de/stellen/9999.vcf", 404)
