"""Each kind of page on a small screen: nothing sticks out, all can be hit, axe finds nothing."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from kinds import Kind, kinds
from playwright.sync_api import Page, Request
from real import load
from served import AXE, Site

from laufmappe.paths import CONTENT

pytestmark = pytest.mark.browser

Window = Callable[..., AbstractContextManager[Page]]
NARROW = {"width": 320, "height": 640}
USUAL = {"width": 360, "height": 640}
CODES = ("de", "ar", "uk")
GUIDE = load(CONTENT)
LIKE_OTHERS = ("directory ", "link ", "413", "way child", "way protected", "way retired",
               "way silent", "way unsure")


def looked_at() -> Iterator[Kind]:
    """Yield the kinds that look different from each other."""
    for each in kinds(GUIDE):
        special = each.name in {"directory closed", "directory work", "link adult"}
        if not each.headers and (special or not each.name.startswith(LIKE_OTHERS)):
            yield each


KINDS = {each.name: each for each in looked_at()}
WIDE = """() => [...document.querySelectorAll("body *")].filter(each => {
    const box = each.getBoundingClientRect();
    return box.width && (box.right > innerWidth + 1 || box.left < -1);
}).map(each => each.tagName + " " + each.textContent.trim().slice(0, 40)).slice(-1)"""
# Links inside a sentence are exempt; everything else that is tapped counts.
SMALL = """least => [...document.querySelectorAll(`header a, nav a, button, summary,
    fieldset label, .tick label, .btn, .card, .tap, .sos a, .facts a,
    main form a`)].filter(each => {
    const box = each.getBoundingClientRect();
    return box.width && box.height < least - 0.5 && each.checkVisibility();
}).map(each => `${each.tagName} ${Math.round(each.getBoundingClientRect().height)} ` +
    (each.textContent.trim() || each.getAttribute("aria-label")).slice(0, 40))"""
LINE = """() => [...document.querySelectorAll(".line > *:has(.nr)")].map(each => {
    const style = getComputedStyle(each), box = each.getBoundingClientRect();
    const stop = each.querySelector(".nr").getBoundingClientRect();
    return {left: parseFloat(style.borderLeftWidth), right: parseFloat(style.borderRightWidth),
            stop: (stop.left + stop.right) / 2 > (box.left + box.right) / 2 ? "right" : "left"};
})"""
COLOURS = """names => Object.fromEntries(names.map(name => [name,
    getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim()]))"""


@pytest.fixture(scope="module")
def narrow(window: Window) -> Iterator[Page]:
    """Return a narrow window that stays open, with axe in every page."""
    with window(viewport=NARROW) as page:
        page.context.add_init_script(AXE_SCRIPT)
        yield page


@pytest.mark.parametrize("name", KINDS)
def test_page_on_a_small_phone(site: Site, narrow: Page, name: str) -> None:
    found = [f"{code}: {problem}" for code in CODES
             for problem in problems(site, narrow, KINDS[name], code)]
    assert found == []


def problems(site: Site, page: Page, kind: Kind, code: str) -> Iterator[str]:
    """Yield what is wrong with a page."""
    page.set_viewport_size(NARROW)
    asked: list[str] = []

    def note(request: Request) -> None:
        if urlsplit(request.url).path not in site.later:
            asked.append(request.url)

    page.on("request", note)
    site.show(page, kind, code)
    page.remove_listener("request", note)
    if len(site.requests) != 1 or len(asked) != 1:
        yield f"requests: {site.requests} {asked}"
    for state in ("as it comes", "all open"):
        if state == "all open":
            page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        if page.evaluate("document.documentElement.scrollWidth") > NARROW["width"]:
            yield f"too wide, {state}: {page.evaluate(WIDE)}"
        yield from (f"too small: {each}" for each in page.evaluate(SMALL, 48))
    yield from (f"axe: {each}" for each in page.evaluate(AXE))
    page.set_viewport_size(USUAL)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    if page.evaluate("document.documentElement.scrollWidth") > USUAL["width"]:
        yield f"too wide at 200 %: {page.evaluate(WIDE)}"


@pytest.mark.parametrize("code", ["de", "ar"])
def test_line_runs_on_the_side_where_reading_begins(site: Site, narrow: Page, code: str) -> None:
    begin, end = ("right", "left") if code == "ar" else ("left", "right")
    for name in ("start", "check adult", "way adult"):
        site.show(narrow, KINDS[name], code)
        stops = narrow.evaluate(LINE)
        assert stops
        for stop in stops:
            assert (stop[begin] > 0, stop[end], stop["stop"]) == (True, 0, begin), name


def light(colour: str) -> float:
    """Return the relative luminance of #rgb or #rrggbb (WCAG 2.2)."""
    digits = colour.removeprefix("#")
    digits = "".join(each * 2 for each in digits) if len(digits) == 3 else digits
    parts = [int(digits[at:at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
              for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours."""
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_stand_out(site: Site, window: Window, scheme: str) -> None:
    with window(color_scheme=scheme) as page:
        page.goto(site.address)
        colour = page.evaluate(COLOURS, ["ink", "soft", "page", "tint", "edge", "way", "on"])
    texts = [("ink", "page"), ("ink", "tint"), ("soft", "page"), ("way", "page"), ("on", "way")]
    assert {f"{one} on {other}": ratio for one, other in texts
            if (ratio := round(contrast(colour[one], colour[other]), 1)) < 7} == {}
    assert contrast(colour["edge"], colour["page"]) >= 3
    assert (light(colour["page"]) < 0.05) == (scheme == "dark")


def test_contrast_known() -> None:
    assert (round(contrast("#fff", "#000000"), 2), contrast("#123456", "#123456")) == (21.0, 1.0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["question status", "question missing", "way adult", "help"])
def test_axe_in_both_schemes(site: Site, window: Window, name: str, scheme: str) -> None:
    with window(color_scheme=scheme) as page:
        page.context.add_init_script(AXE_SCRIPT)
        site.show(page, KINDS[name], "de")
        assert page.evaluate(AXE) == []


def test_language_looks_alike_as_link_and_as_button(site: Site, window: Window) -> None:
    with window() as page:
        seen = []
        for path in ("", f"m/{site.token('adult')}"):
            page.goto(f"{site.address}/de/{path}")
            switch = page.locator("header :text-is('Deutsch')")
            seen.append(switch.evaluate("""each => { const style = getComputedStyle(each);
                return [each.tagName, style.color, style.textDecorationLine]; }"""))
        assert [tag for tag, *_style in seen] == ["A", "BUTTON"]
        assert seen[0][1:] == seen[1][1:]
        assert seen[0][2] == "none"
