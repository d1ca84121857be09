"""Musterstadt is sound; broken on purpose, the proof names the culprit, and a person it harms."""

from dataclasses import replace

import pytest
from copies import TODAY, Copy

from laufmappe.content.check import sound
from laufmappe.content.prove import Told
from laufmappe.content.telling import sentence
from laufmappe.domain.guide import Guide
from laufmappe.domain.proof import fault, prove
from laufmappe.domain.proof.fault import Fault
from laufmappe.domain.route import Router
from laufmappe.domain.route.choosing import Chooser, Fallback


def told(copy: Copy) -> list[str]:
    """Return what a proof of this folder finds wrong, as text."""
    files = sound(copy.root, TODAY)
    faults = prove(Router(files.guide, TODAY)).faults
    return [str(Told(files).finding(each)) for each in faults if not each.hint]


def hints(copy: Copy) -> list[str]:
    """Return what nobody needs, as text."""
    files = sound(copy.root, TODAY)
    faults = prove(Router(files.guide, TODAY)).faults
    return [str(each) for each in Told(files).hints([each for each in faults if each.hint])]


def cut(copy: Copy, file: str, start: str, end: str = "  - id: ") -> None:
    """Take one entry of a list away: from the line that begins with `start` to the next entry."""
    text = (copy.root / file).read_text("utf-8")
    begin = text.index(start)
    stop = text.find(end, begin + 1)
    copy.write(file, text[:begin] + (text[stop:] if stop >= 0 else ""))


def test_town_is_proven(copy: Copy) -> None:
    assert told(copy) == []
    assert hints(copy) == []


def test_advice_row_gone(copy: Copy) -> None:
    cut(copy, "rules/advice.yaml", "  - id: A4")
    found = told(copy)[0]
    assert found.startswith(
        "rules/advice.yaml:3: Fehler: Eine Person, Papier „Ausweis aus einem EU-Land“, sucht Hilfe "
        "für sich. Sie hat gar keine Beratung: In rules/advice.yaml trifft keine Zeile zu. Bitte "
        "am Ende eine Zeile ohne „when“ ergänzen. So geht es ")
    assert found.endswith(
        ' Klassen von Antworten. Nachsehen: laufmappe route --answers "who=me,status=eu"')


def test_safety_row_gone(copy: Copy) -> None:
    cut(copy, "rules/safety.yaml", "  - id: S2")
    assert any(
        "Eine Person, Papier „Ausweis aus einem EU-Land“, sucht Hilfe für sich und wählt „Ich habe "
        "Angst“. Sie hat Angst, und in rules/safety.yaml trifft keine Zeile zu" in each
        for each in told(copy))


def test_need_row_too_narrow_reaches_nobody(copy: Copy) -> None:
    copy.change("rules/needs/first_steps.yaml", "when: {status: asylum}",
                "when: {status: asylum, doc_expires: soon}")
    place = f"rules/needs/first_steps.yaml:{copy.line('rules/needs/first_steps.yaml', 'id: F5')}"
    assert any(each.startswith(f"{place}: Fehler: Die Zeile F5 erreicht niemand:")
               for each in told(copy))


def test_service_gone_leaves_nobody_to_ask(copy: Copy) -> None:
    (copy.root / "services/zuflucht.yaml").unlink()
    found = told(copy)
    assert any("Papier „Kein Papier“" in each and "Sie erreicht keine Beratung: Zeile A1 schickt "
               "zu „Beratung (Verein)“ (first-advice/sozialberatung)." in each for each in found)
    assert any("67 Jahre oder älter, Papier „Kein Papier“" in each
               and "für andere in derselben Familie schon" in each for each in found)


def test_fallback_that_reports_exposes(copy: Copy) -> None:
    copy.change("rules/filters.yaml", "first-advice/sozialberatung]\n",
                "first-advice/welcome-desk]\n")
    copy.change("rules/filters.yaml", "  - id: FLT1\n    when: {status: hidden}",
                "  - id: FLT1\n    when: {status: prefer_not}")
    assert any("Papier „Kein Papier“" in each and "muss melden (offices.yaml). Kein Filter nimmt "
               "das weg" in each for each in told(copy))


