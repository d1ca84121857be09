"""The Mappe on the phone: kept by a tap, read offline, ticked, told of changes, deleted."""

import dataclasses
import datetime
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from flask import Flask
from kinds import HOUSEHOLDS
from playwright.sync_api import Locator, Page
from served import AXE, Site

from laufmappe.domain import asking, token
from laufmappe.domain.guide import Guide
from laufmappe.domain.route import Router
from laufmappe.settings import Settings
from laufmappe.web import create_app

NOW = datetime.datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Europe/Berlin"))
pytestmark = pytest.mark.browser

Window = Callable[..., AbstractContextManager[Page]]
KEEP, KEPT, FAILED = ("[data-when=free] button", "[data-when=kept]", "[data-when=failed]")
STORED = """async () => ({
    storage: Object.keys(localStorage).concat(Object.keys(sessionStorage)),
    caches: await caches.keys(), workers: (await navigator.serviceWorker.getRegistrations()).length,
    databases: (await indexedDB.databases()).length})"""
OPEN_NOW = re.compile("Jetzt offen|Öffnet")
FAILING = {"broken": "502 Bad Gateway", "limited": "429 Too Many Requests"}
NOTHING = {"storage": [], "caches": [], "workers": 0, "databases": 0}
DENIED = """for (const name of ["localStorage", "sessionStorage", "caches", "indexedDB"])
    Object.defineProperty(window, name,
        {get() { throw new DOMException("", "SecurityError"); }});"""
UNFOLD = """state => { for (const each of document.querySelectorAll("main [hidden]"))
    each.hidden = Boolean(each.dataset.when && each.dataset.when !== state); }"""
SMALL = """() => [...document.querySelectorAll(".tick label, main button, main .tap")].filter(
    each => each.checkVisibility() && each.getBoundingClientRect().height < 47.5).map(
    each => each.outerHTML)"""
FULL = """Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError"); };
    CacheStorage.prototype.open = () => Promise.reject(new DOMException("", "SecurityError"));"""


