"""YAML read as text: what an editor wrote stays, and every part knows its line."""

from pathlib import Path

import pytest

from laufmappe.content.finding import ContentError
from laufmappe.content.reading import LARGEST, parse, read

DEEP = "Die Datei ist zu tief verschachtelt."
NO_YAML = ("Das ist kein gültiges YAML. Häufig: falsche Einrückung, fehlender Doppelpunkt oder ein "
           "Doppelpunkt im Text ohne Anführungszeichen.")


def fault(text: str) -> str:
    """Return what parse() says of a text."""
    with pytest.raises(ContentError) as caught:
        parse(text, "x.yaml")
    return str(caught.value)


def test_parse_every_value_is_text() -> None:
    value = parse("a: yes\nb: 0521\nc: 10:30\nd: 2026-11-20\ne: ~\nf: [1, 2.0]", "x").value
    assert value == {"a": "yes", "b": "0521", "c": "10:30", "d": "2026-11-20", "e": "~",
                     "f": ["1", "2.0"]}


def test_line_of_each_part() -> None:
    document = parse("a: 1\nb:\n  - c\n  - d:\n      e: f\n", "x.yaml")
    places = [(), ("a",), ("b",), ("b", 1), ("b", 1, "d", "e")]
    assert [document.line(place) for place in places] == [1, 1, 2, 4, 5]


def test_line_of_the_part_around() -> None:
    assert parse("a: 1\nb: {c: d}\n", "x.yaml").line(("b", "z", 3)) == 2


@pytest.mark.parametrize(("text", "words"), [
    ("", "x.yaml:1: Fehler: Die Datei ist leer."),
    ("# nur ein Kommentar\n", "x.yaml:1: Fehler: Die Datei ist leer."),
    ("a: b: c", f"x.yaml:1: Fehler: {NO_YAML}"),
    ("a: 1\nb: 'offen", f"x.yaml:2: Fehler: {NO_YAML}"),
    ("a: \x07", f"x.yaml:1: Fehler: {NO_YAML}"),
    ("a: 1\nb: 2\na: 3", "x.yaml:3: Fehler: „a“ steht hier zum zweiten Mal."),
    ("a: &x 1\nb: *x", "x.yaml:2: Fehler: Verweise mit & und * gehen hier nicht. "
                       "Bitte ausschreiben."),
    ("a: &x [*x]", "x.yaml:1: Fehler: Verweise mit & und * gehen hier nicht. Bitte ausschreiben."),
    ("a: 1\n---\nb: 2", "x.yaml:2: Fehler: Hier beginnt ein zweites Dokument („---“). "
                        "Bitte nur eines je Datei."),
    ("? [a, b]\n: c", "x.yaml:1: Fehler: Vor dem Doppelpunkt steht hier kein einfaches Wort."),
    ("a: " + "[" * 41 + "]" * 41, f"x.yaml:1: Fehler: {DEEP}"),
    ("a: " + "[" * 300_000, f"x.yaml:1: Fehler: {DEEP}"),
    ("- " * 5_000 + "x", f"x.yaml:1: Fehler: {DEEP}"),
])
def test_parse_damaged(text: str, words: str) -> None:
    assert fault(text) == words


def test_parse_every_doubled_key() -> None:
    assert fault("a: 1\na: 2\nb: {c: 1, c: 2}").count("zum zweiten Mal") == 2


def test_read_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"x\.yaml:1: Fehler: Die Datei fehlt oder ist nicht "):
        read(tmp_path / "x.yaml", "x.yaml")


def test_read_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes("a: Straße".encode("latin-1"))
    with pytest.raises(ContentError, match="nicht in UTF-8 gespeichert"):
        read(tmp_path / "x.yaml", "x.yaml")


def test_read_too_large(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(b"a" * (LARGEST + 1))
    with pytest.raises(ContentError, match="Die Datei ist zu groß"):
        read(tmp_path / "x.yaml", "x.yaml")


def test_read_file(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("ä: ö", encoding="utf-8")
    assert read(tmp_path / "x.yaml", "x.yaml").value == {"ä": "ö"}
