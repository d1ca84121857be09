"""Parts of pages that are kept: the same as rendered anew, and nothing of a visitor in them."""

import datetime
import re
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from jinja2 import DictLoader, Environment
from kinds import HOUSEHOLDS, finished
from longest import LONGEST
from markupsafe import escape
from pages import Page
from real import load

from laufmappe.domain import token
from laufmappe.domain.closure import Closure, closed
from laufmappe.domain.route import Router
from laufmappe.paths import CONTENT
from laufmappe.settings import Settings
from laufmappe.web import create_app, fingerprint, parts
from laufmappe.web.book import Book
from laufmappe.web.shown import _staged, database
from laufmappe.web.signs import Drawn

GUIDE = load(CONTENT)
CODES = ("de", "de-simple", "ar", "uk")
MANY = {"who": ("me",), "need": ("health", "meet", "language_help", "child", "german"),
        "age": ("18-26",)}
WAYS = {name: token.write(GUIDE, finished(GUIDE, answers)) for name, answers in {
    **HOUSEHOLDS, "longest": LONGEST, "shown": {**MANY, "status": ("eu",)},
    "hidden": {**MANY, "status": ("no_papers",)}}.items()}
SENT = {"antworten": WAYS["family"], "zeigen": "1"}


def written(part: parts.Part) -> str:
    """Return what a kept part says, its holes as marks."""
    return b"".join(
        each if isinstance(each, bytes) else each.first if isinstance(each, Drawn)
        else f"{parts.CUT}{each}{parts.CUT}".encode() for each in part.pieces).decode()


def looks(app: Flask) -> Iterator[tuple[str, str]]:
    """Yield pages of many visitors by name, with cookie, without, by a link, in two languages."""
    for code in CODES:
        client = app.test_client()
        for name, text in WAYS.items():
            client.set_cookie("antworten", text)
            for path in ("mappe", "mappe-drucken", "mappe?neben=ru", "frage/need", "frage/status"):
                yield f"{code} {name} {path}", client.get(f"/{code}/{path}").text
            client.delete_cookie("antworten")
            for path in (f"m/{text}", f"m/{text}?kopie=1", f"stellen?antworten={text}"):
                yield f"{code} {name} {path}", client.get(f"/{code}/{path}").text
        for path in ("mappe", "frage/need", "frage/status", "uebersetzung"):
            yield f"{code} sent {path}", client.post(f"/{code}/{path}", data=SENT).text
        for path in ("", "frage/who", "stellen/12", "hilfe", "uebersetzung?seite=mappe"):
            yield f"{code} {path}", client.get(f"/{code}/{path}").text


