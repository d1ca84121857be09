"""The commands: plain German, a fitting exit status, never a stack trace."""

import json
import re
import shutil
import socket
import subprocess
from pathlib import Path

import pytest
from copies import Copy
from visited import Server, visited

from laufmappe.catalogs import files
from laufmappe.cli import PARTS, _parser, main
from laufmappe.cli.options import today
from laufmappe.cli.words import alike
from laufmappe.domain.guide import Guide
from laufmappe.paths import CONTENT
from laufmappe.settings import Settings, SettingsError, from_environment

TOWN = Path(__file__).parent / "town"
TOWN = str(Path(__file__).parent / "town")
SECRET = "geheim"  # noqa: S105
CASES = str(CONTENT / "cases" / "routing_cases.yaml")
PROTECTED = "who=me,need=german,age=27-59,status=protected,protection_kind=refugee"


@pytest.fixture
def town_copy(tmp_path: Path) -> Copy:
    """Return a copy of Musterstadt that a test may change."""
    return Copy(Path(shutil.copytree(TOWN, tmp_path / "stadt")))


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


def town_on(server: Server, folder: Path) -> str:
    """Return a copy of Musterstadt all of whose web addresses lead to this server."""
    shutil.copytree(TOWN, folder)
    for file in folder.rglob("*.yaml"):
        text = file.read_text("utf-8").replace("https://example.org", server.url)
        file.write_text(text, "utf-8")
    return str(folder)


def test_check_fetches_nothing_unless_asked(capsys: pytest.CaptureFixture[str], tmp_path: Path,
                                            monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("somebody opens a socket")

    with visited() as server:
        folder = town_on(server, tmp_path / "town")
        with monkeypatch.context() as patch:
            patch.setattr(socket, "socket", refuse)
            patch.setattr(socket, "getaddrinfo", refuse)
            assert run(capsys, "check", "--content", folder)[0] == 0
            with pytest.raises(AssertionError, match="somebody opens a socket"):
                main(["check", "--content", folder, "--online"])
        assert server.asked == []


def test_check_online_tells_only_after_two_days(capsys: pytest.CaptureFixture[str],
                                                tmp_path: Path) -> None:
    with visited() as server:
        server.answers["/jmd"] = (404, {})
        words = ["check", "--online", "--content", town_on(server, tmp_path / "town"),
                 "--record", str(tmp_path / "strikes.json"), "--json", "--as-of"]
        days = [run(capsys, *words, f"2026-11-{day}") for day in (20, 20, 21)]
    told = [[each for each in json.loads(out)["findings"] if "heute wieder" in each["text"]]
            for _, out, _ in days]
    assert [status for status, _, _ in days] == [0, 0, 0]
    assert told == [[], [], [{"file": "services/jmd.yaml", "line": 16, "kind": "hint", "text": (
        f"„{server.url}/jmd“ antwortet mit Fehler 404, zum ersten Mal am 2026-11-20, heute wieder. "
        "Bitte im Browser ansehen und die Adresse ändern oder streichen.")}]]
    assert [err.splitlines()[0] for _, _, err in days] == [
        f"Web-Adressen, die abgerufen werden: {len(set(server.asked))}"] * 3
    assert [err.splitlines()[1].split(" (")[0] for _, _, err in days] == [
        "Zum ersten Mal ohne gute Antwort: 1"] * 2 + ["Zum ersten Mal ohne gute Antwort: 0"]


@pytest.mark.parametrize(("variable", "folder"), [
    ("XDG_CACHE_HOME", "laufmappe"), ("HOME", ".cache/laufmappe")])
def test_check_online_keeps_its_record_in_the_cache(
        capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
        variable: str, folder: str) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv(variable, str(tmp_path))
    with visited() as server:
        run(capsys, "check", "--online", "--content", town_on(server, tmp_path / "town"))
    assert (tmp_path / folder / "link-strikes.json").read_text("utf-8") == "{}\n"


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


def test_stale_nothing_past(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "stale", "--content", TOWN, "--as-of", "2026-11-20")
    lines = out.splitlines()
    assert (status, lines[0].partition(" gilt")[0], lines[-2]) == (
        0, "rules/duty.yaml:11: 31.12.2026: Die Zeile D2", "0 vorbei, 2 stehen an")
    assert lines[-1].startswith("2 Stellen sind noch nicht bestätigt; ihre Fragen stehen in der")


def test_stale_past(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "stale", "--content", TOWN, "--as-of", "2027-01-01")
    assert status == 1
    assert out.startswith("rules/duty.yaml:11: 31.12.2026, vorbei: Die Zeile D2 galt bis")
    assert "1 vorbei, 1 steht an" in out


def test_stale_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "stale", "--content", TOWN, "--as-of", "2027-01-01", "--days",
                         "0", "--json")
    told = json.loads(out)
    due = told.pop("due")
    assert (status, told) == (1, {"day": "2027-01-01", "days": 0, "past": 1, "coming": 1,
                                  "unconfirmed": 2, "reported": [], "translations": []})
    assert [(each["day"], each["past"], each["file"], each["line"]) for each in due] == [
        ("2026-12-31", True, "rules/duty.yaml", 11),
        ("2027-05-19", False, "rules/switches.yaml", 8)]


