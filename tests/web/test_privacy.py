"""Nothing about a visitor is kept: cookies, caches, logs, files."""

import logging
import os
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import cast

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from kinds import HOUSEHOLDS, kinds
from pages import CLOSED, OPEN, Page
from real import load
from visitor import Visitor, show

from laufmappe.domain import token
from laufmappe.paths import CONTENT, DATA
from laufmappe.settings import Settings
from laufmappe.web import create_app

Look = Callable[..., Page]
GUIDE = load(CONTENT)
CODE = token.write(GUIDE, HOUSEHOLDS["adult"])
FIXED = ["", "frage/who", "sprache", "stellen", "stellen?bedarf=5", "stellen/1", "hilfe", "code",
         "loeschen", "so-geht-es", "datenschutz", "impressum", "barrierefreiheit"]
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
CANARY = "Kanarienvogel"
compress = import_module("laufmappe.web.compress")  # in the package, the function has its name


@pytest.fixture(scope="module")
def public() -> Iterator[Flask]:
    """Return the site under a public https address."""
    site = create_app(Settings(url="https://laufmappe.example"))
    yield site
    site.extensions["laufmappe"].press.close()


def test_cookie_first_set_by_a_form(page: Look, client: FlaskClient) -> None:
    for kind in kinds(GUIDE):
        if kind.form is None:
            found = page(kind.address("de"), kind.status, **kind.options())
            assert found.response.headers.getlist("Set-Cookie") == [], kind.name
    for path in ("frage/who", "pruefen", "mappe", "mappe.pdf"):
        client.get(f"/de/{path}")
    assert client.get_cookie("antworten") is None


def test_cookie_holds_the_code_for_this_session(page: Look) -> None:
    sent = page("/de/frage/who", method="POST", data={"who": "me"}).response
    [cookie] = sent.headers.getlist("Set-Cookie")
    assert cookie == "antworten=1100005; HttpOnly; Path=/; SameSite=Lax"


def test_cookie_over_https_is_bound_to_the_host(public: Flask) -> None:
    sent = public.test_client().post("/de/frage/who", data={"who": "me"},
                                     base_url="https://laufmappe.example")
    [cookie] = sent.headers.getlist("Set-Cookie")
    assert cookie == "__Host-antworten=1100005; Secure; HttpOnly; Path=/; SameSite=Lax"
    assert sent.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_https_only_over_https(page: Look, public: Flask) -> None:
    assert "Strict-Transport-Security" not in page("/de/").response.headers
    for path in ("/de/", "/de/xyzzy", "/robots.txt", "/static/css/site.css", "/de"):
        found = public.test_client().get(path, base_url="https://laufmappe.example")
        assert "Strict-Transport-Security" in found.headers, path


def test_https_cookie_name_is_the_only_one_read(public: Flask) -> None:
    browser = public.test_client()
    browser.set_cookie("antworten", CODE, domain="laufmappe.example")
    found = browser.get("/de/pruefen", base_url="https://laufmappe.example")
    assert found.headers["Location"] == "/de/frage/who"


def test_cookie_stays_small(page: Look, app: Flask) -> None:
    visitor = Visitor(app, page)
    visitor.follow("frage/who")
    visitor.answer(who=["family"])
    visitor.answer(need=list(GUIDE.needs))
    visitor.follow("frage/age")
    visitor.answer(age=["27-59"], children=["0", "1-2", "3-4", "5", "6-11", "12-14", "15", "16-17"])
    visitor.answer(status=["asylum"])
    assert len(visitor.token) < 100


@pytest.mark.parametrize("cookies", [True, False], ids=["cookies", "no cookies"])
def test_delete_forgets_everything(app: Flask, page: Look, cookies: bool) -> None:
    visitor = Visitor(app, page, "ar", cookies=cookies)
    visitor.walk(HOUSEHOLDS["adult"])
    assert visitor.token
    deleted = visitor.follow("loeschen")
    assert visitor.token == ""
    assert deleted.response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert visitor.follow("").here == ""
    assert visitor.follow("frage/who").checked() == set()


