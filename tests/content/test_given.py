"""Answers from the shell or a file: read, or refused in words."""

import pytest

from laufmappe.content.given import from_json, from_words
from laufmappe.domain.guide import Guide


def test_from_words_several_answers(town: Guide) -> None:
    assert from_words(town, "who=me, need=child|safety") == {
        "who": ("me",), "need": ("child", "safety")}


@pytest.mark.parametrize(("text", "words"), [
    ("who", "„who“ hat nicht die Form frage=antwort"),
    ("who=", "„who=“ hat nicht die Form frage=antwort"),
    ("whoo=me", "Es gibt keine Frage „whoo“. Meinten Sie „who“?"),
    ("who=mee", "Die Frage „who“ kennt keine Antwort „mee“. Meinten Sie „me“?"),
    ("who=me|child", "Die Frage „who“ nimmt nur eine Antwort."),
])
def test_from_words_wrong(town: Guide, text: str, words: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        from_words(town, text)
    assert str(caught.value) == words


def test_from_json_text_and_list(town: Guide) -> None:
    line = '{"who": "me", "need": ["child", "safety", "child"], "age": null, "topic": []}'
    assert from_json(town, line) == {"who": ("me",), "need": ("child", "safety")}


@pytest.mark.parametrize(("line", "words"), [
    ("{", "Das ist kein gültiges JSON"),
    ("[" * 100_000, "Das ist kein gültiges JSON"),
    ("[]", "Hier wird ein JSON-Objekt mit Antworten erwartet"),
    ('{"age": 5}', "Die Antwort auf „age“ ist kein Text"),
    ('{"age": "5"}', "Die Frage „age“ kennt keine Antwort „5“."),
])
def test_from_json_wrong(town: Guide, line: str, words: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        from_json(town, line)
    assert str(caught.value) == words
