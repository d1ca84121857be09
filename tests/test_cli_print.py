"""`laufmappe print`: one paper or all of them, and what it says when something is missing."""

from pathlib import Path

import pytest
from printed import plain, words

from laufmappe.cli import main
from laufmappe.cli.printing import PAPERS
from laufmappe.domain import token

URL = ("--url", "https://laufmappe.example")


def printed(file: Path, *call: str) -> str:
    """Return the text of the paper that a call writes."""
    assert main(["print", *call, "-o", str(file)]) == 0
    return words(file.read_bytes())


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("locale", ["de", "ar"])
def test_every_paper(tmp_path: Path, paper: str, locale: str,
                     capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "new" / "paper.pdf"
    text = printed(file, paper, "--locale", locale, *URL)
    assert len(text) > 200
    assert f"Geschrieben: {file}" in capsys.readouterr().out


def test_same_call_same_bytes(tmp_path: Path) -> None:
    for paper in PAPERS:
        printed(tmp_path / "one.pdf", paper, "--locale", "uk", *URL)
        printed(tmp_path / "two.pdf", paper, "--locale", "uk", *URL)
        assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_answers_and_day_decide(tmp_path: Path) -> None:
    call = ("mappe", "--answers", "who=me,need=health,age=27-59,status=no_papers")
    assert "MediNetz" in printed(tmp_path / "a.pdf", *call)
    assert "Ausgegeben am 03.02.2027" in printed(tmp_path / "a.pdf", *call, "--as-of", "2027-02-03")


def test_variants(tmp_path: Path) -> None:
    usual = printed(tmp_path / "a.pdf", "mappe", "--locale", "ar")
    german = printed(tmp_path / "a.pdf", "mappe", "--locale", "ar", "--variant", "german")
    assert "بي" in plain(usual)
    assert "بي" not in plain(german)
    assert len(printed(tmp_path / "a.pdf", "mappe", "--variant", "neutral")) < len(usual)
    large = printed(tmp_path / "a.pdf", "mappe", "--variant", "large")
    assert large.count("\f") > usual.count("\f")


@pytest.mark.parametrize(("kind", "title"), [
    ("verweis", "Verweis"), ("begleitung", "Begleitung"), ("co-beratung", "Gemeinsame Beratung")])
def test_slips_name_nobody(tmp_path: Path, kind: str, title: str) -> None:
    text = printed(tmp_path / "a.pdf", "slip", "--kind", kind, "--locale", "en")
    assert text.count(title) == 2
    assert "Muster, nicht gültig" in text
    for field in ("Vorname", "Nachname", "Geburt", "Anschrift", "Staatsangehörigkeit"):
        assert field not in text


def test_voucher_number_has_check_characters(tmp_path: Path) -> None:
    number = token.numbered("26110001")
    assert number in printed(tmp_path / "a.pdf", "voucher", "--locale", "uk")
    assert token.numbered("26110010")[-2:] != number[-2:]
    assert number.replace(" ", "")[:8] == "26110001"


@pytest.mark.slow
def test_all_writes_every_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["print", "all", "-o", str(tmp_path)]) == 0
    said = capsys.readouterr()
    names = {str(each.relative_to(tmp_path)) for each in tmp_path.rglob("*.pdf")}
    assert {"ar/mappe.pdf", "uk/mappe-neutral.pdf", "de/cards.pdf", "en/slip-verweis.pdf"} <= names
    assert not [name for name in names if name.startswith("poster")]
    assert f"{len(names)} Dateien" in said.out
    assert "Ohne Plakat" in said.err


@pytest.mark.parametrize(("call", "told"), [
    (("mappe", "--locale", "xx"), "Die Sprache „xx“ gibt es nicht. Es gibt: de, de-simple, en,"),
    (("poster",), "Für das Plakat fehlt die Adresse der Seite."),
    (("mappe", "--answers", "need=nonsense"), "nonsense"),
    (("poster", "--url", "http://laufmappe.example"), "beginnt mit https://"),
    (("poster", "--codes", "each", "--url", f"https://{'stadt.' * 90}example"),
     "Das lässt sich so nicht drucken"),
])
def test_wrong_use_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str],
                           call: tuple[str, ...], told: str) -> None:
    assert main(["print", *call, "-o", str(tmp_path / "a.pdf")]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "a.pdf").exists()


def test_place_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main(["print", "cards", "-o", str(tmp_path / "file" / "a.pdf")]) == 2
    assert main(["print", "cards", "-o", str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert told.count("Fehler: Hierhin lässt sich nicht schreiben") == 2
    assert str(tmp_path) in told


def test_letters_of_the_language_may_be_large(tmp_path: Path) -> None:
    assert printed(tmp_path / "a.pdf", "cards", "--locale", "UK") == printed(
        tmp_path / "b.pdf", "cards", "--locale", "uk")
