"""`laufmappe prove` and `laufmappe gaps`: what they print, write and return."""

import json
import shutil
from pathlib import Path

import pytest

from laufmappe.cli import main
from laufmappe.cli.proving import _power
from laufmappe.content import record
from laufmappe.content.record import Record

pytestmark = pytest.mark.unmeasured

TOWN = Path(__file__).parent / "town"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of Musterstadt that the commands read."""
    shutil.copytree(TOWN, tmp_path / "content")
    monkeypatch.setenv("LAUFMAPPE_CONTENT", str(tmp_path / "content"))
    return tmp_path / "content"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = main(arguments)
    shown = capsys.readouterr()
    assert "Traceback" not in shown.out + shown.err
    return status, shown.out


def broken(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_prove_holds_and_is_recorded(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out = run(capsys, "prove", "--json")
    values = json.loads(out)
    assert (status, values["holds"], values["faults"], values["hints"]) == (0, True, [], [])
    written = json.loads((folder / record.NAME).read_text("utf-8"))
    found = record.read(folder, written["content"])
    assert found is not None
    assert found.classes == values["classes"] > 3000
    assert record.read(folder, "anders") is None


def test_prove_once_does_it_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "prove", "--once")[1] != ""
    assert run(capsys, "prove", "--once") == (0, "")
    broken(folder, "site.yaml", "title: ", "title: Neue ")
    assert run(capsys, "prove", "--once")[1] != ""


def test_prove_of_another_day_is_not_recorded(folder: Path,
                                              capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "prove", "--as-of", "2027-06-01")[0] == 0
    assert not (folder / record.NAME).exists()


def test_prove_that_fails_names_answers(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken(folder, "rules/filters.yaml", "  - id: FLT1\n    when: {status: hidden}",
           "  - id: FLT1\n    when: {status: prefer_not}")
    status, out = run(capsys, "prove", "--json")
    values = json.loads(out)
    first = values["faults"][0]
    assert (status, values["holds"], first["claim"]) == (1, False, "exposure")
    assert (first["answers"]["status"], first["line"] > 1) == (["no_papers"], True)
    assert not (folder / record.NAME).exists()
    status, out = run(capsys, "prove")
    assert (status, "Der Nachweis gilt nicht" in out, "Preisgabe:" in out) == (1, True, True)


def test_prove_many_faults_are_cut(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken(folder, "site.yaml", "fallbacks: [rathaus]", "fallbacks: [schulberatung]")
    broken(folder, "services/schulberatung.yaml", "website: https://example.org/schule\n", "")
    (folder / "services/rathaus.yaml").write_text(
        (folder / "services/rathaus.yaml").read_text("utf-8").replace(
            "offices: [meldebehoerde, welcome-desk]", "offices: [begegnung]"), "utf-8")
    status, out = run(capsys, "prove")
    shown = [line for line in out.splitlines() if ": Fehler: " in line]
    number = int(out.splitlines()[-1].split(": ")[1].split()[0])
    assert (status, len(shown)) == (1, min(number, 25))


@pytest.mark.parametrize("command", [("prove",), ("gaps",), ("route", "--answers", "who=me"),
                                     ("cases", "fort.yaml"), ("check",), ("serve",)])
@pytest.mark.parametrize(("file", "text", "where"), [
    ("site.yaml", "town: [", "site.yaml:1"),
    ("rules/filters.yaml", "filters: [{id: X, rows: [NIE]}]", "rules/filters.yaml:1"),
    ("questions/31-children.yaml", None, "questions:1"),
])
def test_damaged_content_is_told_without_a_trace(folder: Path, capsys: pytest.CaptureFixture[str],
                                                 command: tuple[str, ...], file: str,
                                                 text: str | None, where: str) -> None:
    if text is None:
        (folder / file).unlink()
    else:
        (folder / file).write_text(text, "utf-8")
    status, out = run(capsys, *command)
    assert (status, where in out) == (1, True)


def test_damaged_content_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "site.yaml").write_text("town: [", "utf-8")
    status, out = run(capsys, "prove", "--json")
    assert (status, json.loads(out)["findings"][0]["file"]) == (1, "site.yaml")


def test_prove_closed_says_who_has_no_other_place(folder: Path,
                                                  capsys: pytest.CaptureFixture[str]) -> None:
    status, out = run(capsys, "prove", "--closed", "3")
    assert status == 0
    assert "nur „Migrationsberatung am Markt“, und geschlossen" in out
    _, out = run(capsys, "prove", "--closed", "3", "--json")
    values = json.loads(out)
    assert values["closed"] == [3]
    assert values["people"] != []
    assert run(capsys, "prove", "--closed", "3", "999")[0] == 2
    assert not (folder / record.NAME).exists()


def test_gaps_writes_page_and_tables(folder: Path, capsys: pytest.CaptureFixture[str],
                                     tmp_path: Path) -> None:
    status, out = run(capsys, "gaps", "-o", str(tmp_path / "sitzung"))
    assert (status, "7 Lücken, 0 Doppelungen" in out) == (0, True)
    names = sorted(path.name for path in (tmp_path / "sitzung").iterdir())
    assert names == ["luecken.csv", "luecken.html", "sprachen.csv"]


def test_gaps_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    values = json.loads(run(capsys, "gaps", "--json")[1])
    assert (values["fields"], len(values["gaps"]), values["doublings"]) == (126, 7, [])


@pytest.mark.parametrize(("number", "words"), [
    (32457600000, "32,5 Milliarden"), (999, "999,0"), (18730707635404800000000000000,
                                                      "18,7 Quadrilliarden")])
def test_large_numbers_in_words(number: int, words: str) -> None:
    assert _power(number) == words


def test_record_damaged_is_none(tmp_path: Path) -> None:
    (tmp_path / record.NAME).write_text("[]", "utf-8")
    assert record.read(tmp_path, "x") is None
    assert not record.write(tmp_path / "fort", "x", Record(record.datetime.date(2026, 1, 1), 1))
