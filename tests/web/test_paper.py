"""The sheet for the printer, as the site sends it."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from kinds import HOUSEHOLDS
from pages import CLOSED, HEADERS, Page, inspected
from printed import MARKS
from real import load
from tongues import few
from visitor import Visitor

from laufmappe.domain import token
from laufmappe.export.paper import MissingGlyph, PaperBusy, PaperError
from laufmappe.paths import CONTENT
from laufmappe.settings import Settings
from laufmappe.web import create_app
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
    assert headers["X-Robots-Tag"] == "none"
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


@pytest.mark.parametrize("code", few(GUIDE.locales))
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


def test_busy_press_asks_to_come_again(app: Flask, page: Look,
                                       monkeypatch: pytest.MonkeyPatch) -> None:
    book: Book = app.extensions["laufmappe"]
    monkeypatch.setattr(book, "press", Broken(PaperBusy("x")))
    for way in ("antworten", "mitnehmen"):
        shown = page("/ar/mappe.pdf", 503, method="POST", data={way: CODE, "zeigen": "1"})
        assert shown.heading == book.languages["ar"].words.text("Das PDF geht gerade nicht")
        assert shown.response.headers["Retry-After"] == "10"
        there = f'action="/ar/mappe-drucken"><input type="hidden" name="antworten" value="{CODE}"'
        assert there in re.sub(r">\s+<", "><", shown.text)


@pytest.mark.parametrize("error", [MissingGlyph("x"), PaperError("x")])
@pytest.mark.parametrize("address", ["mappe.pdf", "mappe-gross.pdf", "mappe-deutsch.pdf"])
def test_paper_that_fails_becomes_a_page_to_print(
    app: Flask, page: Look, monkeypatch: pytest.MonkeyPatch, error: Exception, address: str
) -> None:
    book: Book = app.extensions["laufmappe"]
    monkeypatch.setattr(book, "press", Broken(error))
    for way in ("antworten", "mitnehmen"):
        shown = page(f"/ar/{address}", method="POST", data={way: CODE, "zeigen": "1"})
        words = book.languages["ar"].words.text("Das PDF geht gerade nicht.")
        assert words in MARKS.sub("", shown.text)
        assert CODE in shown.text
        assert shown.text.count("<details open") > 3


def test_neutral_paper_that_fails_is_not_replaced_by_one_that_tells(
    app: Flask, page: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.extensions["laufmappe"], "press", Broken(PaperError("x")))
    shown = page("/de/mappe-neutral.pdf", method="POST", data={"mitnehmen": CODE})
    assert "Diese Seite ist nicht neutral" in shown.words()
    assert "Drucken Sie bitte diese Seite" not in shown.words()


def test_character_that_no_font_has_is_read_on_the_page_instead() -> None:
    odd = replace(GUIDE, site=replace(GUIDE.site, town="漢"))
    site = create_app(Settings(), guide=odd)
    response = site.test_client().post("/uk/mappe.pdf", data={"mitnehmen": CODE})
    site.extensions["laufmappe"].press.close()
    shown = inspected(odd, "/uk/mappe.pdf", response, 200)
    words = site.extensions["laufmappe"].languages["uk"].words.text
    assert words("Das PDF geht gerade nicht.") in shown.words()
    assert shown.heading.startswith("Ваш шлях")
    assert response.headers["Cache-Control"] == CLOSED


@pytest.mark.parametrize("cookies", [True, False], ids=["cookies", "no cookies"])
@pytest.mark.parametrize("code", ["ar", "uk", "de"])
def test_page_to_print_has_both_languages_and_is_unfolded(
    app: Flask, page: Look, code: str, cookies: bool
) -> None:
    visitor = Visitor(app, page, code, cookies=cookies)
    visitor.walk(HOUSEHOLDS["family"])
    visitor.follow("mappe")
    visitor.follow("mappe-drucken")
    text = visitor.page.text
    inside = text[text.index('<ol class="line">'):text.index("</main>")]
    assert inside.count("<details") == inside.count("<details open") + inside.count(
        "<details><summary>") + inside.count('<details class="np">') + inside.count(
        '<details class="qr" open>')
    book: Book = app.extensions["laufmappe"]
    route = book.router.route(HOUSEHOLDS["family"], code)
    assert len(route.stops) > 8
    for stop in route.stops:
        german = f'<span class="de" lang="de" dir="ltr">{stop.first.office.title}</span>'
        assert (german in text) == (code != "de")
