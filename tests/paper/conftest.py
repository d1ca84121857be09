"""Every paper in every language, printed once by the command."""

from pathlib import Path

import pytest
from flask import Flask, g
from paper_url import ADDRESS

from laufmappe.cli import main
from laufmappe.cli.printing import EXAMPLE
from laufmappe.content.given import from_words
from laufmappe.web.book import Book
from laufmappe.web.paper import mappe


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return every paper that `laufmappe print all` writes, by its name."""
    folder: Path = tmp_path_factory.mktemp("papers")
    assert main(["print", "all", "--url", ADDRESS, "-o", str(folder)]) == 0
    return {str(file.relative_to(folder)): file.read_bytes()
            for file in sorted(folder.rglob("*.pdf"))}


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
