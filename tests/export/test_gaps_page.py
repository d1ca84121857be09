"""The page and the tables for a meeting."""

import csv
import dataclasses
import datetime
import io

import html5lib
import pytest

from laufmappe.domain import gaps
from laufmappe.domain.route import Router
from laufmappe.export import gaps as export
from laufmappe.export import people

DAY = datetime.date(2026, 11, 20)


@pytest.fixture(scope="module")
def report(router: Router) -> gaps.Report:
    """Return the report on Musterstadt with a doubling."""
    twin = dataclasses.replace(router.guide.services["migrationsberatung"], id="zweite", number=99,
                               name="Beratung <b>Zwei</b>", as_of="undated")
    guide = dataclasses.replace(router.guide, services={**router.guide.services, "zweite": twin})
    return gaps.report(Router(guide, router.today))


@pytest.fixture(scope="module")
def page(router: Router, report: gaps.Report) -> str:
    """Return the page."""
    return export.page(router.guide, report, DAY)


def test_page_is_strict_html_of_its_own(page: str) -> None:
    html5lib.HTMLParser(strict=True).parse(page)
    assert "<script" not in page
    assert "http" not in page
    assert "src=" not in page
    assert 'lang="de"' in page


def test_page_gaps_before_doublings(page: str) -> None:
    places = [page.index(f"<h2{mark}>{title}") for mark, title in (
        ("", "1. Lücken"), ("", "2. Doppelungen"), (' id="feld"', "3. Wer findet was?"),
        ("", "4. Sprachen"))]
    assert places == sorted(places)


def test_page_names_role_reason_and_people(page: str) -> None:
    row = page[page.index("Fachstelle für Wohnungslose<small>"):][:600]
    assert "Keine Stelle dieser Art ist eingetragen." in row
    assert "Aufgabe: " in row
    assert "„Ich habe Angst" in row


def test_page_escapes_names(page: str) -> None:
    assert "Beratung &lt;b&gt;Zwei&lt;/b&gt;" in page
    assert "(belegt, ohne Datum)" in page


def test_page_fields_speak_to_screen_readers(page: str) -> None:
    assert '<th scope="row">Kein Papier</th>' in page
    assert '<th scope="col">12–17</th>' in page
    assert '<span class="v"> Lücke: ' in page


def test_page_prints_on_a3(page: str) -> None:
    assert "@page { size: A3 landscape" in page


def test_table_has_a_line_for_each_office_of_each_field(router: Router,
                                                        report: gaps.Report) -> None:
    text = export.table(router.guide, report)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert len(rows) == sum(len(opened) for opened in report.fields.values())
    found = next(row for row in rows if row["art"] == "mbe" and row["papier"] == "eu"
                 and row["alter"] == "27–66")
    assert (found["bestaetigt"], found["belegt"], found["unbestaetigt"], found["ergebnis"]) == (
        "0", "2", "0", "doppelt")
    assert {row["ergebnis"] for row in rows} == {"offen", "doppelt", "Lücke"}
    assert all(bool(row["grund"]) == (row["ergebnis"] == "Lücke") for row in rows)


def test_spoken_counts_languages(router: Router) -> None:
    rows = list(csv.reader(io.StringIO(export.spoken(router.guide).removeprefix("\ufeff")),
                           delimiter=";"))
    assert ["ar", "first-advice", "0", "1", "0"] in rows


@pytest.mark.parametrize(("bands", "words"), [
    (["0", "1-5", "6-11", "12-17", "18-26", "27-66", "67+"], "jedes Alter"),
    (["0", "1-5", "12-17"], "0–5 Jahre und 12–17 Jahre"),
    (["0"], "0 Jahre"),
    (["6-11", "18-26", "67+"], "6–11 Jahre, 18–26 Jahre und ab 67 Jahren"),
])
def test_years_in_spans(router: Router, bands: list[str], words: str) -> None:
    assert people.years(bands, gaps.bands(router.guide)) == words


def test_papers_in_few_words(router: Router) -> None:
    every = gaps.statuses(router.guide)
    assert people.papers(router.guide, every, every) == "alle Papiere"
    assert people.papers(router.guide, ["eu"], every) == "„Ausweis aus einem EU-Land“"
    assert people.papers(router.guide, every[1:], every) == (
        "alle Papiere außer „Ausweis aus einem EU-Land“")
    assert people.needs(router.guide, ["child"]) == "„Schule oder Kita“"
