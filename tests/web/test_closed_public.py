"""Closed places on the public side: said everywhere, fresh in half a minute, never in the way."""

import datetime
import html
import threading
from collections.abc import Iterator
from pathlib import Path

import printed
import pytest
from at_desk import Clock, address, clock, press, site
from flask import Flask
from flask.testing import FlaskClient
from kinds import of_need
from werkzeug.test import TestResponse

from laufmappe.domain import token
from laufmappe.domain.closure import NOTHING, Closure
from laufmappe.domain.question import Answers
from laufmappe.domain.service import Service
from laufmappe.settings import Settings
from laufmappe.store.closures import Closures
from laufmappe.store.database import StoreError
from laufmappe.web import create_app
from laufmappe.web.book import Book
from laufmappe.web.watch import PATIENCE, Watch

__all__ = ["address", "clock", "press", "site"]
WEEK = datetime.timedelta(7)
HALF = 31
WORKER: Answers = {"who": ("me",), "need": ("first_steps",), "age": ("27-59",), "status": ("work",)}
MONEY: Answers = {"who": ("me",), "need": ("money",), "age": ("27-59",), "status": ("eu",)}
JOBCENTER = 5


@pytest.fixture
def book(site: Flask) -> Book:
    """Return the guide as a site."""
    found: Book = site.extensions["laufmappe"]
    return found


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    """Return a browser without a history."""
    return site.test_client()


def close(address: str, clock: Clock, number: int, *, since: int = 0, until: int = 7) -> int:
    """Close a place from another worker; half a minute later everybody knows."""
    today = clock.now.date()
    days = today + datetime.timedelta(since), today + datetime.timedelta(until)
    found = Closures(address).add(number, *days, today)
    clock.on(seconds=HALF)
    return found


