"""Nothing that others wrote becomes markup: visitors, link senders, translators."""

import shutil
from collections.abc import Callable
from urllib.parse import quote

import pytest
from babel.messages.pofile import read_po, write_po
from flask import Flask
from flask.testing import FlaskClient
from kinds import HOUSEHOLDS, kinds
from pages import Page, inspected
from real import load
from visitor import show

from laufmappe.catalogs import files
from laufmappe.catalogs.files import po_path
from laufmappe.paths import CONTENT
from laufmappe.settings import Settings
from laufmappe.web import create_app

Look = Callable[..., Page]
CANARIES = [
    "<script>alert(1)</script>", "\"><script>alert(1)</script>", "'\"><img src=x onerror=alert(1)>",
    "</style><script>alert(1)</script>", "</title><script>alert(1)</script>", "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}", "%(town)s %s %d", "&lt;script&gt;", "\u202e<script>", "<!--", "]]>",
    "🚌" * 20,
]
SHOWN = [each for each in CANARIES if "{{" not in each and "%(" not in each]
GOALS = [
    "//evil.example", "https://evil.example", "http:evil.example", "/\\evil.example", "\\evil",
    "../../evil", "frage/who\r\nSet-Cookie: a=b", "frage/who?x=//evil",
    "evil.example", "frage/who#@evil.example", "m/a/../../evil", "frage//evil.example",
    "%2f%2fevil", "frage/who\" onclick=\"alert(1)", "stellen?bedarf=5&q=evil", "frage/who\nx",
    "@evil.example",
]


@pytest.mark.parametrize("text", SHOWN)
@pytest.mark.parametrize("code", ["de", "ar"])
def test_search_words_stay_words(page: Look, text: str, code: str) -> None:
    shown = page(f"/{code}/stellen?q={quote(text)}")
    [box] = [each for each in shown.all("input") if each.get("name") == "q"]
    assert box.get("value") == text[:80]


@pytest.mark.parametrize("text", SHOWN)
def test_code_stays_text(page: Look, text: str) -> None:
    shown = page("/ar/code", 422, method="POST", data={"code": text})
    [box] = [each for each in shown.all("input") if each.get("name") == "code"]
    assert box.get("value") == text


@pytest.mark.parametrize("text", [each for each in SHOWN if "/" not in each])
def test_link_stays_text(page: Look, text: str) -> None:
    shown = page(f"/ar/m/{quote(text, safe='')}", 404)
    [box] = [each for each in shown.all("input") if each.get("name") == "code"]
    assert [each.text for each in shown.all("script")] == [None]
    assert box.get("value") == text


@pytest.mark.parametrize("text", CANARIES)
def test_fields_answers_and_addresses_stay_text(page: Look, app: Flask, text: str) -> None:
    form = {"who": text, "antworten": text, "mitnehmen": text, text[:50]: text}
    page("/de/frage/who", 422, method="POST", data=form)
    page("/de/pruefen", method="POST", data=form)
    page(f"/de/{quote(text, safe='')}", 404)
    page(f"/de/frage/{quote(text, safe='')}", 404)
    page(f"/{quote(text, safe='')}/", 404)
    page(f"/de/stellen?bedarf={quote(text)}", 404)
    browser = app.test_client()
    browser.set_cookie("antworten", quote(text))
    page("/de/frage/who", by=browser)


@pytest.mark.parametrize("goal", [*GOALS, *CANARIES])
def test_language_switch_follows_no_foreign_address(page: Look, client: FlaskClient,
                                                    goal: str) -> None:
    for shown in (page(f"/de/sprache?seite={quote(goal, safe='')}"),
                  page("/de/sprache", method="POST", data={"seite": goal})):
        links = [each.get("href", "") for each in shown.all("a") if each.get("hreflang")]
        assert links == [f"/{code}/" for code in load(CONTENT).locales]
    client.set_cookie("antworten", "1100005")
    assert "evil" not in client.get(f"/de/sprache?seite={quote(goal, safe='')}").text


def test_language_switch_goes_nowhere_by_itself(client: FlaskClient) -> None:
    for goal in GOALS:
        assert client.get(f"/de/sprache?seite={quote(goal, safe='')}").status_code == 200


def test_redirects_stay_here(client: FlaskClient) -> None:
    for path in ("/de", "/ar", "//evil.example", "/de//evil.example", "/\\evil.example", "//",
                 "/de/pruefen", "/de/mappe", "/evil.example", "///evil.example/de"):
        response = client.get("/", environ_overrides={"PATH_INFO": path})
        goal = response.headers.get("Location", "/").removeprefix("http://localhost")
        assert goal.startswith("/"), path
        assert not goal.startswith(("//", "/\\")), path


@pytest.mark.parametrize("host", ["evil.example", "evil.example:99", "\"><script>", "a b"])
def test_host_stays_text(app: Flask, host: str) -> None:
    browser = app.test_client()
    browser.set_cookie("antworten", "1100005")
    for path in ("/de/m/1100005", "/de", "/de/frage/who"):
        response = browser.get(path, headers={"Host": host})
        assert "<script>" not in response.get_data(as_text=True)
        assert response.headers.get("Location", "/").startswith("/")


HOSTILE = '<script>alert("x")</script></style><img src=x onerror=alert(1)>'


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Return the site with a Ukrainian catalog in which every text carries a script."""
    folder = tmp_path_factory.mktemp("translations")
    target = folder / "uk" / "LC_MESSAGES" / "messages.po"
    target.parent.mkdir(parents=True)
    with po_path("uk").open("rb") as file:
        catalog = read_po(file, locale="uk")
    for message in catalog:
        if message.id:
            old = message.string if isinstance(message.string, tuple) else (message.string,)
            new = tuple(text + HOSTILE for text in old)
            message.string = new if isinstance(message.string, tuple) else new[0]
    with target.open("wb") as file:
        write_po(file, catalog)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "TRANSLATIONS", folder)
        site = create_app(Settings())
        assert site.extensions["laufmappe"].languages["uk"].words.has("Weiter")  # reads it now
    shutil.rmtree(folder)
    return site


def test_translators_texts_stay_text(hostile: Flask) -> None:
    guide = hostile.extensions["laufmappe"].guide

    def look(path: str, status: int = 200, *, by: FlaskClient, **options: object) -> Page:
        response = by.open(path, follow_redirects=True, **options)
        return inspected(guide, response.request.path, response, status)

    seen = 0
    for kind in kinds(guide):
        if kind.name != "front" and kind.status != 500:
            shown = show(hostile, look, kind, "uk")
            assert "<script>alert" not in shown.text
            assert "<img" not in shown.text
            seen += shown.text.count("&lt;script&gt;")
    assert seen > 1_000


def test_translators_texts_stay_text_on_paper(hostile: Flask) -> None:
    browser = hostile.test_client()
    guide = hostile.extensions["laufmappe"].guide
    [kind] = [each for each in kinds(guide) if each.name == "way adult"]
    assert kind.form
    assert HOUSEHOLDS["adult"]
    response = browser.post("/uk/mappe.pdf", data=kind.form)
    assert response.data.startswith(b"%PDF")
    hostile.extensions["laufmappe"].press.close()
