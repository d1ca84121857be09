"""The longest way that the rules can give, on paper: nothing is lost in any language."""

import re
from dataclasses import replace

import pytest
from flask import Flask, g
from kinds import HOUSEHOLDS
from longest import LONGEST, length, longest
from printed import words
from real import load
from tongues import few

from laufmappe.domain.question import Answers
from laufmappe.export.sheet import USUAL
from laufmappe.paths import CONTENT
from laufmappe.web.book import Book
from laufmappe.web.paper import mappe

pytestmark = pytest.mark.unmeasured

CODES = tuple(load(CONTENT).locales)
MOST = 22  # pages: eleven sheets for 38 stations in the language with the longest words
SHORT = ("child", "protected", "silent", "unsure")


def printed(app: Flask, code: str, answers: Answers, variant: str = "") -> tuple[list[str], str]:
    """Return the signs of the numbered stops, and what stands on the paper.

    The parts of the children, after the way, are looked at in test_children.py.
    """
    book: Book = app.extensions["laufmappe"]
    with app.test_request_context():
        g.language = book.languages[code]
        sheet = replace(mappe.build(book, answers, variant), parts=())
    signs = [stop.sign for stop in sheet.stops if stop.number is not None]
    return signs, words(book.press.render(sheet, book.now().date()))


def plain(text: str) -> str:
    """Return a text without line breaks, hyphens and direction marks."""
    return re.sub("[\\s\u00ad\u202a-\u202e\u2066-\u2069-]", "", text)


@pytest.mark.parametrize("variant", ["", "large"])
@pytest.mark.parametrize("code", few(CODES))
def test_longest_way_is_whole(app: Flask, code: str, variant: str) -> None:
    signs, text = printed(app, code, LONGEST, variant)
    assert len(signs) > 30
    flat, end = plain(text), plain("".join(text.split("\f")[-4:]))
    assert [word for sign in signs for word in sign.split() if plain(word) not in flat] == []
    assert [word for word in signs[-1].split() if plain(word) not in end] == []
    assert variant or text.count("\f") <= MOST
    assert text.count("war da am") >= len(signs)


@pytest.mark.parametrize("household", SHORT)
@pytest.mark.parametrize("code", few(CODES))
def test_one_sheet_is_enough_for_a_usual_way(app: Flask, code: str, household: str) -> None:
    signs, text = printed(app, code, HOUSEHOLDS[household])
    assert 0 < len(signs) <= USUAL
    assert text.count("\f") == 2


@pytest.mark.parametrize("household", ["retired", "undocumented"])
@pytest.mark.parametrize("code", few(CODES))
def test_second_sheet_only_where_gaps_are_told_too(app: Flask, code: str, household: str) -> None:
    signs, text = printed(app, code, HOUSEHOLDS[household])
    assert len(signs) <= USUAL
    assert 2 <= text.count("\f") <= 3


@pytest.mark.slow
def test_no_way_is_longer(app: Flask) -> None:
    router = app.extensions["laufmappe"].router
    assert length(router, longest(router)) <= length(router, LONGEST)
