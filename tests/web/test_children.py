"""A family: what is for which child, on the screen, on paper and at the desk (product.md, 7)."""

import re
from collections.abc import Callable

import pytest
from flask import Flask, g
from kinds import HOUSEHOLDS
from pages import Page
from printed import plain, words

from laufmappe.domain import token
from laufmappe.domain.question import Answers
from laufmappe.export import pdf
from laufmappe.export.sheet import Sheet
from laufmappe.web.book import Book
from laufmappe.web.paper import mappe

FAMILY: Answers = {"who": ("family",), "need": ("first_steps", "child"), "age": ("27-59",),
                   "children": ("0", "6-11", "12-14"), "status": ("ukraine",)}


def sheet(book: Book, app: Flask, answers: Answers, variant: str = "", code: str = "de") -> Sheet:
    with app.test_request_context():
        g.language = book.languages[code]
        return mappe.build(book, answers, variant)


@pytest.fixture
def book(app: Flask) -> Book:
    found: Book = app.extensions["laufmappe"]
    return found


def test_each_child_has_a_part_with_its_stations(app: Flask, book: Book) -> None:
    bands = book.guide.questions["age"].options
    route = book.router.route(FAMILY, "de")
    parts = {part.title.de: part.numbers for part in sheet(book, app, FAMILY).parts}
    assert parts == {f"Für Ihr Kind ({bands[band].text}):": tuple(
        stop.number for stop in route.stops
        if stop.number and any(band in each.persons for each in stop.stations))
        for band in FAMILY["children"]}
    assert len(set(parts.values())) > 1
    assert all(parts.values())


@pytest.mark.parametrize("variant", ["", "large", "german"])
@pytest.mark.parametrize("code", ["de", "ar", "uk"])
def test_parts_stand_on_paper_after_the_way(
    app: Flask, book: Book, variant: str, code: str
) -> None:
    found = sheet(book, app, FAMILY, variant, code)
    text = plain(words(pdf.render(found, book.now().date())))
    signs = {stop.number: stop.sign for stop in found.stops}
    rest = text[text.rindex(plain(found.parts[0].title.de)):]
    for part in found.parts:
        assert rest.count(plain(part.title.de)) == 1
        for number in part.numbers:
            assert plain(signs[number]) in rest


def test_no_parts_for_one_person_nor_on_a_neutral_sheet(app: Flask, book: Book) -> None:
    assert sheet(book, app, HOUSEHOLDS["adult"]).parts == ()
    assert sheet(book, app, HOUSEHOLDS["child"]).parts == ()
    assert sheet(book, app, FAMILY, "neutral").parts == ()


def test_a_sentence_for_two_children_names_both(
    app: Flask, book: Book, page: Callable[..., Page]
) -> None:
    way = page(f"/de/m/{token.write(book.guide, FAMILY)}").text
    label = "Für Ihr Kind (6–11 Jahre, 12–14 Jahre):"
    said = rf"{re.escape(label)}(</b>)? Ihr Kind muss zur Schule gehen"
    assert re.search(said, way)
    assert any(re.match(said, reason.de) for stop in sheet(book, app, FAMILY).stops
               for reason in stop.reasons)
    beside = page(f"/ar/m/{token.write(book.guide, FAMILY)}?neben=uk").text
    uk = book.languages["uk"]
    assert str(uk.say("Für Ihr Kind (%(age)s):", age=uk.listed(("6–11 Jahre", "12–14 Jahre")))) \
        in beside


def test_nobody_is_named_where_the_reader_is_meant_too(app: Flask, book: Book) -> None:
    route = book.router.route(FAMILY, "de")
    shared = {reason.text for each in route.stations for reason in each.reasons
              if "" in reason.persons}
    assert shared
    for stop in sheet(book, app, FAMILY).stops:
        assert not [reason.de for reason in stop.reasons
                    if reason.de.startswith("Für Ihr Kind") and reason.de.split("): ")[1] in shared]
