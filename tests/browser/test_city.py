"""Signing in at the city's provider in a browser: there, back with the strict cookie, and on."""

import datetime
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from at_city import ANNA, issuer
from at_desk import CITY_SECRET, address, guide, staff
from flask import Flask
from playwright.sync_api import Page, expect
from served import Site
from sqlalchemy import select, update

from laufmappe.settings import Settings
from laufmappe.store.staff import Staff
from laufmappe.store.tables import audit, sessions
from laufmappe.web import create_app

pytestmark = pytest.mark.browser

__all__ = ["address", "issuer", "staff"]

Window = Callable[..., AbstractContextManager[Page]]


@pytest.fixture
def site(address: str, issuer: str) -> Iterator[Flask]:
    """Return a desk that relies on the provider; its clock is the provider's."""
    found = create_app(Settings(database=address, issuer=issuer, client="weg", secret=CITY_SECRET),
                       guide=guide())
    yield found
    found.extensions["laufmappe"].press.close()


@pytest.fixture
def served(site: Flask) -> Iterator[Site]:
    """Return the desk on a free port of 127.0.0.1: to a browser another site than localhost."""
    found = Site(site)
    thread = threading.Thread(target=found.server.serve_forever, daemon=True)
    thread.start()
    yield found
    found.server.shutdown()
    thread.join()


def cookies(page: Page) -> dict[str, dict[str, object]]:
    """Return the cookies that the browser holds of the desk."""
    return {str(each.get("name")): dict(each) for each in page.context.cookies()
            if each.get("domain") == "127.0.0.1"}


def authorize(page: Page, issuer: str) -> None:
    """Sign in at the provider, where the browser is now."""
    page.wait_for_url(f"{issuer}/**")
    page.locator("input[name=sub]").fill(ANNA)
    page.get_by_role("button", name="Authorize").click()


def signed_in(page: Page, served: Site, staff: Staff, issuer: str, where: str) -> None:
    """Invite somebody of the lead and let them sign in at the city, to reach a page."""
    staff.add("anna", "lead", "mbe", datetime.datetime.now(datetime.UTC))
    page.goto(f"{served.address}{where}")
    page.get_by_role("link", name="Mit dem Konto der Stadt anmelden").click()
    authorize(page, issuer)
    page.wait_for_url(f"{served.address}{where}")


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("where", ["/schalter/konten", "/schalter/stellen?suche=jobcenter"])
def test_there_and_back_with_the_strict_cookie_to_the_page_wanted(
        served: Site, window: Window, staff: Staff, issuer: str, where: str,
        script: bool) -> None:
    with window(java_script_enabled=script) as page:
        signed_in(page, served, staff, issuer, where)
        expect(page.get_by_role("button", name="Abmelden")).to_be_visible()
        expect(page.locator("header span")).to_contain_text("anna, ")
        held = cookies(page)
        assert set(held) == {"schalter"}
        assert (held["schalter"]["sameSite"], held["schalter"]["httpOnly"]) == ("Strict", True)
        page.reload()
        expect(page.locator("header span")).to_contain_text("anna, ")
        there, door = f"GET {where.split('?')[0]}", "GET /schalter/anmelden"
        assert [each for each in served.requests if "/schalter/" in each] == [
            there, door, f"{door}/stadt", f"{door}/stadt/zurueck", there, there]
        page.get_by_role("button", name="Abmelden").click()
        page.wait_for_url("**/schalter/anmelden")
        assert cookies(page) == {}


def test_a_link_from_elsewhere_brings_no_session_along(
        served: Site, window: Window, staff: Staff, issuer: str) -> None:
    with window() as page:
        signed_in(page, served, staff, issuer, "/schalter/konten")
        page.goto(issuer)
        page.evaluate("address => { location.href = address }", f"{served.address}/schalter/konten")
        page.wait_for_url("**/schalter/anmelden?weiter=**")


@pytest.mark.parametrize("script", [True, False])
def test_changing_an_account_leads_to_the_city_and_on(
        served: Site, window: Window, staff: Staff, issuer: str, script: bool) -> None:
    with window(java_script_enabled=script) as page:
        signed_in(page, served, staff, issuer, "/schalter/konten")
        before = cookies(page)["schalter"]["value"]
        with staff.engine.begin() as connection:
            connection.execute(update(sessions).values(proven=None))
        page.locator("#name").fill("Zoë & Co")
        page.locator("#rolle").select_option("lead")
        page.locator("#stelle").select_option("mbe-awo")
        page.get_by_role("button", name="Einladen", exact=True).click()
        expect(page.locator("h1")).to_have_text("Bitte bestätigen Sie, dass Sie es sind")
        page.get_by_role("link", name="Bei der Stadt bestätigen").click()
        authorize(page, issuer)
        page.wait_for_url(f"{served.address}/schalter/weiter")
        expect(page.locator("main")).to_contain_text("davon noch nichts")
        assert staff.find("zoë & co") is None
        page.get_by_role("button", name="Weiter mit meinen Eingaben").click()
        expect(page.get_by_role("status")).to_contain_text("Einladung für zoë & co")
        made = staff.find("zoë & co")
        assert made
        assert (made.role, made.office) == ("lead", "mbe-awo")
        held = cookies(page)
        assert set(held) == {"schalter"}
        assert held["schalter"]["value"] != before
    with staff.engine.connect() as connection:
        assert len(connection.execute(select(sessions)).all()) == 1
        assert list(connection.execute(select(audit.c.action).order_by(audit.c.id)).scalars()) == [
            "sign-in", "sign-in", "add"]
