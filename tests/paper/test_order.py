"""What a screen reader says: stations one after the other, each text in its own language."""

import re
from collections.abc import Iterator

import pymupdf
import pytest
from flask import Flask, g
from paper_url import GUIDE
from papers import Papers
from printed import MARKS
from spoken import Said, said
from tongues import few

from laufmappe.content.given import from_words
from laufmappe.export.sheet import Sheet
from laufmappe.web.book import Book
from laufmappe.web.paper import mappe
from laufmappe.web.paper.samples import EXAMPLE

LANGUAGES = tuple(GUIDE.locales)
TURNED = [code for code in LANGUAGES if GUIDE.locales[code].direction == "rtl"]
# Languages that are written in other letters than German.
STRANGE = {*TURNED, *({"uk", "ru", "bg", "el", "ti"} & set(LANGUAGES))}
OTHERS = re.compile("[^\\W\\d_A-Za-z\u00aa-\u024f]")
WORD = re.compile("[A-Za-zÄÖÜäöüß]{2,}")


def sheet(app: Flask, code: str, variant: str = "") -> Sheet:
    """Return what the command prints as a Mappe."""
    book: Book = app.extensions["laufmappe"]
    with app.test_request_context():
        g.language = book.languages[code]
        return mappe.build(book, from_words(book.guide, EXAMPLE), variant)


def named(code: str, variant: str) -> str:
    """Return the name of a paper."""
    return f"{code}/mappe{variant and '-'}{variant}.pdf"


def numbers(spoken: list[Said]) -> list[int]:
    """Return where the number of each station is said."""
    return [place for place, each in enumerate(spoken)
            if each.within[-1] == "P" and each.text.isdigit()]


@pytest.mark.parametrize("variant", ["", "neutral", "large"])
@pytest.mark.parametrize("code", few(LANGUAGES))
def test_stations_are_read_one_after_the_other(
    app: Flask, papers: dict[str, bytes], code: str, variant: str
) -> None:
    told = [stop for stop in sheet(app, code, variant).stops if stop.number is not None]
    spoken = said(papers[named(code, variant)])
    places = numbers(spoken)
    assert [spoken[each].text for each in places] == [str(stop.number) for stop in told]
    headings = [place for place, each in enumerate(spoken) if "H3" in each.within]
    for stop, begin, end in zip(told, places, [*places[1:], len(spoken)], strict=True):
        station = spoken[begin:end]
        sign = next(each for each in station if WORD.search(each.text) and "H3" not in each.within)
        assert sign.text.split()[0] == stop.sign.split()[0]
        assert sign.language[:2] == "de"
    if code != "de":  # where one language is enough, the number comes before its heading
        own = GUIDE.locales[code].format[:2]
        for before, place in zip([0, *places], places, strict=False):
            title = [spoken[each] for each in headings if before < each < place]
            assert title
            assert {each.language[:2] for each in title} <= {own, "de"}
            assert own in {each.language[:2] for each in title}


@pytest.mark.parametrize("code", few(LANGUAGES))
def test_no_letter_is_read_in_the_language_of_others(papers: Papers, code: str) -> None:
    own = GUIDE.locales[code].format[:2]
    count = 0
    for name in [name for name in papers.of(code) if name.startswith(f"{code}/")]:
        for each in said(papers[name]):
            if each.within[-1] == "Figure":
                continue
            count += 1
            if OTHERS.search(each.text):
                assert each.language[:2] == own, (name, each)
            if WORD.search(each.text) and code in STRANGE:
                assert each.language[:2] == "de", (name, each)
    assert count > 500


def test_german_names_in_an_english_text_are_read_as_german(papers: dict[str, bytes]) -> None:
    spoken = said(papers["en/mappe.pdf"])
    for name in ("Krankenkasse", "Fiktionsbescheinigung", "Bielefeld"):
        found = [each for each in spoken if name in each.text]
        assert found, name
        assert {each.language[:2] for each in found} == {"de"}, name


def turned_lines(paper: bytes) -> Iterator[str]:
    """Yield the lines in which letters of a right-to-left script stand."""
    with pymupdf.open(stream=paper, filetype="pdf") as document:
        for page in document:
            for block in page.get_text("dict")["blocks"]:
                for line in block.get("lines", []):
                    text = " ".join(each["text"] for each in line["spans"])
                    if OTHERS.search(text) and "\u00ad" not in text:
                        yield MARKS.sub("", text)


@pytest.mark.parametrize("variant", ["", "neutral", "large"])
@pytest.mark.parametrize("code", TURNED)
def test_german_words_in_a_turned_line_stay_whole(
    app: Flask, papers: dict[str, bytes], code: str, variant: str
) -> None:
    """The engine puts the hyphen of a divided word where such a line begins, not ends."""
    told = sheet(app, code, variant)
    whole = {word for text in told.texts() for word in WORD.findall(f"{text.own} {text.de}")}
    found = [word for line in turned_lines(papers[named(code, variant)])
             for word in WORD.findall(line)]
    assert len(found) > 10
    assert [word for word in found if word not in whole] == []
