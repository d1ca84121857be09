"""The way, printed by the browser itself: both languages, nothing to tap, nothing cut."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from kinds import HOUSEHOLDS
from playwright.sync_api import Page
from printed import codes, picture, plain, words
from served import Site
from tongues import few

from laufmappe.domain import token
from laufmappe.web.book import Book
from laufmappe.web.card import cards

pytestmark = pytest.mark.browser

Window = Callable[..., AbstractContextManager[Page]]
A4 = {"width": 702, "height": 1024}  # without the margins
WIDE = """() => [...document.querySelectorAll("main *")].filter(each => {
    const box = each.getBoundingClientRect();
    return box.width && (box.right > innerWidth + 1 || box.left < -1);
}).map(each => each.tagName + " " + each.textContent.trim().slice(0, 40)).slice(-1)"""
PALE = """() => [...new Set([...document.querySelectorAll("main *, footer *")].filter(
    each => each.checkVisibility() && each.textContent.trim()
).map(each => getComputedStyle(each).color))]"""
TAPPED = (
    "Antworten ändern", "Verlassen", "Alle Stellen", "Die Laufmappe anders drucken",
    "Alles löschen", "Als Papier: PDF zum Drucken", "Mitnehmen: Link und Code",
    "Mitbringen, Zeigen, mehr", "Alles über diese Stelle", "Zum Zeigen",
    "Zur Frage nach dem Papier", "Datenschutz", "Impressum", "Diese Fragen machen den Weg genauer",
)


def printed(
    window: Window, site: Site, book: Book, address: str, household: str
) -> tuple[bytes, list[str]]:
    """Return what the browser prints of a page, and what sticks out of the paper."""
    code = token.write(book.guide, HOUSEHOLDS[household])
    with window(viewport=A4) as page:
        page.context.add_cookies([{"name": "antworten", "value": code, "url": site.address}])
        page.goto(f"{site.address}/{address}")
        page.emulate_media(media="print")
        return page.pdf(format="A4"), page.evaluate(WIDE)


@pytest.mark.parametrize("code", few(["de", "ar", "uk"], ["ar"]))
@pytest.mark.parametrize("address", ["mappe", "mappe-drucken"])
def test_way_prints_well_by_itself(
    app: Flask, window: Window, site: Site, code: str, address: str
) -> None:
    book: Book = app.extensions["laufmappe"]
    paper, cut = printed(window, site, book, f"{code}/{address}", "family")
    assert cut == []
    route = book.router.route(HOUSEHOLDS["family"], code)
    text = plain(words(paper))
    shown = list(cards(book.guide, route, book.guide.locales[code], route.stops))
    german = [text for each in shown
              for text in (each.title, *(reason for reason, _ in each.reasons), *each.deadlines)]
    assert len(german) > 20
    lost = [word for each in german for word in each.split() if plain(word) not in text]
    assert lost == []
    own = [plain(word) for each in german
           for word in book.languages[code].words.text(each).split()]
    assert sum(word in text for word in own) >= len(own) * (0.75 if code == "ar" else 1)
    assert plain(book.guide.bring["general"][0]) in text
    say = book.languages[code].words.text
    assert [each for each in TAPPED if plain(say(each)) in text] == []
    notice = "Das ist eine Orientierung, keine Rechtsberatung. Regeln ändern sich."
    assert [plain(each) in text for each in (notice, say(notice))] == [True, True]
    assert f"{book.now():%d.%m.%Y}" in text or code == "de"
    assert any(codes(picture(paper, 150, page)) for page in range(1, words(paper).count("\f") + 1))


def test_print_is_black_on_white_however_the_screen_is(window: Window, site: Site) -> None:
    with window(viewport=A4, color_scheme="dark") as page:
        page.goto(f"{site.address}/ar/m/{site.token('family')}")
        assert len(page.evaluate(PALE)) > 1
        assert not page.locator("main .de").first.is_visible()
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate(PALE) == ["rgb(0, 0, 0)"]
        assert page.locator("main .de").first.is_visible()


@pytest.mark.parametrize("code", ["de", "ar"])
def test_both_columns_use_the_width(window: Window, site: Site, code: str) -> None:
    with window(viewport=A4) as page:
        page.goto(f"{site.address}/{code}/m/{site.token('family')}")
        page.emulate_media(media="print")
        [line] = page.locator("main ol.line").all()
        widths = page.locator("ol.line > li > p.two").evaluate_all(
            "all => all.map(each => [...each.children].map(one => one.offsetWidth))")
        wide = line.bounding_box()["width"]
        for found in widths:
            assert len(found) == (1 if code == "de" else 2)
            assert sum(found) > 0.8 * wide
