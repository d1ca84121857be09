"""The questionnaire in a browser: without scripts, over plain http, and away again."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from urllib.parse import urlsplit

import pytest
import zxingcpp
from kinds import HOUSEHOLDS
from person import choose, choose_by_click, here, tap
from picture import grey
from playwright.sync_api import Page
from served import Site

pytestmark = pytest.mark.browser

Window = Callable[..., AbstractContextManager[Page]]


@pytest.mark.parametrize(("code", "cookies"), [
    ("de", False), ("ar", True),
    *(pytest.param(*each, marks=pytest.mark.slow) for each in (("de", True), ("ar", False)))])
def test_walk_without_scripts(site: Site, window: Window, monkeypatch: pytest.MonkeyPatch,
                              code: str, cookies: bool) -> None:
    hosts: set[str] = set()
    with window(java_script_enabled=False, has_touch=True, is_mobile=True) as page:
        page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
        monkeypatch.setattr(site, "cookies", cookies)
        page.goto(site.address)
        assert page.context.cookies() == []
        tap(page, f"main a[href='/{code}/']")
        tap(page, f"main a[href='/{code}/frage/who']")
        assert page.context.cookies() == []
        while here(page).startswith("frage/"):
            site.requests.clear()
            choose(page, HOUSEHOLDS["family"])
            assert len([each for each in site.requests if each.startswith("POST")]) == 1
            assert len(site.requests) <= 2
        assert here(page) == "pruefen"
        tap(page, "main .btn")
        assert here(page) == "mappe"
        assert page.locator("main h3").count() > 1
        assert bool(page.context.cookies()) == cookies
        assert page.locator("html").get_attribute("lang") == code
    assert hosts == {urlsplit(site.address).netloc}


def test_walk_over_plain_http(site: Site, window: Window) -> None:
    with window() as page:
        page.goto(f"http://laufmappe.test:{site.port}/de/frage/who")
        choose_by_click(page, "me")
        assert here(page) == "frage/need"


def test_delete_leaves_nothing_behind(site: Site, window: Window) -> None:
    with window() as page:
        page.goto(f"{site.address}/de/frage/who")
        choose_by_click(page, "me")
        page.goto(f"{site.address}/de/frage/need")
        assert page.context.cookies()
        with page.expect_navigation():
            page.locator("nav button").click()
        assert page.locator("h1").inner_text() == "Alles gelöscht"
        assert page.context.cookies() == []
        page.go_back()
        assert here(page) == "frage/who"
        assert page.locator("input:checked").count() == 0
        stored = page.evaluate("""async () => [localStorage.length, sessionStorage.length,
            (await indexedDB.databases()).length, (await caches.keys()).length]""")
        assert stored == [0, 0, 0, 0]


@pytest.mark.parametrize("code", ["de", "ar"])
def test_code_on_screen_opens_the_way_elsewhere(site: Site, window: Window, code: str) -> None:
    link = f"{site.address}/{code}/m/"
    with window(device_scale_factor=3, java_script_enabled=False) as page:
        page.goto(link + site.token("family"))
        page.locator("details.qr summary").click()
        [found] = zxingcpp.read_barcodes(grey(page.locator(".qr>svg").last.screenshot()))
        assert found.text == page.locator(".qr a").get_attribute("href")
        heading = page.locator("h1").inner_text()
    with window() as page:
        page.goto(found.text)
        assert page.locator("h1").inner_text() == heading
