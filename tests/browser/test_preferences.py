"""What a person set in the browser or system: spacing, zoom, own colours, contrast, no motion."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from kinds import kinds
from playwright.sync_api import Locator, Page
from real import load
from served import Site
from test_looks import COLOURS, WIDE, contrast
from tongues import few

from laufmappe.paths import CONTENT, STATIC

pytestmark = pytest.mark.browser

Window = Callable[..., AbstractContextManager[Page]]
KINDS = {each.name: each for each in kinds(load(CONTENT))}
SEEN = ("start", "question need", "question age", "question missing", "check family",
        "way family", "directory", "service", "accessibility", "simple", "help", "code broken")
# WCAG 1.4.12, set from outside the page as a person's own style would be.
SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
    document.querySelectorAll("details").forEach(each => each.open = true);
}"""
CUT = """() => [...document.querySelectorAll("body *")].filter(each =>
    each.getBoundingClientRect().width && each.tagName !== "INPUT" && (
        getComputedStyle(each).overflow !== "visible" && each.scrollHeight > each.clientHeight + 1
            && !each.closest("svg"))).map(each => each.outerHTML.slice(0, 80))"""
OVERLAP = """() => [...document.querySelectorAll(".btn, .card, label, .sign, .by, .now")].filter(
    each => each.getBoundingClientRect().width && each.scrollWidth > each.clientWidth + 1
).map(each => each.textContent.trim().slice(0, 40))"""


@pytest.mark.parametrize("code", few(["de", "ar", "uk"], ["ar"]))
def test_text_spacing_cuts_nothing(site: Site, window: Window, code: str) -> None:
    with window() as page:
        for name in SEEN:
            site.show(page, KINDS[name], code)
            page.evaluate(SPACED)
            if page.evaluate("document.documentElement.scrollWidth") > 360:
                assert page.evaluate(WIDE) == [], name
            assert page.evaluate(CUT) + page.evaluate(OVERLAP) == [], name


@pytest.mark.parametrize("code", few(["de", "ar", "uk"], ["ar"]))
def test_zoom_to_400_percent(site: Site, window: Window, code: str) -> None:
    with window(viewport={"width": 320, "height": 256}) as page:  # 1280 x 1024
        for name in SEEN:
            site.show(page, KINDS[name], code)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
            head = page.locator("header").bounding_box()
            assert head is not None
            assert head["height"] <= 256 / 3, name


@pytest.mark.parametrize("size", [(360, 640), (640, 360)], ids=["portrait", "landscape"])
def test_both_orientations(site: Site, window: Window, size: tuple[int, int]) -> None:
    width, height = size
    with window(viewport={"width": width, "height": height}) as page:
        for name in SEEN:
            site.show(page, KINDS[name], "de")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            assert page.locator("h1").is_visible()


def pictured(place: Locator) -> bytes:
    """Return what can be seen of an element."""
    return place.screenshot(animations="disabled")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["question age", "question need"])
def test_forced_colours_show_what_is_chosen(site: Site, window: Window, name: str,
                                            scheme: str) -> None:
    with window(forced_colors="active", color_scheme=scheme) as page:
        site.show(page, KINDS[name], "de")
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        boxes = page.locator("fieldset input")
        before = pictured(boxes.nth(1))
        boxes.nth(1).evaluate("box => { box.checked = true; }")
        assert pictured(boxes.nth(1)) != before
        label = page.locator(f"label[for='{boxes.nth(1).get_attribute('id')}']")
        assert label.evaluate("each => getComputedStyle(each).borderTopStyle") == "solid"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_reach_every_sign(site: Site, window: Window, scheme: str) -> None:
    ours = set()
    for kept in ("none", "active"):
        with window(forced_colors=kept, color_scheme=scheme) as page:
            site.show(page, KINDS["way family"], "de")
            colours = set(page.locator("svg:visible").evaluate_all(
                "all => all.map(each => getComputedStyle(each).color)"))
            if kept == "none":
                way = page.locator(".mark").evaluate("each => getComputedStyle(each).color")
                ours = {way}
            else:
                assert not ours & colours
                lines = page.locator(".line > li").first.evaluate(
                    "each => getComputedStyle(each).borderInlineStartStyle")
                assert lines == "solid"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_more_contrast_takes_nothing_away(site: Site, window: Window, scheme: str) -> None:
    with window(color_scheme=scheme, contrast="more") as page:
        page.goto(site.address)
        colour = page.evaluate(COLOURS, ["ink", "soft", "page", "way", "on"])
    for one, other in (("ink", "page"), ("soft", "page"), ("way", "page"), ("on", "way")):
        assert contrast(colour[one], colour[other]) >= 7


def test_nothing_moves() -> None:
    sheet = (STATIC / "css" / "site.css").read_text(encoding="utf-8")
    scripts = "".join(path.read_text("utf-8") for path in (STATIC / "js").glob("*.js"))
    moving = r"animation|transition|@keyframes|scroll-behavior|\.animate\(|behavior: ?.smooth"
    assert re.findall(moving, sheet + scripts) == []
