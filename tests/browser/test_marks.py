"""Marks of direction that old browsers know set each line like the isolates they stand for."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import polib
import pytest
from playwright.sync_api import Page
from real import load
from served import Site
from tongues import few

from laufmappe.domain.text import isolated
from laufmappe.paths import CONTENT, TRANSLATIONS
from laufmappe.web.locale import KNOWN

pytestmark = pytest.mark.browser

Window = Callable[..., AbstractContextManager[Page]]
TURNED = [code for code, each in load(CONTENT).locales.items() if each.direction == "rtl"]
LIST = """([texts, direction]) => {
    document.documentElement.dir = direction;
    document.body.replaceChildren(...texts.map(text => {
        const line = document.createElement("p");
        line.textContent = text;
        return line;
    }));
}"""


def marked(site: Site, code: str) -> list[str]:
    """Return the translations of a language that need marks."""
    path = TRANSLATIONS / site.languages[code].locale.folder / "LC_MESSAGES" / "messages.po"
    texts = {each.msgstr for each in polib.pofile(str(path)) if each.msgstr}
    return sorted(each for each in map(isolated, texts) if "\u2066" in each)


@pytest.mark.parametrize("code", few(TURNED))
def test_marks_set_each_line_like_isolates(site: Site, window: Window, code: str) -> None:
    texts = marked(site, code)
    assert len(texts) > 100
    with window() as page:
        page.goto(f"{site.address}/ar/datenschutz")
        for begin in range(0, len(texts), 60):
            part = texts[begin:begin + 60]
            pictures = []
            for lines in (part, [each.translate(KNOWN) for each in part]):
                page.evaluate(LIST, [lines, "rtl"])
                pictures.append(page.screenshot(full_page=True))
            assert pictures[0] == pictures[1], begin


def test_missing_marks_would_be_seen(site: Site, window: Window) -> None:
    texts = marked(site, "ar")[:60]
    with window() as page:
        page.goto(f"{site.address}/ar/datenschutz")
        pictures = []
        for lines in (texts, [each.replace("\u2066", "").replace("\u2069", "")
                              for each in texts]):
            page.evaluate(LIST, [lines, "rtl"])
            pictures.append(page.screenshot(full_page=True))
        assert pictures[0] != pictures[1]
