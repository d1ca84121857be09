"""Plural forms, dates, weekdays and names of languages by CLDR, in every language."""

import datetime
import gettext

import pytest
from babel.core import Locale
from flask import Flask
from real import load

from laufmappe.catalogs import files
from laufmappe.domain.guide import Locale as Offered
from laufmappe.paths import CONTENT

GUIDE = load(CONTENT)
OTHERS = [each for each in GUIDE.locales.values() if each.code != "de"]
SOON = 200
"""Numbers of stations and places are below; CLDR's "many" of millions stands for none of them."""


@pytest.mark.parametrize("locale", OTHERS, ids=lambda each: each.code)
def test_plural_forms_are_those_of_cldr(locale: Offered) -> None:
    catalog = files.read(locale.folder)
    choose = gettext.c2py(catalog.plural_expr)  # type: ignore[attr-defined]
    by_cldr = Locale.parse(locale.format).plural_form
    forms: dict[str, set[int]] = {}
    for number in range(SOON):
        forms.setdefault(by_cldr(number), set()).add(choose(number))
    assert all(len(each) == 1 for each in forms.values()), forms
    assert len({next(iter(each)) for each in forms.values()}) == len(forms)
    assert catalog.num_plurals == len(forms)


@pytest.mark.parametrize("code", GUIDE.locales)
def test_dates_weekdays_and_names(app: Flask, code: str) -> None:
    book = app.extensions["laufmappe"]
    language = book.languages[code]
    with app.test_request_context():
        said = language.date(datetime.date(2026, 12, 4))
    assert "2026" in said
    assert "4" in said
    assert said.translate(str.maketrans("", "", "0123456789")) != said
    days = language.weekdays().split("|")
    assert len(set(days)) == 7
    names = {language.name_of(each) for each in ("de", "en", "ar", "uk", "fa", "tr")}
    assert len(names) == 6
    assert not names & {"de", "en", "ar", "uk", "fa", "tr"}


def test_folder_is_what_babel_calls_the_language() -> None:
    for each in GUIDE.locales.values():
        assert str(Locale.parse(each.folder)) == each.folder
        assert (Locale.parse(each.folder).text_direction == "rtl") == (each.direction == "rtl")


def test_two_dozen_languages_leichte_sprache_second() -> None:
    assert len(GUIDE.locales) == 24
    assert list(GUIDE.locales)[:2] == ["de", "de-simple"]
    assert len({each.name for each in GUIDE.locales.values()}) == 24
