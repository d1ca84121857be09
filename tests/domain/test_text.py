"""White space, and foreign words in translated text."""

import pytest

from laufmappe.domain.text import fold, isolated, tagged


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


@pytest.mark.parametrize(("text", "german", "marked"), [
    ("Відділ (Ausländerbehörde), § 24 AufenthG, 112", "",
     "Відділ (<Ausländerbehörde>), § 24 <AufenthG>, 112"),
    ("Візьміть Jobcenter Arbeit plus.", "", "Візьміть <Jobcenter Arbeit plus>."),
    ("Жодного слова 24/7.", "", "Жодного слова 24/7."),
    ("The office (Ausländerbehörde) in Bielefeld.", "Die Ausländerbehörde in Bielefeld.",
     "The office (<Ausländerbehörde>) in <Bielefeld>."),
    ("Bielefeld is new. Person here.", "Bielefeld: Person.", "Bielefeld is new. Person here."),
    ("Jobcenter Arbeit plus helps.", "Jobcenter Arbeit plus hilft.",
     "<Jobcenter Arbeit> plus helps."),
    ("Go in the morning.", "Gehen Sie in das Amt.", "Go in the morning."),
    ("Ask Am Bach 7.", "Fragen Sie Am Bach 7.", "Ask Am <Bach> 7."),
])
def test_german_words_are_marked_for_a_voice(text: str, german: str, marked: str) -> None:
    found = tagged(text, german)
    assert found.replace("\u2066", "<").replace("\u2069", ">") == marked
