"""Every paper in every language, printed once by the command."""


import pytest
from flask import Flask, g
from papers import Papers
from tongues import FEW

from laufmappe.content.given import from_words
from laufmappe.web.book import Book
from laufmappe.web.paper import mappe
from laufmappe.web.paper.samples import EXAMPLE


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """Return all papers."""
    return Papers(tmp_path_factory.mktemp("papers"))


@pytest.fixture(scope="session")
def some(papers: Papers) -> dict[str, bytes]:
    """Return the posters and all papers of a few languages."""
    return {name: paper for code in FEW for name, paper in papers.of(code).items()}


@pytest.fixture
def signs(app: Flask) -> dict[str, list[str]]:
    """Return the German lines of the first page of a Mappe, by language."""
    book: Book = app.extensions["laufmappe"]
    found = {}
    for code in book.languages:
        with app.test_request_context():
            g.language = book.languages[code]
            sheet = mappe.build(book, from_words(book.guide, EXAMPLE))
        first = next(stop for stop in sheet.stops if stop.number == 1)
        found[code] = [first.sign, *first.lines, *(text.de for text in first.reasons),
                       *(number for number, _ in sheet.emergency)]
    return found
