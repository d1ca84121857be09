"""Acceptance tables: read, mapped to answers, and failing in words."""

from pathlib import Path

import pytest

from laufmappe.content.cases import Case, cases, failures, unknown
from laufmappe.content.finding import ContentError
from laufmappe.domain.guide import Guide
from laufmappe.domain.route import Router


def read(town: Guide, folder: Path, text: str) -> list[Case]:
    """Return the cases of a table with this text."""
    path = folder / "table.yaml"
    path.write_text(text, encoding="utf-8")
    return list(cases(town, path))


def one(town: Guide, folder: Path, facts: str) -> Case:
    """Return the only case of a table."""
    (case,) = read(town, folder, f"cases:\n  - id: K1\n    facts: {facts}\n")
    return case


def fault(town: Guide, folder: Path, text: str) -> str:
    """Return what is wrong with a table."""
    with pytest.raises(ContentError) as caught:
        read(town, folder, text)
    return str(caught.value)


@pytest.mark.parametrize(("facts", "answers"), [
    ("{}", {}),
    ("{status: eu}", {"status": ("eu",)}),
    ("{age: 34}", {"who": ("me",), "age": ("27-66",)}),
    ("{age: 27-66, need: child}", {"need": ("child",), "who": ("me",), "age": ("27-66",)}),
    ("{age: 0}", {"who": ("child",), "children": ("0",)}),
    ("{age: 13}", {"who": ("me",), "age": ("12-17",)}),
    ("{age: 13, need: child}", {"need": ("child",), "who": ("child",), "children": ("12-17",)}),
    ("{need: [child, safety], refinements: {topic: [meet], bed_tonight: no}}",
     {"need": ("child", "safety"), "topic": ("meet",), "bed_tonight": ("no",)}),
])
def test_cases_facts_become_answers(town: Guide, tmp_path: Path, facts: str,
                                    answers: dict[str, tuple[str, ...]]) -> None:
    assert one(town, tmp_path, facts).answers == answers


def test_cases_all_fields(town: Guide, tmp_path: Path) -> None:
    text = "cases: [{id: K1, who: Frau mit Kind, facts: {status: eu}, expected_roles: [school], " \
           "forbidden_roles: [money], expected_first: school, deadline_expected: [D-REG]}]"
    assert read(town, tmp_path, text) == [Case(
        "K1", "Frau mit Kind", {"status": ("eu",)}, ("school",), ("money",), "school", ("D-REG",))]


@pytest.mark.parametrize(("text", "words"), [
    ("a: b", "table.yaml:1: Fehler: Hier fehlt die Liste „cases“."),
    ("[a]", "table.yaml:1: Fehler: Hier fehlt die Liste „cases“."),
    ("cases:\n  - {id: K1}", "table.yaml:2: Fehler: Hier fehlt 'facts'."),
    ("cases:\n  - {facts: {}}", "table.yaml:2: Fehler: Hier fehlt 'id'."),
    ("cases:\n  - {id: K1, facts: {status: eus}}",
     "table.yaml:2: Fehler: Die Frage „status“ kennt keine Antwort „eus“. Meinten Sie „eu“?."),
    ("cases:\n  - {id: K1, facts: {refinements: {statut: eu}}}",
     "table.yaml:2: Fehler: Es gibt keine Frage „statut“. Meinten Sie „status“?."),
    ("cases:\n  - {id: K1, facts: {age: 300}}",
     "table.yaml:2: Fehler: kein Altersband für 300."),
])
def test_cases_damaged_table(town: Guide, tmp_path: Path, text: str, words: str) -> None:
    assert fault(town, tmp_path, text) == words


def test_unknown_two_answers_to_single_choice(town: Guide) -> None:
    with pytest.raises(ValueError, match="Die Frage „age“ nimmt nur eine Antwort"):
        unknown(town, {"age": ("0", "1-5")})


def test_failures_none(town: Guide, router: Router) -> None:
    case = Case("K", "", {"status": ("eu",), "age": ("27-66",), "need": ("first_steps",)},
                ("first-advice",), ("money",), "registration", ("D-REG",))
    assert failures(router, case) == []


def test_failures_in_words(town: Guide, router: Router) -> None:
    case = Case("K", "", {"status": ("eu",), "age": ("27-66",), "need": ("first_steps",)},
                ("money", "nonsense"), ("first-advice",), "health", ("NOW",))
    assert failures(router, case) == [
        "Es fehlt money (Geld zum Leben).",
        "Es fehlt nonsense (nonsense).",
        "first-advice (Erste Beratung) darf nicht vorkommen, steht aber da wegen A4, F2.",
        "Zuerst soll health stehen, es steht aber registration da.",
        "Es fehlt die Frist NOW."]


MORE = """cases:
  - id: K1
    facts: {status: asylum, age: 30, need: first_steps}
    expected_rows: F5
    expected_offices: [money/sozialamt-asylblg]
    expected_texts: [Das Sozialamt zahlt]
    forbidden_rows: [F6]
    forbidden_deadlines: [D-REG]
"""


def test_cases_rows_offices_texts_hold(town: Guide, router: Router, tmp_path: Path) -> None:
    assert failures(router, read(town, tmp_path, MORE)[0]) == []


def test_cases_tell_what_is_missing_and_what_is_too_much(town: Guide, router: Router,
                                                         tmp_path: Path) -> None:
    text = MORE.replace("expected_", "x_").replace("forbidden_", "expected_")
    text = text.replace("x_", "forbidden_")
    assert failures(router, read(town, tmp_path, text)[0]) == [
        "Es fehlt die Zeile F6.",
        "Die Zeile F5 darf nicht vorkommen.",
        "Die Stelle money/sozialamt-asylblg darf nicht vorkommen.",
        "Es fehlt die Frist D-REG.",
        "Der Text Das Sozialamt zahlt darf nicht vorkommen."]