def test_delete_over_https_names_the_same_cookie(public: Flask) -> None:
    browser = public.test_client()
    browser.post("/de/frage/who", data={"who": "me"}, base_url="https://laufmappe.example")
    gone = browser.post("/de/loeschen", base_url="https://laufmappe.example")
    [cookie] = gone.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-antworten=;")
    assert "Max-Age=0; Secure; HttpOnly; Path=/; SameSite=Lax" in cookie


def test_delete_and_notices_stand_on_every_page(app: Flask, page: Look) -> None:
    for kind in kinds(GUIDE):
        found = show(app, page, kind, "de")
        goals = {(each.get("href") or "").split("?")[0] for each in found.all("a")}
        goals |= {each.get("action") for each in found.all("form")}
        assert {"/de/loeschen", "/de/datenschutz", "/de/impressum",
                "/de/barrierefreiheit"} <= goals, kind.name


def test_delete_needs_a_form(page: Look, client: FlaskClient) -> None:
    client.set_cookie("antworten", CODE)
    page("/de/loeschen")
    assert client.get_cookie("antworten").value == CODE


@pytest.mark.parametrize("path", FIXED)
def test_fixed_page_may_be_cached_without_cookie(page: Look, client: FlaskClient,
                                                 path: str) -> None:
    found = page(f"/uk/{path}").response
    assert found.headers["Cache-Control"] == OPEN
    assert {"Cookie", "Accept-Encoding"} <= set(found.vary)
    again = client.get(f"/uk/{path}", headers={"If-None-Match": found.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Cache-Control"] == OPEN
    assert again.headers["Content-Security-Policy"] == found.headers["Content-Security-Policy"]


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_fixed_page_has_a_tag_for_each_coding(client: FlaskClient, coding: str) -> None:
    plain = client.get("/ar/stellen")
    packed = client.get("/ar/stellen", headers={"Accept-Encoding": coding})
    assert packed.headers["Content-Encoding"] == coding
    assert packed.headers["ETag"] != plain.headers["ETag"]
    again = client.get("/ar/stellen", headers={"Accept-Encoding": coding,
                                               "If-None-Match": packed.headers["ETag"]})
    assert again.status_code == 304


def test_page_alike_for_everybody_is_packed_best(client: FlaskClient) -> None:
    """Each of them is kept; a page of somebody, or a search that nobody repeats, never is."""
    packed = {"Accept-Encoding": "br"}
    compress._kept.clear()
    for _ in range(2):
        for path in ("", "stellen"):
            plain, sent = client.get(f"/ar/{path}"), client.get(f"/ar/{path}", headers=packed)
            assert sent.data == brotli.compress(plain.data, quality=11)
    assert len(compress._kept) == 2
    assert brotli.decompress(client.get("/ar/stellen?q=x", headers=packed).data)
    client.set_cookie("antworten", CODE)
    assert client.get("/ar/", headers=packed).headers["Content-Encoding"] == "br"
    assert len(compress._kept) == 2


def test_packed_pages_are_few(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compress, "KEPT", 3)
    compress._kept.clear()
    for code in ("de", "ar", "ti", "uk", "fa"):
        assert client.get(f"/{code}/", headers={"Accept-Encoding": "br"}).status_code == 200
        assert 0 < len(compress._kept) <= 3


@pytest.mark.parametrize("path", FIXED)
def test_fixed_page_is_private_with_cookie(page: Look, client: FlaskClient, path: str) -> None:
    client.set_cookie("antworten", CODE)
    found = page(f"/uk/{path}").response
    assert found.headers["Cache-Control"] == CLOSED
    assert "ETag" not in found.headers


@pytest.mark.parametrize("path", ["frage/need", "pruefen", "mappe", f"m/{CODE}"])
def test_page_with_answers_is_never_kept(page: Look, client: FlaskClient, path: str) -> None:
    client.set_cookie("antworten", CODE)
    found = page(f"/de/{path}").response
    assert found.headers["Cache-Control"] == CLOSED
    assert found.headers["X-Robots-Tag"] == "none"


def test_page_with_field_is_never_kept(page: Look) -> None:
    for path in ("frage/need", "pruefen", "mappe", "sprache", "hilfe"):
        found = page(f"/de/{path}", method="POST", data={"antworten": CODE, "zeigen": "1"})
        assert found.response.headers["Cache-Control"] == CLOSED, path


def test_redirects_tell_no_answer(client: FlaskClient) -> None:
    client.set_cookie("antworten", "1100005")
    for path in ("frage/status", "mappe", "pruefen"):
        assert client.get(f"/de/{path}").headers["Location"] == "/de/frage/need"


def test_robots_keep_away_from_answers(client: FlaskClient) -> None:
    text = client.get("/robots.txt").get_data(as_text=True)
    assert {"Disallow: /*/m/", "Disallow: /*/M/", "Disallow: /*/mappe"} <= set(text.splitlines())


def test_logs_hold_nothing_of_the_visit(app: Flask, page: Look,
                                        caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    browser = app.test_client()
    browser.set_cookie("antworten", CODE)
    agent = {"User-Agent": CANARY, "X-Forwarded-For": "203.0.113.77"}
    requests = [
        ("GET", f"/de/stellen?q={CANARY}", 200), ("GET", f"/de/m/{CANARY}", 404),
        ("GET", f"/de/m/{CODE}", 200), ("GET", f"/de/{CANARY}", 404),
        ("POST", "/de/frage/who", 422), ("POST", "/de/code", 422), ("POST", "/de/mappe", 200),
        ("GET", "/de/kaputt", 500), ("POST", f"/de/kaputt?q={CANARY}", 500),
        ("GET", f"/de/stellen?q={CANARY * 200}", 414),
    ]
    for method, path, status in requests:
        data = {"who": CANARY, "code": CANARY} if method == "POST" else None
        page(path, status, by=browser, method=method, data=data, headers=agent)
    page("/de/frage/who", 413, by=browser, method="POST", data={"who": CANARY * 2_000})
    assert "RuntimeError in broken" in caplog.text
    assert "in broken\n" in caplog.text
    for secret in (CANARY, CODE, "203.0.113.77", "127.0.0.1", "localhost", "/de/"):
        assert secret not in caplog.text


def test_nothing_is_written(app: Flask, page: Look, tmp_path: Path,
                            monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = _state()
    written: list[object] = []
    watching = True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        """Note what is opened for writing; a hook stays for good, so it must be told to stop."""
        if watching and event == "open" and cast(int, arguments[2]) & WRITING:
            written.append(arguments)

    sys.addaudithook(watch)
    for cookies in (True, False):
        visitor = Visitor(app, page, "uk", cookies=cookies)
        visitor.walk(HOUSEHOLDS["family"])
        visitor.follow("mappe")
    page("/uk/kaputt", 500)
    watching = False
    assert written == []
    assert _state() == before
    assert list(tmp_path.iterdir()) == []


def _state() -> dict[str, int]:
    """Return when each file that the site reads was last changed."""
    return {str(path): path.stat().st_mtime_ns for folder in ("content", "static", "translations")
            for path in (DATA / folder).rglob("*") if path.is_file()}


def test_no_cookie_openly_on_a_public_host(app: Flask) -> None:
    browser = app.test_client()
    for host, kept in (("localhost", True), ("192.168.1.7:8000", True), ("weg.example", False)):
        response = browser.post("/de/frage/who", data={"who": "me"}, headers={"Host": host})
        assert (response.status_code, "Set-Cookie" in response.headers) == (200, kept)
        browser.delete_cookie("antworten", domain=host.split(":")[0])
