"""What people reported, as editors see it; and the database that `laufmappe serve` prepares."""

import datetime
import json
import socket
from pathlib import Path

import html5lib
import pytest

from laufmappe.cli import main, options
from laufmappe.content.load import load
from laufmappe.store.migrate import migrate
from laufmappe.store.reports import Reports

TOWN = Path(__file__).parent / "town"
DAY = datetime.date(2026, 12, 2)
STALE = ("stale", "--content", str(TOWN), "--as-of", "2026-12-15")


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reports:
    """Return an empty database that the commands use too."""
    address = f"sqlite:///{tmp_path / 'laufmappe.sqlite'}"
    monkeypatch.setenv("LAUFMAPPE_DATABASE", address)
    found = Reports(address)
    migrate(found.engine)
    return found


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    told = capsys.readouterr()
    return status, told.out, told.err


def test_stale_tells_reports_first(capsys: pytest.CaptureFixture[str], reports: Reports) -> None:
    one, other = [load(TOWN).services[name] for name in ("zuflucht", "jugendamt")]
    for service, kind in ((one, "hours"), (other, "phone"), (other, "phone")):
        reports.add(service.number, kind, DAY)
    status, out, _ = shown(capsys, *STALE)
    lines = out.splitlines()
    assert (status, lines[:2]) == (1, [
        f"services/jugendamt.yaml: gemeldet: „{other.name}“: Die Telefonnummer stimmt nicht "
        "(2-mal, seit 02.12.2026)",
        f"services/zuflucht.yaml: gemeldet: „{one.name}“: Die Öffnungszeiten stimmen nicht "
        "(1-mal, seit 02.12.2026)"])
    assert "Bei 2 Stellen soll etwas nicht stimmen" in lines
    told = json.loads(shown(capsys, *STALE, "--json")[1])["reported"]
    assert told[0] == {"file": "services/jugendamt.yaml", "number": other.number, "kind": "phone",
                       "count": 2, "since": "2026-12-02"}


def test_stale_tells_what_the_documents_say(capsys: pytest.CaptureFixture[str],
                                            reports: Reports) -> None:
    reports.add(load(TOWN).services["jugendamt"].number, "gone", DAY)
    shape = "Die Telefonnummer stimmt nicht (3-mal, seit 02.12.2026)"
    text = (Path(__file__).parents[1] / "docs" / "editors.md").read_text("utf-8")
    assert f": gemeldet: „Bürgeramt“: {shape}" in text
    out = shown(capsys, *STALE)[1]
    assert "„: " not in out
    assert ": gemeldet: „" in out
    assert "“: Diese Stelle gibt es nicht mehr (1-mal, seit 02.12.2026)" in out


def test_call_sheet_begins_with_reports(capsys: pytest.CaptureFixture[str], reports: Reports,
                                        tmp_path: Path) -> None:
    service = load(TOWN).services["zuflucht"]
    reports.add(service.number, "address", DAY)
    file = tmp_path / "liste.html"
    assert shown(capsys, *STALE, "--call-sheet", str(file))[0] == 0
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
        file.read_text("utf-8"))
    headings = [" ".join("".join(each.itertext()).split()) for each in root.iter()
                if each.tag in {"h2", "h3", "h4"}]
    assert headings[:3] == ["Gemeldet: Hier soll etwas nicht stimmen", service.organization.name,
                            service.name]
    assert headings.count(service.name) == 1
    said = [" ".join("".join(each.itertext()).split()) for each in root.iter("p")
            if each.get("class") == "said"]
    assert said == ["Gemeldet: Die Adresse stimmt nicht (1-mal, seit 02.12.2026)"]


@pytest.mark.parametrize("address", ["postgresql://a:geheim@127.0.0.1:1/b", "sqlite:////proc/x/y"])
def test_stale_without_its_database(capsys: pytest.CaptureFixture[str],
                                    monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("LAUFMAPPE_DATABASE", address)
    status, out, err = shown(capsys, *STALE)
    assert (status, "0 vorbei, 2 stehen an" in out) == (0, True)
    assert "geheim" not in err
    assert ("antwortet nicht" in err) is address.startswith("postgresql")


def serve(capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str, str]:
    """Start on a port that is taken: all up to the server itself."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        return shown(capsys, "serve", "--port", str(taken.getsockname()[1]), *more)


def test_serve_counts_in_a_file_of_its_own(capsys: pytest.CaptureFixture[str], tmp_path: Path,
                                           monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "var" / "laufmappe.sqlite"
    monkeypatch.setattr(options, "DATABASE", file)
    monkeypatch.delenv("LAUFMAPPE_DATABASE")
    assert "schon belegt" in serve(capsys)[2]
    reports = Reports(f"sqlite:///{file}")
    assert reports.add(1, "phone", DAY) is True
    assert "schon belegt" in serve(capsys)[2]
    assert len(reports.all()) == 1


@pytest.mark.parametrize("value", ["none", ""])
def test_serve_without_a_database(capsys: pytest.CaptureFixture[str], tmp_path: Path,
                                  monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setattr(options, "DATABASE", tmp_path / "x.sqlite")
    monkeypatch.setenv("LAUFMAPPE_DATABASE", value)
    assert "schon belegt" in serve(capsys)[2]
    assert list(tmp_path.iterdir()) == []


def test_serve_goes_on_where_the_database_is_gone(capsys: pytest.CaptureFixture[str],
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAUFMAPPE_DATABASE", "postgresql://a:geheim@127.0.0.1:1/b")
    err = serve(capsys)[2]
    assert "Der Wegweiser läuft trotzdem" in err
    assert "schon belegt" in err
    assert "geheim" not in err


def test_serve_refuses_a_wrong_address(capsys: pytest.CaptureFixture[str],
                                       monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAUFMAPPE_DATABASE", "geheim")
    status, _, err = serve(capsys)
    assert (status, err.startswith("Fehler: LAUFMAPPE_DATABASE: ")) == (2, True)
    assert "geheim" not in err


def test_preview_counts_nothing(capsys: pytest.CaptureFixture[str], reports: Reports,
                                monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAUFMAPPE_AS_OF", "")
    serve(capsys, "--as-of", "2027-01-01")
    assert options.database() == ""