def text_of(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return html.unescape(answer.text)


def link(book: Book, answers: Answers) -> str:
    return f"/de/m/{token.write(book.guide, answers)}"


def taken(client: FlaskClient, book: Book, answers: Answers, name: str) -> TestResponse:
    """Return a page or a paper as the forms of a link page fetch it."""
    answer = client.post(f"/de/{name}", data={"mitnehmen": token.write(book.guide, answers)})
    assert answer.status_code == 200
    return answer


def advice(book: Book, answers: Answers) -> tuple[Service, Service]:
    """Return the advice that stands on the way, and the one that comes next."""
    stations = book.router.route(answers).stations
    found = next(each for each in stations if each.office.id == "mbe")
    assert found.service
    return found.service, found.alternatives[0].service


@pytest.mark.parametrize("linked", [True, False])
def test_way_and_link_show_the_next_best(book: Book, client: FlaskClient, address: str,
                                         clock: Clock, linked: bool) -> None:
    def shown() -> str:
        answer = client.get(link(book, WORKER)) if linked else taken(client, book, WORKER, "mappe")
        return html.unescape(answer.text)

    best, other = advice(book, WORKER)
    assert "geschlossen" not in shown()
    close(address, clock, best.number)
    said = (f"„{best.name}“ ist vom 20.11.2026 bis 27.11.2026 geschlossen. "
            f"Bis dahin: „{other.name}“.")
    assert said in shown()
    clock.on(days=8)
    assert "geschlossen" not in shown()


def test_one_day_reads_as_one_day(book: Book, client: FlaskClient, address: str,
                                  clock: Clock) -> None:
    best, other = advice(book, WORKER)
    close(address, clock, best.number, until=0)
    said = f"„{best.name}“ ist am 20.11.2026 geschlossen. An diesem Tag: „{other.name}“."
    assert said in text_of(client, link(book, WORKER))


def test_without_another_it_stays_and_says_until_when(book: Book, client: FlaskClient,
                                                      address: str, clock: Clock) -> None:
    close(address, clock, JOBCENTER)
    found = text_of(client, link(book, MONEY))
    assert "Diese Stelle ist bis einschließlich 27.11.2026 geschlossen." in found
    assert "Jobcenter Arbeitplus Bielefeld" in found


def test_coming_is_said_and_replaces_nobody(book: Book, client: FlaskClient, address: str,
                                            clock: Clock) -> None:
    best, _ = advice(book, WORKER)
    close(address, clock, best.number, since=3)
    found = text_of(client, link(book, WORKER))
    assert "Geschlossen vom 23.11.2026 bis 27.11.2026." in found
    assert advice(book, WORKER)[0] == best


def test_opens_again_by_its_hours_and_not_in_the_next_closure(
    book: Book, client: FlaskClient, address: str, clock: Clock
) -> None:
    place = next(each for each in book.guide.services.values()
                 if each.hours and each.hours.osm.startswith("Mo-Fr"))
    path = f"/de/stellen/{place.number}"
    close(address, clock, place.number)
    assert "Die Stelle öffnet wieder am 30.11.2026." in text_of(client, path)
    close(address, clock, place.number, since=10, until=11)
    found = text_of(client, path)
    assert "Die Stelle öffnet wieder am 02.12.2026." in found
    assert "Geschlossen vom 30.11.2026 bis 01.12.2026." in found
    assert "data-open" not in found


def test_place_and_directory_say_so_and_have_another_etag(
    book: Book, client: FlaskClient, address: str, clock: Clock
) -> None:
    best, _ = advice(book, WORKER)
    need = next(need for role in best.roles for need in book.guide.roles[role].needs)
    paths = (f"/de/stellen/{best.number}", f"/de/{of_need(book.guide, need)}")
    before = {path: client.get(path).headers["ETag"] for path in paths}
    number = close(address, clock, best.number)
    for path in paths:
        answer = client.get(path, headers={"If-None-Match": before[path]})
        assert answer.status_code == 200
        assert answer.headers["ETag"] != before[path]
        assert "Geschlossen vom 20.11.2026 bis 27.11.2026." in answer.text
    Closures(address).end(number)
    clock.on(seconds=HALF)
    assert {path: client.get(path).headers["ETag"] for path in paths} == before


def test_kept_copy_is_told_that_something_changed(book: Book, client: FlaskClient, address: str,
                                                  clock: Clock) -> None:
    def mark() -> str:
        return text_of(client, f"{link(book, MONEY)}?kopie").split('data-mark="')[1].split('"')[0]

    before = mark()
    clock.on(seconds=HALF)
    assert mark() == before
    close(address, clock, JOBCENTER)
    assert mark() != before


@pytest.mark.parametrize(("name", "says"), [("mappe.pdf", True), ("mappe-gross.pdf", True),
                                            ("mappe-neutral.pdf", False)])
def test_paper_says_so(book: Book, client: FlaskClient, address: str, clock: Clock, name: str,
                       says: bool) -> None:
    best, other = advice(book, WORKER)
    close(address, clock, best.number)
    answer = taken(client, book, WORKER, name)
    assert answer.content_type == "application/pdf"
    words = printed.plain(printed.words(answer.data))
    assert printed.plain(other.name) in words
    assert (printed.plain(f"„{best.name}“ ist vom") in words) is says


def test_neutral_paper_says_when_its_own_place_is_closed(
    book: Book, client: FlaskClient, address: str, clock: Clock
) -> None:
    close(address, clock, JOBCENTER)
    answer = taken(client, book, MONEY, "mappe-neutral.pdf")
    words = printed.plain(printed.words(answer.data))
    assert printed.plain("bis einschließlich 27.11.2026 geschlossen") in words


def test_database_down_pages_answer_and_what_was_known_stays_ten_minutes(
    book: Book, client: FlaskClient, address: str, clock: Clock
) -> None:
    close(address, clock, JOBCENTER)
    path = link(book, MONEY)
    assert "geschlossen" in text_of(client, path)
    Path(address.removeprefix("sqlite:///")).write_bytes(b"no database" * 99)
    clock.on(minutes=9)
    assert "geschlossen" in text_of(client, path)
    clock.on(minutes=2)
    assert "geschlossen" not in text_of(client, path)


def test_without_a_database_nothing_is_asked(book: Book) -> None:
    other = create_app(Settings()).extensions["laufmappe"]
    assert other.watch is None
    assert other.closed is NOTHING
    assert other.router is other.router


NOW = datetime.datetime(2026, 11, 20, 10, tzinfo=datetime.UTC)
SHUT = Closure(1, JOBCENTER, NOW.date(), NOW.date() + WEEK)


class Source:
    """A database that counts who asks, and that can be slow or gone."""

    def __init__(self) -> None:
        self.asked = 0
        self.gone = False
        self.go_on = threading.Event()
        self.go_on.set()

    def __call__(self, _today: datetime.date) -> list[Closure]:
        self.asked += 1
        self.go_on.wait(10)
        if self.gone:
            raise StoreError("gone")
        return [SHUT]


@pytest.fixture
def source() -> Iterator[Source]:
    """Return a database; whoever still waits for it at the end is let go."""
    found = Source()
    yield found
    found.go_on.set()


def after(seconds: float) -> datetime.datetime:
    return NOW + datetime.timedelta(seconds=seconds)


def test_asked_at_most_every_half_minute_and_the_same_object(source: Source) -> None:
    watch = Watch(source)
    first = watch.closed(NOW)
    assert first.now == {JOBCENTER}
    assert all(watch.closed(after(each)) is first for each in (0, 1, 29.9))
    assert source.asked == 1
    assert watch.closed(after(30)) is first
    assert source.asked == 2
    watch.forget()
    watch.closed(after(31))
    assert source.asked == 3


def test_a_clock_set_back_asks_anew(source: Source) -> None:
    watch = Watch(source)
    watch.closed(NOW)
    watch.closed(after(-3600))
    assert source.asked == 2


def test_slow_database_is_asked_once_and_holds_up_nobody(source: Source) -> None:
    watch = Watch(source)
    known = watch.closed(NOW)
    source.go_on.clear()
    answers = [watch.closed(after(each)) for each in (31, 31, 62, 93)]
    assert all(each is known for each in answers)
    assert source.asked == 2
    assert PATIENCE < 1


def test_gone_database_is_asked_again_each_half_minute(source: Source) -> None:
    source.gone = True
    watch = Watch(source)
    assert [watch.closed(after(each)) for each in (0, 10, 31)] == [NOTHING] * 3
    assert source.asked == 2
    source.gone = False
    assert watch.closed(after(62)).now == {JOBCENTER}


def test_many_pages_at_once_ask_once(source: Source) -> None:
    watch, start = Watch(source), threading.Barrier(8)
    seen: list[object] = []

    def ask() -> None:
        start.wait()
        watch.closed(NOW)
        seen.append(watch.closed(NOW))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert source.asked == 1
    assert len(seen) == 8
