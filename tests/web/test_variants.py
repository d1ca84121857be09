"""The Mappe in other forms: neutral, large print, German alone, blank."""

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from kinds import HOUSEHOLDS
from pages import CLOSED, Page
from printed import fonts, words
from visitor import Visitor

from laufmappe.domain import token
from laufmappe.domain.question import Answers
from laufmappe.export.sheet import USUAL, Sheet
from laufmappe.web.book import Book
from laufmappe.web.paper import mappe

Look = Callable[..., Page]
ADDRESSES = ("mappe-neutral.pdf", "mappe-gross.pdf", "mappe-deutsch.pdf")
ARABIC = re.compile("[؀-ۿ]")


def sent(client: FlaskClient, book: Book, address: str, household: str) -> bytes:
    """Return the PDF of a household, asked for in Arabic."""
    code = token.write(book.guide, HOUSEHOLDS[household])
    response = client.post(f"/ar/{address}", data={"mitnehmen": code})
    assert (response.status_code, response.headers["Cache-Control"]) == (200, CLOSED)
    return response.data


def sheet(app: Flask, answers: Answers, variant: str) -> Sheet:
    """Return a sheet in Arabic."""
    book: Book = app.extensions["laufmappe"]
    with app.test_request_context():
        g.language = book.languages["ar"]
        return mappe.build(book, answers, variant)


def told(sheet: Sheet) -> str:
    """Return everything that stands on a sheet."""
    return repr(sheet)


@pytest.fixture
def book(app: Flask) -> Book:
    """Return the book of the site."""
    found: Book = app.extensions["laufmappe"]
    return found


@pytest.mark.parametrize("cookies", [True, False], ids=["cookies", "no cookies"])
def test_variants_one_tap_from_the_way(app: Flask, page: Look, cookies: bool) -> None:
    visitor = Visitor(app, page, "uk", cookies=cookies)
    visitor.walk(HOUSEHOLDS["family"])
    visitor.follow("mappe")
    for address in ADDRESSES:
        assert visitor.targets(address) == [address]


def test_german_way_offers_no_second_german(app: Flask, page: Look) -> None:
    visitor = Visitor(app, page, "de")
    visitor.walk(HOUSEHOLDS["adult"])
    visitor.follow("mappe")
    assert visitor.targets("mappe-deutsch.pdf") == []


def others(book: Book, answers: Answers) -> Iterator[Answers]:
    """Yield the same answers with every other paper."""
    for status in book.guide.questions["status"].options:
        yield {**answers, "status": (status,)}


@pytest.mark.parametrize("household", HOUSEHOLDS)
def test_neutral_same_places_same_sheet(app: Flask, book: Book, household: str) -> None:
    """Whoever is sent to the same places holds the same sheet, whatever the answers were."""
    known: dict[tuple[str, ...], str] = {}
    for answers in others(book, HOUSEHOLDS[household]):
        neutral = sheet(app, answers, "neutral")
        places = tuple(stop.sign for stop in neutral.stops)
        groups = tuple(str(stop.group) for stop in neutral.stops)
        assert known.setdefault(places + groups, told(neutral)) == told(neutral)


@pytest.mark.parametrize("household", HOUSEHOLDS)
def test_neutral_says_no_reason_and_no_telling_name(
    app: Flask, book: Book, household: str
) -> None:
    answers = HOUSEHOLDS[household]
    usual, neutral = sheet(app, answers, ""), repr(sheet(app, answers, "neutral").stops)
    route = book.router.route(answers, "ar")
    secret = {text for stop in usual.stops
              for both in (*stop.reasons, *stop.deadlines) for text in (both.own, both.de)}
    secret |= {each.service.name for each in route.stations if each.service and (
        each.role.sensitive or each.office.telling)}
    secret |= {each.office.title for each in route.stations if each.role.sensitive}
    assert [text for text in secret if text in neutral] == []


def test_neutral_holds_no_code(client: FlaskClient, book: Book) -> None:
    household = sheet(client.application, HOUSEHOLDS["afraid"], "")
    neutral = sent(client, book, "mappe-neutral.pdf", "afraid")
    assert household.code in words(sent(client, book, "mappe.pdf", "afraid"))
    assert household.code not in words(neutral)
    assert "/M/" not in repr(sheet(client.application, HOUSEHOLDS["afraid"], "neutral"))


def test_neutral_leads_to_places_by_address_alone(app: Flask) -> None:
    stops = sheet(app, HOUSEHOLDS["afraid"], "neutral").stops
    assert [stop.number for stop in stops] == list(range(1, len(stops) + 1))
    assert "0521 177376" in {stop.sign for stop in stops}  # a house whose name would tell
    assert "116 016" not in {stop.sign for stop in stops}  # stands at the foot of every sheet


@pytest.mark.parametrize("household", ["child", "family"])
def test_large_print_is_large(client: FlaskClient, book: Book, household: str) -> None:
    large = sent(client, book, "mappe-gross.pdf", household)
    assert min(fonts(large)) >= 16
    assert min(fonts(sent(client, book, "mappe.pdf", household))) < 12
    text = words(large)
    assert all(stop.sign.split()[0] in text
               for stop in sheet(client.application, HOUSEHOLDS[household], "large").stops)


def test_german_alone(client: FlaskClient, book: Book) -> None:
    text = words(sent(client, book, "mappe-deutsch.pdf", "child"))
    assert ARABIC.search(text) is None
    assert ARABIC.search(words(sent(client, book, "mappe.pdf", "child")))
    assert "Meine Laufmappe" in text
    german = sheet(client.application, HOUSEHOLDS["child"], "german")
    assert "/AR/M/" in f"{german.url}/"  # the code still opens the reader's language


def test_blank_has_room_for_five_on_one_sheet(app: Flask, book: Book) -> None:
    with app.app_context():
        g.language = book.languages["uk"]
        blank = mappe.blank(book)
    assert (len(blank.stops), blank.code, blank.url) == (USUAL, "", "")
    text = words(book.press.render(blank, book.now().date()))
    assert text.count("\f") == 2
    for line in ("Stelle", "Adresse, Telefon", "Wann", "Warum"):
        assert text.splitlines().count(line) == USUAL
