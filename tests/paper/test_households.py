"""The Mappe of every household in every language and form: conformance, German exact, numbers."""

import json
from pathlib import Path

import pymupdf
import pytest
from flask import Flask, g
from kinds import HOUSEHOLDS, finished
from longest import LONGEST, WIDEST
from paper_url import GUIDE
from printed import fonts, plain, words
from test_conform import called, paths
from test_room import covered
from tongues import few

from laufmappe.content.cases import cases
from laufmappe.export import pdf
from laufmappe.export.sheet import Sheet
from laufmappe.paths import CONTENT
from laufmappe.web.book import Book
from laufmappe.web.paper import mappe

pytestmark = pytest.mark.slow

EVERYBODY = {**{name: finished(GUIDE, answers) for name, answers in HOUSEHOLDS.items()},
             "longest": LONGEST, "widest": WIDEST}
MARGIN = 33  # points; the folded sides leave 34, the others 45
EVERYWHERE = pymupdf.Rect(-2000, -2000, 3000, 3000)
VARIANTS = ("", "neutral", "large", "german")


@pytest.fixture(scope="module", params=few(GUIDE.locales, ("de", "ar", "uk")))
def printed(app: Flask, request: pytest.FixtureRequest) -> dict[str, tuple[Sheet, bytes]]:
    """Return the sheets of one language, and what is printed of them, by household and variant."""
    book: Book = app.extensions["laufmappe"]
    found = {}
    for name, answers in EVERYBODY.items():
        for variant in VARIANTS:
            with app.test_request_context():
                g.language = book.languages[request.param]
                sheet = mappe.build(book, answers, variant)
            found[f"{name}-{variant or 'usual'}"] = sheet, pdf.render(sheet, book.now().date())
    return found


def test_checkers_find_nothing(printed: dict[str, tuple[Sheet, bytes]], tmp_path: Path) -> None:
    files = paths({f"{name}.pdf": paper for name, (_, paper) in printed.items()}, tmp_path)
    report = tmp_path / "report.json"
    # PAG-001 guesses at running heads, and takes the same authority at the same height for one.
    done = called("outloud", "--layer", "conformance", "--skip", "PAG-001", "--fail-on", "warning",
                  "--quiet", "--json", str(report), *files)
    assert done.returncode == 0, done.stdout[-2000:]
    assert len(json.loads(report.read_text())["results"]) == len(files)
    done = called("pdfua", "check", *files)
    assert done.returncode == 0, done.stdout[-2000:]
    assert done.stdout.count("PASS (no findings)") == len(files)


def lost(sheet: Sheet, paper: bytes) -> list[str]:
    """Return the German names, addresses and numbers that neither of two programs reads.

    pdftotext takes some lines of German beside Sorani for such that run from right to left, and
    reads their last bracket first.
    """
    with pymupdf.open(stream=paper, filetype="pdf") as document:
        text = plain(words(paper)) + plain("".join(page.get_text() for page in document))
    exact = {part for stop in sheet.stops for line in (stop.sign, *stop.lines)
             for part in line.split()}
    exact |= {part for number, _ in sheet.emergency for part in number.split()}
    return [part for part in exact if plain(part) not in text]


def outside(paper: bytes) -> list[str]:
    """Return the words in the margins left and right, or beyond."""
    with pymupdf.open(stream=paper, filetype="pdf") as document:
        return [word[4] for page in document for word in page.get_text("words", clip=EVERYWHERE)
                if word[0] < MARGIN or word[2] > page.rect.width - MARGIN]


def test_nothing_is_lost_or_small_or_beside_the_paper(
    printed: dict[str, tuple[Sheet, bytes]]
) -> None:
    found = {name: (gone, beside, over) for name, (sheet, paper) in printed.items()
             if any((gone := lost(sheet, paper), beside := outside(paper),
                     over := list(covered(paper))))}
    assert found == {}
    assert [name for name, (_, paper) in printed.items()
            if min(fonts(paper)) < (16 if "large" in name else 9)] == []


@pytest.mark.parametrize("code", few(GUIDE.locales))
def test_most_cases_with_up_to_five_stations_are_one_sheet(app: Flask, code: str) -> None:
    book: Book = app.extensions["laufmappe"]
    found = {}
    for table in sorted((CONTENT / "cases").glob("*.yaml")):
        for case in cases(GUIDE, table):
            with app.test_request_context():
                g.language = book.languages[code]
                sheet = mappe.build(book, case.answers)
            if sheet.usual:
                found[case.id] = pdf.pages(pdf.render(sheet, book.now().date()))
    assert len(found) > 80
    long = [name for name, pages in found.items() if pages > pdf.FOLDED]
    assert len(long) <= len(found) * 0.1, long
