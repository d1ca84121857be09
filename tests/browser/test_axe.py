"""axe on every kind of page in every offered language, in both schemes, narrow and wide."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page
from served import Site
from test_looks import AXE, CODES, GUIDE, KINDS
from tongues import few

pytestmark = pytest.mark.browser

Window = Callable[..., AbstractContextManager[Page]]
SIZES = {"narrow": {"width": 320, "height": 640}, "wide": {"width": 1280, "height": 900}}
OTHERS = [code for code in GUIDE.locales if code not in CODES]


def found(site: Site, window: Window, code: str, names: list[str],
          **options: object) -> list[str]:
    """Return what axe finds on these pages, with everything open."""
    result = []
    with window(**options) as page:
        page.context.add_init_script(AXE_SCRIPT)
        for name in names:
            site.show(page, KINDS[name], code)
            page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
            result += [f"{name}: {each}" for each in page.evaluate(AXE)]
    return result


@pytest.mark.parametrize("code", few(OTHERS, ("de-simple", "fa", "ckb", "ti", "el", "vi")))
def test_axe_in_the_other_languages(site: Site, window: Window, code: str) -> None:
    names = ["way family"]
    assert found(site, window, code, names) == []


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("code", GUIDE.locales)
def test_axe_everywhere(site: Site, window: Window, code: str, scheme: str, size: str) -> None:
    assert found(site, window, code, list(KINDS), color_scheme=scheme,
                 viewport=SIZES[size]) == []


def test_axe_would_find_something(site: Site, window: Window) -> None:
    with window() as page:
        page.context.add_init_script(AXE_SCRIPT)
        site.show(page, KINDS["start"], "de")
        page.evaluate("document.querySelector('header a').removeAttribute('aria-label')")
        assert [each.split(":")[0] for each in page.evaluate(AXE)] == ["link-name"]
