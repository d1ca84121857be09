"""The printed size of every code, and the longest code that answers can give."""

import pytest
import zxingcpp
from flask import Flask, g
from longest import WIDEST, widest
from paper_url import ADDRESS, GUIDE
from printed import codes, codes_of_zbar, picture

from laufmappe.domain import asking, token
from laufmappe.domain.question import Answers
from laufmappe.export import pdf, qr
from laufmappe.web.book import Book
from laufmappe.web.paper import mappe

QUICK = {("ar", ""), ("uk", "large")}
FINE = 254  # dots to the inch: ten to a millimetre
LEAST = 0.7  # millimetres to a module
PLACES = [(f"ar/{name}", page) for name, page in (
    ("mappe.pdf", 1), ("mappe.pdf", 2), ("mappe-large.pdf", 1),
    ("blank.pdf", 2), ("voucher.pdf", 1))]
POSTERS = [(f"poster-{size}-{which}.pdf", 1) for size in ("a4", "a3") for which in ("one", "each")]


def modules(seen: memoryview) -> list[float]:
    """Return how many millimetres wide the modules of each code are."""
    found = []
    for code in zxingcpp.read_barcodes(seen):
        corners = code.position
        width = ((corners.top_right.x - corners.top_left.x) ** 2
                 + (corners.top_right.y - corners.top_left.y) ** 2) ** 0.5
        found.append(width / 10 / len(qr.matrix(code.text)))
    return found


@pytest.mark.parametrize(("name", "page"), [*PLACES, *POSTERS])
def test_modules_are_large_enough(papers: dict[str, bytes], name: str, page: int) -> None:
    found = modules(picture(papers[name], FINE, page))
    assert found
    assert min(found) >= LEAST


def printed(app: Flask, code: str, variant: str) -> tuple[str, bytes]:
    """Return the address and the paper of the household with the longest code."""
    book: Book = app.extensions["laufmappe"]
    with app.test_request_context():
        g.language = book.languages[code]
        sheet = mappe.build(book, WIDEST, variant)
    return sheet.url, pdf.render(sheet, book.now().date())


@pytest.mark.parametrize(("code", "variant"), [
    pytest.param(code, variant, marks=[pytest.mark.slow] * ((code, variant) not in QUICK))
    for code in GUIDE.locales for variant in ("", "large")])
def test_longest_code_is_large_enough_and_read(app: Flask, code: str, variant: str) -> None:
    url, paper = printed(app, code, variant)
    assert len(url) > 95
    assert min(modules(picture(paper, FINE))) >= LEAST
    for dots in (300, 150, 100):
        seen = picture(paper, dots)
        assert codes(seen) == codes_of_zbar(seen) == [url]


def test_usual_code_is_short(app: Flask) -> None:
    """Decision 21: one person with two needs and two refinements fits 29 modules."""
    book: Book = app.extensions["laufmappe"]
    answers: Answers = {"who": ("me",), "need": ("german", "work"), "age": ("27-59",),
                        "status": ("eu",), "eu_activity": ("looking",), "german_level": ("a",)}
    code = token.write(book.guide, asking.essential(book.router, answers))
    assert len(code) <= 16
    url = f"{ADDRESS}/uk/m/{code}".upper()
    assert len(url) <= 61
    assert len(qr.matrix(url)) == 29


@pytest.mark.slow
def test_no_code_is_longer(app: Flask) -> None:
    book: Book = app.extensions["laufmappe"]
    longest = token.write(book.guide, asking.essential(book.router, widest(book.router)))
    known = token.write(book.guide, asking.essential(book.router, WIDEST))
    assert len(longest) <= len(known)