class Town(Site):
    """A site of its own, whose content can be changed while it runs, and that can break down."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app)
        self.state, self.lost = "well", 0
        self.over = threading.Event()

    def _count(self, environ: dict[str, object], start: Callable[..., object]) -> object:
        if self.state == "mute":
            self.over.wait()
        if self.lost:
            self.lost -= 1
            environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)  # type: ignore[attr-defined]
            raise ConnectionResetError
        if self.state == "copy late" and environ["QUERY_STRING"] == "kopie=1":
            self.over.wait()
        if self.state == "gone":
            environ["PATH_INFO"] = "/de/m/XYZZY"
        if self.state in FAILING:
            start(FAILING[self.state], [("Content-Type", "text/plain")])
            return [b"broken"]
        return super()._count(environ, start)

    def change(self, guide: Guide) -> None:
        """Go on with another content."""
        fresh = create_app(Settings(), now=lambda: NOW, guide=guide)
        fresh.test_client().get(f"/de/m/{self.token('family')}")  # the first page takes long
        self._app = fresh


@pytest.fixture
def town() -> Iterator[Town]:
    """Return a site of its own, as each test ends with another content."""
    found = Town(create_app(Settings(), now=lambda: NOW))
    thread = threading.Thread(target=found.server.serve_forever, daemon=True)
    thread.start()
    yield found
    found.over.set()
    found.server.shutdown()
    thread.join()


def address(site: Site, code: str = "de", household: str = "family") -> str:
    """Return the address under which the way of a household is kept."""
    essential = asking.essential(Router(site.guide, NOW.date()), HOUSEHOLDS[household])
    return f"{site.address}/{code}/m/{token.write(site.guide, essential)}"


def keep(page: Page, goal: str) -> None:
    """Open a way and tap to keep it."""
    page.goto(goal)
    page.locator(KEEP).click()
    page.locator(KEPT).wait_for()


def door(part: Page | Locator) -> list[str]:
    """Return the names on the doors."""
    return part.locator(".sign b").all_inner_texts()


@pytest.mark.parametrize("code", ["de", "ar"])
def test_kept_way_opens_without_network(site: Site, window: Window, code: str) -> None:
    goal = address(site, code)
    with window() as page:
        errors: list[object] = []
        page.on("pageerror", lambda error: errors.append(error))
        keep(page, goal)
        doors = door(page)
        page.context.set_offline(True)
        for way in (goal, goal.upper().replace("HTTP", "http"), f"{site.address}/{code}/app"):
            page.goto(way)
            assert door(page) == doors
            assert page.locator("html").get_attribute("lang") == code
            assert page.locator("[data-copy]").count() == 1
            assert page.locator(KEPT).is_visible()
        assert page.url == goal
        kept = page.evaluate("caches.open('mappe').then(all => all.keys()).then(all => "
                             "all.map(each => new URL(each.url).pathname))")
        assert sorted(each.rsplit(".", 1)[-1] for each in kept if "." in each) == ["css", "js"]
        page.emulate_media(media="print")
        assert page.locator("header a").first.is_hidden()
        assert errors == []


def test_copy_never_says_what_is_open_now(site: Site, window: Window) -> None:
    with window() as page:
        keep(page, address(site, "de", "afraid"))
        assert page.get_by_text(OPEN_NOW).count() > 0
        page.context.set_offline(True)
        page.reload()
        assert page.get_by_text("Gespeichert am 20. November 2026").is_visible()
        assert page.get_by_text(OPEN_NOW).count() == 0


def test_other_pages_without_network_lead_to_the_kept_way(site: Site, window: Window) -> None:
    with window() as page:
        page.context.add_cookies([{"name": "antworten", "url": site.address,
                                   "value": site.token("adult")}])
        keep(page, f"{site.address}/ar/mappe")
        kept = page.locator("[data-keep]").get_attribute("data-keep")
        page.context.set_offline(True)
        page.reload()
        assert page.locator("h1").inner_text() == site.languages["ar"].say("Kein Netz")
        page.goto(f"{site.address}/de/stellen")
        assert page.locator("html").get_attribute("lang") == "ar"
        assert page.locator("main .sign").count() == 0
        page.locator("main a[href='/ar/app']").click()
        page.wait_for_url(f"{site.address}{kept}")
        assert page.locator("main .sign").count() > 1


def test_nothing_is_stored_before_the_tap(site: Site, window: Window) -> None:
    with window() as page:
        for path in ("", "frage/who", "code", "ohne-netz", "app"):
            page.goto(f"{site.address}/de/{path}")
        page.goto(address(site))
        page.locator(KEEP).wait_for()
        assert page.locator(".tick input").first.is_visible()
        page.reload()
        assert page.evaluate(STORED) == NOTHING
        assert page.context.cookies() == []


def test_keeping_is_whole_or_not_at_all(town: Town, window: Window) -> None:
    with window() as page:
        page.goto(address(town))
        town.state = "broken"
        page.locator(KEEP).click()
        page.locator(FAILED).wait_for()
        assert page.evaluate(STORED) == NOTHING
        town.state = "well"
        keep(page, address(town))
        assert page.evaluate(STORED)["workers"] == 1
        page.goto(address(town, "de", "adult"))
        town.state = "broken"
        page.locator(KEEP).click()
        page.locator(FAILED).wait_for()
        page.context.set_offline(True)
        page.goto(f"{town.address}/de/app")
        assert page.url == address(town)


@pytest.mark.parametrize("state", ["broken", "limited", "mute"])
def test_kept_way_stands_in_for_a_server_that_fails(town: Town, window: Window,
                                                    state: str) -> None:
    with window() as page:
        keep(page, address(town))
        town.state = state
        page.context.set_default_timeout(20_000)
        page.goto(address(town))
        assert page.locator("[data-copy]").count() == 1


def test_page_of_a_mappe_that_is_gone_tells_of_the_copy(town: Town, window: Window) -> None:
    with window() as page:
        page.goto(f"{town.address}/de/m/XYZZY")
        outlived = page.locator("[data-outlived]")
        assert outlived.is_hidden()
        keep(page, address(town))
        town.state = "gone"
        page.goto(address(town))
        assert page.get_by_text("Dieser Code stimmt nicht.").is_visible()
        outlived.wait_for()
        assert outlived.locator("a").get_attribute("href") == "/de/loeschen"


@pytest.mark.parametrize("path", ["way", "stellen"])
def test_lost_requests_are_not_noticed(town: Town, window: Window, path: str) -> None:
    with window(whole=True) as page:
        keep(page, address(town))
        goal = address(town) if path == "way" else f"{town.address}/de/{path}"
        town.lost = 2  # Chromium asks once more by itself, the worker after that
        page.goto(goal)
        assert town.lost == 0
        assert page.locator("[data-copy]").count() == 0
        assert page.url == goal
        assert page.locator("h1").inner_text() != "Kein Netz"


def test_change_of_content_is_told_until_read(town: Town, window: Window) -> None:
    goal, changed = address(town), "[data-changed]"
    with window() as page:
        keep(page, goal)
        page.goto(goal)
        assert not page.locator(changed).is_visible()
        town.change(renamed(town.guide))
        page.goto(goal)
        assert "Neues Amt" in door(page)
        page.locator(changed).wait_for()
        refreshed(page, "Neues Amt")
        page.context.set_offline(True)
        page.goto(goal)
        assert "Neues Amt" in door(page)
        assert page.locator(changed).is_visible()
        assert door(page.locator("li:has([data-fresh])")) == ["Neues Amt"]
        assert page.locator("li [data-fresh]").is_visible()
        page.locator(f"{changed} button").click()
        assert not page.locator(changed).is_visible()
        assert page.locator("li [data-fresh]").count() == 0
        page.reload()
        assert not page.locator(changed).is_visible()
        page.context.set_offline(False)
        page.goto(goal)
        assert page.locator(KEPT).is_visible()
        assert not page.locator(changed).is_visible()


def renamed(guide: Guide) -> Guide:
    """Return the content with another name at the first station of the family."""
    route = Router(guide, NOW.date()).route(HOUSEHOLDS["family"], "de")
    first = next(each.first.service for each in route.stops if each.first.service)
    services = {**guide.services, first.id: dataclasses.replace(first, name="Neues Amt")}
    return dataclasses.replace(guide, services=services)


def refreshed(page: Page, words: str) -> None:
    """Wait until the kept copy says these words."""
    page.evaluate("""async words => {
        for (let tries = 0; tries < 100; tries += 1) {
            const found = await caches.match(location.pathname);
            if ((await found.text()).includes(words)) return;
            await new Promise(done => setTimeout(done, 50));
        }
        throw new Error(`the kept copy never said ${words}`);
    }""", words)


def test_ticks_survive_reload_language_change_and_offline(town: Town, window: Window) -> None:
    with window() as page:
        keep(page, address(town))
        page.get_by_role("checkbox").nth(1).check()
        name = page.locator("h3").nth(1).inner_text()
        assert page.get_by_role("checkbox", name=f"Erledigt {name}").is_checked()
        assert page.locator("li#s2 > .nr.done").count() == 1
        assert page.locator(".way .nr.done").all_inner_texts() == ["2"]
        town.change(renamed(town.guide))
        page.goto(address(town, "ar"))
        assert ticked(page) == [1]
        page.context.set_offline(True)
        page.goto(f"{town.address}/de/app")
        assert ticked(page) == [1]
        page.get_by_role("checkbox").nth(1).uncheck()
        assert page.locator(".nr.done").count() == 0
        assert page.evaluate("localStorage.getItem('erledigt')") is None


def ticked(page: Page) -> list[int]:
    """Return which stations are ticked, counted from nought."""
    boxes = page.locator("li[data-ort] .tick input")
    return [at for at in range(boxes.count()) if boxes.nth(at).is_checked()]


def test_delete_removes_all_and_says_so(site: Site, window: Window) -> None:
    with window() as page:
        keep(page, address(site))
        page.locator(".tick label").first.click()
        assert page.evaluate(STORED) == {"storage": ["erledigt", "mappe"], "caches": ["mappe"],
                                         "workers": 1, "databases": 0}
        page.goto(f"{site.address}/de/loeschen")
        page.locator("main form button").click()
        page.locator("[data-wiped]:focus").wait_for()
        assert page.evaluate(STORED) == NOTHING
        assert not page.locator("[data-left]").is_visible()
        page.goto(address(site))
        assert page.locator(KEEP).is_visible()
        assert ticked(page) == []


def test_what_is_left_is_said(site: Site, window: Window) -> None:
    with window() as page:
        page.add_init_script("Object.defineProperty(CacheStorage.prototype, 'delete', {value: "
                             "() => Promise.resolve(false)});")
        keep(page, address(site))
        page.context.set_offline(True)  # else the server has the browser delete it
        page.goto(f"{site.address}/de/loeschen")
        page.locator("[data-wipe] button").click()
        page.locator("[data-left]:focus").wait_for()
        assert page.locator("[data-wiped]").is_hidden()


def test_what_is_deleted_in_another_tab_stays_deleted(town: Town, window: Window) -> None:
    with window() as page:
        keep(page, address(town))
        town.change(renamed(town.guide))
        town.state = "copy late"
        with page.expect_request("**?kopie=1"):
            page.goto(address(town))
        other = page.context.new_page()
        other.goto(f"{town.address}/de/loeschen")
        other.locator("main form button").click()
        other.locator("[data-wiped]").wait_for()
        with page.expect_response("**?kopie=1"):
            town.over.set()
        page.wait_for_timeout(500)
        assert page.evaluate(STORED) == NOTHING


def test_delete_without_network(site: Site, window: Window) -> None:
    with window() as page:
        keep(page, address(site))
        page.locator(".tick label").first.click()
        page.context.set_offline(True)
        page.goto(f"{site.address}/de/loeschen")
        page.locator("[data-wipe] button").click()
        page.locator("[data-wiped]:focus").wait_for()
        assert page.evaluate(STORED) == NOTHING
        assert not page.locator("main a[href='/de/app']").is_visible()


@pytest.mark.parametrize("path", ["", "way", "ohne-netz", "loeschen"])
def test_storage_denied_leaves_pages_whole(site: Site, window: Window, path: str) -> None:
    with window() as page:
        errors: list[object] = []
        page.on("pageerror", lambda error: errors.append(error))
        page.add_init_script(DENIED)
        page.goto(address(site) if path == "way" else f"{site.address}/de/{path}")
        assert page.locator("h1").is_visible()
        offers = page.locator(".tick,[data-keep],[data-wipe],[data-left]")
        assert offers.filter(visible=True).count() == 0
        if path == "loeschen":
            page.locator("main form button").click()
            page.get_by_role("heading", name="Alles gelöscht").wait_for()
        assert errors == []


def test_only_ticks_to_delete_where_caches_are_denied(site: Site, window: Window) -> None:
    with window() as page:
        errors: list[object] = []
        page.on("pageerror", lambda error: errors.append(error))
        page.add_init_script("""Object.defineProperty(window, "caches", {get() {
            throw new DOMException("", "SecurityError"); }});""")
        page.goto(address(site))
        page.locator(".tick label").first.click()
        page.goto(f"{site.address}/de/ohne-netz")
        page.locator("[data-wipe] button").click()
        page.locator("[data-wiped]:focus").wait_for()
        assert page.evaluate("localStorage.length") == 0
        assert errors == []


def test_storage_full_is_said_kindly(site: Site, window: Window) -> None:
    with window() as page:
        errors: list[object] = []
        page.on("pageerror", lambda error: errors.append(error))
        page.add_init_script(FULL)
        page.goto(address(site))
        page.locator(".tick label").first.click()
        page.get_by_text("Dieses Gerät speichert keine Häkchen.").first.wait_for()
        page.locator(KEEP).click()
        page.locator(FAILED).wait_for()
        assert page.evaluate(STORED) == NOTHING
        assert errors == []


@pytest.mark.parametrize("code", ["de", "ar"])
def test_every_state_is_accessible(site: Site, window: Window, code: str) -> None:
    with window(viewport={"width": 320, "height": 640}, bypass_csp=True) as page:
        page.add_init_script(AXE_SCRIPT)
        for path in ("m/" + site.token("family"), "ohne-netz", "loeschen"):
            page.goto(f"{site.address}/{code}/{path}")
            states = page.locator("main [data-when]").all() or [page.locator("main")]
            for state in states:
                page.evaluate(UNFOLD, state.get_attribute("data-when"))
                assert page.evaluate(AXE) == []
                assert page.evaluate(SMALL) == []
                assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_focus_goes_to_what_happened(site: Site, window: Window) -> None:
    with window() as page:
        keep(page, address(site))
        focus = page.evaluate("document.activeElement.textContent")
        assert "auf diesem Handy gespeichert" in focus


def test_app_can_be_installed(site: Site, window: Window) -> None:
    with window() as page:
        page.goto(address(site, "ar"))
        found = page.context.new_cdp_session(page)
        manifest = found.send("Page.getAppManifest")
        assert manifest["url"] == f"{site.address}/ar/app.webmanifest"
        assert manifest["errors"] == []
        errors = found.send("Page.getInstallabilityErrors")["installabilityErrors"]
        # A window of a test is like a private one; nothing else stands in the way.
        assert {each["errorId"] for each in errors} <= {"in-incognito"}


def test_plain_http_elsewhere_offers_ticks_alone(site: Site, window: Window) -> None:
    with window() as page:
        page.goto(f"http://laufmappe.test:{site.port}{address(site).partition(str(site.port))[2]}")
        assert page.locator(".tick input").first.is_visible()
        assert page.locator("[data-keep]").count() == 1
        assert not page.locator("[data-keep]").is_visible()
        page.locator(".tick label").first.click()
        assert page.evaluate("Object.keys(localStorage)") == ["erledigt"]
        page.goto(f"http://laufmappe.test:{site.port}/de/loeschen")
        page.locator("main form button").click()
        page.locator("[data-wiped]:focus").wait_for()
        assert page.evaluate("Object.keys(localStorage)") == []
