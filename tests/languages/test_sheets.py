"""The Mappe and the poster in every language: printed without a missing glyph, nothing lost."""

import re

import pymupdf
import pytest
from flask import Flask, g
from kinds import HOUSEHOLDS
from printed import MARKS, plain, words
from real import load

from laufmappe.export import pdf
from laufmappe.paths import CONTENT
from laufmappe.settings import Settings
from laufmappe.web import create_app
from laufmappe.web.book import Book
from laufmappe.web.paper import mappe, poster

GUIDE = load(CONTENT)
RIGHT_TO_LEFT = {code for code, each in GUIDE.locales.items() if each.direction == "rtl"}
MOST_PAGES = 6


@pytest.mark.parametrize("code", GUIDE.locales)
def test_mappe_of_a_family(app: Flask, code: str) -> None:
    book: Book = app.extensions["laufmappe"]
    with app.test_request_context():
        g.language = book.languages[code]
        sheet = mappe.build(book, HOUSEHOLDS["family"])
    paper = pdf.render(sheet, book.now().date())
    text = plain(words(paper))
    assert pdf.pages(paper) <= MOST_PAGES
    assert [word for stop in sheet.stops for word in stop.sign.split()
            if plain(word.strip("()")) not in text] == []
    own = {word for stop in sheet.stops for each in (stop.title, *stop.reasons)
           for word in MARKS.sub("", each.own).split() if word.isalpha()}
    # Programs that read a PDF lose the order of some letters that run from right to left.
    least = 0.7 if code in RIGHT_TO_LEFT else 1
    assert sum(plain(word) in text for word in own) >= least * len(own)


@pytest.mark.parametrize(("own", "second"), [("ar", "ku"), ("uk", "ar"), ("ti", "en")])
def test_two_languages_side_by_side(app: Flask, own: str, second: str) -> None:
    book: Book = app.extensions["laufmappe"]
    with app.test_request_context():
        g.language = book.languages[own]
        sheet = mappe.build(book, HOUSEHOLDS["adult"], second=book.languages[second])
    paper = pdf.render(sheet, book.now().date())
    text = plain(words(paper))
    for each in (own, second):
        title = book.languages[each].words.text("Meine Laufmappe")
        kept = [word for word in title.split() if plain(word) in text]
        assert len(kept) >= len(title.split()) - 1, (each, title)
    assert "wardaam" in text  # what offices stamp stays German
    assert [word for stop in sheet.stops for word in stop.sign.split()
            if plain(word.strip("()")) not in text] == []


def left_lines(paper: bytes) -> list[str]:
    """Return the lines in the reader's column; a label in bold letters stands in none of them."""
    with pymupdf.open(stream=paper, filetype="pdf") as document:
        return ["".join(span["text"] for span in line["spans"] if "Bold" not in span["font"])
                for page in document for block in page.get_text("dict")["blocks"]
                for line in block.get("lines", []) if line["bbox"][2] < page.rect.width / 2]


def test_leichte_sprache_has_one_sentence_a_line(app: Flask) -> None:
    """DIN SPEC 33429."""
    book: Book = app.extensions["laufmappe"]
    with app.test_request_context():
        g.language = book.languages["de-simple"]
        sheet = mappe.build(book, HOUSEHOLDS["family"])
    assert sum(text.own.count("\n") for text in sheet.texts()) > 10
    found = left_lines(pdf.render(sheet, book.now().date()))
    assert len(found) > 50
    assert [line for line in found if re.search(r"[a-z][.!?] [A-ZÄÖÜ]", line)] == []


def test_posters_greet_everybody() -> None:
    app = create_app(Settings(url="https://laufmappe.example"))
    book: Book = app.extensions["laufmappe"]
    for size, each in (("a4", False), ("a3", True)):
        with app.test_request_context():
            paper = pdf.render(poster.build(book, size, each), book.now().date())
        with pymupdf.open(stream=paper, filetype="pdf") as document:
            assert len(document) == 1
            shown = plain(words(paper))
        for code, language in book.languages.items():
            said = [word for word in language.words.text(
                "Neu in %(town)s?", town="Bielefeld").split() if word.isalpha()]
            lost = [word for word in said if plain(word) not in shown]
            assert len(lost) <= (1 if code in RIGHT_TO_LEFT else 0), (code, lost)
