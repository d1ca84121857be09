"""A page looks the same with the rules that it gets and with the whole sheet: every element."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from kinds import kinds
from matching import PAPER, SHEET
from playwright.sync_api import Page
from real import load
from served import Site

from laufmappe.paths import CONTENT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Window = Callable[..., AbstractContextManager[Page]]
WHOLE = f"{SHEET}@media print{{{PAPER}}}"
KINDS = {each.name: each for each in kinds(load(CONTENT))}
SEEN = ("front", "start", "languages", "help", "code broken", "delete", "accessibility",
        "directory", "service unconfirmed", "date missing", "wrong, no database", "question need",
        "question status", "question missing", "check family", "way family", "way to print afraid",
        "copy family", "offline", "404")
# What scripts do and taps open, on elements of every kind.
TOUCHED = """() => {
    document.querySelectorAll("details").forEach(each => { each.open = true; });
    document.querySelectorAll("[hidden]").forEach(each => { each.hidden = false; });
    document.querySelectorAll("h1,.btn,p,label,li").forEach(each => each.classList.add("read"));
    document.querySelectorAll("label").forEach(each => each.parentNode.classList.add("heard"));
    document.querySelectorAll(".nr").forEach(each => each.classList.add("done"));
    document.querySelectorAll("input").forEach(each => { each.checked = true; });
    const read = document.querySelector("#read");
    document.querySelectorAll("fieldset label,.line>li>h3").forEach(each =>
        each.appendChild(read.cloneNode(true)).setAttribute("data-say", ""));
}"""
# Of elements that stand alike in the page one is looked at, with all properties the sheet knows.
COMPARED = """whole => {
    const sheet = new CSSStyleSheet(), kinds = new Map(), names = new Set();
    sheet.replaceSync(whole);
    const note = rule => rule.cssRules && rule.cssRules.length ? [...rule.cssRules].forEach(note)
        : [...rule.style || []].forEach(name => names.add(name));
    [...sheet.cssRules].forEach(note);
    const own = each => each && each.tagName
        ? [each.tagName, each.getAttribute("class"), each.getAttribute("type")].join() : "";
    document.querySelectorAll("*").forEach(each => {
        const near = [each, each.parentNode, each.parentNode.parentNode,
                      each.previousElementSibling, each.nextElementSibling];
        kinds.set(near.map(one => own(one)).join(">"), each);
    });
    const all = [...kinds.values()];
    const told = () => all.flatMap(each => [null, "::before", "::after"].map(part => {
        const style = getComputedStyle(each, part);
        return [...names].map(name => name + ": " + style.getPropertyValue(name));
    }));
    const before = told();
    document.adoptedStyleSheets = [sheet];
    document.styleSheets[0].disabled = true;
    const after = told();
    document.styleSheets[0].disabled = false;
    document.adoptedStyleSheets = [];
    return before.flatMap((lines, at) => lines.filter((line, row) => line !== after[at][row]).map(
        line => all[Math.floor(at / 3)].outerHTML.slice(0, 60) + " " + line)).slice(0, 5);
}"""


@pytest.mark.parametrize("name", SEEN)
@pytest.mark.parametrize("code", ["de", "ar"])
def test_page_looks_as_with_the_whole_sheet(site: Site, window: Window, name: str,
                                            code: str) -> None:
    with window() as page:
        site.show(page, KINDS[name], code)
        for state in ("as it comes", "touched"):
            if state == "touched":
                page.evaluate(TOUCHED)
            for medium in ("screen", "print"):
                page.emulate_media(media=medium)
                assert page.evaluate(COMPARED, WHOLE) == [], f"{state}, {medium}"


def test_comparison_sees_a_rule(site: Site, window: Window) -> None:
    with window() as page:
        site.show(page, KINDS["start"], "de")
        assert page.evaluate(COMPARED, WHOLE.replace(".soft{", ".hard{"))
        assert page.evaluate(COMPARED, WHOLE) == []
