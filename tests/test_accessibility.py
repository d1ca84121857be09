"""The self-assessment in docs/accessibility.md: every criterion, and only tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCUMENT = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
ROWS = [[each.strip() for each in line.strip("|").split("|")]
        for line in DOCUMENT.splitlines()
        if re.match(r"\| (?!--|Nr|Abschnitt|Stelle|Fall|Lauf)", line)]
CRITERIA = [row for row in ROWS if re.fullmatch(r"\d\.\d\.\d+", row[0])]
JUDGED = [row for row in ROWS if len(row) >= 5]
# WCAG 2.2, level A and AA: how many criteria each guideline has.
GUIDELINES = {"1.1": 1, "1.2": 5, "1.3": 5, "1.4": 9, "2.1": 3, "2.2": 2, "2.3": 1, "2.4": 8,
              "2.5": 6, "3.1": 2, "3.2": 5, "3.3": 6, "4.1": 2}
VERDICTS = {"erfüllt", "nicht anwendbar", "offen"}


def verdict(row: list[str]) -> str:
    """Return what is said of a row."""
    return row[3] if row in CRITERIA else row[2]


def test_every_criterion_has_a_row() -> None:
    numbers = [row[0] for row in CRITERIA]
    assert len(numbers) == len(set(numbers)) == sum(GUIDELINES.values()) == 55
    assert {each: sum(number.startswith(f"{each}.") for number in numbers)
            for each in GUIDELINES} == GUIDELINES
    assert [row[2] for row in CRITERIA].count("A") == 31


def test_verdicts_known() -> None:
    assert [row for row in JUDGED if verdict(row) not in VERDICTS] == []


def test_fulfilled_rows_name_a_test_and_others_a_reason() -> None:
    for row in JUDGED:
        if verdict(row) == "erfüllt":
            assert "::test_" in row[-1], row
        elif verdict(row) == "nicht anwendbar":
            assert row[-2].startswith("weil "), row
        else:
            assert len(row[-2]) > 20, row


def test_named_tests_exist() -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", DOCUMENT))
    assert len(named) > 25
    missing = [f"{path}::{name}" for path, name in sorted(named) if not (ROOT / path).exists()
               or f"def {name}(" not in (ROOT / path).read_text(encoding="utf-8")]
    assert missing == []


def test_names_of_tests_all_read() -> None:
    assert DOCUMENT.count("::test_") == len(re.findall(r"`tests/[\w/]+\.py::test_\w+`", DOCUMENT))
