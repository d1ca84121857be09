"""Texts without room are found by measuring, not by counting."""

import pytest
from real import load

from laufmappe.cli.room import hints
from laufmappe.export.room import BUTTON, HEADING, LABEL, TITLE, Place, Short, cramped
from laufmappe.paths import CONTENT

GUIDE = load(CONTENT)
PLACES = [TITLE, LABEL, HEADING, BUTTON]


def told(text: str, place: Place, *, language: str = "de", turned: bool = False) -> list[str]:
    return list(cramped(language, turned, [Short("Weiter", text, place)]))


@pytest.mark.parametrize("place", PLACES, ids=lambda each: each.name)
def test_short_text_fits_and_long_one_does_not(place: Place) -> None:
    assert told("Weiter", place) == []
    (found,) = told("Weiter gehen wir alle " * 20, place)
    assert found.endswith(f"Zeilen, Platz ist für {place.lines}: {place.name}: Weiter")


def test_word_that_cannot_be_divided_is_too_long() -> None:
    assert told("Donaudampfschifffahrtsgesellschaftskapitän", BUTTON) == [
        f"ein Wort ist zu lang: {BUTTON.name}: Weiter"]
    assert told("Donaudampf schifffahrts gesellschaft", BUTTON) == []


def test_width_is_measured_not_counted() -> None:
    narrow, wide = "i" * 35, "W" * 35
    assert told(narrow, BUTTON) == []
    assert told(wide, BUTTON) != []
    assert told("تابع " * 40, HEADING, language="ar", turned=True) != []


def test_no_place_no_engine() -> None:
    assert list(cramped("de", turned=False, texts=[])) == []


@pytest.mark.parametrize("code", ["de-simple", "el", "ti"])
def test_offered_languages_have_room(code: str) -> None:
    assert list(hints(GUIDE, GUIDE.locales[code])) == []
