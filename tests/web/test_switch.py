"""The language switch: no code in an address but its own, and nobody is shown an office by it."""

from collections.abc import Callable

import pytest
from flask import Flask
from kinds import HOUSEHOLDS
from pages import Page
from real import load

from laufmappe.domain import token
from laufmappe.paths import CONTENT

GUIDE = load(CONTENT)
CODE = token.write(GUIDE, HOUSEHOLDS["adult"])
OFFICE = next(each for each in GUIDE.services.values() if each.reports)
Look = Callable[..., Page]


def addresses(page: Page) -> set[str]:
    """Return where the links and forms of a page lead."""
    return {each.get("href") or each.get("action") or "" for tag in ("a", "form")
            for each in page.all(tag)}


def test_code_stands_in_no_address_but_its_own(page: Look) -> None:
    for address in addresses(page(f"/ar/m/{CODE}")):
        assert CODE not in address.split("?", 1)[-1] or f"/m/{CODE}" in address.upper().replace(
            "/M/", "/m/").split("?")[0], address


def test_switch_of_a_way_by_link_is_sent_and_kept_by_no_cache(app: Flask) -> None:
    client = app.test_client()
    for response in (client.post("/ar/sprache", data={"seite": f"m/{CODE}"}),
                     client.get(f"/ar/sprache?seite=m/{CODE}")):
        assert response.headers["Cache-Control"] == "private, no-store"
        assert f'href="/uk/m/{CODE}"' in response.text
    assert "public" in client.get("/ar/sprache?seite=stellen").headers["Cache-Control"]


@pytest.mark.parametrize("here", ["stellen", "stellen/3", f"stellen/{OFFICE.number}", "so-geht-es"])
def test_protection_of_an_address_goes_along(page: Look, here: str) -> None:
    shown = page(f"/ar/{here}?nur=sicher")
    switch = next(each for each in addresses(shown) if "/ar/sprache" in each)
    assert f"/uk/{here}?nur=sicher" in addresses(page(switch))
    links = {each.get("href") or "" for each in shown.all("a")}
    assert {each for each in links if each.startswith(("/ar/stellen", "/ar/so-", "/ar/d"))
            and "nur=sicher" not in each} == set()


def test_without_it_nothing_is_added(page: Look) -> None:
    assert "/uk/stellen?bedarf=1" in addresses(page("/ar/sprache?seite=stellen%3Fbedarf%3D1"))
    assert "/ar/sprache?seite=stellen" in addresses(page("/ar/stellen"))
