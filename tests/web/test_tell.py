"""Two taps to say that something is wrong: counted without a trace, bounded, never in the way."""

import datetime
import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from kinds import HOUSEHOLDS, first, kinds
from pages import Page, inspected
from real import load

from laufmappe.domain import token
from laufmappe.domain.report import KINDS, Report
from laufmappe.paths import CONTENT
from laufmappe.settings import Settings
from laufmappe.store.limit import A_DAY, BURST
from laufmappe.store.migrate import migrate
from laufmappe.store.reports import Reports
from laufmappe.web import create_app

Look = Callable[..., Page]
GUIDE = load(CONTENT)
PLACE = first(GUIDE, state="sourced", reports=False)
PATH = f"/de/stellen/{PLACE.number}/stimmt-nicht"
NOW = datetime.datetime(2026, 11, 20, 10, tzinfo=datetime.UTC)
CANARY = "Kanarienvogel"
SENDER = {"User-Agent": CANARY, "X-Forwarded-For": "203.0.113.77", "Accept-Language": CANARY}


class Site:
    """The site with a database in a file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        address = f"sqlite:///{file}"
        self.reports = Reports(address)
        migrate(self.reports.engine)
        self.now = NOW
        self.app: Flask = create_app(Settings(database=address), now=lambda: self.now)
        self.client = self.app.test_client()

    def dump(self) -> list[str]:
        """Return all that the database holds."""
        with sqlite3.connect(self.file) as connection:
            return list(connection.iterdump())

    def look(self, path: str, status: int = 200, **options: object) -> Page:
        """Return a page after looking at all that holds for every page."""
        response = self.client.open(path, **options)
        return inspected(GUIDE, path, response, status)

    def tap(self, kind: str, number: int = PLACE.number, status: int = 200) -> Page:
        """Say what is wrong."""
        return self.look(f"/de/stellen/{number}/stimmt-nicht", status, method="POST",
                         data={"was": kind}, headers=SENDER)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Return a site that counts reports in a file of its own."""
    found = Site(tmp_path / "laufmappe.sqlite")
    yield found
    found.app.extensions["laufmappe"].press.close()


def test_two_taps(site: Site) -> None:
    place = site.look(f"/de/stellen/{PLACE.number}")
    assert PATH in {each.get("href") for each in place.all("a")}
    asked = site.look(PATH)
    buttons = {each.get("value", ""): "".join(each.itertext()) for each in asked.all("button")
               if each.get("name") == "was"}
    assert buttons == dict(KINDS)
    assert not [each for each in asked.all("input") if each.get("type") != "hidden"]
    assert not asked.all("textarea")
    assert site.tap("hours").heading == "Danke"
    assert site.reports.all() == [Report(PLACE.number, "hours", NOW.date(), 1)]


def test_nothing_tells_who_it_was(site: Site) -> None:
    code = token.write(GUIDE, HOUSEHOLDS["adult"])
    site.client.set_cookie("antworten", code)
    site.tap("phone")
    site.client.post(PATH, data={"was": "phone", "antworten": code, "name": CANARY})
    assert site.reports.all() == [Report(PLACE.number, "phone", NOW.date(), 2)]
    data = site.file.read_bytes()
    for secret in (CANARY, code, "203.0.113.77", "127.0.0.1", "10:00"):
        assert secret.encode() not in data
    assert [path.name for path in site.file.parent.iterdir()] == [site.file.name]


def test_looking_changes_nothing(site: Site) -> None:
    """Follow every link from the start, and ask for every kind of page: only a tap counts."""
    site.tap("gone")
    before = site.dump()
    seen, waiting = set(), ["/de/", PATH, f"{PATH}?was=phone"]
    while waiting:
        path = waiting.pop()
        seen.add(path)
        response = site.client.get(path, headers=SENDER)
        links = set(re.findall(r'href="(/de/[^"#]*)"', response.get_data(as_text=True)))
        waiting += [each for each in links - seen if each not in waiting]
    assert len([path for path in seen if "stimmt-nicht" in path]) > 100
    for kind in kinds(GUIDE):
        site.client.open(kind.address("ar"), **kind.options())
    assert site.dump() == before


def test_too_many_are_thanked_and_not_counted(site: Site) -> None:
    pages = {site.tap("phone").text for _ in range(A_DAY + 5)}
    assert len(pages) == 1
    assert [each.count for each in site.reports.all()] == [A_DAY]
    others = [each.number for each in GUIDE.services.values() if not each.reports][:BURST]
    for number in others:
        site.tap("gone", number)
    assert sum(each.count for each in site.reports.all()) == BURST
    site.now += datetime.timedelta(days=1)
    site.tap("phone")
    assert sum(each.count for each in site.reports.all()) == BURST + 1


@pytest.mark.parametrize("harm", ["gone", "no table", "locked", "damaged"])
def test_database_that_fails_breaks_no_page(site: Site, harm: str) -> None:
    holder = sqlite3.connect(site.file)
    if harm == "locked":
        holder.execute("BEGIN EXCLUSIVE")
    elif harm == "no table":
        holder.execute("DROP TABLE reports")
        holder.commit()
    elif harm == "damaged":
        site.file.write_bytes(b"\0" * 8_192)
    else:
        site.file.rename(site.file.with_name("fort"))
        site.file.mkdir()
    failed = site.tap("phone", status=503)
    assert "Das hat gerade nicht geklappt" in failed.words()
    assert {"phone", "gone"} <= {each.get("value") for each in failed.all("button")}
    for path in ("/de/", f"/de/stellen/{PLACE.number}", PATH, "/de/frage/who"):
        site.look(path)
    holder.close()
    if harm == "locked":
        assert site.tap("phone").heading == "Danke"


@pytest.mark.parametrize("kind", ["xyzzy", "", "phone' OR 1", "a" * 9_000])
def test_unknown_kind_is_not_counted(site: Site, kind: str) -> None:
    assert "Bitte wählen Sie eine Antwort." in site.tap(kind, status=422).words()
    assert site.reports.all() == []


def test_from_elsewhere_is_not_counted(site: Site) -> None:
    site.look(PATH, 403, method="POST", data={"was": "phone"},
              headers={"Sec-Fetch-Site": "cross-site"})
    assert site.reports.all() == []


def test_language_switch_without_cookies_is_no_report(site: Site) -> None:
    code = token.write(GUIDE, HOUSEHOLDS["adult"])
    found = site.look(PATH.replace("/de/", "/ar/"), method="POST",
                      data={"antworten": code, "zeigen": "1"})
    assert (found.lang, found.here) == ("ar", PATH.removeprefix("/de/"))
    assert site.reports.all() == []


def test_without_a_database_the_address_of_the_owner(page: Look) -> None:
    for found in (page(PATH), page(PATH, method="POST", data={"was": "phone"})):
        assert GUIDE.site.empty["mailbox"] in found.words()
        assert not [each for each in found.all("button") if each.get("name") == "was"]


def test_place_that_does_not_exist(site: Site) -> None:
    site.tap("phone", 9999, 404)
    assert site.reports.all() == []
