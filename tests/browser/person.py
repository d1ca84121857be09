"""What a person does on a page: taps an answer, walks by keyboard, sees where the focus is."""

from collections.abc import Callable

from playwright.sync_api import Page

RING = 2
Found = Callable[[dict[str, str]], bool]
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


def choose_by_click(page: Page, value: str) -> None:
    """Choose one answer with the mouse and go on."""
    page.locator(f"input[value='{value}'] + label").click()
    with page.expect_navigation():
        page.locator("main form:has(fieldset) button").click()


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
