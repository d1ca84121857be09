"""What is on paper can be read again: words, numbers and codes, by programs and after copying."""

import re
from collections.abc import Iterator

import pymupdf
import pytest
from flask import Flask, g
from paper_url import ADDRESS, GUIDE
from printed import MARKS, codes, codes_of_zbar, fonts, picture, plain, words
from tongues import few

from laufmappe.content.given import from_words
from laufmappe.export.sheet import Sheet
from laufmappe.web.book import Book
from laufmappe.web.paper import mappe
from laufmappe.web.paper.samples import EXAMPLE

START = ADDRESS.upper()
LANGUAGES = tuple(GUIDE.locales)
RIGHT_TO_LEFT = {code for code, locale in GUIDE.locales.items() if locale.direction == "rtl"}
DOTS = (300, 150, 100)


def sheet(app: Flask, code: str) -> Sheet:
    """Return what the command prints as a Mappe."""
    book: Book = app.extensions["laufmappe"]
    with app.test_request_context():
        g.language = book.languages[code]
        return mappe.build(book, from_words(book.guide, EXAMPLE))


def extracted(paper: bytes) -> Iterator[tuple[str, str]]:
    """Yield the text that two programs take out of a PDF."""
    yield "poppler", words(paper)
    with pymupdf.open(stream=paper, filetype="pdf") as document:
        yield "mupdf", "".join(page.get_text() for page in document)


@pytest.mark.parametrize("code", few(LANGUAGES))
def test_german_names_numbers_and_dates_are_exact(
    app: Flask, papers: dict[str, bytes], code: str
) -> None:
    told = sheet(app, code)
    exact = {part for stop in told.stops for line in (stop.sign, *stop.lines)
             for part in line.split()}
    exact |= {number for number, _ in told.emergency} | {"20.11.2026", told.code.split()[0]}
    assert len(exact) > 30
    for program, text in extracted(papers[f"{code}/mappe.pdf"]):
        flat = plain(text)
        assert [each for each in exact if plain(each) not in flat] == [], program


@pytest.mark.parametrize("code", few(code for code in LANGUAGES if code != "de"))
def test_words_of_the_reader_are_found_again(
    app: Flask, papers: dict[str, bytes], code: str
) -> None:
    told = sheet(app, code)
    wanted = {word for text in told.texts() if text.own != text.de and text not in told.groups
              for word in re.findall(r"[^\W\d_]+", MARKS.sub("", text.own))}
    least = 0.75 if code in RIGHT_TO_LEFT else 1
    for program, text in extracted(papers[f"{code}/mappe.pdf"]):
        flat = plain(text)
        found = [word for word in wanted if word in flat]
        assert len(found) / len(wanted) >= least, (program, sorted(wanted - set(found))[:9])


@pytest.mark.parametrize("dots", DOTS)
@pytest.mark.parametrize("code", few(LANGUAGES))
def test_codes_of_the_mappe(app: Flask, papers: dict[str, bytes], code: str, dots: int) -> None:
    link = sheet(app, code).url.replace("HTTP://LOCALHOST", START)
    for read in (codes, codes_of_zbar):
        assert read(picture(papers[f"{code}/mappe.pdf"], dots)) == [link]
        assert read(picture(papers[f"{code}/mappe.pdf"], dots, 2)) == [f"{START}/{code.upper()}/"]
        assert read(picture(papers[f"{code}/mappe-neutral.pdf"], dots)) == []


def bands(seen: memoryview) -> Iterator[memoryview]:
    """Yield the picture in bands a quarter high that overlap by half."""
    high, wide = seen.shape or (0, 0)
    data = seen.tobytes()
    for top in range(0, high - high // 8, high // 8):
        rows = min(high // 4, high - top)
        yield memoryview(data[top * wide:(top + rows) * wide]).cast("B", (rows, wide))


@pytest.mark.parametrize("dots", DOTS)
@pytest.mark.parametrize("size", ["a4", "a3"])
def test_codes_of_the_posters(papers: dict[str, bytes], size: str, dots: int) -> None:
    every = {f"{START}/{code.upper()}/" for code in LANGUAGES}
    whole = picture(papers[f"poster-{size}-each.pdf"], dots)
    for read in (codes, codes_of_zbar):
        assert read(picture(papers[f"poster-{size}-one.pdf"], dots)) == [f"{START}/"]
        # A phone is held over one code; all 24 in one picture are more than some readers take.
        assert {text for part in bands(whole) for text in read(part)} == every


@pytest.mark.parametrize("dots", DOTS)
@pytest.mark.parametrize("code", few(LANGUAGES))
def test_codes_of_the_voucher(papers: dict[str, bytes], code: str, dots: int) -> None:
    seen = picture(papers[f"{code}/voucher.pdf"], dots)
    [number] = set(codes(seen))
    assert number in plain(words(papers[f"{code}/voucher.pdf"]))
    assert codes(seen) == codes_of_zbar(seen) == [number, number]


def test_nothing_is_smaller_than_nine_points(some: dict[str, bytes]) -> None:
    small = {name: min(fonts(paper)) for name, paper in some.items()}
    assert {name: size for name, size in small.items() if size < 9} == {}
    assert {name: size for name, size in small.items() if "large" in name and size < 16} == {}
    assert min(small.values()) < 10  # else the measure itself is wrong


def test_nothing_is_coloured_or_large_and_dark(some: dict[str, bytes]) -> None:
    dark = {}
    for name, paper in some.items():
        with pymupdf.open(stream=paper, filetype="pdf") as document:
            for page in document:
                shown = page.get_pixmap(dpi=50)
                assert shown.is_monochrome or shown.color_count() <= 256, name
                red, green, blue = (shown.samples[start::3] for start in range(3))
                assert red == green == blue, name
                dark[name, page.number] = sum(value < 128 for value in red) / len(red)
    # Two dozen QR codes on one poster are half black by nature.
    codes_alone = {name for name in dark if name[0].endswith("each.pdf")}
    assert max(dark[name] for name in codes_alone) < 0.17
    assert max(dark[name] for name in dark.keys() - codes_alone) < 0.13
    assert max(dark.values()) > 0.02
