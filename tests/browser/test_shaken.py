"""The first screen looks the same before the whole sheet has come, and a page can do without it."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from kinds import kinds
from playwright.sync_api import Page
from real import load
from served import Site
from test_looks import AXE

from laufmappe.paths import CONTENT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Window = Callable[..., AbstractContextManager[Page]]
KINDS = {each.name: each for each in kinds(load(CONTENT))}
SEEN = ("front", "start", "languages", "help", "code broken", "delete", "accessibility",
        "directory", "service unconfirmed", "date missing", "wrong, no database", "question need",
        "question status", "question missing", "check family", "way family", "way to print afraid",
        "copy family", "offline", "404")
# Of elements on the first screen that stand alike in the page one is looked at, with all properties
# that the whole sheet sets; what a browser draws around what has the focus is not compared.
COMPARED = """() => {
    const sheet = document.querySelector("[rel=stylesheet]").sheet, kinds = new Map();
    const names = new Set();
    const note = rule => rule.cssRules && rule.cssRules.length ? [...rule.cssRules].forEach(note)
        : [...rule.style || []].filter(name => name.indexOf("scroll")).forEach(
            name => names.add(name));
    [...sheet.cssRules].forEach(note);
    const own = each => each && each.tagName
        ? [each.tagName, each.getAttribute("class"), each.getAttribute("type")].join() : "";
    document.querySelectorAll("header,header *,main,main *").forEach(each => {
        const box = each.getBoundingClientRect();
        if (!box.height || box.top >= innerHeight) return;
        const near = [each, each.parentNode, each.parentNode.parentNode,
                      each.previousElementSibling, each.nextElementSibling];
        kinds.set(near.map(one => own(one)).join(">"), each);
    });
    const all = [...kinds.values()], parts = [null, "::before", "::after"];
    const told = () => all.map(each => {
        const box = each.getBoundingClientRect();
        const low = box.bottom > innerHeight ? ["height", "block-size", "bottom"] : [];
        return parts.flatMap(part => {
            const style = getComputedStyle(each, part);
            return [...names].filter(name => low.indexOf(name) < 0).map(
                name => name + ": " + style.getPropertyValue(name));
        }).concat("at " + box.left + " " + box.top + " " + box.width);
    });
    const after = told();
    sheet.disabled = true;
    const before = told();
    sheet.disabled = false;
    return all.flatMap((each, at) => before[at].filter((line, row) => line !== after[at][row]).map(
        line => each.outerHTML.slice(0, 60) + " " + line)).slice(0, 5);
}"""

LOOKS = """each => { const style = getComputedStyle(each);
    return [style.backgroundColor, parseFloat(style.borderTopWidth)]; }"""


@pytest.mark.parametrize("name", SEEN)
@pytest.mark.parametrize("code", ["de", "ar"])
def test_first_screen_is_ready_before_the_whole_sheet(site: Site, window: Window, name: str,
                                                      code: str) -> None:
    with window() as page:
        site.show(page, KINDS[name], code)
        page.evaluate("document.activeElement.blur()")
        assert page.evaluate(COMPARED) == []


def test_comparison_sees_a_rule(site: Site, window: Window) -> None:
    with window() as page:
        site.show(page, KINDS["start"], "de")
        page.evaluate("""() => {
            const sheet = document.querySelector("style").sheet;
            sheet.deleteRule([...sheet.cssRules].findIndex(each => each.selectorText === "h1"));
        }""")
        assert page.evaluate(COMPARED)


@pytest.mark.parametrize("name", ["start", "question need", "way family"])
def test_page_can_be_used_where_the_whole_sheet_is_lost(site: Site, window: Window,
                                                        name: str) -> None:
    """Everything can be read, reached and told apart; what was chosen can be seen."""
    with window() as page:
        page.context.add_init_script(AXE_SCRIPT)
        page.route("**/css/*", lambda route: route.abort())
        site.show(page, KINDS[name], "ar")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate(AXE) == []
        box = page.locator("[type=checkbox]:visible").first
        if name == "question need":
            page.locator("summary").nth(1).click()
            before = box.evaluate(LOOKS)
            box.check()
            assert box.evaluate(LOOKS)[0] != before[0]
            page.emulate_media(forced_colors="active")  # takes away what fills a box
            assert box.evaluate(LOOKS)[1] >= 4 * before[1]
        if name == "way family":
            page.locator(".qr summary").click()
            assert page.locator(".qr>svg").evaluate("each => each.clientWidth") >= 200
            assert page.locator("li[id] .show").first.evaluate(LOOKS)[1] > 2