def test_fallback_is_not_trusted_to_be_safe(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    (copy.root / "services/zuflucht.yaml").unlink()
    rathaus = sound(copy.root, TODAY).guide.services["rathaus"]
    monkeypatch.setattr(Chooser, "fallback", lambda *_: Fallback(rathaus))
    assert any("Papier „Kein Papier“" in each and "services/rathaus.yaml hat exposure: reports"
               in each for each in told(copy))


def test_filter_gone_exposes(copy: Copy) -> None:
    cut(copy, "rules/filters.yaml", "  - id: FLT1\n")
    found = [each for each in told(copy) if "in Gefahr bringen" in each]
    assert any("Eine Person, Papier „Kein Papier“, sucht Hilfe für sich und antwortet auf „Haben "
               "Sie heute Nacht einen Platz zum Schlafen?“ mit „Nein“. Wegen Zeile S9 sieht sie "
               "„Fachstelle für Wohnungslose“ (housing/wohnungsnothilfe)." in each
               for each in found)


def test_filter_gone_breaks_a_principle(copy: Copy) -> None:
    cut(copy, "rules/filters.yaml", "  - id: FLT2\n")
    assert any("Wegen Zeile S1 fehlt „Jugendamt“ (family/jugendamt). Grundsatz PR3: „Ein Kind, das "
               "allein ist, sieht immer das Jugendamt.“" in each for each in told(copy))


def test_filter_takes_all_that_protects(copy: Copy) -> None:
    copy.change("rules/filters.yaml", "  - id: FLT3\n",
                "  - id: FLT2b\n    rows: [S7]\n    remove: [family]\n  - id: FLT3\n")
    copy.change("rules/filters.yaml", "    rows: [S1, S4, S7]", "    rows: [S1, S4]")
    assert any("Zeile S7 soll sie schützen, aber der Filter FLT2b nimmt alles weg" in each
               for each in told(copy))


def test_filter_takes_the_advice(copy: Copy) -> None:
    copy.change("rules/filters.yaml", "  - id: FLT3\n",
                "  - id: FLT2b\n    when: {status: work}\n    remove: [first-advice]\n"
                "  - id: FLT3\n")
    assert any("Papier „Karte: Arbeit“" in each and "Sie hat gar keine Beratung: Zeile A4 trifft "
               "zu, aber der Filter FLT2b nimmt alles weg, wohin sie schickt." in each
               for each in told(copy))


def test_option_gone_is_named_by_the_rows_that_need_it(copy: Copy) -> None:
    copy.change("questions/52-bed_tonight.yaml", "  no: {number: 2, text: Nein}\n", "")
    assert [str(each) for each in copy.faults()] == [
        f"rules/safety.yaml:{copy.line('rules/safety.yaml', 'bed_tonight: no, age')}: Fehler: Die "
        "Frage „bed_tonight“ kennt keine Antwort „no“.",
        f"rules/safety.yaml:{copy.line('rules/safety.yaml', 'bed_tonight: no, not')}: Fehler: Die "
        "Frage „bed_tonight“ kennt keine Antwort „no“."]


def test_question_that_nobody_needs(copy: Copy) -> None:
    copy.change("rules/safety.yaml", "{bed_tonight: no, age: 0-17}", "{age: 1-5, who: me}")
    copy.change("rules/safety.yaml", "{bed_tonight: no, not: {age: 0-17}}", "{who: me, age: 6-11}")
    assert any(each.startswith("questions/52-bed_tonight.yaml:1: Fehler: Diese Frage ändert bei "
                               "niemandem den Weg.") for each in told(copy))


def test_question_asked_in_vain(copy: Copy) -> None:
    copy.change("rules/needs/child.yaml", "{topic: school_start, not: {status: hidden}}",
                "{topic: school_start}")
    (found,) = told(copy)
    assert ("Sie wird gefragt „Gibt es ein besonderes Thema?“, aber keine Antwort ändert ihren "
            "Weg." in found)


def test_principle_never_first(copy: Copy) -> None:
    copy.change("rules/needs/first_steps.yaml", "send: ['@base', money/sozialamt-asylblg, {when",
                "send: [residence-law/auslaenderbehoerde, '@base', money/sozialamt-asylblg, {when")
    (found,) = told(copy)
    assert ("Wegen Zeile F5 steht da zuerst „Ausländerbehörde“ (residence-law/auslaenderbehoerde). "
            "Grundsatz PR1: „Mit Papier für Asyl geht niemand zuerst zur Ausländerbehörde.“"
            in found)


def test_principle_never(copy: Copy) -> None:
    copy.change("rules/advice.yaml", "when: {age: 12-26}\n    send", "when: {age: 12+}\n    send")
    assert any("Grundsatz PR2: „Ab 27 Jahren ist die Jugendberatung nicht da.“" in each
               and "27–66 Jahre" in each for each in told(copy))


PROMISE = """promises:
  - id: V1
    words: [Recht auf einen Platz]
    only: {age: 0-5}
    ends: {status: asylum}
    soften: [viele]
    firm: {status: eu}
    source: [{locator: Erfunden, seen: 2026-11-20}]
"""


def promising(copy: Copy, sentence: str) -> list[str]:
    """Return what is wrong when row C5 says this."""
    copy.change("rules/principles.yaml", "promises: []\n", PROMISE)
    copy.change("rules/needs/child.yaml", "why: Suchen Sie früh einen Platz.", f"why: {sentence}")
    return told(copy)


def test_promise_softened_where_it_must_be(copy: Copy) -> None:
    found = promising(copy, "Hier haben viele Kinder ein Recht auf einen Platz.")
    assert [each for each in found if "kein" in each] == []
    assert all("Papier „Papier für Asyl“" in each for each in found)


def test_promise_too_hard(copy: Copy) -> None:
    found = promising(copy, "Jedes Kind hat ein Recht auf einen Platz.")
    assert any("Papier „Karte: Arbeit“" in each and "Sie liest wegen Zeile C5: „Jedes Kind hat ein "
               "Recht auf einen Platz.“ Das gilt nicht für alle in dieser Lage (V1 in "
               "rules/principles.yaml)." in each for each in found)


def test_promise_denied_is_none(copy: Copy) -> None:
    assert promising(copy, "Ein Recht auf einen Platz gibt es nicht.") == []


def test_promise_by_silence(copy: Copy) -> None:
    copy.change("rules/needs/child.yaml", "  - id: C5\n", """  - id: C4
    when: {age: 0-5, registered: yes}
    send: ['@base']
    source: [{locator: Erfunden, seen: 2026-11-20}]
    confidence: high
  - id: C5
""")
    found = promising(copy, "Hier haben viele ein Recht auf einen Platz.")
    assert any("Mit einer Antwort mehr läse sie das nicht." in each for each in found)


def test_gap_without_help(copy: Copy) -> None:
    copy.change("site.yaml", "fallbacks: [rathaus]", "fallbacks: [schulberatung]")
    copy.change("services/schulberatung.yaml", "website: https://example.org/schule\n", "")
    assert any("keine Auffangstelle springt ein" in each for each in told(copy))


def test_circle_of_papers(copy: Copy) -> None:
    copy.change("offices.yaml", "gives: [meldebestaetigung]",
                "gives: [meldebestaetigung]\n  wants: [meldebestaetigung]")
    assert any(each.startswith("offices.yaml:") and "will ein Papier, für das man zuerst dort "
               "gewesen sein muss" in each for each in told(copy))


def test_switch_is_tried_in_every_position(copy: Copy) -> None:
    copy.change("rules/needs/first_steps.yaml",
                "    when: {status: work, new_law: 'on'}\n    send: [residence-law",
                "    when: {status: [work, asylum], new_law: 'on'}\n    send: [residence-law")
    (found,) = told(copy)
    assert ("Wenn der Schalter „new_law“ auf „on“ steht: Eine Person, Papier „Papier für Asyl“"
            in found)


def test_switch_of_a_filter_is_tried_everywhere(copy: Copy) -> None:
    copy.change("rules/filters.yaml", "    when: {alone_minor: yes, age: 0-17}",
                "    when: {alone_minor: yes, age: 0-17, new_law: 'off'}")
    classes = prove(Router(sound(copy.root, TODAY).guide, TODAY)).classes
    copy.change("rules/filters.yaml", "age: 0-17, new_law: 'off'}", "age: 0-17}")
    assert classes > prove(Router(sound(copy.root, TODAY).guide, TODAY)).classes


def test_sentence_of_somebody_who_leaves_out_the_paper(town: Guide) -> None:
    assert sentence(town, {"who": ("me",), "need": ("child",)}) == (
        "Eine Person, sagt ihr Papier nicht, sucht Hilfe für sich und wählt „Schule oder Kita“.")


def test_one_class_is_not_counted(copy: Copy) -> None:
    files = sound(copy.root, TODAY)
    one = Fault(fault.DEAD_END, {"who": ("me",)})
    assert "Klassen" not in str(Told(files).finding(one))
    assert "So geht es 2 Klassen" in str(Told(files).finding(replace(one, classes=2)))


def test_what_nobody_needs_is_a_hint(copy: Copy) -> None:
    copy.change("rules/needs/first_steps.yaml", "health/krankenkasse, ", "")
    copy.change("rules/filters.yaml", "    remove: [first-advice/mbe]", "    remove: [kita]")
    found = hints(copy)
    assert [each.split(": Hinweis")[0] for each in found] == ["rules/filters.yaml:1",
                                                              "offices.yaml:1"]
    assert "FLT13." in found[0]
    assert "krankenkasse" in found[1]

