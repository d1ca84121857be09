"""Every row, every entry of the advice table and every filter of the real content is missed."""

from functools import cache

import pytest
import yaml
from mutants import cases_notice, named, names, proof_notices, without
from proof import CONTENT, DAY, guide

from laufmappe.content.cases import Case, cases
from laufmappe.paths import DATA

MISSABLE: dict[str, str] = yaml.safe_load((DATA / "tests/missable.yaml").read_text("utf-8"))


@cache
def table() -> list[Case]:
    """Return all acceptance cases."""
    return [case for path in sorted((CONTENT / "cases").glob("*.yaml"))
            for case in cases(guide(), path)]


@cache
def survivors() -> list[str]:
    """Return what no case misses (taking it away in the files would already fail the check, where
    a filter names it)."""
    return [name for name in names(guide()) if not named(guide(), name)
            and not cases_notice(without(guide(), name), DAY, table())]


def test_every_row_and_filter_is_missed_by_cases_or_proof() -> None:
    unnoticed = [name for name in survivors() if name not in MISSABLE
                 and not proof_notices(without(guide(), name), DAY)]
    assert unnoticed == [], (
        "Das vermisst niemand. Bitte einen Probefall in content/cases/ ergänzen, die Zeile löschen "
        "oder sie mit dem Grund in tests/missable.yaml eintragen.")


def test_missable_names_only_what_is_there_with_a_reason() -> None:
    assert set(MISSABLE) <= set(names(guide()))
    assert [name for name, why in MISSABLE.items() if len(why) < 20] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", MISSABLE)
def test_missable_is_not_missed(name: str) -> None:
    assert name in survivors()
    assert not proof_notices(without(guide(), name), DAY)
