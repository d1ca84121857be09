"""The preview for editors: another day, told on every page and paper, and never in public."""

import dataclasses
import datetime
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from laufmappe.cli import main
from laufmappe.content import record
from laufmappe.content.record import Record
from laufmappe.domain import token
from laufmappe.domain.guide import Guide
from laufmappe.settings import Settings, SettingsError, from_environment
from laufmappe.web import create_app

LATER = datetime.date(2027, 4, 1)
EXPIRED = "Diese Regel kann sich geändert haben. Bitte lassen Sie sie in der Beratung prüfen."


@pytest.fixture(scope="module")
def preview() -> Iterator[Flask]:
    """Return the site as it would be on a day after many rules have ended."""
    site = create_app(Settings(as_of=LATER))
    yield site
    site.extensions["laufmappe"].press.close()


def code(site: Flask) -> str:
    """Return the code of somebody whose rule ends on 4 March 2027."""
    return token.write(site.extensions["laufmappe"].guide, {
        "who": ("me",), "age": ("27-59",), "status": ("ukraine",), "need": ("first_steps",)})


def test_preview_told_on_every_page(preview: Flask) -> None:
    for path in ("/de/", "/ar/frage/age", "/uk/stellen", "/en/fort"):
        text = preview.test_client().get(path, follow_redirects=True).text
        assert text.count("So sähe die Seite am 01.04.2027 aus.") == 1


def test_expired_rule_asks_to_have_it_checked(preview: Flask, app: Flask) -> None:
    path = f"/de/m/{code(preview)}"
    now = app.test_client().get(path, follow_redirects=True).text
    later = preview.test_client().get(path, follow_redirects=True).text
    assert (EXPIRED in now, EXPIRED in later) == (False, True)
    assert "Zuerst brauchen Sie den Schutz nach § 24" in now
    assert "Zuerst brauchen Sie den Schutz nach § 24" not in later


def test_expired_rule_on_paper(preview: Flask, tmp_path: Path) -> None:
    paper = tmp_path / "mappe.pdf"
    response = preview.test_client().post("/de/mappe.pdf", data={"mitnehmen": code(preview)})
    paper.write_bytes(response.data)
    text = subprocess.run(["pdftotext", str(paper), "-"], capture_output=True,  # noqa: S603, S607
                          text=True, check=True).stdout
    words = " ".join(text.split())
    assert "Diese Regel kann sich geändert haben." in words
    assert "Vorschau auf den 01.04.2027, nicht ausgeben." in words


def test_no_preview_no_notice(app: Flask) -> None:
    assert "Vorschau" not in app.test_client().get("/de/").text


def test_preview_refused_in_public() -> None:
    with pytest.raises(SettingsError):
        from_environment({"LAUFMAPPE_URL": "https://weg.example", "LAUFMAPPE_AS_OF": "2027-04-01"})
    with pytest.raises(SettingsError):
        from_environment({"LAUFMAPPE_AS_OF": "bald"})
    assert from_environment({"LAUFMAPPE_AS_OF": "2027-04-01"}).as_of == LATER


def test_preview_refused_on_other_hosts(capsys: pytest.CaptureFixture[str],
                                        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAUFMAPPE_AS_OF", "")
    status = main(["serve", "--as-of", "2027-04-01", "--host", "192.0.2.1"])
    assert (status, "nur auf diesem Rechner" in capsys.readouterr().err) == (2, True)


def test_how_names_the_last_proof(town: Guide, tmp_path: Path) -> None:
    guide = dataclasses.replace(town, content_hash="abc")
    settings = Settings(content=tmp_path)

    def how(language: str) -> str:
        site = create_app(settings, guide=guide)
        try:
            return site.test_client().get(f"/{language}/so-geht-es").text
        finally:
            site.extensions["laufmappe"].press.close()

    assert "ist die Prüfung noch nicht gelaufen" in how("de")
    record.write(tmp_path, "abc", Record(datetime.date(2026, 11, 25), 46301))
    assert "zuletzt am 25. November 2026, in 46.301 Gruppen" in how("de")
    record.write(tmp_path, "other", Record(datetime.date(2026, 11, 25), 46301))
    assert "ist die Prüfung noch nicht gelaufen" in how("de")
