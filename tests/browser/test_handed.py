"""What a phone adds to a page: the share sheet, the sentence to hold up, open now."""

import datetime
from collections.abc import Callable
from contextlib import AbstractContextManager
from urllib.parse import unquote_plus

import pytest
from kinds import kinds
from playwright.sync_api import Page, expect
from printed import MARKS
from real import load
from served import NOW, Site
from tongues import few

from laufmappe.export import hours
from laufmappe.paths import CONTENT

pytestmark = pytest.mark.browser

Window = Callable[..., AbstractContextManager[Page]]
GUIDE = load(CONTENT)
KINDS = {each.name: each for each in kinds(GUIDE)}
SHEET = """window.given = []; Object.defineProperty(navigator, "share", {value: what => {
    window.given.push(what); return Promise.resolve(); }});"""
CLIPBOARD = """Object.defineProperty(navigator, "share", {value: undefined});
    window.given = []; Object.defineProperty(navigator, "clipboard", {value: {
    writeText: text => { window.given.push(text); return Promise.resolve(); }}});"""
NEITHER = """for (const name of ["share", "clipboard"])
    Object.defineProperty(navigator, name, {value: undefined});"""


def unfold(page: Page) -> None:
    """Open all that is folded."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


def test_link_is_given_to_the_share_sheet(site: Site, window: Window) -> None:
    with window() as page:
        page.context.add_init_script(SHEET)
        site.show(page, KINDS["way adult"], "ar")
        unfold(page)
        link = page.locator(".qr a").get_attribute("href")
        page.locator("[data-share]").click()
        [given] = page.evaluate("window.given")
        assert given["url"].upper() == link
        assert given["url"].upper().startswith(f"{site.address}/AR/M/".upper())
        site.show(page, KINDS["service"], "de")
        page.locator("[data-share]").click()
        [given] = page.evaluate("window.given")
        assert given["url"] == page.url


def test_link_is_copied_where_there_is_no_sheet(site: Site, window: Window) -> None:
    with window() as page:
        page.context.add_init_script(CLIPBOARD)
        site.show(page, KINDS["way adult"], "uk")
        unfold(page)
        page.locator("[data-share]").click()
        expect(page.locator("[data-share] + [role=status]")).to_be_visible()
        assert len(page.evaluate("window.given")) == 1


def test_no_button_where_neither_works(site: Site, window: Window) -> None:
    with window() as page:
        page.context.add_init_script(NEITHER)
        site.show(page, KINDS["way adult"], "de")
        unfold(page)
        assert not page.locator("[data-share]").is_visible()


@pytest.mark.parametrize("code", ["de", "ar"])
def test_sentence_fills_the_screen(site: Site, window: Window, code: str) -> None:
    with window() as page:
        page.context.add_init_script("""window.locks = 0; Object.defineProperty(navigator,
            "wakeLock", {value: {request: () => { window.locks += 1; return Promise.resolve(
            {release: () => { window.locks -= 1; return Promise.resolve(); }}); }}});""")
        site.show(page, KINDS["way adult"], code)
        unfold(page)
        words = page.locator("#s1 .show").inner_text()
        button = page.locator("#s1 [data-show]")
        button.click()
        board, sentence = page.locator("#board"), page.locator("#board .show")
        expect(board).to_be_visible()
        assert sentence.inner_text() == words
        assert page.evaluate("document.activeElement.closest('#board') !== null")
        assert page.evaluate("window.locks") == 1
        box = sentence.bounding_box()
        assert box["y"] >= 0
        assert sentence.evaluate("each => each.scrollWidth <= each.clientWidth")  # words whole
        assert box["y"] + box["height"] <= page.evaluate("innerHeight")
        assert float(sentence.evaluate("each => parseFloat(getComputedStyle(each).fontSize)")) > 24
        assert sentence.evaluate("each => getComputedStyle(each).direction") == "ltr"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#board') !== null")
        # The browser lets go of the lock while something else is on the screen, as a call.
        page.evaluate("window.locks = 0; document.dispatchEvent(new Event('visibilitychange'))")
        assert page.evaluate("window.locks") == 1
        page.keyboard.press("Escape")
        expect(board).to_be_hidden()
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        assert page.evaluate("window.locks") == 0
        expect(button).to_be_focused()
        button.click()
        sentence.click()
        expect(board).to_be_hidden()


def test_escape_in_the_sentence_does_not_leave_the_site(site: Site, window: Window) -> None:
    with window(whole=True) as page:
        page.route("https://**", lambda route: route.abort())
        site.show(page, KINDS["way adult"], "de")
        unfold(page)
        for _ in range(3):
            page.locator("#s1 [data-show]").click()
            page.keyboard.press("Escape")
        assert page.url.startswith(site.address)
        assert page.locator("h1").is_visible()


SERVICE = next(each for each in GUIDE.services.values()
               if each.hours and each.appointment != "required" and each.reachable
               and hours.week(each.hours.osm, NOW))


@pytest.mark.parametrize("hour", few([0, 9, 11, 13, 15, 18, 23], [9, 18]))
@pytest.mark.parametrize("code", ["de", "ar"])
def test_open_now_by_the_clock_of_the_reader(site: Site, window: Window, code: str, hour: int,
                                             ) -> None:
    moment = NOW.replace(hour=hour, minute=30)
    language = site.languages[code]
    with window(timezone_id="America/New_York") as page:
        page.clock.set_fixed_time(moment)
        page.goto(f"{site.address}/{code}/stellen/{SERVICE.number}")
        shown = page.locator("[data-open]").inner_text()
    with site.request():
        told = str(language.state(SERVICE.hours.osm, moment))
    assert MARKS.sub("", shown) == MARKS.sub("", told)


def test_old_page_says_nothing_about_now(site: Site, window: Window) -> None:
    for days in (-2, 3, 400):
        with window() as page:
            page.clock.set_fixed_time(NOW + datetime.timedelta(days))
            page.goto(f"{site.address}/de/stellen/{SERVICE.number}")
            assert not page.locator("[data-open]").is_visible(), days


def test_sentence_is_not_held_up_where_the_sheet_is_lost(site: Site, window: Window) -> None:
    with window() as page:
        page.route("**/css/*", lambda route: route.abort())
        site.show(page, KINDS["way adult"], "de")
        unfold(page)
        assert page.locator("#s1 .show").is_visible()
        assert page.locator("[data-show]:visible").count() == 0


@pytest.mark.parametrize(("agent", "begin"), [
    ("Mozilla/5.0 (Linux; Android 9; Moto G4)", "geo:0,0?q="),
    ("Mozilla/5.0 (iPhone; CPU iPhone OS 12_0 like Mac OS X)", "maps://?q="),
    ("Mozilla/5.0 (X11; Linux x86_64)", GUIDE.site.map_url),
])
def test_address_opens_the_map_app(site: Site, window: Window, agent: str, begin: str) -> None:
    rooms = [each for each in GUIDE.services.values() if each.location and each.room]
    assert {bool(each.location.street) for each in rooms} == {True, False}
    with window(user_agent=agent) as page:
        for place in rooms:
            page.goto(f"{site.address}/ar/stellen/{place.number}")
            link = page.locator("[data-map]")
            goal = str(link.get_attribute("href"))
            assert goal.startswith(begin)
            house = place.location.street or place.location.name
            assert unquote_plus(goal.removeprefix(begin)).startswith(f"{house}, ")
            assert place.room not in unquote_plus(goal)
            assert house in link.inner_text()
            assert place.room in link.inner_text()