def test_stale_means_today(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "stale", "--json")[1]
    assert json.loads(out)["day"] == str(today())


def test_stale_writes_call_sheet(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "anrufliste.html"
    asked = ("stale", "--content", TOWN, "--as-of", "2028-01-01", "--call-sheet", str(file))
    assert run(capsys, *asked)[:2] == (0, f"Geschrieben: {file}\n")
    assert "Stand: 01.01.2028." in file.read_text("utf-8")
    assert json.loads(run(capsys, *asked, "--json")[1]) == {"written": str(file)}


def test_stale_cannot_write(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, _, err = run(capsys, "stale", "--call-sheet", str(tmp_path / "fort" / "liste.html"))
    assert (status, err.startswith("Fehler: ")) == (2, True)


def test_stale_tells_damaged_content(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = shutil.copytree(TOWN, tmp_path / "town")
    (folder / "site.yaml").write_text("town: [", "utf-8")
    status, out, _ = run(capsys, "stale", "--content", str(folder))
    assert (status, out.startswith("site.yaml:1: Fehler:")) == (1, True)


def diff(capsys: pytest.CaptureFixture[str], folder: Path, *more: str) -> tuple[int, str, str]:
    """Compare Musterstadt with a folder."""
    return run(capsys, "diff", TOWN, str(folder), *more)


def test_diff_tells_who_gets_another_mappe(capsys: pytest.CaptureFixture[str],
                                           town_copy: Copy) -> None:
    town_copy.change("organizations/verein.yaml", "030 23125-200, tel: \"+493023125200\"",
                     "030 23125-201, tel: \"+493023125201\"")
    status, out, _ = diff(capsys, town_copy.root)
    assert (status, out.splitlines()) == (1, [
        "695 von 3.012 Klassen von Antworten bekommen eine andere Mappe, in einer Gruppe.",
        "Eine Klasse sind Menschen in gleicher Lage; manche Klassen stehen in mehreren Gruppen.",
        "",
        "1. 695 Klassen",
        "   Papiere: alle außer „Ich weiß nicht“; Alter: alle; Bedarf: alle",
        "   anders      Telefon bei „Migrationsberatung am Markt“, „Zuflucht e. V.“",
        "               bisher: 030 23125-200",
        "               jetzt:  030 23125-201",
        "   Zum Beispiel: Eine Person, 12–17 Jahre, Papier „Papier für Asyl“, sucht Hilfe "
        "für sich.",
        "   Ihre Stellen und deren Reihenfolge bleiben.",
    ])


def test_diff_shows_old_beside_new(capsys: pytest.CaptureFixture[str], town_copy: Copy) -> None:
    town_copy.change("rules/advice.yaml", "send: [asylum-advice/fluechtlingsberatung]",
                     "send: [first-advice/welcome-desk]")
    status, out, _ = diff(capsys, town_copy.root)
    start = out.splitlines().index(f"   {'Bisher':47}  Neu")
    assert status == 1
    assert out.splitlines()[start + 1] == (
        f"   {' 1. Zuflucht e. V.':47}   1. Rathaus Musterstadt")
    assert max(map(len, out.splitlines())) <= 100


def test_diff_without_a_change(capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(capsys, Path(TOWN)) == (
        0, "Alle 3.012 Klassen von Antworten bekommen dieselbe Mappe.\n", "")


def test_diff_shows_twenty_groups_or_all(capsys: pytest.CaptureFixture[str],
                                         town_copy: Copy) -> None:
    for file in [*town_copy.root.glob("rules/**/*.yaml"), *town_copy.root.glob("services/*.yaml")]:
        text = file.read_text("utf-8").replace(" why: ", " why: Neu. ")
        file.write_text(text.replace("\nname: ", "\nname: Neu, "), "utf-8")
    some = diff(capsys, town_copy.root)[1]
    every = diff(capsys, town_copy.root, "--all")[1]
    assert "\n20. " in some
    assert "\n21. " not in some
    assert some.splitlines()[-1].endswith("weitere Gruppen (alle mit --all).")
    assert "\n21. " in every
    assert "--all" not in every


def test_diff_as_json(capsys: pytest.CaptureFixture[str], town_copy: Copy) -> None:
    option = town_copy.root / "questions" / "40-status.yaml"
    option.write_text(option.read_text("utf-8") + "  visitor: {number: 7, sign: d-visa, "
                      "text: Zu Besuch}\n", "utf-8")
    status, out, _ = diff(capsys, town_copy.root, "--json")
    found = json.loads(out)
    (group,) = found["groups"]
    assert (status, found["affected"], group["classes"]) == (1, group["classes"], group["classes"])
    assert group["items"] == [
        {"kind": "option", "at": "status", "old": "", "new": "visitor", "languages": []}]
    assert group["lines"] == ["neu: Papier „Zu Besuch“ als Antwort auf „Welches Papier haben Sie?“"]
    assert (group["statuses"], group["answers"]["status"]) == (["visitor"], ["visitor"])
    assert "Zu Besuch" in diff(capsys, town_copy.root)[1]


def test_diff_compares_with_the_content_as_it_is(capsys: pytest.CaptureFixture[str],
                                                 town_copy: Copy) -> None:
    town_copy.change("rules/needs/first_steps.yaml", "Ein neues Gesetz gilt.", "Es gilt.")
    folder = str(town_copy.root)
    assert run(capsys, "diff", TOWN, "--content", folder)[0] == 0
    status, out, _ = run(capsys, "diff", TOWN, "--content", folder, "--as-of", "2027-02-01")
    assert (status, "Satz: Ein neues Gesetz gilt. → Es gilt." in out) == (1, True)


@pytest.mark.parametrize(("old", "words"), [
    ("fort", "„fort“ ist weder ein Ordner noch ein Stand in git"),
    ("..", "„..“ lässt sich nicht lesen."),
])
def test_diff_cannot_read(capsys: pytest.CaptureFixture[str], town_copy: Copy, old: str,
                          words: str) -> None:
    name = str(town_copy.root / "rules") if old == ".." else old
    status, _, err = run(capsys, "diff", name, "--content", str(town_copy.root))
    assert (status, words.replace("..“", f"{name}“") in err) == (2, True)


def test_diff_of_real_content_with_git(capsys: pytest.CaptureFixture[str], town_copy: Copy) -> None:
    git = ["git", "-C", str(town_copy.root), "-c", "user.name=T", "-c", "user.email=t@example.org"]
    for more in (["init"], ["add", "."], ["commit", "-m", "Start"]):
        subprocess.run([*git, *more], check=True, capture_output=True)  # noqa: S603
    town_copy.change("deadlines.yaml", "Innerhalb von zwei Wochen", "In zwei Wochen")
    status, out, _ = run(capsys, "diff", "HEAD", "--content", str(town_copy.root))
    assert (status, "nach dem Einzug → In zwei Wochen" in out) == (1, True)
    assert run(capsys, "diff", "HEAD", "HEAD", "--content", str(town_copy.root))[0] == 0


def test_words_check_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "i18n", "check", "uk")
    assert (status, out) == (0, "Befunde: 0 in 1 Katalogen\n")


def test_words_check_unknown_folder(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, error = run(capsys, "i18n", "check", "xx")
    assert status == 2
    assert "Die Sprache „xx“ gibt es nicht." in error
    assert "laufmappe i18n add xx" in error


def test_words_compile_twice(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "i18n", "compile")[0] == 0
    assert run(capsys, "i18n", "compile")[0] == 0


def test_options_that_read_the_same_are_told(town: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("laufmappe.cli.words.Words.text", lambda *_: "Yes")
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
    ({"LAUFMAPPE_DATABASE": "none"}, Settings()),
    ({"LAUFMAPPE_DATABASE": "sqlite:///x"}, Settings(database="sqlite:///x")),
    ({"LAUFMAPPE_OIDC_ISSUER": "https://login.example/realm", "LAUFMAPPE_OIDC_CLIENT": "weg",
      "LAUFMAPPE_OIDC_SECRET": SECRET},
     Settings(issuer="https://login.example/realm", client="weg", secret=SECRET)),
])
def test_settings_read(environment: dict[str, str], settings: Settings) -> None:
    assert from_environment(environment) == settings


@pytest.mark.parametrize("environment", [
    {"LAUFMAPPE_URL": "http://weg.example"},
    {"LAUFMAPPE_URL": "weg.example"},
    {"LAUFMAPPE_URL": "https://weg.example/pfad/"},
    {"LAUFMAPPE_PROXIES": "viele"},
    {"LAUFMAPPE_OIDC_ISSUER": "https://login.example"},
    {"LAUFMAPPE_OIDC_SECRET": "geheim", "LAUFMAPPE_OIDC_CLIENT": "weg"},
    {"LAUFMAPPE_OIDC_ISSUER": "http://login.example", "LAUFMAPPE_OIDC_CLIENT": "weg",
     "LAUFMAPPE_OIDC_SECRET": "geheim"},
    {"LAUFMAPPE_OIDC_ISSUER": "https://login.example?x=1", "LAUFMAPPE_OIDC_CLIENT": "weg",
     "LAUFMAPPE_OIDC_SECRET": "geheim"},
])
def test_settings_refused(environment: dict[str, str]) -> None:
    with pytest.raises(SettingsError):
        from_environment(environment)


def test_secrets_are_not_in_the_text_of_settings() -> None:
    told = repr(Settings(database="postgresql://a:passwort@b/c", secret=SECRET))
    assert [each for each in ("passwort", SECRET) if each in told] == []


def test_wrong_setting_is_told(capsys: pytest.CaptureFixture[str],
                               monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAUFMAPPE_PROXIES", "viele")
    status, _, err = run(capsys, "check")
    assert (status, "LAUFMAPPE_PROXIES" in err) == (2, True)


def test_each_command_is_found_in_its_own_part() -> None:
    """A part that lacks a command of the list could not be asked for by its name."""
    everything = set(re.findall(r"^ {4}(\w+)", _parser([]).format_help(), re.MULTILINE))
    assert set(PARTS) == everything - {"BEFEHL"}
    for name in PARTS:
        assert f"    {name}" in _parser([name]).format_help()
