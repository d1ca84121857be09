"""Every kind of page in every offered language, looked at by the `page` fixture."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from kinds import Kind, kinds
from pages import Page

from laufmappe.content.load import load
from laufmappe.domain import token
from laufmappe.paths import CONTENT

GUIDE = load(CONTENT)
KINDS = {each.name: each for each in kinds(GUIDE)}


def show(page: Callable[..., Page], client: FlaskClient, kind: Kind, code: str) -> Page:
    """Return a page of this kind."""
    if kind.answers:
        client.set_cookie("antworten", token.write(GUIDE, kind.answers))
    return page(kind.address(code), kind.status, by=client, **kind.options())


@pytest.mark.parametrize("name", KINDS)
def test_page_sound_in_every_language(name: str, page: Callable[..., Page],
                                      app: Flask) -> None:
    for code in GUIDE.locales:
        show(page, app.test_client(), KINDS[name], code)
