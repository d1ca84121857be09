"""The questionnaire in a browser: without scripts, by keyboard, over plain http, and away again."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from urllib.parse import urlsplit

import pytest
import zxingcpp
from kinds import HOUSEHOLDS
from picture import grey
from playwright.sync_api import Page
from served import Site

pytestmark = pytest.mark.browser

RING = 2
Found = Callable[[dict[str, str]], bool]
Window = Callable[..., AbstractContextManager[Page]]
FOCUS = """() => {
    const focus = document.activeElement, box = focus.getBoundingClientRect();
    const style = getComputedStyle(focus), head = document.querySelector("header");
    const within = focus.labels && focus.labels.length ? focus.labels[0] : focus;
    return {name: focus.name || "", value: focus.value || "", tag: focus.tagName,
            goal: focus.getAttribute("href") || "", checked: Boolean(focus.checked),
            words: within.innerText.trim(), shown: box.width > 0 && box.height > 0,
            ring: style.outlineStyle !== "none" ? parseFloat(style.outlineWidth) : 0,
            covered: !head.contains(focus) && box.bottom <= head.getBoundingClientRect().bottom}
}"""


def here(page: Page) -> str:
    """Return the page after the language, as the language switch knows it."""
    hidden = page.locator("header input[name=seite]")
    if hidden.count():
        return hidden.input_value()
    return str(page.locator("header a[href*='/sprache']").get_attribute("href")).partition(
        "seite=")[2].replace("%2F", "/")


def choose(page: Page, wanted: dict[str, tuple[str, ...]]) -> None:
    """Tap the answers to every question on the page, then go on."""
    names = page.locator("main fieldset input").evaluate_all("all => all.map(each => each.name)")
    for name in dict.fromkeys(names):
        for value in wanted.get(name, ("dont_know",)):
            box = page.locator(f"input[name='{name}'][value='{value}']")
            group = page.locator("details").filter(has=box)
            if group.count() and group.get_attribute("open") is None:
                group.locator("summary").tap()
            page.locator(f"label[for='{box.get_attribute('id')}']").tap()
            assert box.is_checked()
    tap(page, "main form:has(fieldset) button")


def tap(page: Page, target: str) -> None:
    """Tap what leads to another page."""
    with page.expect_navigation():
        page.locator(target).tap()


@pytest.mark.parametrize("code", ["de", "ar"])
@pytest.mark.parametrize("cookies", [True, False], ids=["cookies", "no cookies"])
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


def test_walk_by_keyboard(site: Site, window: Window) -> None:
    wanted = HOUSEHOLDS["adult"]
    with window() as page:
        page.goto(f"{site.address}/de/")
        enter(page, lambda focus: focus["goal"] == "/de/frage/who")
        while here(page).startswith("frage/"):
            names = page.locator("fieldset input").evaluate_all("all => all.map(one => one.name)")
            for name in dict.fromkeys(names):
                for value in wanted.get(name, ("dont_know",)):
                    pick(page, name, value)
            enter(page, lambda focus: focus["words"] == "Weiter")
        assert here(page) == "pruefen"
        enter(page, lambda focus: focus["words"] == "Meinen Weg zeigen")
        assert here(page) == "mappe"
        reach(page, lambda focus: focus["words"].startswith("Mitnehmen"))
        page.keyboard.press("Enter")
        enter(page, lambda focus: focus["goal"].startswith("HTTP://"))
        assert here(page).startswith("m/")


def pick(page: Page, name: str, value: str) -> None:
    """Choose one answer by keyboard: Tab to its group, then Space or the arrows."""
    box = page.locator(f"input[name='{name}'][value='{value}']")
    group = page.locator("details").filter(has=box)
    if group.count() and group.get_attribute("open") is None:
        heading = group.locator("summary").inner_text().strip()
        reach(page, lambda focus: focus["tag"] == "SUMMARY" and focus["words"] == heading)
        page.keyboard.press("Enter")
    if box.get_attribute("type") == "checkbox":
        reach(page, lambda focus: (focus["name"], focus["value"]) == (name, value))
    else:
        reach(page, lambda focus: focus["name"] == name)
    page.keyboard.press(" ")
    for _ in range(40):
        if box.is_checked():
            break
        page.keyboard.press("ArrowDown")
        assert page.evaluate(FOCUS)["ring"] >= RING
    assert box.is_checked()


def enter(page: Page, found: Found) -> None:
    """Tab to a link or button that leads to another page, and press Enter."""
    reach(page, found)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def reach(page: Page, found: Found) -> None:
    """Tab to an element; every focus on the way there can be seen."""
    for _ in range(150):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus["tag"] != "BODY":
            assert focus["shown"], focus
            assert focus["ring"] >= RING, focus
            assert not focus["covered"], focus
            if found(focus):
                return
    raise AssertionError(f"not reached by Tab on {page.url}")


def test_walk_over_plain_http(site: Site, window: Window) -> None:
    with window() as page:
        page.goto(f"http://laufmappe.test:{site.port}/de/frage/who")
        choose_by_click(page, "me")
        assert here(page) == "frage/need"


def choose_by_click(page: Page, value: str) -> None:
    """Choose one answer with the mouse and go on."""
    page.locator(f"input[value='{value}'] + label").click()
    with page.expect_navigation():
        page.locator("main form:has(fieldset) button").click()


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
        [found] = zxingcpp.read_barcodes(grey(page.locator(".qr svg").last.screenshot()))
        assert found.text == page.locator(".qr a").get_attribute("href")
        heading = page.locator("h1").inner_text()
    with window() as page:
        page.goto(found.text)
        assert page.locator("h1").inner_text() == heading
