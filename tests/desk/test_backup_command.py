"""`laufmappe backup` and `laufmappe restore`."""

import datetime
import io
import re
import sys
from contextlib import redirect_stderr
from pathlib import Path

import pytest
from at_desk import Clock
from sqlalchemy import Engine, insert

from laufmappe.cli import main
from laufmappe.store.database import connect
from laufmappe.store.staff import Staff
from laufmappe.store.tables import closures, mappen, reports, vouchers


@pytest.fixture(autouse=True)
def here(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands use the database of the test."""
    monkeypatch.setenv("LAUFMAPPE_DATABASE", address)


@pytest.fixture
def file(tmp_path: Path, staff: Staff, clock: Clock) -> Path:
    """Return a backup with one account."""
    staff.add("anna", "desk", "mbe", clock.now)
    found = tmp_path / "backup"
    with redirect_stderr(io.StringIO()) as said:
        assert main(["backup", str(found)]) == 0
    assert said.getvalue() == "Gesichert: 1 Zeilen\n"
    return found


def damage(engine: Engine) -> None:
    """Make a database one that cannot be read as ours."""
    if engine.dialect.name == "sqlite":
        Path(str(engine.url.database)).write_bytes(b"no database" * 1000)
    else:
        with engine.begin() as connection:
            connection.exec_driver_sql("DROP TABLE alembic_version")


def test_backup_and_back(file: Path, staff: Staff, clock: Clock,
                         capsys: pytest.CaptureFixture[str]) -> None:
    staff.add("eva", "desk", "mbe", clock.now)
    assert main(["restore", str(file)]) == 2
    assert capsys.readouterr().err == (
        "Fehler: Die Datenbank ist nicht leer. Mit --replace wird ersetzt, was darin ist.\n")
    assert len(staff.all()) == 2
    assert main(["restore", "--replace", str(file)]) == 0
    assert capsys.readouterr().err == (
        "Wiederhergestellt: 1 Zeilen. Alle melden sich neu an.\n"
        "Davon abgelaufen und gleich gelöscht: 0\n")
    assert [each.name for each in staff.all()] == ["anna"]


def test_file_is_whole_and_for_its_owner(file: Path, staff: Staff, clock: Clock) -> None:
    assert file.stat().st_mode & 0o777 == 0o600
    before = file.read_bytes()
    link = file.with_name("link")
    link.symlink_to(file)
    staff.add("eva", "desk", "mbe", clock.now)
    assert main(["backup", str(link)]) == 0
    assert (link.is_symlink(), file.read_bytes().count(b"\n")) == (True, before.count(b"\n") + 1)
    kept = file.read_bytes()
    damage(staff.engine)
    assert main(["backup", str(file)]) == 2
    assert file.read_bytes() == kept
    assert [each.name for each in file.parent.glob(".*")] == []


def test_pipe(file: Path, staff: Staff, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
              capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    capfdbinary.readouterr()
    assert main(["backup", "-"]) == 0
    out = capfdbinary.readouterr().out
    assert out == file.read_bytes()
    monkeypatch.setenv("LAUFMAPPE_DATABASE", f"sqlite:///{tmp_path / 'other' / 'new.sqlite'}")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(out)))
    assert main(["restore", "-"]) == 0
    made = tmp_path / "other" / "new.sqlite"
    assert made.stat().st_mode & 0o777 == 0o600
    assert Staff(f"sqlite:///{made}").all() == staff.all()


def test_what_is_over_does_not_come_back(address: str, tmp_path: Path, clock: Clock,
                                         capsys: pytest.CaptureFixture[str]) -> None:
    long_ago = clock.now.date() - datetime.timedelta(days=365)
    engine = connect(address)
    kept = {"sealed": b"x", "version": 1}
    with engine.begin() as connection:
        connection.execute(insert(mappen), [
            {"id": "a" * 64, "until": long_ago, **kept},
            {"id": "b" * 64, "until": datetime.date(2999, 1, 1), **kept}])
        connection.execute(insert(reports).values(
            service=1, kind="phone", day=long_ago, count=1))
        connection.execute(insert(vouchers).values(
            id="c" * 64, advice="social", issuer="mbe", until=long_ago))
        connection.execute(insert(closures).values(service=1, since=long_ago, until=long_ago))
    assert main(["backup", str(tmp_path / "all")]) == 0
    assert main(["restore", "--replace", str(tmp_path / "all")]) == 0
    assert capsys.readouterr().err.splitlines()[-1] == "Davon abgelaufen und gleich gelöscht: 4"
    assert main(["backup", "-"]) == 0
    assert re.findall(r'"id":"(.)', capsys.readouterr().out) == ["b"]


@pytest.mark.parametrize(("words", "told"), [
    (("restore", "nirgends"), "nirgends"),
    (("backup", "."), "ist keine Datei"),
    (("backup", "nirgends/x"), "nirgends"),
    (("restore", __file__), "Zeile 1: das ist keine Sicherung von Laufmappe"),
])
def test_mistakes_say_what_is_wrong(words: tuple[str, ...], told: str, tmp_path: Path,
                                    monkeypatch: pytest.MonkeyPatch,
                                    capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(list(words)) == 2
    said = capsys.readouterr().err
    assert said.startswith("Fehler: ")
    assert told in said


def test_without_a_database(monkeypatch: pytest.MonkeyPatch,
                            capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("LAUFMAPPE_DATABASE", "none")
    assert main(["backup", "-"]) == 2
    assert capsys.readouterr().err == (
        "Fehler: Bitte die Datenbank angeben (LAUFMAPPE_DATABASE).\n")
