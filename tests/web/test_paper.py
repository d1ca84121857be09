"""The sheet for the printer, as the site sends it."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from kinds import HOUSEHOLDS
from pages import CLOSED, HEADERS, Page
from visitor import Visitor

from laufmappe.content.load import load
from laufmappe.domain import token
from laufmappe.export.sheet import PaperBusy, PaperError
from laufmappe.paths import CONTENT
from laufmappe.web.book import Book

Look = Callable[..., Page]
GUIDE = load(CONTENT)
CODE = token.write(GUIDE, HOUSEHOLDS["adult"])


def sent(client: FlaskClient, way: str) -> object:
    """Return the response to one of the three ways to ask for the paper."""
    if way == "cookie":
        client.set_cookie("antworten", CODE)
        return client.get("/ar/mappe.pdf")
    return client.post("/ar/mappe.pdf", data={way: CODE, "zeigen": "1"})


@pytest.mark.parametrize("way", ["cookie", "antworten", "mitnehmen"])
def test_paper_is_sent_and_never_kept(client: FlaskClient, way: str) -> None:
    response = sent(client, way)
    assert response.status_code == 200
    assert response.data.startswith(b"%PDF-")
    headers = response.headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Cache-Control"] == CLOSED
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert headers["Content-Disposition"] == 'inline; filename="laufmappe.pdf"'
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert headers.getlist("Set-Cookie") == []


def test_paper_same_whichever_way(client: FlaskClient, app: Flask) -> None:
    assert len({sent(app.test_client(), way).data
                for way in ("cookie", "antworten", "mitnehmen")}) == 1


@pytest.mark.parametrize("cookies", [True, False], ids=["cookies", "no cookies"])
def test_paper_one_tap_from_the_way(app: Flask, page: Look, cookies: bool) -> None:
    visitor = Visitor(app, page, "uk", cookies=cookies)
    visitor.walk(HOUSEHOLDS["family"])
    visitor.follow("mappe")
    assert visitor.targets("mappe.pdf") == ["mappe.pdf"]


@pytest.mark.parametrize("code", GUIDE.locales)
def test_paper_in_every_language(client: FlaskClient, code: str) -> None:
    response = client.post(f"/{code}/mappe.pdf", data={"mitnehmen": CODE})
    assert response.data.startswith(b"%PDF-")


class Broken:
    """A press that does not print."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def render(self, *_sheet: object) -> bytes:
        """Fail."""
        raise self._error


@pytest.mark.parametrize(("error", "status"), [(PaperBusy("x"), 503), (PaperError("x"), 500)])
def test_paper_fails_calmly(app: Flask, page: Look, monkeypatch: pytest.MonkeyPatch,
                            error: Exception, status: int) -> None:
    book: Book = app.extensions["laufmappe"]
    monkeypatch.setattr(book, "press", Broken(error))
    for way in ("antworten", "mitnehmen"):
        shown = page("/ar/mappe.pdf", status, method="POST", data={way: CODE, "zeigen": "1"})
        words = book.languages["ar"].words.text
        assert shown.heading == words("Das PDF geht gerade nicht")
        assert (shown.response.headers.get("Retry-After") == "10") == (status == 503)
        assert CODE in shown.text
