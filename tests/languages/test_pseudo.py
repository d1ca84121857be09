"""Every text a reader sees goes through gettext: in a language that nobody speaks none is plain."""

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from kinds import HOUSEHOLDS, kinds
from pages import ISOLATES, Page, inspected
from pseudo import plain, pseudo, speak
from visitor import show

from laufmappe.content.load import load
from laufmappe.domain.guide import Guide
from laufmappe.export import pdf
from laufmappe.paths import CONTENT
from laufmappe.settings import Settings
from laufmappe.web import create_app
from laufmappe.web.paper import mappe

GUIDE = load(CONTENT)
KINDS = [each for each in kinds(GUIDE) if not each.alone and each.status != 500]
WORD = re.compile(r"[^\W\d_]{3,}")
# Codes, addresses on the web, what a page is called in every language.
PLAIN = re.compile(r"(?i:https?://\S+)|\b[0-9A-Z]{3,4}\b|\S+@\S+|[\w.-]+\.(?:de|com|org|info|net)\S*")
ALLOWED = {"Laufmappe", "Leichte", "Sprache", "LOCALHOST", "HTTP", "English", "German"}


def texts(element: Element, known: set[str]) -> Iterator[str]:
    """Yield what is read of a page, but what is marked as another language."""
    if element.tag in {"script", "style", "svg", "select"} or (
            element.get("lang") not in {None, "en"}):
        return
    yield from (element.get(name, "") for name in ("aria-label", "alt", "placeholder"))
    yield element.text or ""
    for each in element:
        yield from texts(each, known)
        yield each.tail or ""


def bypassing(page: Page, guide: Guide) -> list[str]:
    """Return words that did not go through gettext."""
    names = sorted({*guide.names, guide.site.town, guide.site.title, guide.site.owner,
                    *guide.site.empty.values()}, key=len, reverse=True)
    found = []
    for text in texts(page.root, set(names)):
        left = plain(text.translate(ISOLATES))
        for name in names:
            left = left.replace(name, " ")
        found += [word for word in WORD.findall(PLAIN.sub(" ", left)) if word not in ALLOWED]
    return found


@pytest.fixture(scope="module", params=["ltr", "rtl"])
def site(request: pytest.FixtureRequest) -> Flask:
    """Return the site with English replaced."""
    app = create_app(Settings(), guide=load(CONTENT))
    speak(app, "en", request.param)

    @app.route("/<code>/kaputt", methods=["GET", "POST"])
    def broken() -> str:
        raise RuntimeError

    return app


@pytest.fixture
def look(site: Flask) -> Callable[..., Page]:
    """Return a function that fetches a page."""
    guide = site.extensions["laufmappe"].guide

    def fetch(path: str, status: int = 200, *, by: FlaskClient | None = None,
              **options: object) -> Page:
        response = (by or site.test_client()).open(path, follow_redirects=True, **options)
        return inspected(guide, response.request.path, response, status)

    return fetch


def test_no_text_of_a_page_bypasses_gettext(site: Flask, look: Callable[..., Page]) -> None:
    guide = site.extensions["laufmappe"].guide
    left = {kind.name: words for kind in KINDS
            if (words := bypassing(show(site, look, kind, "en"), guide))}
    assert left == {}


def test_no_text_of_the_paper_bypasses_gettext(site: Flask) -> None:
    book = site.extensions["laufmappe"]
    with site.test_request_context():
        g.language = book.languages["en"]
        sheet = mappe.build(book, HOUSEHOLDS["family"])
    wrong = [text.own for text in sheet.texts()
             if WORD.search(plain(text.own)) and text.own != sheet.date.own
             and not any(name in text.own for name in book.guide.names)]
    assert wrong == []
    assert pdf.pages(pdf.render(sheet, book.now().date())) >= 3


def test_plain_text_would_be_found(site: Flask, look: Callable[..., Page]) -> None:
    page = show(site, look, KINDS[0], "en")
    page.all("h1")[0].text = f"Next {pseudo('Weiter')} step"
    assert bypassing(page, site.extensions["laufmappe"].guide) == ["Next", "step"]
