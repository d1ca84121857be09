"""Every kind of page in every offered language, looked at by the `page` fixture."""

from collections.abc import Callable

import pytest
from flask import Flask
from kinds import kinds
from pages import Page
from visitor import show

from laufmappe.content.load import load
from laufmappe.paths import CONTENT

GUIDE = load(CONTENT)
KINDS = {each.name: each for each in kinds(GUIDE)}


@pytest.mark.parametrize("name", KINDS)
def test_page_sound_in_every_language(name: str, page: Callable[..., Page],
                                      app: Flask) -> None:
    for code in GUIDE.locales:
        show(app, page, KINDS[name], code)
