"""What a screen reader is told: names, roles, groups, headings, landmarks, languages, mistakes."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import pairwise

import pytest
from kinds import HOUSEHOLDS, Kind, kinds
from person import here
from playwright.sync_api import Page
from real import load
from served import Site
from tongues import few

from laufmappe.paths import CONTENT

pytestmark = pytest.mark.browser

Window = Callable[..., AbstractContextManager[Page]]
KINDS = {each.name: each for each in kinds(load(CONTENT))}
CODES = ("de", "ar", "uk")
CONTROLS = {"link", "button", "radio", "checkbox", "textbox", "searchbox", "DisclosureTriangle",
            "combobox", "switch", "slider", "menuitem"}
LANDMARKS = {"banner", "main", "contentinfo", "navigation", "search", "complementary", "form",
             "region"}
SHOWN = ("front", "start", "languages", "code", "code broken", "directory", "search", "service",
         "service unconfirmed", "how", "privacy", "accessibility", "imprint", "delete",
         "check family", "way family", "way hidden_afraid", "help begun", "question missing",
         "404", "500")
# A control whose name does not hold the words that can be seen (WCAG 2.5.3).
UNLIKE = """() => [...document.querySelectorAll(":is(a, button)[aria-label]")].filter(each => {
    const seen = each.innerText.trim().toLowerCase();
    return seen && !each.getAttribute("aria-label").toLowerCase().includes(seen);
}).map(each => each.outerHTML.slice(0, 120))"""
# Words in another script than that of the page, and the language they are said to be in.
FOREIGN = r"""pattern => {
    const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const text = walk.currentNode, parent = text.parentElement;
        const known = parent.closest("style, script, [aria-hidden=true]") !== null;
        const words = text.data.replace(/\u202a.*?\u202c|\(.*?\)|«.*?»/g, "");
        if (!known && new RegExp(pattern, "u").test(words) &&
                parent.closest("[lang]") === document.documentElement)
            found.push(text.data.trim().slice(0, 60));
    }
    return found;
}"""
# Two words with Latin letters in a row. Names and abbreviations may stand in any text (WCAG 3.1.2);
# a German word behind its translation stands in brackets, in Arabic between marks.
LATIN = r"\p{Script=Latin}{2,}\s+(?!Bielefeld|Integrationszentrum|Bird)\p{Script=Latin}{2,}"


@dataclass(frozen=True)
class Node:
    """A node of the accessibility tree, with the nodes around it, outermost first."""

    role: str
    name: str
    states: dict[str, object]
    within: tuple["Node", ...]
    about: str = ""


def tree(page: Page) -> list[Node]:
    """Return what Chromium tells a screen reader, in reading order."""
    session = page.context.new_cdp_session(page)
    raw = {each["nodeId"]: each for each in session.send("Accessibility.getFullAXTree")["nodes"]}
    session.detach()
    found: list[Node] = []

    def visit(key: str, within: tuple[Node, ...]) -> None:
        node = raw[key]
        inside = within
        if not node["ignored"]:
            made = Node(node["role"]["value"], node.get("name", {}).get("value", "").strip(),
                        {each["name"]: each["value"].get("value")
                         for each in node.get("properties", [])},
                        within, node.get("description", {}).get("value", ""))
            found.append(made)
            inside = (*within, made)
        for child in node.get("childIds", []):
            if child in raw:
                visit(child, inside)

    visit(next(key for key, each in raw.items() if "parentId" not in each), ())
    return found


def problems(page: Page) -> Iterator[str]:
    """Yield what holds for every page and does not hold here."""
    nodes = tree(page)
    for each in nodes:
        if each.role in CONTROLS and not each.name:
            yield f"no name: {each.role} in {[one.name for one in each.within][-2:]}"
        if each.role in {"image", "img", "graphics-document"} and not each.name:
            yield "a picture without a name"
        if each.role in {"marquee", "log", "status", "timer"} or (
                each.role == "alert" and not each.within):
            yield f"live: {each.role}"
    landmarks = [each for each in nodes if each.role in LANDMARKS]
    roles = [each.role for each in landmarks]
    if [roles.count(one) for one in ("banner", "main", "contentinfo")] != [1, 1, 1]:
        yield f"landmarks: {roles}"
    if any(not each.name for each in landmarks if each.role == "navigation"):
        yield "navigation without a name"
    # The summary of mistakes stands before the question, as a part of its own.
    levels = [int(str(each.states["level"])) for each in nodes if each.role == "heading"
              and all(one.role != "alert" for one in each.within)]
    if levels[:1] != [1] or levels.count(1) != 1 or any(
            after > before + 1 for before, after in pairwise(levels)):
        yield f"headings: {levels}"
    yield from (f"name unlike what is seen: {each}" for each in page.evaluate(UNLIKE))


@pytest.mark.parametrize(("name", "codes"), [
    *((name, CODES[number % len(CODES):][:1]) for number, name in enumerate(SHOWN)),
    *(pytest.param(name, CODES, marks=pytest.mark.slow) for name in SHOWN)])
def test_page_told_in_order(site: Site, window: Window, name: str,
                            codes: tuple[str, ...]) -> None:
    with window() as page:
        for code in codes:
            site.show(page, KINDS[name], code)
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            assert list(problems(page)) == [], code
            alerts = [each for each in tree(page) if each.role == "alert"]
            assert len(alerts) == (name in {"code broken", "question missing"}), code
            if code != "de" and not KINDS[name].alone:
                assert page.evaluate(FOREIGN, LATIN) == [], code


@pytest.mark.parametrize("code", few(CODES, ["ar"]))
@pytest.mark.parametrize("name", ["adult", "family", "hidden_afraid"])
def test_each_answer_told_with_its_question(site: Site, window: Window, code: str,
                                            name: str) -> None:
    wanted = HOUSEHOLDS[name]
    with window() as page:
        page.goto(f"{site.address}/{code}/frage/who")
        while here(page) != "pruefen":
            if here(page) == "hilfe":
                follow(page, "main form:last-of-type button, main a.btn.alt >> nth=0")
                continue
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            assert list(problems(page)) == []
            grouped(page, told(page))
            answer(page, wanted)
        assert list(problems(page)) == []


def told(page: Page) -> list[Node]:
    """Return the answers that are told, each in its group."""
    return [each for each in tree(page) if each.role in {"radio", "checkbox"}]


def grouped(page: Page, choices: list[Node]) -> None:
    """Compare the groups that are told with the questions that are seen."""
    seen = page.locator("fieldset").evaluate_all("""all => all.map(each => [
        each.querySelector("legend").innerText.trim(),
        [...each.querySelectorAll("label .grow")].map(one => one.innerText.trim())])""")
    groups = [next(one.name for one in reversed(each.within) if one.role == "group" and one.name)
              for each in choices]
    assert list(dict.fromkeys(map(plain, groups))) == [plain(each) for each, _labels in seen]
    assert [plain(each.name) for each in choices] == [
        plain(label) for _question, labels in seen for label in labels]
    assert all("checked" in each.states for each in choices)


def plain(text: str) -> str:
    """Return a text without spaces, which a browser puts between blocks in more than one way."""
    return re.sub(r"[\s\u00ad]+", "", text)


def answer(page: Page, wanted: dict[str, tuple[str, ...]]) -> None:
    """Choose the answers, look whether they are told as chosen, and go on."""
    for name in dict.fromkeys(page.locator("fieldset input").evaluate_all(
            "all => all.map(each => each.name)")):
        for value in wanted.get(name, ("dont_know",)):
            page.locator(f"input[name='{name}'][value='{value}']").evaluate(
                "box => box.labels[0].click()")
    chosen = page.locator("input:checked").evaluate_all(
        "all => all.map(each => each.labels[0].querySelector('.grow').innerText.trim())")
    assert [plain(each.name) for each in told(page) if each.states["checked"] == "true"] == [
        plain(each) for each in chosen]
    follow(page, "main form:has(fieldset) button")


def follow(page: Page, target: str) -> None:
    """Press what leads to another page."""
    with page.expect_navigation():
        page.locator(target).first.click()


@pytest.mark.parametrize("code", CODES)
def test_mistake_told_with_what_is_missing(site: Site, window: Window, code: str) -> None:
    kind = Kind("question ages", "frage/age", 422,
                {"who": ("family",), "need": ("first_steps",)}, form={"children": "5"})
    with window() as page:
        site.show(page, kind, code)
        nodes = tree(page)
        [summary] = [each for each in nodes if each.role == "alert"]
        inside = [each for each in nodes if summary in each.within]
        assert [each.role for each in inside if each.role in {"heading", "link"}] == [
            "heading", "link"]
        marked = page.locator("fieldset[aria-describedby]")
        text = page.locator(f"#{marked.get_attribute('aria-describedby')}").inner_text()
        groups = {plain(each.name): plain(each.about) for each in nodes if each.role == "group"}
        assert groups[plain(marked.locator("legend").inner_text())] == plain(text)
        assert [about for about in groups.values() if about] == [plain(text)]
