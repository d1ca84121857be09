"""The questionnaire by keyboard alone: in order, always in sight, and straight to a mistake."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from kinds import HOUSEHOLDS, Kind, kinds
from person import RING, enter, here, pick, reach
from playwright.sync_api import Page
from real import load
from served import Site

from laufmappe.paths import CONTENT, STATIC

pytestmark = pytest.mark.browser

Window = Callable[..., AbstractContextManager[Page]]
KINDS = {each.name: each for each in kinds(load(CONTENT))}
WALKED = {
    "Tab": ("start", "code", "directory", "service", "question need", "question ages",
            "question status", "check family", "way family", "delete"),
    "Shift+Tab": ("question need", "question status", "way family"),
}
# What Tab stops at, in the order of the document; a group of radio buttons is one stop.
STOPS = """() => {
    const all = [...document.querySelectorAll(
        "a[href], button, input, select, summary")].filter(each =>
        each.type !== "hidden" && each.tabIndex >= 0 && each.checkVisibility());
    const groups = new Set();
    window.stops = all.filter(each => {
        if (each.type !== "radio") return true;
        const group = [...document.getElementsByName(each.name)];
        const stop = group.find(one => one.checked);
        if (stop) return stop === each;
        const first = !groups.has(each.name);
        groups.add(each.name);
        return first;
    });
    return stops.length;
}"""
WHERE = """async () => {
    await new Promise(requestAnimationFrame);
    const focus = document.activeElement, box = focus.getBoundingClientRect();
    const head = document.querySelector("header");
    const choice = focus.type === "radio" || focus.type === "checkbox";
    const within = choice ? focus.labels[0].getBoundingClientRect() : box;
    return {stop: focus === document.body ? -1 : stops.indexOf(
                focus.type === "radio" ? stops.find(one => one.name === focus.name) : focus),
            what: focus.tagName + " " + (focus.textContent.trim() || focus.id).slice(0, 40),
            ring: parseFloat(getComputedStyle(focus).outlineWidth) || 0,
            hidden: !head.contains(focus) && within.top < head.getBoundingClientRect().bottom - 1
                || within.bottom > innerHeight + 1 && within.height < innerHeight / 2}
}"""


@pytest.mark.parametrize("name", [
    "hidden_afraid", *(pytest.param(each, marks=pytest.mark.slow) for each in ("adult", "family"))])
def test_walk_by_keyboard(site: Site, window: Window, name: str) -> None:
    wanted = HOUSEHOLDS[name]
    with window() as page:
        page.goto(f"{site.address}/de/")
        enter(page, lambda focus: focus["goal"] == "/de/frage/who")
        while here(page) != "pruefen":
            if here(page) == "hilfe":
                enter(page, lambda focus: focus["words"] == "Weiter mit den Fragen")
                continue
            site.requests.clear()
            names = page.locator("fieldset input").evaluate_all("all => all.map(one => one.name)")
            for each in dict.fromkeys(names):
                for value in wanted.get(each, ("dont_know",)):
                    pick(page, each, value)
            assert site.requests == []  # choosing alone leads nowhere
            enter(page, lambda focus: focus["words"] == "Weiter")
        enter(page, lambda focus: focus["words"] == "Meinen Weg zeigen")
        assert here(page) == "mappe"
        reach(page, lambda focus: focus["words"].startswith("Mitnehmen"))
        page.keyboard.press("Enter")
        enter(page, lambda focus: focus["goal"].startswith("HTTP://"))
        assert here(page).startswith("m/")


@pytest.mark.parametrize("code", ["de", "ar"])
@pytest.mark.parametrize("key", WALKED)
def test_tab_goes_through_everything_in_order(site: Site, window: Window, key: str,
                                              code: str) -> None:
    with window() as page:
        for name in WALKED[key]:
            site.show(page, KINDS[name], code)
            found, wrong = walked(page, key)
            assert wrong == [], name
            assert found == list(range(page.evaluate("stops.length"))), name


def walked(page: Page, key: str) -> tuple[list[int], list[str]]:
    """Press a key until the focus leaves the page; return the stops and what was wrong there."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    most, stops, wrong = page.evaluate(STOPS), [], []
    if key == "Shift+Tab":
        page.keyboard.press("End")
        page.evaluate("""() => { const last = stops[stops.length - 1]; last.focus(); }""")
    else:
        page.keyboard.press(key)
    while len(stops) <= most:
        place = page.evaluate(WHERE)
        if place["stop"] in {-1, *stops[:1]}:  # left the page, or began anew
            break
        stops.append(place["stop"])
        if place["hidden"] or place["ring"] < RING:
            wrong.append(f"{place['what']}: hidden {place['hidden']}, ring {place['ring']}")
        page.keyboard.press(key)
    return stops[::-1] if key == "Shift+Tab" else stops, wrong


def test_main_is_three_stops_away(site: Site, window: Window) -> None:
    with window() as page:
        site.show(page, KINDS["question who"], "de")
        page.evaluate(STOPS)
        assert page.evaluate("stops.findIndex(each => each.closest('main'))") == 3


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize(("kind", "value"), [
    (Kind("question ages", "frage/age", answers={"who": ("family",), "need": ("first_steps",)}),
     "age"),
    (KINDS["question need"], "need"), (KINDS["question who"], "who")], ids=str)
def test_mistake_takes_the_focus(site: Site, window: Window, kind: Kind, value: str,
                                 scripts: bool) -> None:
    with window(java_script_enabled=scripts) as page:
        site.show(page, kind, "de")
        page.locator("main form:has(fieldset) button").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        summary = page.locator("[role=alert]:focus")
        assert "Bitte wählen Sie eine Antwort." in summary.inner_text()
        page.keyboard.press("Tab")
        assert page.locator(":focus").get_attribute("href") == f"#{value}-1"
        page.keyboard.press("Enter")
        first = page.locator("input:focus")
        assert first.get_attribute("name") == value
        assert page.locator(f"label[for={value}-1]").is_visible()
        page.keyboard.press(" ")
        assert first.is_checked()


@pytest.mark.parametrize("name", ["date missing", "question missing", "code broken"])
def test_mistake_takes_the_focus_where_the_browser_gives_none(site: Site, window: Window,
                                                              name: str) -> None:
    """Chrome before 79 and Safari before 16 give it by themselves to fields alone."""
    with window() as page:
        site.show(page, KINDS[name], "de")
        assert page.locator("[role=alert]").evaluate("each => each === document.activeElement")
        page.route("**/js/*", lambda route: route.abort())
        page.set_content(page.content().replace(" autofocus", " data-old"))
        assert page.evaluate("document.activeElement === document.body")
        page.evaluate("document.querySelector('[data-old]').setAttribute('autofocus', '')")
        page.evaluate((STATIC / "js" / "focus.js").read_text(encoding="utf-8"))
        assert page.locator("[role=alert]").evaluate("each => each === document.activeElement")


def test_wrong_code_takes_the_focus(site: Site, window: Window) -> None:
    with window() as page:
        site.show(page, KINDS["code"], "de")
        page.locator("#code").focus()
        page.keyboard.type("1XYZZY")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert "Dieser Code stimmt nicht." in page.locator("[role=alert]:focus").inner_text()
        reach(page, lambda focus: focus["name"] == "code")
        assert page.locator("#code").input_value() == "1XYZZY"
