"""`laufmappe i18n`: what translators and coordinators do, step by step, on a copy."""

import json
import re
import shutil
from pathlib import Path

import pytest
from test_cli import run

from laufmappe.catalogs import files, findings, glossary, reviews, sources
from laufmappe.catalogs.reviews import State
from laufmappe.paths import CONTENT, TRANSLATIONS

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the catalogs be a copy with two languages; return its folder."""
    folder = tmp_path / "translations"
    for name in ("uk", "de@leicht"):
        shutil.copytree(TRANSLATIONS / name, folder / name)
    shutil.copy(TRANSLATIONS / "messages.pot", folder)
    for module in (files, findings, sources):
        monkeypatch.setattr(module, "TRANSLATIONS", folder)
    return folder


def state(german: str, folder: str = "uk") -> State:
    found = files.read(folder)[german]
    assert found
    return reviews.state(found)


def test_reviewed_marks_what_somebody_has_read(capsys: Capture, copy: Path) -> None:
    status, out, _ = run(capsys, "i18n", "reviewed", "uk", "--by", "AB", "--text", "Weiter")
    assert status == 0
    assert state("Weiter") is State.CHECKED
    assert state("Zurück") is State.DRAFT
    assert "als geprüft vermerkt (AB)" in out
    status, out, _ = run(capsys, "i18n", "reviewed", "uk", "--by", "CD", "--file",
                         "content/questions/10-who.yaml")
    assert state("Für mich") is State.CHECKED
    assert state("Ein bisschen") is State.DRAFT


def test_reviewed_whole_language_by_its_code(capsys: Capture, copy: Path) -> None:
    status, out, _ = run(capsys, "i18n", "reviewed", "de-simple", "--by", "AB", "--all")
    assert status == 0
    assert state("Weiter", "de@leicht") is State.CHECKED
    status, out, _ = run(capsys, "i18n", "status", "de-simple", "--json")
    (found,) = json.loads(out)["languages"]
    assert found["checked"] == found["texts"] > 1000
    assert (found["draft"], found["empty"], found["findings"]) == (0, 0, 0)


def test_reviewed_asks_what(capsys: Capture, copy: Path) -> None:
    status, _, error = run(capsys, "i18n", "reviewed", "uk", "--by", "AB")
    assert status == 2
    assert "--all, --file DATEI oder --text DEUTSCH" in error
    assert run(capsys, "i18n", "reviewed", "uk", "--by", "A.B.", "--all")[0] == 2


def test_reviewed_asks_who_and_says_what_does_not_fit(capsys: Capture, copy: Path) -> None:
    status, _, error = run(capsys, "i18n", "reviewed", "uk", "--all")
    assert (status, "--by" in error) == (2, True)
    status, _, error = run(capsys, "i18n", "reviewed", "uk", "--by", "AB", "--file", "xyzzy")
    assert (status, "Kein Text passt dazu." in error) == (2, True)


def test_reviewed_leaves_all_other_lines_as_they_were(capsys: Capture, copy: Path) -> None:
    before = files.po_path("uk").read_text(encoding="utf-8").splitlines()
    _, out, _ = run(capsys, "i18n", "reviewed", "uk", "--by", "AB", "--text", "Zurück")
    after = files.po_path("uk").read_text(encoding="utf-8").splitlines()
    assert set(before) - set(after) == set()
    assert len(after) - len(before) == int(out.split()[0]) > 0


def test_status_names_a_damaged_file_beside_the_others(capsys: Capture, copy: Path) -> None:
    path = files.po_path("uk")
    path.write_text(path.read_text(encoding="utf-8") + 'msgid "x\n', encoding="utf-8")
    status, out, _ = run(capsys, "i18n", "status", "uk", "de-simple")
    assert status == 1
    assert "uk/messages.po" in out
    assert re.search(r"^de-simple +\d+", out, re.MULTILINE)


def test_file_of_another_language_is_not_taken(capsys: Capture, copy: Path,
                                               tmp_path: Path) -> None:
    for name in ("easy.XLF", "easy.CSV"):
        assert run(capsys, "i18n", "export", "de-simple", str(tmp_path / name))[0] == 0
        status, _, error = run(capsys, "i18n", "import", "uk", str(tmp_path / name))
        assert (status, "nicht für „uk“" in error) == (2, True)
    assert (tmp_path / "easy.CSV").read_text(encoding="utf-8-sig").startswith('"id";')


def test_german_has_no_catalog_and_some_scripts_no_paper(capsys: Capture, copy: Path) -> None:
    assert "Deutsch ist die Quelle" in run(capsys, "i18n", "check", "de")[2]
    assert "Georgian" in run(capsys, "i18n", "add", "ka")[2]


def test_reviewed_seals_what_was_marked_in_the_editor(capsys: Capture, copy: Path) -> None:
    path = files.po_path("uk")
    text = path.read_text(encoding="utf-8")
    at = text.rindex("\n\n", 0, text.index('msgid "Weiter"')) + 2
    path.write_text(text[:at] + "# checked: EF\n" + text[at:], encoding="utf-8")
    assert state("Weiter") is State.UNSEALED
    status, out, _ = run(capsys, "i18n", "reviewed", "uk")
    assert (status, out) == (0, "1 Vermerke besiegelt\n")
    assert state("Weiter") is State.CHECKED


def test_reviewed_leaves_out_what_is_wrong(capsys: Capture, copy: Path) -> None:
    catalog = files.read("uk")
    catalog["Weiter"].string = "Далі <b>"
    files.write(files.po_path("uk"), catalog)
    status, out, _ = run(capsys, "i18n", "reviewed", "uk", "--by", "AB", "--text", "Weiter")
    assert status == 1
    assert "uk: nicht vermerkt, enthält HTML, eine Adresse oder ein Richtungszeichen: Weiter" in out
    assert state("Weiter") is State.DRAFT


def test_status_as_table(capsys: Capture, copy: Path) -> None:
    run(capsys, "i18n", "reviewed", "uk", "--by", "AB", "--text", "Zurück")
    catalog = files.read("uk")
    catalog["Zurück"].string = "Повернутися"
    catalog["Weiter"].string = ""
    files.write(files.po_path("uk"), catalog)
    status, out, _ = run(capsys, "i18n", "status", "uk")
    heads, row, *_ = [line.split() for line in out.splitlines()]
    found = dict(zip(heads, row, strict=True))
    assert status == 0
    assert (found["Sprache"], found["fehlen"], found["geprüft"], found["Befunde"]) == (
        "uk", "1", "2", "1")  # three texts begin with "Zurück"; one was changed since
    assert found["geändert"] == "1"


@pytest.mark.parametrize("name", ["uk.csv", "uk.xlf"])
def test_export_and_import(capsys: Capture, copy: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    assert run(capsys, "i18n", "export", "uk", str(file))[0] == 0
    text = file.read_bytes().decode("utf-8-sig")
    file.write_text(text.replace("Ви знаєте" if "Ви знаєте" in text else "Далі", "Вперед"),
                    encoding="utf-8")
    status, out, _ = run(capsys, "i18n", "import", "uk", str(file))
    assert status == 0
    assert "0 als geprüft vermerkt, 0 nicht übernommen" in out
    assert not out.startswith("0 Texte")


def test_import_tells_what_stays_out(capsys: Capture, copy: Path, tmp_path: Path) -> None:
    file = tmp_path / "uk.csv"
    run(capsys, "i18n", "export", "uk", str(file))
    text = file.read_bytes().decode("utf-8-sig").replace('"Далі"', '"Далі <script>"')
    file.write_text(text, encoding="utf-8")
    status, out, _ = run(capsys, "i18n", "import", "uk", str(file))
    assert status == 1
    assert "uk: nicht übernommen, enthält HTML" in out
    assert files.read("uk")["Weiter"].string == "Далі"


def test_add_a_25th_language(capsys: Capture, copy: Path, tmp_path: Path) -> None:
    content = shutil.copytree(CONTENT, tmp_path / "content")
    status, out, _ = run(capsys, "i18n", "add", "hu", "--content", str(content))
    assert status == 0
    assert "Ungarisch (Magyar)" in out
    assert (content / "locales.yaml").read_text("utf-8").splitlines()[-1].startswith(
        "hu: {tag: hu, folder: hu, format: hu, direction: ltr,")
    catalog = files.read("hu")
    assert catalog["Weiter"].string == ""
    assert catalog.num_plurals in {1, 2}
    status, out, _ = run(capsys, "i18n", "check", "hu", "--content", str(content))
    assert status == 1
    assert "hu: nicht übersetzt: Weiter" in out
    assert run(capsys, "i18n", "add", "hu", "--content", str(content))[0] == 2


@pytest.mark.parametrize(("call", "told"), [
    (("rom",), "CLDR kennt „rom“ nicht"),
    (("../etc",), "keine Kennung"),
    (("rom", "--format", "ro"), "--name und --german"),
])
def test_add_says_what_is_missing(capsys: Capture, copy: Path, tmp_path: Path,
                                  call: tuple[str, ...], told: str) -> None:
    content = shutil.copytree(CONTENT, tmp_path / "content")
    before = (content / "locales.yaml").read_text("utf-8")
    status, _, error = run(capsys, "i18n", "add", *call, "--content", str(content))
    assert status == 2
    assert told in error
    assert (content / "locales.yaml").read_text("utf-8") == before


def test_add_a_language_that_cldr_lacks(capsys: Capture, copy: Path, tmp_path: Path) -> None:
    content = shutil.copytree(CONTENT, tmp_path / "content")
    assert run(capsys, "i18n", "add", "rom", "--format", "ro", "--name", "romani čhib",
               "--german", "Romani", "--content", str(content))[0] == 0
    assert "format: ro, direction: ltr" in (content / "locales.yaml").read_text("utf-8")


def test_readability_lists_hard_texts_with_reasons(capsys: Capture) -> None:
    status, out, _ = run(capsys, "i18n", "readability", "--json")
    found = json.loads(out)
    assert (status, found["without_reason"], found["not_needed"]) == (0, 0, [])
    assert all(each["reason"] for each in found["hard"])


def test_readability_asks_for_a_reason(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("laufmappe.catalogs.readability.reasons", lambda: {"Weg": "Grund"})
    status, out, _ = run(capsys, "i18n", "readability")
    assert status == 1
    assert "ohne Grund: bitte kürzen" in out
    assert "Grund nicht mehr nötig: Weg" in out


def test_glossary_missing_in_a_wheel_is_no_fault(monkeypatch: pytest.MonkeyPatch,
                                                 tmp_path: Path) -> None:
    monkeypatch.setattr(glossary, "FILE", tmp_path / "none.yaml")
    assert glossary.load() == []
