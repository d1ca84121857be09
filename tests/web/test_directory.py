"""The directory: found by German and by own words; authorities hidden; titles that tell nothing."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from kinds import HOUSEHOLDS, of_need, sensitive
from pages import Page, words
from real import load

from laufmappe.domain import token
from laufmappe.paths import CONTENT
from laufmappe.web.book import Book

Look = Callable[..., Page]
GUIDE = load(CONTENT)
SILENT = ("silent", "undocumented", "hidden_afraid")


def found(page: Page) -> list[int]:
    """Return the numbers of the services a page of the directory lists."""
    links = [each.get("href", "").rpartition("/stellen/")[2] for each in page.all("a")]
    return [int(each) for each in links if each.isdigit()]


@pytest.mark.parametrize("code", ["de", "en", "ar", "uk"])
def test_search_finds_every_place_by_its_german_name(page: Look, client: FlaskClient,
                                                     code: str) -> None:
    for service in list(GUIDE.services.values())[::9]:
        assert service.number in found(page(f"/{code}/stellen", query_string={"q": service.name}))


def test_word_searched_for_stays_with_who_searches(page: Look) -> None:
    assert page("/de/stellen").response.headers["Cache-Control"].startswith("public")
    shown = page("/de/stellen?q=Gewalt")
    assert shown.response.headers["Cache-Control"] == "private, no-store"
    [box] = [each for each in shown.all("input") if each.get("name") == "q"]
    assert box.get("autocomplete") == "off"


@pytest.mark.parametrize("code", ["en", "ar", "uk"])
def test_search_finds_translated_words(app: Flask, page: Look, code: str) -> None:
    book: Book = app.extensions["laufmappe"]
    language = book.languages[code]
    for role in list(GUIDE.roles.values())[::3]:
        expected = {each.number for each in GUIDE.services.values() if role.id in each.roles}
        title = language.words.text(role.title)
        assert title != role.title
        assert expected <= set(found(page(f"/{code}/stellen", query_string={"q": title})))


def test_search_forgives_capitals_accents_and_spaces(page: Look) -> None:
    wanted = found(page("/uk/stellen?q=Bürgerberatung"))
    assert wanted
    for text in ("BÜRGERBERATUNG", "burgerberatung", "  bürgerberatung ", "Bu\u0308rgerberatung"):
        assert found(page("/uk/stellen", query_string={"q": text})) == wanted
    assert found(page("/uk/stellen", query_string={"q": "wohnsitz bürgerberatung"}))


@pytest.mark.parametrize("text", ["", " ", "\u0301", "\0", "%", "_", "*", "a" * 500, "ß",
                                  "\u200f", "\x01\x1f\x7f"])
def test_search_takes_anything(page: Look, text: str) -> None:
    assert page("/ar/stellen", query_string={"q": text}).here == "stellen"


def test_search_counts_in_words(page: Look) -> None:
    shown = page("/de/stellen?q=Bürgerberatung")
    number = len(found(shown))
    assert words(shown.all("h2")[0]) == f"{number} Stelle{'n' * (number != 1)} gefunden"
    assert words(page("/de/stellen?q=xyzzy").all("h2")[0]) == "0 Stellen gefunden"


def test_directory_lists_every_place_somewhere(page: Look) -> None:
    listed = {number for need in GUIDE.needs
              for number in found(page("/de/" + of_need(GUIDE, need)))}
    missing = {each.id for each in GUIDE.services.values() if each.number not in listed}
    assert missing == {each.id for each in GUIDE.services.values()
                       if not any(GUIDE.roles[role].needs for role in each.roles)}


def test_directory_every_place_has_a_page(app: Flask, page: Look) -> None:
    for service in GUIDE.services.values():
        code = ("de", "en", "ar", "uk")[service.number % 4]
        shown = page(f"/{code}/stellen/{service.number}")
        assert shown.heading == " ".join(service.name.split())


@pytest.mark.parametrize("number", ["0", "99999", "1.5", "-1", "x", "1/2", "9" * 40])
def test_directory_no_such_place(page: Look, number: str) -> None:
    page(f"/ar/stellen/{number}", 404)


@pytest.mark.parametrize("name", SILENT)
def test_authorities_hidden_in_the_directory(page: Look, client: FlaskClient, name: str) -> None:
    reporting = {each.number for each in GUIDE.services.values() if each.reports}
    listed = set(found(page("/uk/" + of_need(GUIDE, "papers"))))
    assert listed & reporting
    client.set_cookie("antworten", token.write(GUIDE, HOUSEHOLDS[name]))
    for need in GUIDE.needs:
        assert not reporting & set(found(page("/uk/" + of_need(GUIDE, need)))), need
    for text in ("Jobcenter", "amt", "stadt", "a", "e"):
        assert not reporting & set(found(page(f"/uk/stellen?q={text}"))), text


@pytest.mark.parametrize("name", SILENT)
def test_authorities_hidden_on_their_pages(page: Look, client: FlaskClient, name: str) -> None:
    client.set_cookie("antworten", token.write(GUIDE, HOUSEHOLDS[name]))
    for service in GUIDE.services.values():
        if service.reports:
            shown = page(f"/de/stellen/{service.number}")
            assert shown.heading == "Diese Stelle ist ein Amt"
            assert service.name not in shown.words()
            assert shown.title == f"Stelle {service.number} – Laufmappe"
            for phone in service.phones:
                assert f'"tel:{phone.tel}"' not in shown.text or phone.tel in {
                    each.phones[0].tel for each in
                    (GUIDE.services[key] for key in GUIDE.site.emergency)}


def test_authorities_hidden_as_long_as_no_paper_is_named(page: Look, client: FlaskClient) -> None:
    client.set_cookie("antworten", "1100005")
    reporting = next(each for each in GUIDE.services.values() if each.reports)
    assert page(f"/de/stellen/{reporting.number}").heading == "Diese Stelle ist ein Amt"


def test_authorities_shown_to_everybody_else(page: Look, client: FlaskClient) -> None:
    client.set_cookie("antworten", token.write(GUIDE, HOUSEHOLDS["adult"]))
    reporting = {each.number for each in GUIDE.services.values() if each.reports}
    assert reporting & set(found(page("/de/" + of_need(GUIDE, "papers"))))


@pytest.mark.parametrize("code", ["de", "ar"])
def test_titles_of_sensitive_places_tell_nothing(page: Look, code: str) -> None:
    assert sensitive(GUIDE)
    for service in sensitive(GUIDE):
        shown = page(f"/{code}/stellen/{service.number}")
        title = shown.title.removesuffix(" – Laufmappe")
        telling = {*service.name.split(), *service.organization.name.split()} - {"–", "und", "für"}
        assert str(service.number) in title
        assert not {each for each in telling if each in title and not each.isdigit()}


def test_titles_of_other_places_name_them(page: Look) -> None:
    service = next(each for each in GUIDE.services.values() if each not in sensitive(GUIDE))
    assert page(f"/ar/stellen/{service.number}").title == f"{service.name} – Laufmappe"
