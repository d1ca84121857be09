"""The counts with names: tables, CSV, text."""

import csv
import io
from dataclasses import replace

import pytest
from real import load

from laufmappe.domain.suppress import UNSAID, Cell, Hidden, Table
from laufmappe.export.counts import TITLES, Figure, Line, csv_text, figures, lines
from laufmappe.paths import CONTENT

GUIDE = load(CONTENT)
MONTHS = ("2026-09", "2026-10")
S, H = Hidden.SMALL, Hidden.HELD
SERVICE = next(iter(GUIDE.services.values()))


def tables(**rows: dict[str, tuple[Cell, ...]]) -> dict[str, Table]:
    """Return tables of which these kinds have rows."""
    return {kind: Table(kind, MONTHS, rows.get(kind, {})) for kind in TITLES}


@pytest.mark.parametrize(("kind", "key", "name"), [
    ("language", "ar", "Arabisch"), ("language", "xx", "xx"),
    ("need", "german", GUIDE.questions["need"].options["german"].text), ("need", "xx", "xx"),
    ("need", UNSAID, "ohne Angabe"), ("station", UNSAID, "ohne Angabe"),
    ("station", str(SERVICE.number), SERVICE.name), ("station", "99999", "99999"),
    ("station", "work/jobcenter", GUIDE.offices["jobcenter"].name),
    ("office", "mbe", GUIDE.offices["mbe"].name), ("office", SERVICE.id, SERVICE.name),
    ("referral", "arrived", "angekommen"), ("issued", "nowhere", "nowhere"),
])
def test_names_instead_of_ids(kind: str, key: str, name: str) -> None:
    [found] = [each for each in figures(GUIDE, tables(**{kind: {key: (12, 0)}})) if each.lines]
    assert (found.kind, found.lines) == (kind, (Line(name, (12, 0), 12),))


def test_largest_first_and_totals_of_what_is_shown() -> None:
    found = figures(GUIDE, tables(language={"ar": (10, S), "uk": (30, H), "en": (S, 0)}))
    [language] = [each for each in found if each.kind == "language"]
    assert [(each.name, each.total) for each in language.lines] == [
        ("Ukrainisch", 30), ("Arabisch", 10), ("Englisch", 0)]
    assert language.totals == (40, 0)
    assert "Englisch" not in language.bars
    assert "Summen der gezeigten Zahlen aus zwölf Monaten: Ukrainisch 30, Arabisch 10" \
        in language.bars
    assert replace(language, lines=language.lines[2:]).bars == ""


def test_csv_opens_in_excel() -> None:
    text = csv_text(figures(GUIDE, tables(language={"ar": (10, S), "uk": (H, 0)})))
    assert text.startswith("\ufefftabelle;was;2026-09;2026-10;mindestens\r\n")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert rows[1:] == [[TITLES["language"], "Arabisch", "10", "unter 10", "10"],
                        [TITLES["language"], "Ukrainisch", "–", "0", "0"]]


@pytest.mark.parametrize("name", ["=1+1", "+49", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_csv_holds_no_formula(name: str) -> None:
    text = csv_text([Figure("office", "Titel", MONTHS, (Line(name, (12, 0), 12),))])
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert rows[1][1] == f"'{name}"


def test_lines_say_what_there_is() -> None:
    found = list(lines(figures(GUIDE, tables(language={"ar": (10, S), "uk": (0, H)}))))
    at = found.index(TITLES["language"])
    assert found[at + 1:at + 3] == [
        "  Arabisch: mindestens 10 (2026-09: 10, 2026-10: unter 10)",
        "  Ukrainisch: mindestens 0 (2026-10: –)"]
    assert found[at - 1] == "  noch keine Zahlen"
