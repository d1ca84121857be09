"""Whoever has no papers or does not say is shown no authority that reports (product.md 2)."""

import dataclasses
import html
import itertools
import re
import shutil
import subprocess
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from kinds import HOUSEHOLDS, of_need
from pages import Page
from real import load
from tapped import tapped
from visitor import Visitor

from laufmappe.domain import token
from laufmappe.paths import CONTENT
from laufmappe.settings import Settings
from laufmappe.web import create_app

Look = Callable[..., Page]
GUIDE = load(CONTENT)
# Child protection is the one exception (decisions 5).
HIDDEN = [each for each in GUIDE.services.values()
          if each.reports and "jugendamt" not in each.offices]
NUMBERS = {each.number for each in HIDDEN}
# An association may name the library it works with.
SHOWN = {f"{each.organization.name}, {each.unit}" for each in GUIDE.services.values()
         if not each.reports}
NAMES = [each.name for each in HIDDEN if not any(each.name in name for name in SHOWN)]
SILENT = ("silent", "undocumented", "hidden_afraid")


def exposed(text: str) -> list[str]:
    """Return the names of authorities that stand in a text, however its lines are broken."""
    plain = re.sub(r"\s|\u00ad", "", text)
    return [name for name in NAMES if re.sub(r"\s", "", name) in plain]


def test_exposed_is_noticed() -> None:
    assert len(NAMES) > 10
    assert exposed(f"x {NAMES[0].replace(' ', chr(10))} y") == [NAMES[0]]


@pytest.mark.parametrize("status", ["no_papers", "prefer_not", ""])
@pytest.mark.parametrize("code", ["de", "ar"])
def test_no_way_names_an_authority(client: FlaskClient, status: str, code: str) -> None:
    found = []
    for need, age in itertools.product(GUIDE.needs, ("15", "18-26", "67+", "dont_know")):
        answers = {"who": ("me",), "need": (need, "first_steps"), "age": (age,)}
        answers |= {"status": (status,)} if status else {}
        text = html.unescape(client.get(f"/{code}/m/{token.write(GUIDE, answers)}").text)
        assert 'class="show"' in text
        links = {int(each) for each in re.findall(rf"/{code}/stellen/(\d+)", text)}
        found += [(need, age, *exposed(text), *(links & NUMBERS))] if (
            exposed(text) or links & NUMBERS) else []
    assert found == []


@pytest.mark.parametrize("name", SILENT)
@pytest.mark.parametrize("cookies", [True, False], ids=["cookies", "no cookies"])
def test_no_page_of_the_journey_names_an_authority(app: Flask, page: Look, name: str,
                                                   cookies: bool) -> None:
    visitor = Visitor(app, page, "uk", cookies=cookies)
    visitor.follow("frage/who")
    texts = [visitor.text()]
    while visitor.page.here != "mappe":
        if visitor.asked():
            visitor.reply(HOUSEHOLDS[name])
        else:
            visitor.follow((visitor.targets("frage/") if visitor.page.here == "hilfe" else
                            visitor.targets("mappe"))[0])
        texts.append(visitor.text())
    assert exposed("\n".join(texts)) == []


@pytest.mark.parametrize("name", SILENT)
def test_no_paper_names_an_authority(client: FlaskClient, name: str) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext (Debian: poppler-utils)")
    text = token.write(GUIDE, HOUSEHOLDS[name])
    paper = client.post("/en/mappe.pdf", data={"mitnehmen": text}).data
    done = subprocess.run(["pdftotext", "-", "-"], input=paper, capture_output=True,  # noqa: S607
                          check=True)
    readable = done.stdout.decode()
    assert len(readable) > 500
    assert exposed(readable) == []


def test_others_are_shown_authorities(client: FlaskClient) -> None:
    text = token.write(GUIDE, {**HOUSEHOLDS["silent"], "status": ("asylum",)})
    assert exposed(html.unescape(client.get(f"/de/m/{text}").text))


