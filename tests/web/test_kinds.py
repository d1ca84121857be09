"""Every kind of page in a few languages, looked at by the `page` fixture.

All languages: tests/languages/test_pages.py.
"""

from collections.abc import Callable

import pytest
from flask import Flask
from kinds import kinds
from pages import Page
from real import load
from tongues import FEW
from visitor import show

from laufmappe.paths import CONTENT

GUIDE = load(CONTENT)
KINDS = {each.name: each for each in kinds(GUIDE)}


@pytest.mark.parametrize("name", KINDS)
def test_page_sound(name: str, page: Callable[..., Page],
                                      app: Flask) -> None:
    for code in FEW:
        show(app, page, KINDS[name], code)