def test_pages_with_kept_parts_are_the_same_and_hold_no_visitor(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    book: Book = app.extensions["laufmappe"]
    monkeypatch.setattr(parts, "KEPT", 100_000)
    list(looks(app))
    kept = dict(looks(app))
    found = [f"{known} {written(part)}" for known, part in book.pages._parts.items()]
    found += map(repr, book.cards._known.items())
    assert len(found) > 300
    for text in WAYS.values():
        assert not any(text in each for each in found)
    for card, _stamp in book.cards._known.values():
        assert card.station.rows == card.station.reasons == card.station.persons == ()
    assert not any(each.rows or each.reasons or each.persons
                   for stop, *_rest in book.cards._known for each in stop.stations)
    sent = re.compile(r'name="(?:antworten|mitnehmen)" value="(?!\x05)')
    assert not any(sent.search(each) for each in found)
    assert all(part.own == {} for part in book.pages._parts.values())
    book.pages._parts.clear()
    monkeypatch.setattr(parts, "KEPT", 0)  # all are forgotten before each one
    monkeypatch.setattr(fingerprint, "MOST_KNOWN", 0)
    book.cards._known.clear()
    fresh = dict(looks(app))
    assert [name for name, text in kept.items() if text != fresh[name]] == []
    assert not any(parts.CUT in text for text in fresh.values())
    assert len(kept) > 300


def test_sign_of_a_task_is_its_own(app: Flask) -> None:
    """The same place for the same reason has another sign for another task."""
    book: Book = app.extensions["laufmappe"]
    for codes in (("1YZA118YA2B1VG", "11A215AYBZCZD7"), ("11A215AYBZCZD7", "1YZA118YA2B1VG")):
        book.pages._parts.clear()
        seen = [app.test_client().get(f"/de/m/{code}").text for code in codes]
        for code, text in zip(codes, seen, strict=True):
            book.pages._parts.clear()
            assert app.test_client().get(f"/de/m/{code}").text == text


def test_appointments_are_in_no_part(tmp_path: Path) -> None:
    settings = Settings(database=database(tmp_path))
    app = create_app(settings)
    book: Book = app.extensions["laufmappe"]
    kept = next(each.here for each in _staged(book) if each.here.startswith("m/M"))
    client = app.test_client()
    for path in (kept, f"{kept}?neben=ru"):
        assert "214" in client.get(f"/ar/{path}").text
    assert [key for key, part in book.pages._parts.items() if "214" in written(part)] == []
    assert [key for key, (card, _stamp) in book.cards._known.items() if card.dates] == []


def test_cards_are_made_anew_while_something_is_closed(app: Flask) -> None:
    book: Book = app.extensions["laufmappe"]
    today = book.now().date()
    answers = finished(GUIDE, HOUSEHOLDS["adult"])
    route = book.router.route(answers)
    number = next(each.service.number for each in route.stations if each.service)
    soon = today + datetime.timedelta(days=1)  # the stop is the same, its card is not
    shut = Router(GUIDE, today, closed=closed([Closure(1, number, soon, soon)], today))
    cards, german = fingerprint.Cards(GUIDE), GUIDE.locales["de"]
    usual = cards.of(route, german, route.stops)
    known = dict(cards._known)
    assert len(known) == len(usual) == len(route.stops)
    other = shut.route(answers)
    found = cards.of(other, german, other.stops)
    assert cards._known == known
    assert other.stops == route.stops
    assert any(card.closed for card, _stamp in found)
    assert cards.of(route, german, route.stops) == usual
    assert [stamp for _card, stamp in usual] == [fingerprint.stamp(card) for card, _ in usual]


def test_so_many_parts_are_kept_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "KEPT", 20)
    monkeypatch.setattr(fingerprint, "MOST_KNOWN", 10)
    app = create_app(Settings())
    book: Book = app.extensions["laufmappe"]
    for _name, _text in zip(range(60), looks(app), strict=False):
        assert len(book.pages._parts) <= 20
        assert len(book.cards._known) <= 10


def test_other_words_are_shown_at_once(page: Callable[..., Page], app: Flask) -> None:
    book: Book = app.extensions["laufmappe"]
    before = page("/uk/").text
    assert book.pages._parts
    book.pages.renew(book.languages["uk"])
    assert not book.pages._parts
    assert page("/uk/").text == before


def fail() -> dict[str, object]:
    raise AssertionError("values of a kept part were made")


def test_own_value_is_put_in_as_it_is_and_never_kept(app: Flask) -> None:
    book: Book = app.extensions["laufmappe"]
    environment = Environment(loader=DictLoader({"a": "{{ one }}|{{ two }}|{{ three }}"}),
                              autoescape=True)
    kept: dict[Hashable, parts.Part] = {}
    german, signs = book.languages["de"], book.pages.signs
    part = parts.Parts(german, environment, signs, kept)

    def shown(*given: Any, **values: object) -> str:
        return parts.together([part(*given, **values)], german, signs).decode()

    mark = f"{parts.CUT}two{parts.CUT}"
    for value in ("<b>", "&", mark):
        assert shown("a", 1, {"one": mark, "two": value}, three="3") == (
            f"{mark}|{escape(value)}|3")
    assert shown("a", 1, {"one": "1", "two": "2"}, fail) == "1|2|3"
    assert shown("a", None, {"one": "mine"}, lambda: {"two": ""}, three="") == "mine||"
    assert list(kept) == [("de", "a", 1)]
    assert not any(each in written(kept["de", "a", 1]) for each in ("mine", "<b>", "&amp;"))


@pytest.mark.parametrize("sent", ["\ue001", "\ue002", "\x04", "\x05keep\x05", "\ue007"])
def test_marks_that_somebody_sends_are_no_marks(page: Callable[..., Page], sent: str) -> None:
    for text in (page(f"/tr/stellen?q={quote('a' + sent)}").text,
                 page("/tr/code", method="POST", data={"code": f"a{sent}"}, status=422).text):
        assert not re.search("[\x04\x05\ue000-\uf8ff]", text)
        assert f'value="a{"keep" if "keep" in sent else ""}"' in text
