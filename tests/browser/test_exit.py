"""Leaving at once: by the link, by Escape three times, without a way back in the history."""

import datetime
import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from kinds import kinds
from playwright.sync_api import Page, Route, expect
from real import load
from served import Site
from tongues import few

from laufmappe.paths import CONTENT

pytestmark = pytest.mark.browser

Window = Callable[..., AbstractContextManager[Page]]
GUIDE = load(CONTENT)
AWAY = re.compile(re.escape(GUIDE.site.exit_url))
KINDS = {each.name: each for each in kinds(GUIDE)}
NOW = datetime.datetime(2026, 11, 20, 9, tzinfo=datetime.UTC)


def catch(page: Page) -> None:
    """Let another page stand where the link leads; nothing outside is asked."""

    def answer(route: Route) -> None:
        route.fulfill(content_type="text/html", body="<title>elsewhere</title>")

    page.route("https://**", answer)


def leave_by_link(page: Page) -> None:
    """Tap the link."""
    page.locator("header .now").click()


def leave_by_key(page: Page) -> None:
    """Press Escape three times."""
    for _ in range(3):
        page.keyboard.press("Escape")


@pytest.mark.parametrize("leave", [leave_by_link, leave_by_key])
@pytest.mark.parametrize("name", few(
    ["start", "question who", "way adult", "service", "404"], ["start", "way adult"]))
def test_back_does_not_return_to_the_page_left(
        site: Site, window: Window, name: str, leave: Callable[[Page], None]) -> None:
    with window() as page:
        catch(page)
        page.clock.set_fixed_time(NOW)
        page.goto(f"{site.address}/de/so-geht-es")
        site.show(page, KINDS[name], "de")
        length = page.evaluate("history.length")
        leave(page)
        expect(page).to_have_url(AWAY)
        expect(page).to_have_title("elsewhere")
        assert page.evaluate("history.length") == length  # replaced, not added
        page.go_back()
        expect(page).to_have_url(f"{site.address}/de/so-geht-es")


def test_leaves_for_good_while_the_whole_sheet_is_on_its_way(site: Site, window: Window) -> None:
    with window() as page:
        catch(page)
        page.route("**/css/*", lambda _route: None)  # never answered
        page.goto(f"{site.address}/de/so-geht-es", wait_until="commit")
        with page.expect_response("**/js/*"):
            page.goto(f"{site.address}/de/frage/who", wait_until="commit")
        page.wait_for_timeout(200)
        length = page.evaluate("history.length")
        leave_by_link(page)
        expect(page).to_have_title("elsewhere")
        assert page.evaluate("history.length") == length


@pytest.mark.parametrize("seconds", [[0, 1], [0, 2, 4]])
def test_escape_twice_or_slowly_stays(site: Site, window: Window, seconds: list[int]) -> None:
    with window() as page:
        catch(page)
        site.show(page, KINDS["way adult"], "ar")
        for second in seconds:
            page.clock.set_fixed_time(NOW.timestamp() + second)
            page.keyboard.press("Escape")
        assert page.locator("h1").is_visible()
        assert page.evaluate("document.documentElement.hidden") is False
        assert page.url.startswith(site.address)


def test_link_leaves_without_a_script(site: Site, window: Window) -> None:
    with window(java_script_enabled=False) as page:
        catch(page)
        site.show(page, KINDS["way adult"], "uk")
        link = page.locator("header .now")
        assert link.get_attribute("href") == GUIDE.site.exit_url
        assert link.get_attribute("rel") == "noreferrer"
        link.click()
        expect(page).to_have_url(AWAY)
