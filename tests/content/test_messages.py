"""Texts of content for the translators."""

import io
from pathlib import Path

import pytest

from laufmappe.content.folder import kind_of
from laufmappe.content.messages import extract, texts

QUESTION = """number: 1
choose: one
text: >-
  Haben Sie
  einen Platz?
group_titles: {a: Am Anfang}
options:
  yes: {number: 1, text: Ja, help: Auch bei Freunden.}
"""


def extracted(name: str, text: str) -> list[tuple[int, str, str, list[str]]]:
    """Return what Babel gets from a file of this name."""
    file = io.BytesIO(text.encode("utf-8"))
    file.name = name  # type: ignore[attr-defined]
    return list(extract(file, None, None, None))


def test_extract_texts_with_line_and_comment() -> None:
    assert extracted("/somewhere/content/questions/10-x.yaml", QUESTION)[:4] == [
        (3, "gettext", "Haben Sie einen Platz?",
         ["Translators: Frage, Antwort, Frist oder Öffnungszeit (questions/10-x)"]),
        (6, "gettext", "Am Anfang",
         ["Translators: Überschrift einer Gruppe von Antworten (questions/10-x)"]),
        (8, "gettext", "Ja",
         ["Translators: Frage, Antwort, Frist oder Öffnungszeit (questions/10-x)"]),
        (8, "gettext", "Auch bei Freunden.",
         ["Translators: Erklärung unter einer Frage oder Antwort (questions/10-x)"])]


def test_extract_answers_of_every_question() -> None:
    assert [each[2] for each in extracted("content/questions/10-x.yaml", QUESTION)[4:]] == [
        "Ich weiß nicht", "Das möchte ich nicht sagen"]


def test_extract_no_kind_of_ours() -> None:
    assert extracted("content/rezepte.yaml", "a: b") == []


def test_extract_text_of_no_known_field() -> None:
    assert extracted("content/bring.yaml", "general: [Alle Papiere]") == [
        (1, "gettext", "Alle Papiere", ["Translators: Text (bring)"])]


@pytest.mark.parametrize(("name", "value", "found"), [
    ("bring.yaml", {"a": ["Eins", "Zwei"]}, {("a", 0): "Eins", ("a", 1): "Zwei"}),
    ("bring.yaml", {"a": "Eins"}, {}),
    ("bring.yaml", "Eins", {}),
    ("services/x.yaml", {"summary": ["Eins"], "hours": {"text": " a\n b"}, "name": "Eins"},
     {("hours", "text"): "a b"}),
    ("services/x.yaml", {"summary": "Eins", "bring": ["Zwei"]},
     {("summary",): "Eins", ("bring", 0): "Zwei"}),
    ("services/x.yaml", "Eins", {}),
    ("rules/safety.yaml", {"rows": [{"why_without": {"a/b": "Eins"}}]},
     {("rows", 0, "why_without", "a/b"): "Eins"}),
    ("roles.yaml", {"a": "Eins", "b": {"title": "Zwei"}}, {("b", "title"): "Zwei"}),
])
def test_texts_of_raw_values(name: str, value: object, found: dict[tuple[str, ...], str]) -> None:
    assert dict(texts(kind_of(name), value)) == found


def test_extract_file_outside_a_content_folder() -> None:
    path = Path(__file__).parents[1] / "town/services/jmd.yaml"
    with path.open("rb") as file:
        assert list(extract(file, None, None, None)) == []