@pytest.mark.parametrize("status", ["no_papers", "prefer_not"])
def test_links_of_a_kept_way_lead_to_no_authority(app: Flask, status: str) -> None:
    """Another phone opens the link, without cookies, and taps everything the page offers."""
    answers = {"who": ("me",), "need": ("first_steps", "money", "papers"), "age": ("27-59",),
               "status": (status,)}
    browser = app.test_client(use_cookies=False)
    way = browser.get(f"/de/m/{token.write(GUIDE, answers)}").text
    links = set(re.findall(r'href="(/de/stellen[^"]*)"', way))
    lists = {html.unescape(link) for link in links if "/stellen/" not in link}
    assert lists == {"/de/stellen?nur=sicher"}
    lists |= {"/de/" + of_need(GUIDE, need) + "&nur=sicher" for need in GUIDE.needs}
    lists.add("/de/stellen?nur=sicher&q=e")
    for link in [*lists, *(each for each in links if each not in lists)]:
        shown = browser.get(html.unescape(link)).text
        assert exposed(shown) == [], link
    board = GUIDE.site.switchboard[1]
    assert all(board not in browser.get(html.unescape(link)).text for link in links)


@pytest.mark.parametrize("begin", ["link", "no cookies", "address", "wrong address"])
def test_nothing_tapped_by_somebody_protected_names_an_authority(app: Flask, begin: str) -> None:
    text = token.write(GUIDE, HOUSEHOLDS["undocumented"])
    path, form = {
        "link": (f"/de/m/{text}", None), "no cookies": ("/de/mappe", {"antworten": text}),
        "address": ("/de/?nur=sicher", None),
        "wrong address": ("/de/stellen/9999?nur=sicher", None)}[begin]
    found = tapped(app.test_client(use_cookies=False), path, form)
    assert len(found) > 50
    assert {step: exposed(shown) for step, shown in found.items() if exposed(shown)} == {}


def test_child_protection_is_shown_to_a_child_alone(app: Flask) -> None:
    """Should the city name a place, no link to it may say that it is not for the child."""
    first = next(each for each in GUIDE.services.values() if each.reports and each.reachable)
    place = dataclasses.replace(first, offices=("jugendamt",), roles=("family",), statuses=None,
                                ages=None, audience="")
    guide = dataclasses.replace(GUIDE, services={**GUIDE.services, place.id: place})
    browser = create_app(Settings(), guide=guide).test_client(use_cookies=False)
    shown = browser.get(f"/de/stellen/{place.number}?nur=sicher").text
    assert "Diese Stelle ist ein Amt" not in shown
    assert place.name in html.unescape(shown)
    assert browser.get(f"/de/stellen/{place.number}.vcf?nur=sicher").mimetype == "text/vcard"
    gap = f"termin/a{list(GUIDE.offices).index('jugendamt')}"
    for household, seen in (("undocumented", False), ("hidden_afraid", True)):
        person = app.test_client()
        person.set_cookie("antworten", token.write(GUIDE, HOUSEHOLDS[household]))
        assert (person.get(f"/de/{gap}").status_code == 200) is seen, household


def test_address_of_an_authority_says_why_it_is_not_shown(client: FlaskClient) -> None:
    number = GUIDE.services["auslaenderbehoerde"].number
    shown = client.get(f"/de/stellen/{number}?nur=sicher").text
    assert "Diese Stelle ist ein Amt" in shown
    assert exposed(shown) == []
    assert '<a class="btn" href="/de/frage/who">' in shown  # there are no answers to a way of one's
    client.set_cookie("antworten", token.write(GUIDE, HOUSEHOLDS["silent"]))
    shown = client.get(f"/de/stellen/{number}").text
    assert "Diese Stelle ist ein Amt" in shown
    assert '<a class="btn" href="/de/mappe">' in shown
