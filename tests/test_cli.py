"""The commands: plain German, a fitting exit status, never a stack trace."""

import json
import shutil
from pathlib import Path

import pytest

from laufmappe.catalogs import files
from laufmappe.cli import alike, main
from laufmappe.domain.guide import Guide
from laufmappe.paths import CONTENT
from laufmappe.settings import Settings, SettingsError, from_environment

CASES = str(CONTENT / "cases" / "routing_cases.yaml")
PROTECTED = "who=me,need=german,age=27-59,status=protected,protection_kind=refugee"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    shown = capsys.readouterr()
    assert "Traceback" not in shown.out + shown.err
    return status, shown.out, shown.err


def test_check_real_content_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "check")
    assert (status, out.splitlines()[-1].split(",")[0]) == (0, "0 Fehler")


def test_check_names_file_line_and_word(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = shutil.copytree(CONTENT, tmp_path / "content")
    file = folder / "services" / "kava.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("offices:", "ofices:"), "utf-8")
    status, out, _ = run(capsys, "check", "--content", str(folder))
    assert status == 1
    assert "services/kava.yaml:" in out
    assert "„ofices“ ist hier kein bekanntes Wort. Meinten Sie „offices“?" in out


def test_check_missing_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, out, _ = run(capsys, "check", "--content", str(tmp_path / "fort"))
    assert (status, "Diesen Ordner gibt es nicht" in out) == (1, True)


def test_cases_all_hold(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "cases", CASES)
    assert (status, out) == (0, "92 Probefälle, 0 nicht erfüllt\n")


def test_cases_tells_what_failed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text("""cases:
  - id: X1
    who: Erika
    facts: {status: eu, age: 30, need: german}
    expected_roles: [kita]
    forbidden_roles: [first-advice]
    expected_first: work
    deadline_expected: [D-REG]
""", "utf-8")
    status, out, _ = run(capsys, "cases", str(file))
    assert status == 1
    assert "X1 (Erika)" in out
    for words in ("Es fehlt kita", "first-advice", "Zuerst soll work", "Es fehlt die Frist D-REG"):
        assert words in out


def test_cases_without_file(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "cases", "fort.yaml")
    assert (status, "fort.yaml:1" in out) == (1, True)


def test_route_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "route", "--answers", PROTECTED + ",children=5")
    assert status == 0
    assert out.splitlines()[0].strip().startswith("1. language-course/integrationskurs-traeger")
    assert "Frist: Innerhalb von einem Jahr" in out
    assert "Nicht gelesen: children=5" in out


def test_route_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "route", "--answers", PROTECTED, "--json")
    first = json.loads(out)["stations"][0]
    assert (status, first["role"], first["rows"], first["exposure"], first["reachable"]) == (
        0, "language-course", ["G10"], "none", True)


def test_route_gap_names_fallback(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "route", "--json", "--answers",
                    "who=me,need=papers,age=27-59,status=no_papers")
    gap = next(each for each in json.loads(out)["stations"] if each["service"] is None)
    assert (gap["reachable"], gap["fallback"]) == (
        False, {"service": "telefonseelsorge", "exposure": "none"})


@pytest.mark.parametrize(("answers", "words"), [
    ("ned=german", "Meinten Sie „need“?"),
    ("need=germann", "Meinten Sie „german“?"),
    ("need", "hat nicht die Form frage=antwort"),
    ("age=5|15", "nimmt nur eine Antwort"),
])
def test_route_unknown_words(capsys: pytest.CaptureFixture[str], answers: str, words: str) -> None:
    status, _, err = run(capsys, "route", "--answers", answers)
    assert (status, words in err) == (2, True)


def test_route_batch_goes_on_after_bad_lines(capsys: pytest.CaptureFixture[str],
                                             tmp_path: Path) -> None:
    file = tmp_path / "batch.jsonl"
    file.write_text('{"who": "me", "age": "27-59", "status": "eu"}\n\nnix\n[1]\n{"age": 5}\n'
                    '{"who": "me", "age": "6-11", "need": null}\n{"ned": "x"}\n', "utf-8")
    status, out, _ = run(capsys, "route", "--batch", str(file))
    lines = [json.loads(line) for line in out.splitlines()]
    assert status == 2
    assert [each.get("line") for each in lines] == [None, 3, 4, 5, None, 7]
    assert lines[4]["ignored"] == ["age=6-11"]


def test_route_batch_all_good(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "batch.jsonl"
    file.write_text('{"who": "me"}\n', "utf-8")
    assert run(capsys, "route", "--batch", str(file))[0] == 0


def test_as_of_moves_the_clock(capsys: pytest.CaptureFixture[str]) -> None:
    answers = "who=me,need=first_steps,age=27-59,status=ukraine"
    later = run(capsys, "route", "--answers", answers, "--as-of", "2027-04-01")[1]
    assert "Diese Regel kann sich geändert haben." in later
    assert "Diese Regel" not in run(capsys, "route", "--answers", answers)[1]


def test_words_check_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "i18n", "check")
    assert (status, out) == (0, "Befunde: 0 in 3 Katalogen\n")


def test_words_check_unknown_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "i18n", "check", "xx")[0] == 1


def test_words_compile_twice(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "i18n", "compile")[0] == 0
    assert run(capsys, "i18n", "compile")[0] == 0


def test_options_that_read_the_same_are_told(town: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("laufmappe.cli.Words.text", lambda *_: "Yes")
    found = list(alike(town, ["en"]))
    assert found[0].startswith("en: zwei Antworten von „")
    assert found[0].endswith("“ heißen gleich: Yes")


def test_serve_tells_damaged_catalog(capsys: pytest.CaptureFixture[str], tmp_path: Path,
                                     monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "TRANSLATIONS", tmp_path)
    files.po_path("en").parent.mkdir(parents=True)
    files.po_path("en").write_text('msgid "Weiter\n', "utf-8")
    status, _, err = run(capsys, "serve", "--port", "1")
    assert (status, err.startswith("Fehler: en/messages.po:1: ")) == (2, True)


def test_serve_tells_damaged_content(capsys: pytest.CaptureFixture[str], tmp_path: Path,
                                     monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shutil.copytree(CONTENT, tmp_path / "content")
    (folder / "site.yaml").write_text("town: [", "utf-8")
    monkeypatch.setenv("LAUFMAPPE_CONTENT", str(folder))
    status, out, _ = run(capsys, "serve", "--port", "1")
    assert (status, out.startswith("site.yaml:1: Fehler:")) == (1, True)


@pytest.mark.parametrize(("environment", "settings"), [
    ({}, Settings()),
    ({"LAUFMAPPE_URL": "https://weg.example/", "LAUFMAPPE_PROXIES": "1"},
     Settings("https://weg.example", 1)),
    ({"LAUFMAPPE_URL": "http://localhost:8000"}, Settings("http://localhost:8000")),
])
def test_settings_read(environment: dict[str, str], settings: Settings) -> None:
    assert from_environment(environment) == settings


@pytest.mark.parametrize("environment", [
    {"LAUFMAPPE_URL": "http://weg.example"},
    {"LAUFMAPPE_URL": "weg.example"},
    {"LAUFMAPPE_PROXIES": "viele"},
])
def test_settings_refused(environment: dict[str, str]) -> None:
    with pytest.raises(SettingsError):
        from_environment(environment)


def test_wrong_setting_is_told(capsys: pytest.CaptureFixture[str],
                               monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAUFMAPPE_PROXIES", "viele")
    status, _, err = run(capsys, "check")
    assert (status, "LAUFMAPPE_PROXIES" in err) == (2, True)
