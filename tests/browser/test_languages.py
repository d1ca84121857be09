"""Every language, and one longer than all, on a small phone: nothing sticks out of the screen."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Page
from pseudo import speak
from served import NOW, Site
from test_looks import GUIDE, KINDS, NARROW, SMALL, WIDE

from laufmappe.content.load import load
from laufmappe.paths import CONTENT
from laufmappe.settings import Settings
from laufmappe.web import create_app

pytestmark = pytest.mark.browser

Window = Callable[..., AbstractContextManager[Page]]
SHOWN = ("start", "question need", "way family", "service")


def wrong(site: Site, page: Page, code: str, names: tuple[str, ...]) -> Iterator[str]:
    """Yield what sticks out or is too small to be hit, with everything open."""
    for name in names:
        site.show(page, KINDS[name], code)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        if page.evaluate("document.documentElement.scrollWidth") > NARROW["width"]:
            yield f"{code}, {name}: {page.evaluate(WIDE)}"
        yield from (f"{code}, {name}: too small: {each}" for each in page.evaluate(SMALL, 48))


def test_every_language_fits(site: Site, window: Window) -> None:
    with window(viewport=NARROW) as page:
        assert [each for code in GUIDE.locales for each in wrong(site, page, code, SHOWN)] == []


def test_two_languages_side_by_side_fit(site: Site, window: Window) -> None:
    with window(viewport=NARROW) as page:
        for own, second in (("ar", "ku"), ("uk", "ar"), ("el", "ti")):
            page.goto(f"{site.address}/{own}/m/{site.token('family')}?neben={second}")
            assert page.locator(".too").count() > 20
            assert page.locator(".too").first.is_visible()
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= NARROW["width"], page.evaluate(WIDE)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_longer_texts_break_no_layout(window: Window, direction: str) -> None:
    """The pseudo-language is about four tenths longer than German."""
    app = create_app(Settings(), now=lambda: NOW, guide=load(CONTENT))
    speak(app, "en", direction)
    found = Site(app)
    thread = threading.Thread(target=found.server.serve_forever, daemon=True)
    thread.start()
    try:
        with window(viewport=NARROW) as page:
            names = (*SHOWN, "check family", "directory", "help", "code", "delete", "privacy")
            assert list(wrong(found, page, "en", names)) == []
    finally:
        found.server.shutdown()
        thread.join()
