"""White space, and Latin words in right-to-left text."""

import pytest

from laufmappe.domain.text import fold, isolated


def told(text: str) -> str:
    """Return the text with isolate marks made visible."""
    return isolated(text).replace("\u2066", "<").replace("\u2069", ">")


def test_fold_white_space() -> None:
    assert fold("  Ein \n\t Satz. ") == "Ein Satz."


@pytest.mark.parametrize(("text", "marked"), [
    ("نص", "نص"),
    ("اتصل 112 الآن", "اتصل <112> الآن"),
    ("Jobcenter (مكتب)", "<Jobcenter> (مكتب)"),
    ("مكتب (Jobcenter)", "مكتب <(Jobcenter)>"),
    ("مكتب (Jobcenter في المدينة)", "مكتب (<Jobcenter> في المدينة)"),
    ("في Neues Rathaus, Flur A.", "في <Neues Rathaus, Flur A>."),
    ("„Duldung“ ورقة", "<„Duldung“> ورقة"),
    ("A) ب", "<A>) ب"),
])
def test_isolated_bracket_stays_with_its_partner_trap_1(text: str, marked: str) -> None:
    assert told(text) == marked
