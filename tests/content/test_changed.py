"""What changes, told in German: each kind of change in Musterstadt, and whose Mappe it is."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from altered import ALTERS, REGISTRY, RESIDENCE, Alter, one, row, said
from untraced import untraced

from laufmappe.content import names
from laufmappe.content.changed import Told
from laufmappe.domain.changes import Change, changes
from laufmappe.domain.condition import Is
from laufmappe.domain.guide import Guide
from laufmappe.domain.route import Router
from laufmappe.domain.rules import BASE

TODAY = datetime.date(2026, 11, 20)
CONTACT = {"website": "https://neu.example", "languages": ("de", "ku"), "state": "unconfirmed"}


def told(town: Guide, alter: Alter) -> tuple[Told, tuple[Change, ...]]:
    """Return who tells what an alteration changes, and what."""
    other = alter(town)
    found = untraced(changes)(Router(town, TODAY), Router(other, TODAY))
    return Told(town, other, found), found.groups


def lines(town: Guide, alter: Alter) -> list[str]:
    """Return what is told of an alteration, once."""
    tells, groups = told(town, alter)
    return list(dict.fromkeys(str(line) for change in groups for line in tells.lines(change)))


@pytest.fixture(scope="module")
def every(town: Guide) -> Callable[[str], list[str]]:
    """Return a function that tells an alteration, and remembers what it told."""
    return cache(lambda name: lines(town, ALTERS[name]))


@pytest.mark.parametrize(("name", "expected"), [
    ("advice gone",
     "statt: „Flüchtlingsberatung“ (asylum-advice/fluechtlingsberatung) jetzt „Willkommensbüro“ "
     "(first-advice/welcome-desk)"),
    ("safety row gone", "weg: „Fachstelle für Wohnungslose“ (housing/wohnungsnothilfe)"),
    ("safety row gone",
     "verschoben: „Willkommensbüro“ (first-advice/welcome-desk) steht nur noch wegen anderer "
     "Zeilen da"),
    ("safety row gone", "weg: Frist: Sofort"),
    ("safety row gone", "weg: Satz: Sie haben heute keinen Schlafplatz. Fragen Sie die Beratung."),
    ("exposed filter gone", "neu: „Jugendamt“ (family/jugendamt)"),
    ("sentence",
     "anders: Satz: Erst beim Bürgeramt anmelden, dann zur Ausländerbehörde. → Anders."),
    ("sentence elsewhere",
     "anders: Der Satz „Melden Sie zuerst Ihre Wohnung an. Wichtig ist auch eine "
     "Krankenversicherung.“ steht jetzt bei „Krankenkasse“ (health/krankenkasse) statt bei "
     "„Bürgeramt (Meldebehörde)“ (registration/meldebehoerde)"),
    ("sentence about another",
     "anders: Wann der Satz „Das Sozialamt zahlt Geld zum Leben.“ zu lesen ist: Er hängt an "
     "Stellen, die andere Zeilen zeigen: money/sozialamt-asylblg → "
     "residence-law/auslaenderbehoerde: Ohne."),
    ("order of a list",
     "verschoben: „Bürgeramt (Meldebehörde)“ (registration/meldebehoerde) weiter nach vorn"),
    ("order of duties",
     "verschoben: Was Zeile D2 bringt, steht jetzt vor dem von D1, wenn beides zutrifft"),
    ("phone of the city",
     "anders: Telefon bei „Rathaus Musterstadt“: 030 23125-100 (Vermittlung) → 030 23125-999 "
     "(Vermittlung)"),
    ("phone",
     "weg: Telefon bei „Rathaus Musterstadt“: 030 23125-100 (Vermittlung)"),
    ("service gone",
     "statt: „Migrationsberatung am Markt“ jetzt eine Lücke, dafür hilft „Rathaus Musterstadt“"),
    ("service for Arabic",
     "statt: „Jugendmigrationsdienst Musterstadt“ jetzt „Dritte“ (nur für Menschen, die das lesen: "
     "Arabisch)"),
    ("service new", "neu: unter „Es gibt auch“: „Zweite“"),
    ("unreachable",
     "neu: solange die Stelle nicht zu erreichen ist, hilft: „Rathaus Musterstadt“"),
    ("service with conditions", "neu: Bedingung: nur unter Bedingungen"),
    ("what to bring", "anders: Mitbringen: Ausweis → Pass"),
    ("line other",
     "anders: Hinweis unter dem Weg: Wenn Sie ein Aufenthaltspapier haben, gibt es weitere "
     "Stellen. → Andere Zeile."),
    ("say gone",
     "weg: Hinweis bei „Jugendamt“ (family/jugendamt): Das Jugendamt hilft jedem Kind, auch ohne "
     "Papiere."),
    ("deadline", "anders: Frist: Innerhalb von zwei Wochen nach dem Einzug → In einer Woche"),
    ("deadline elsewhere",
     "anders: Die Frist „Innerhalb von zwei Wochen nach dem Einzug“ steht jetzt bei "
     "„Ausländerbehörde“ (residence-law/auslaenderbehoerde)"),
    ("urgency",
     "anders: Dringlichkeit bei „Geld zum Leben“: in den nächsten Wochen → sofort"),
    ("papers",
     "anders: Papiere, die es dort gibt bei „Ausländerbehörde“: Aufenthaltstitel (Karte) → "
     "Meldebestätigung"),
    ("hidden", "anders: Stellen, die melden müssen, werden jetzt auch gezeigt"),
    ("need new", "neu: Bedarf „work“ als Antwort auf „Wobei brauchen Sie Hilfe?“"),
    ("status gone", "weg: Papier „Karte: Arbeit“ als Antwort auf „Welches Papier haben Sie?“"),
])
def test_lines(every: Callable[[str], list[str]], name: str, expected: str) -> None:
    assert expected in every(name)


def test_lines_of_a_gap_that_is_filled(town: Guide) -> None:
    gap = ALTERS["service gone"](town)
    assert lines(gap, lambda _: town) == [
        "neu: „Migrationsberatung am Markt“, wo bisher eine Lücke war"]


def test_lines_of_a_station_that_another_row_brought_before(town: Guide) -> None:
    without = ALTERS["safety row gone"](town)
    assert ("verschoben: „Willkommensbüro“ (first-advice/welcome-desk) steht jetzt auch wegen "
            "dieser Zeile da") in lines(without, lambda _: town)


def test_lines_of_details(town: Guide) -> None:
    assert lines(town, one("services", "migrationsberatung", **CONTACT)) == [
        "neu: Webseite bei „Migrationsberatung am Markt“: https://neu.example",
        "anders: Sprachen bei „Migrationsberatung am Markt“: Arabisch → ku",
        "anders: Wie sicher die Angaben sind bei „Migrationsberatung am Markt“: belegt → noch "
        "nicht bestätigt"]
    assert lines(town, one("services", "rathaus", languages=("de",))) == [
        "weg: Sprachen bei „Rathaus Musterstadt“: Englisch"]


def test_lines_of_what_is_hidden_again(town: Guide) -> None:
    told_back = lines(ALTERS["hidden"](town), lambda _: town)
    assert "anders: Stellen, die melden müssen, werden jetzt nicht mehr gezeigt" in told_back


def test_lines_of_a_station_that_comes_later(town: Guide) -> None:
    later = row("F3", send=(REGISTRY, BASE, RESIDENCE))
    first = row("F3", send=(RESIDENCE, REGISTRY, BASE))
    assert lines(first(town), later)[0] == (
        "verschoben: „Ausländerbehörde“ (residence-law/auslaenderbehoerde) weiter nach hinten")


def test_stations_before_sentences_and_what_goes_before_what_comes(town: Guide) -> None:
    tells, groups = told(town, ALTERS["row gone"])
    words = [[line.word for line in tells.lines(change)] for change in groups]
    assert words[0] == ["weg", "weg", "anders"]
    assert tells.lines(groups[0])[0].text == "„Krankenkasse“ (health/krankenkasse)"


def test_whom(town: Guide) -> None:
    tells, groups = told(town, ALTERS["office"])
    assert tells.whom(groups[0]) == (
        "Papiere: alle außer „Ich weiß nicht“", "Alter: alle", "Bedarf: „Ich bin neu“")
    tells, groups = told(town, ALTERS["for some ages"])
    assert tells.whom(groups[0]) == ("Papiere: alle", "Alter: 12–17 Jahre", "Bedarf: alle")


@pytest.mark.parametrize(("chosen", "text"), [
    ({"", "0", "1-5", "6-11", "12+"}, "alle"),
    ({"0", "1-5", "6-11", "12+"}, "alle, die es sagen"),
    ({""}, "nicht gesagt"),
    ({"0"}, "unter 1 Jahr"),
    ({"0", "1-5", "12+", ""}, "unter 6 Jahren, ab 12 Jahren, nicht gesagt"),
    ({"1-5"}, "1–5 Jahre"),
])
def test_bands(chosen: set[str], text: str) -> None:
    assert names.bands(chosen, ["0", "1-5", "6-11", "12+"]) == text


def test_single_year() -> None:
    assert names.bands({"5"}, ["0-4", "5"]) == "5 Jahre"


def test_example_is_a_sentence_that_names_the_child(town: Guide) -> None:
    tells, groups = told(town, said("FLT2", say="Neu."))
    family = replace(groups[0], person="12-17", answers={
        "who": ("family",), "children": ("12-17",), "status": ("eu",)})
    assert tells.example(family) == (
        "Eine Person, Papier „Ausweis aus einem EU-Land“, sucht Hilfe für sich und ihre Kinder "
        "(12–17 Jahre). Es geht um ihr Kind (12–17 Jahre).")


def test_example_knows_questions_of_both_guides(town: Guide) -> None:
    asked = ALTERS["question new"](town)
    tells, groups = told(asked, lambda _: town)
    assert "antwortet auf „Haben Sie ein Tier?“ mit „Einen Hund“" in tells.example(groups[0])
    assert Is("pets", frozenset({"dog"})) in asked.conditions
