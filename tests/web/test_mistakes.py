"""What goes wrong is said calmly: in the language of the address, without any detail."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from kinds import HOUSEHOLDS, kinds
from pages import Page
from real import load

from laufmappe.catalogs.words import Words
from laufmappe.domain import asking, token
from laufmappe.domain.token import ALPHABET
from laufmappe.paths import CONTENT
from laufmappe.settings import Settings
from laufmappe.web import create_app
from laufmappe.web.book import Book

Look = Callable[..., Page]
GUIDE = load(CONTENT)
CODES = list(GUIDE.locales)
ERRORS = {each.status: each for each in kinds(GUIDE) if each.name.isdigit()}
TITLES = {
    403: "Die Anfrage kam von einer anderen Seite",
    404: "Diese Seite gibt es nicht",
    405: "So geht es hier nicht weiter",
    413: "Das war zu viel auf einmal",
    414: "Die Adresse ist zu lang",
    500: "Bei uns ist etwas kaputt",
}
CODE = token.write(GUIDE, HOUSEHOLDS["adult"])
WRONG = ["", "0", "xyzzy", CODE[:-1], CODE + "0", CODE[::-1], "2" + CODE[1:], "0" * 16, "🚌🚌🚌🚌",
         "<b>12345", "1" * 5_000]


def say(app: Flask, code: str, text: str) -> str:
    """Return a German text in a language."""
    book: Book = app.extensions["laufmappe"]
    return book.languages[code].words.text(text)


def test_errors_all_looked_at() -> None:
    assert set(ERRORS) == set(TITLES)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("status", TITLES)
def test_error_page_speaks_the_language(app: Flask, page: Look, status: int, code: str) -> None:
    kind = ERRORS[status]
    shown = page(kind.address(code), status, **kind.options())
    assert shown.heading == say(app, code, TITLES[status])
    assert shown.title == f"{say(app, code, 'Fehler')}: {shown.heading} – Laufmappe"
    if code not in {"de", "de-simple"}:
        assert shown.heading != TITLES[status]
    for word in ("Traceback", "RuntimeError", "kaputt?", "werkzeug", "File"):
        assert word not in shown.text
    links = {each.get("href") for each in shown.all("a")}
    assert {f"/{each}/" for each in CODES} <= links
    assert "tel:112" in links


@pytest.mark.parametrize("path", ["frage/need", "gibtesnicht"])
def test_what_breaks_the_error_page_too_is_told_without_one(
        app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture, path: str) -> None:
    def broken(*_words: object) -> None:
        raise RuntimeError(CODE)

    monkeypatch.setattr(asking, "pruned", broken)
    client.set_cookie("antworten", CODE)
    shown = client.get(f"/uk/{path}")
    assert (shown.status_code, shown.mimetype) == (500, "text/plain")
    assert say(app, "uk", TITLES[500]) in shown.text
    assert "112" in shown.text
    assert "RuntimeError" in caplog.text
    assert CODE not in caplog.text
    assert path not in caplog.text


def test_last_answer_needs_no_catalog(app: Flask, client: FlaskClient, caplog:
                                      pytest.LogCaptureFixture, monkeypatch:
                                      pytest.MonkeyPatch) -> None:
    def broken(*_words: object, **_more: object) -> None:
        raise OSError

    book: Book = app.extensions["laufmappe"]
    monkeypatch.setattr(book, "show", broken)
    monkeypatch.setattr(Words, "look_up", property(broken))
    shown = client.get(f"/uk/m/{CODE}")
    assert (shown.status_code, shown.headers["Cache-Control"]) == (500, "private, no-store")
    assert TITLES[500] in shown.text
    assert CODE not in caplog.text


@pytest.mark.parametrize("path", ["frage/who", f"m/{CODE}", "mappe"])
def test_form_that_was_cut_off_is_read_as_empty(
        client: FlaskClient, path: str, caplog: pytest.LogCaptureFixture) -> None:
    shown = client.post(f"/de/{path}", data=b"who=m", headers={"Content-Length": "500"},
                        content_type="application/x-www-form-urlencoded")
    assert shown.status_code in {303, 405, 422}
    assert caplog.text == ""


def test_error_page_in_capital_address(page: Look) -> None:
    assert page("/AR/gibtesnicht", 404).lang == "ar"


@pytest.mark.parametrize("path", ["/xx/", "/kmr/", "/de-AT/", "/index.html", "/.git/config",
                                  "/wp-login.php", "/xx/frage/who", "/static/", "/static/css/",
                                  "/static/..%2f..%2fpyproject.toml", "/%00/"])
def test_unknown_address_lists_the_languages(page: Look, path: str) -> None:
    shown = page(path, 404)
    assert shown.heading == TITLES[404]
    assert {f"/{each}/" for each in CODES} <= {each.get("href") for each in shown.all("a")}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND"])
@pytest.mark.parametrize("path", ["", "frage/who", "mappe", "stellen", "loeschen"])
def test_other_methods_refused(page: Look, client: FlaskClient, method: str, path: str) -> None:
    shown = page(f"/uk/{path}", 405, method=method)
    assert "GET" in shown.response.headers["Allow"]


def test_post_to_a_page_without_form_refused(page: Look) -> None:
    for path in ("", "stellen", "datenschutz", "stellen/1", f"m/{CODE}"):
        assert page(f"/ar/{path}", 405, method="POST", data={}).lang == "ar"


@pytest.mark.parametrize("headers", [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    {"Origin": "https://evil.example"},
    {"Origin": "https://localhost"},
    {"Origin": "http://localhost.evil.example"},
])
def test_post_from_elsewhere_refused(page: Look, client: FlaskClient,
                                     headers: dict[str, str]) -> None:
    for path in ("frage/who", "loeschen", "code", "sprache", "mappe", "mappe.pdf"):
        page(f"/de/{path}", 403, method="POST", headers=headers,
             data={"who": "me", "mitnehmen": CODE, "antworten": CODE, "code": CODE})
    assert client.get_cookie("antworten") is None


@pytest.mark.parametrize("headers", [
    {},
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "http://localhost"},
    # Without Sec-Fetch-Site, and because of no-referrer, older browsers name no origin.
    {"Origin": "null"},
])
def test_post_from_our_own_pages_taken(page: Look, headers: dict[str, str]) -> None:
    shown = page("/de/frage/who", method="POST", data={"who": "me"}, headers=headers)
    assert shown.here == "frage/need"


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("text", WRONG[1:])
def test_wrong_link_says_so(app: Flask, page: Look, text: str, code: str) -> None:
    shown = page(f"/{code}/m/{text}", 404)
    assert say(app, code, "Dieser Code stimmt nicht.") in shown.words()


@pytest.mark.parametrize("text", WRONG)
def test_wrong_code_says_so(app: Flask, page: Look, text: str) -> None:
    shown = page("/ar/code", 422, method="POST", data={"code": text})
    assert say(app, "ar", "Dieser Code stimmt nicht.") in shown.words()
    assert shown.response.headers.getlist("Set-Cookie") == []


def test_every_changed_character_is_noticed(client: FlaskClient) -> None:
    wrong = [CODE[:place] + letter + CODE[place + 1:] for place in range(len(CODE))
             for letter in ALPHABET if letter != CODE[place]]
    assert [text for text in wrong if client.get(f"/en/m/{text}").status_code != 404] == []


def test_every_swapped_pair_is_noticed(client: FlaskClient) -> None:
    wrong = {CODE[:place] + CODE[place + 1] + CODE[place] + CODE[place + 2:]
             for place in range(len(CODE) - 1)} - {CODE}
    assert [text for text in wrong if client.get(f"/en/m/{text}").status_code != 404] == []


@pytest.mark.parametrize("text", WRONG[1:])
@pytest.mark.parametrize("target", ["frage/need", "pruefen", "mappe", "mappe.pdf"])
def test_wrong_cookie_leads_to_a_clear_page(app: Flask, page: Look, client: FlaskClient,
                                            target: str, text: str) -> None:
    client.set_cookie("antworten", text[:4_000])
    shown = page(f"/ar/{target}")
    assert shown.here in {"", "frage/who"}
    assert shown.checked() == set()


@pytest.mark.parametrize("text", WRONG[1:])
@pytest.mark.parametrize("target", ["frage/need", "pruefen", "mappe", "mappe.pdf"])
@pytest.mark.parametrize("field", ["antworten", "mitnehmen"])
def test_wrong_field_leads_to_a_clear_page(app: Flask, page: Look, field: str, target: str,
                                           text: str) -> None:
    shown = page(f"/ar/{target}", method="POST", data={field: text, "zeigen": "1"})
    assert shown.here in {"", "frage/who"}
    assert shown.checked() == set()


def test_link_in_capitals_opens(page: Look) -> None:
    shown = page(f"/AR/M/{CODE}")
    assert (shown.lang, shown.here) == ("ar", f"m/{CODE}")
    plain = page(f"/ar/m/{CODE.lower()}")
    assert plain.words() == shown.words()


def test_link_of_the_page_is_in_capitals(page: Look) -> None:
    shown = page(f"/ar/m/{CODE}")
    links = [each.get("href", "") for each in shown.all("a") if "/M/" in each.get("href", "")]
    assert len(links) == 1
    assert links[0] == links[0].upper()
    assert page(links[0].removeprefix("HTTP://LOCALHOST")).here.startswith("m/")


def test_foreign_host_refused(page: Look) -> None:
    site = create_app(Settings(url="https://laufmappe.example"))
    browser = site.test_client()
    for host in ("evil.example", "laufmappe.example.evil.example", "", "localhost"):
        response = browser.get("/ar/", base_url="https://laufmappe.example",
                               headers={"Host": host})
        assert response.status_code == 400, host
        assert "evil" not in response.get_data(as_text=True)
    shown = page("/ar/", 400, by=browser, base_url="https://laufmappe.example",
                 headers={"Host": "evil.example"})
    assert shown.heading == say(site, "ar", "Das haben wir nicht verstanden")
    assert browser.get("/ar/", base_url="https://laufmappe.example").status_code == 200
