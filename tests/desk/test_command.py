"""`laufmappe staff` and `laufmappe expire`."""

import re

import pytest
from at_desk import PASSWORD, SECRET, Clock

from laufmappe.cli import main
from laufmappe.store.staff import Staff


@pytest.fixture(autouse=True)
def here(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands use the database of the test."""
    monkeypatch.setenv("LAUFMAPPE_DATABASE", address)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """Return the exit status and what was printed."""
    status = main(list(words))
    captured = capsys.readouterr()
    return status, captured.out + captured.err


def test_account_from_invitation_to_lock(capsys: pytest.CaptureFixture[str], staff: Staff,
                                         clock: Clock) -> None:
    status, out = said(capsys, "staff", "add", "Anna", "--office", "mbe-awo", "--role", "lead")
    assert status == 0
    [code] = re.findall(r"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}", out)
    assert said(capsys, "staff", "list")[1] == "anna: Leitung, mbe-awo, eingeladen\n1 Konten\n"
    assert staff.enrol(code, PASSWORD, SECRET, 0, clock.now)
    assert said(capsys, "staff", "list")[1].startswith("anna: Leitung, mbe-awo, bereit")
    assert said(capsys, "staff", "lock", "ANNA") == (0, "Gesperrt: anna\n")
    assert said(capsys, "staff", "list")[1].startswith("anna: Leitung, mbe-awo, gesperrt")
    assert said(capsys, "staff", "unlock", "anna") == (0, "Entsperrt: anna\n")
    assert "Einladung" in said(capsys, "staff", "reset", "anna")[1]
    assert said(capsys, "staff", "list")[1].startswith("anna: Leitung, mbe-awo, eingeladen")
    assert said(capsys, "staff", "remove", "anna") == (
        0, "Beendet, Name und Zugang sind gelöscht: anna\n")
    assert said(capsys, "staff", "list") == (0, "0 Konten\n")


@pytest.mark.parametrize(("words", "told"), [
    (("add", "anna"), "Bitte ein Amt angeben"),
    (("add", "anna", "--office", "xyzzy"), "Bitte ein Amt angeben"),
    (("add", " ", "--office", "mbe-awo"), "Bitte den Namen angeben"),
    (("lock", "niemand"), "Ein Konto „niemand“ gibt es nicht. Es gibt: keine."),
])
def test_mistakes_say_what_to_do(capsys: pytest.CaptureFixture[str], words: tuple[str, ...],
                                 told: str) -> None:
    status, out = said(capsys, "staff", *words)
    assert (status, told in out) == (2, True)


def test_account_of_a_single_service(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "staff", "add", "anna", "--office", "ak-asyl")[0] == 0
    assert said(capsys, "staff", "list")[1] == "anna: Schalter, ak-asyl, eingeladen\n1 Konten\n"


def test_same_name_twice(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "staff", "add", "anna", "--office", "mbe-awo")[0] == 0
    assert said(capsys, "staff", "add", "Anna", "--office", "mbe-awo") == (
        2, "Fehler: Den Namen „Anna“ gibt es schon.\n")


def test_without_a_database(capsys: pytest.CaptureFixture[str],
                            monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAUFMAPPE_DATABASE", "none")
    assert said(capsys, "staff", "list") == (
        2, "Fehler: Ohne Datenbank gibt es keinen Schalter (LAUFMAPPE_DATABASE).\n")


def test_what_is_over_is_deleted(capsys: pytest.CaptureFixture[str], staff: Staff,
                                 clock: Clock) -> None:
    staff.add("anna", "desk", "mbe-awo", clock.now)
    found = staff.find("anna")
    assert found
    clock.on(days=-91 - 365)
    staff.note(found.id, "sign-in", clock.now)
    assert said(capsys, "expire") == (0, "Gelöscht: 1\n")
    assert said(capsys, "expire") == (0, "Gelöscht: 0\n")
