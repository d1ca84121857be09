"""What can be chosen reads differently in every language, and means the same (traps 4, 5)."""

import re
from collections import Counter

import pytest
from flask import Flask
from real import load

from laufmappe.domain.question import GENERIC_NUMBERS
from laufmappe.paths import CONTENT

GUIDE = load(CONTENT)
OTHERS = [code for code in GUIDE.locales if code != "de"]
STRANGE = [code for code in OTHERS if code != "de-simple"]  # what is easy may stay as it is


@pytest.mark.parametrize("code", GUIDE.locales)
@pytest.mark.parametrize("name", GUIDE.questions)
def test_options_never_read_the_same(app: Flask, name: str, code: str) -> None:
    text = app.extensions["laufmappe"].languages[code].words.text
    shown = Counter(" ".join(text(each.text).casefold().split())
                    for each in GUIDE.questions[name].options.values())
    assert [words for words, times in shown.items() if times > 1] == []


@pytest.mark.parametrize("code", OTHERS)
def test_questions_never_read_the_same(app: Flask, code: str) -> None:
    text = app.extensions["laufmappe"].languages[code].words.text
    shown = Counter(text(each.text).casefold() for each in GUIDE.questions.values())
    assert [words for words, times in shown.items() if times > 1] == []


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("name", ["age", "children"])
def test_ages_hold_the_same_digits(app: Flask, name: str, code: str) -> None:
    text = app.extensions["laufmappe"].languages[code].words.text
    for option in GUIDE.questions[name].options.values():
        if option.id not in GENERIC_NUMBERS:
            digits = re.findall(r"[0-9]+", option.text)
            assert digits
            assert re.findall(r"[0-9]+", text(option.text)) == digits
            assert not re.search(r"[٠-٩۰-۹]", text(option.text))


@pytest.mark.parametrize("code", STRANGE)
def test_every_question_is_translated(app: Flask, code: str) -> None:
    words = app.extensions["laufmappe"].languages[code].words
    texts = [each.text for each in GUIDE.questions.values()]
    texts += [option.text for each in GUIDE.questions.values() for option in each.options.values()]
    assert [text for text in texts if not words.has(text)] == []
