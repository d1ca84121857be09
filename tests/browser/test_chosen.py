"""A chosen answer is seen in its ring or box, not by the colour of its field alone."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from kinds import kinds
from playwright.sync_api import Page
from real import load
from served import Site

from laufmappe.paths import CONTENT

pytestmark = pytest.mark.browser

Window = Callable[..., AbstractContextManager[Page]]
KINDS = {each.name: each for each in kinds(load(CONTENT))}
BORDER = """each => { const style = getComputedStyle(each);
    return [parseFloat(style.borderTopWidth), style.borderTopColor]; }"""


@pytest.mark.parametrize("code", ["de", "ar"])
@pytest.mark.parametrize("name", ["question who", "question need"])
def test_chosen_answer_is_filled(site: Site, window: Window, name: str, code: str) -> None:
    with window() as page:
        site.show(page, KINDS[name], code)
        first = page.locator("fieldset input").first
        width, colour = first.evaluate(BORDER)
        page.locator("fieldset label").first.click()
        assert first.is_checked()
        wider, other = first.evaluate(BORDER)
    assert wider > width
    assert other != colour
