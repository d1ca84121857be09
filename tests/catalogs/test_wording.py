"""What reads wrong in a translation is told in words, and what is right is left alone."""

import pytest
from real import load

from laufmappe.catalogs import glossary, readability, wording
from laufmappe.catalogs.glossary import Term
from laufmappe.paths import CONTENT

TERMS = [Term("Ausländerbehörde", "Amt", True, {}), Term("Duldung", "Papier", True, {})]
NAMES = wording.latin(["Café Welcome in Bielefeld", "BAMF"])


@pytest.mark.parametrize(("folder", "german", "text", "found"), [
    ("en", "Weiter", "Next", []),
    ("en", "Nach § 24", "Under section 24", ["das Zeichen § muss so oft stehen wie im Deutschen"]),
    ("en", "Weiter", "next_step", ["enthält einen internen Namen mit _"]),
    ("en", "Gehen Sie zur Ausländerbehörde.", "Go to the foreigners' office.",
     ["„Ausländerbehörde“ muss deutsch stehen bleiben"]),
    ("en", "Mit Duldungen", "With a Duldung", []),
    ("de@leicht", "Zur Ausländerbehörde", "Zur Ausländer·behörde", []),
    ("fr", "Ihre Papiere", "Tes papiers", ["unhöfliche Anrede: „Tes“"]),
    ("fr", "Hast du Fragen?", "As-tu des questions ?", []),
    ("tr", "Ihr Weg", "Senin yolun", ["unhöfliche Anrede: „Senin“"]),
    ("uk", "Weiter", "Дaлі", ["„Дaлі“ mischt zwei Schriften"]),
    ("uk", "Weiter", "Дальшы", ["Buchstaben einer anderen Sprache: ы"]),
    ("uk", "Weiter", "التالي", ["Buchstaben einer anderen Schrift: ا ت ل ي"]),
    ("fr", "Weiter", "Далее", ["Buchstaben einer anderen Schrift: Д а е л"]),
    ("fa", "Weiter", "ادامه دهيد", ["Buchstaben einer anderen Sprache: ي"]),
    ("ar", "5 Jahre", "٥ سنوات", ["Ziffern bitte als 0 bis 9 schreiben"]),
    ("ar", "Weiter", "التالي next", ["„next“ steht nicht im deutschen Text"]),
    ("ar", "Im BAMF", "في BAMF (Bielefeld)", []),
    ("ru", "Das QR-Bild", "QR-код", []),
    ("es", "Bitte gehen Sie hin.", "Vaya und pregunte.", ["noch deutsch: „und“"]),
    ("es", "Arbeiten und Leben hilft.", "Ayuda Arbeiten und Leben.", []),
    ("it", "Eins. Zwei. Drei. Vier. Fünf.", "Uno.", ["1 Sätze statt 5"]),
    ("it", "Nach § 23 Abs. 4. Am 4. Mai.", "Ai sensi del § 23 Abs. 4. Il 4 maggio.", []),
    ("de@leicht", "Eins, zwei, drei.", "Eins. Zwei. Drei. Das sind drei. Mehr nicht. So.", []),
])
def test_problems_of_wording(folder: str, german: str, text: str, found: list[str]) -> None:
    assert list(wording.problems(folder, german, text, TERMS, NAMES)) == found


def test_glossary_is_whole() -> None:
    folders = {each.folder for each in load(CONTENT).locales.values()} - {"de"}
    terms = glossary.load()
    assert 80 <= len(terms) <= 120
    assert [(each.german, sorted(folders - set(each.words))) for each in terms
            if folders - set(each.words)] == []
    assert all(each.means for each in terms)
    wanted = {"Ausländerbehörde", "Duldung", "Aufenthaltsgestattung", "Fiktionsbescheinigung",
              "Integrationskurs", "Wohnungsgeberbestätigung"}
    assert wanted <= {each.german for each in terms if each.stays}
    assert {"Beratung", "Frist", "Bescheid", "Anmeldung"} <= {
        each.german for each in terms if not each.stays}


def test_level_is_that_of_the_formula() -> None:
    """Ten words in one sentence: MS 10, SL 10, IW 10, ES 80."""
    found = readability.measured("Ich gehe nun mit dir in das Haus der Universität.")
    assert found.level == pytest.approx(0.1935 * 10 + 1.672 + 0.1297 * 10 - 0.0327 * 80 - 0.875)
    assert found.longest == 10


def test_hard_texts_are_found_and_names_count_as_easy() -> None:
    hard = ("Die Aufenthaltserlaubnis berechtigt Asylbewerberleistungsempfängerinnen "
            "grundsätzlich zur Arbeitsmarktintegrationsmaßnahmenteilnahme ohne Ausnahme sofort.")
    assert readability.measured(hard).hard
    assert readability.measured("Gehen Sie hin.").level is None
    long = " ".join(["Wir gehen"] * 10) + "."
    assert readability.measured(long).hard
    plain = readability.measured("Fragen Sie beim Jobcenter nach, wann es heute dort offen hat.")
    eased = readability.measured(plain.text, ["Jobcenter"])
    assert eased.level < plain.level  # type: ignore[operator]


def test_reasons_name_texts() -> None:
    reasons = readability.reasons()
    assert len(reasons) > 10
    assert all(len(why.split()) > 3 for why in reasons.values())
