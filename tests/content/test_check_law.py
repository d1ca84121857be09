"""Checks of rules and words: each fault found, with line and advice."""

import datetime

import pytest
from copies import Copy

from laufmappe.content.check.wording import says, speaks_du
from laufmappe.content.finding import Finding
from laufmappe.domain.guide import Guide

SAFETY, DUTY, FILTERS = "rules/safety.yaml", "rules/duty.yaml", "rules/filters.yaml"
FIRST, CHILD = "rules/needs/first_steps.yaml", "rules/needs/child.yaml"


def test_check_town_clean(copy: Copy) -> None:
    assert copy.check() == []


def test_check_damaged_folder_only_findings_of_load(copy: Copy) -> None:
    copy.change("services/jmd.yaml", "number: 4", "number: 0521")
    assert copy.check() == copy.faults()


def test_check_unknown_word_only_findings_of_load(copy: Copy) -> None:
    copy.change("services/jmd.yaml", "offices: [jmd]", "offices: [xyz]")
    assert copy.check() == copy.faults()


@pytest.mark.parametrize(("name", "old", "new", "at", "text"), [
    # Rules that name each other.
    (FIRST, "id: F6", "id: C12", "id: C12",
     "„C12“ gibt es schon in rules/needs/child.yaml. Bitte einen anderen Namen wählen."),
    (FILTERS, "id: FLT17", "id: S1", "id: S1",
     "„S1“ gibt es schon in rules/safety.yaml. Bitte einen anderen Namen wählen."),
    (FILTERS, "rows: [F2, F3]", "rows: [F2, F33]", "rows: [F2",
     "Die Zeile „F33“ gibt es hier nicht. Meinten Sie „F3“?"),
    (FILTERS, "why_of: C3", "why_of: C33", "why_of", (
        "Die Zeile „C33“ gibt es hier nicht. Meinten Sie „C3“?")),
    (FILTERS, "tables: [safety]", "tables: [saftey]", "tables",
     "Die Tabelle „saftey“ gibt es hier nicht. Meinten Sie „safety“?"),
    (FILTERS, "drop_deadlines: [D-REG]", "drop_deadlines: [D-REK]", "drop_deadlines",
     "Die Frist „D-REK“ gibt es hier nicht. Meinten Sie „D-REG“?"),
    (FILTERS, "link: status", "link: statut", "link",
     "Die Frage „statut“ gibt es hier nicht. Meinten Sie „status“?"),
    (FILTERS, "send: [youth-advice/jmd]}", "send: ['@base']}", "fallback",
     "„@base“ geht hier nicht. Bitte die Stellen einzeln nennen."),
    # Questions and options.
    ("questions/57-topic.yaml", "number: 13", "number: 32", "number: 32",
     "Die Nummer 32 passt nicht in den Code. Bitte eine freie von 1 bis 31 nehmen."),
    ("questions/57-topic.yaml", "Erster Schultag", "Leute treffen", "school_start",
     "„school_start“ und „meet“ lesen sich gleich. Bitte einen Text ändern."),
    ("questions/50-kind.yaml", "default: danger_now", "default: danger", "default",
     "Die Antwort „danger“ gibt es nicht. Meinten Sie „danger_now“?"),
    ("questions/31-children.yaml", "1-5: {number: 2, text: 1–5 Jahre",
     "1-5: {number: 2, text: ein bis fünf", "1-5",
     "Das Altersband „1-5“ steht in der Frage „age“ nicht genauso. Nummer und Text müssen gleich "
     "sein."),
    ("questions/20-need.yaml", "  safety: {number: 3,",
     "  german: {number: 4, text: Deutsch}\n  safety: {number: 3,", "german: {",
     "Für „german“ fehlt die Datei rules/needs/german.yaml."),
    ("rules/switches.yaml", "new_law:",
     "lives_in:\n  question: Was?\n  options: [state_facility]\n"
     "  values: [{from: 2026-01-01, value: state_facility}]\n  source: []\n"
     "new_law:", "lives_in",
     "„lives_in“ heißt schon eine Frage. Bitte den Schalter anders nennen."),
    ("rules/switches.yaml",
     "    - {from: 2026-01-01, value: 'off'}\n    - {from: 2027-01-01, value: 'on'}",
     "    []", "values:",
     "Ein Schalter braucht mindestens eine Zeile mit „from“ und „value“, die frühesten zuerst."),
    ("rules/switches.yaml", "2027-01-01, value: 'on'", "2025-01-01, value: 'on'", "values:",
     "Ein Schalter braucht mindestens eine Zeile mit „from“ und „value“, die frühesten zuerst."),
    ("rules/switches.yaml", "value: 'on'", "value: 'one'", "value: 'one'",
     "Den Wert „one“ hat der Schalter nicht. Meinten Sie „on“?"),
    # Rows nobody reaches.
    (CHILD, "  - id: C12",
     "  - {id: C11, send: ['@base'], source: [], confidence: high}\n  - id: C12", "id: C12",
     "Die Zeile C12 wird nie erreicht: C11 davor trifft immer zu. Bitte die Reihenfolge ändern."),
    (SAFETY, "when: {bed_tonight: no, age: 0-17}", "when: {not: {}}", "when: {not",
     "Die Zeile S7 trifft nie zu. Bitte die Bedingung prüfen."),
    ("rules/advice.yaml", "send: [asylum-advice/fluechtlingsberatung]", "send: ['@base']",
     "send: ['@base']", "„@base“ ist diese Tabelle selbst. Bitte hier Stellen nennen."),
    # Words.
    (DUTY, "why: Melden Sie Ihre Wohnung an.",
     "why: Melden Sie Ihre Wohnung an. Sie haben ein Recht.", "why: Melden",
     "„Sie haben ein Recht“ verspricht ein Recht. Bitte allgemein schreiben, zum Beispiel „Viele "
     "Menschen mit dieser Karte haben …“."),
    (DUTY, "why: Melden Sie Ihre Wohnung an.",
     "why: Melden Sie Ihre Wohnung an. Viele haben ein Recht auf Geld.", "why: Melden",
     "„Viele haben ein Recht auf Geld.“ spricht von einem Recht, das rules/principles.yaml nicht "
     "kennt. Bitte die Wörter dort bei promises eintragen, und wem sie gezeigt werden dürfen."),
    ("rules/principles.yaml", "rows: [S1]", "rows: [S11]", "rows: [S11]",
     "Die Zeile „S11“ gibt es hier nicht. Meinten Sie „S1“?"),
    ("rules/principles.yaml", "id: PR2", "id: FLT1", "id: FLT1",
     "„FLT1“ gibt es schon in rules/filters.yaml. Bitte einen anderen Namen wählen."),
    ("questions/40-status.yaml", "groups: {hidden: [no_papers, prefer_not]}",
     "groups: {hidden: [prefer_not]}", "groups",
     "In der Gruppe „hidden“ fehlt no_papers: Bei diesen Antworten wird kein Amt gezeigt, das "
     "melden muss."),
    (DUTY, "why: Melden Sie Ihre Wohnung an.",
     "why: Melden Sie Ihre Wohnung an. Das Geld steht Ihnen zu.", "why: Melden",
     "„steht Ihnen zu“ verspricht ein Recht. Bitte allgemein schreiben, zum Beispiel „Viele "
     "Menschen mit dieser Karte haben …“."),
    (FIRST, "Wichtig ist jetzt eine Krankenversicherung.", "Es gibt einen Anspruch.",
     "registration/meldebehoerde: Es gibt",
     "„Anspruch“ verspricht ein Recht. Bitte allgemein schreiben, zum Beispiel „Viele Menschen mit "
     "dieser Karte haben …“."),
    (DUTY, "    about: [registration/meldebehoerde]\n", "", "why: Melden",
     "Der Satz nennt „Wohnung an“. Bitte bei about eintragen: registration/meldebehoerde."),
    (FIRST, "Wichtig ist jetzt eine Krankenversicherung.",
     "Wichtig ist jetzt eine Krankenversicherung.\n      health/krankenkasse: Suchen Sie Hilfe.",
     "health/krankenkasse: Suchen",
     "Dieser Satz steht nie da. Bitte health/krankenkasse auch bei about eintragen."),
    (FIRST, "Wichtig ist jetzt eine Krankenversicherung.", "Das Bürgeramt ist wichtig.",
     "registration/meldebehoerde: Das",
     "Der Satz steht da, wenn registration/meldebehoerde fehlt, und nennt doch „Bürgeramt“. Bitte "
     "ohne schreiben."),
    (SAFETY, "Schlafplatz. Fragen Sie die Beratung.", "Schlafplatz.", "why: Sie haben heute",
     "Die Zeile ist nicht sicher belegt. Der Satz muss zur Beratung schicken, zum Beispiel „Fragen "
     "Sie die Beratung“."),
    (SAFETY, "Schlafplatz. Fragen Sie die Beratung.",
     "Schlafplatz. Das muss die Stadt ändern, fragen Sie.", "why: Sie haben heute",
     "Die Zeile ist nicht sicher belegt, der Satz behauptet aber „muss“. Bitte vorsichtiger "
     "schreiben."),
    (DUTY, "Stellen Sie den Antrag vorher.", "Stell deinen Antrag vorher.", "why: Ihre Karte",
     "„deinen“: Dieser Text spricht Erwachsene an. Bitte Sie schreiben."),
    ("services/jmd.yaml", "Berät junge Menschen.", "Hier helfen wir dir.", "summary",
     "„dir“: Dieser Text spricht Erwachsene an. Bitte Sie schreiben."),
    (CHILD, "why_young: Du musst zur Schule gehen.",
     "why_young: Heute müssen Sie zur Schule gehen.", "why_young",
     "„Sie“: Dieser Text spricht junge Menschen an. Bitte du schreiben."),
    (CHILD, "why_young: Du musst zur Schule gehen.", "why_young: Sie müssen zur Schule gehen.",
     "why_young", "„Sie müssen“: Dieser Text spricht junge Menschen an. Bitte du schreiben."),
    ("questions/51-alone_minor.yaml", "text: Bist du ohne deine Eltern hier?",
     "text: Sind Sie ohne Ihre Eltern hier?", "text: Sind",
     "„Sie“: Dieser Text spricht junge Menschen an. Bitte du schreiben."),
    (DUTY, "why: Melden Sie Ihre Wohnung an.",
     "why: Melden Sie Ihre Wohnung an. Das ist vertraulich.", "why: Melden",
     "„vertraulich“ darf nur stehen, wo die Stelle es selbst sagt (confidential: yes). Bitte das "
     "Wort streichen."),
    ("services/rathaus.yaml", "cost: Die Anmeldung kostet nichts.", "cost: Vertraulich.", "cost",
     "„vertraulich“ darf nur stehen, wo die Stelle es selbst sagt (confidential: yes). Bitte das "
     "Wort streichen."),
    ("offices.yaml", "does: Hilft Erwachsenen ab 27 Jahren.", "does: Vertrauliche Beratung.",
     "does: Vertrauliche",
     "„vertraulich“ darf nur stehen, wo die Stelle es selbst sagt (confidential: yes). Bitte das "
     "Wort streichen."),
])
def test_check_law_error(copy: Copy, name: str, old: str, new: str, at: str, text: str) -> None:
    copy.change(name, old, new)
    assert copy.check() == [Finding(name, copy.line(name, at), text)]


@pytest.mark.parametrize(("name", "old", "new", "at", "text"), [
    (DUTY, "Stellen Sie den Antrag vorher.", "Stellen Sie den Antrag vorher. " * 9, "why: Ihre",
     "Der Text hat 317 Zeichen, gut sind höchstens 300. Bitte kürzen oder teilen."),
    ("rules/needs/safety.yaml", "    send: ['@base']", "    when: {age: 0-17}\n    send: ['@base']",
     "rows:", "Für manche Menschen trifft keine Zeile zu, zum Beispiel age: 18-26. Sie sehen nur "
              "die Beratung. Gut wäre am Ende eine Zeile ohne „when“."),
    ("rules/needs/safety.yaml", "    send: ['@base']",
     "    when: {not: {status: prefer_not}}\n    send: ['@base']", "rows:",
     "Für manche Menschen trifft keine Zeile zu, zum Beispiel status: prefer_not. Sie sehen nur "
     "die Beratung. Gut wäre am Ende eine Zeile ohne „when“."),
    ("rules/needs/safety.yaml", "    send: ['@base']", "    when: {need: child}\n    send: []",
     "rows:", "Für manche Menschen trifft keine Zeile zu, zum Beispiel alle. Sie sehen nur die "
              "Beratung. Gut wäre am Ende eine Zeile ohne „when“."),
])
def test_check_law_warning(copy: Copy, name: str, old: str, new: str, at: str, text: str) -> None:
    copy.change(name, old, new)
    assert copy.check() == [Finding(name, copy.line(name, at), text, error=False)]


@pytest.mark.parametrize(("name", "old", "new"), [
    (DUTY, "why: Melden Sie Ihre Wohnung an.",
     "why: Melden Sie Ihre Wohnung an. Sie haben keinen Anspruch auf Geld."),
    (DUTY, "why: Melden Sie Ihre Wohnung an.",
     "why: Melden Sie Ihre Wohnung an. Kinder haben kein Recht auf Geld."),
    (CHILD, "why_young: Du musst zur Schule gehen.",
     "why_young: Du musst zur Schule gehen. Sie ist kostenlos."),
    ("services/jmd.yaml", "name: Jugendmigrationsdienst Musterstadt", "name: Deine Beratung"),
    ("services/rathaus.yaml", "cost: Die Anmeldung kostet nichts.",
     "cost: Auch die vertrauliche Geburt kostet nichts."),
    ("offices.yaml", "does: Kinder reden hier ohne Namen.", "does: Kinder reden hier vertraulich."),
])
def test_check_law_no_finding(copy: Copy, name: str, old: str, new: str) -> None:
    copy.change(name, old, new)
    assert copy.check() == []


def test_check_somebody_without_any_advice(copy: Copy) -> None:
    text = (copy.root / "rules/advice.yaml").read_text(encoding="utf-8")
    copy.write("rules/advice.yaml", text[:text.index("  - id: A4")])
    assert copy.told() == [
        "rules/advice.yaml:3: Fehler: Für manche Menschen trifft keine Zeile zu, zum Beispiel "
        "status: eu, age: 0. Sie hätten gar keine Beratung."]


def test_check_table_complete_without_a_last_row(copy: Copy) -> None:
    copy.change("rules/needs/safety.yaml", "    send: ['@base']",
                "    when: {age: 0-17}\n    send: ['@base']")
    text = (copy.root / "rules/needs/safety.yaml").read_text(encoding="utf-8")
    row = text[text.index("  - id"):].replace("Z1", "Z2").replace("{age", "{not: {age").replace(
        "0-17}", "0-17}}")
    copy.write("rules/needs/safety.yaml", text + row)
    assert copy.check() == []


def test_check_about_one_of_two_offices_with_the_same_name(copy: Copy) -> None:
    copy.change("offices.yaml", "called: [Bürgeramt, Wohnung an]", "called: [Amt]")
    copy.change("offices.yaml", "called: [Ausländerbehörde]", "called: [Amt]")
    copy.change(FIRST, "why: Erst beim Bürgeramt anmelden, dann zur Ausländerbehörde.",
                "why: Gehen Sie zum Amt.")
    copy.change(FIRST, "about: [registration/meldebehoerde, residence-law/auslaenderbehoerde]",
                "about: [registration/meldebehoerde]")
    assert copy.check() == []


def test_check_no_hidden_group(copy: Copy) -> None:
    for path in copy.root.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("groups: {hidden: [no_papers, prefer_not]}",
                                                        "groups: {}")
        path.write_text(text.replace("status: hidden", "status: [no_papers, prefer_not]"),
                        encoding="utf-8")
    assert [each.split(":")[3] for each in copy.told()] == [
        " In der Gruppe „hidden“ fehlt no_papers", " In der Gruppe „hidden“ fehlt prefer_not"]


def test_check_question_gone(copy: Copy) -> None:
    (copy.root / "questions/31-children.yaml").unlink()
    assert copy.told() == ["questions:1: Fehler: Es fehlt die Frage „children“; ohne sie geht "
                           "nichts."]


def test_check_option_gone_that_the_program_knows(copy: Copy) -> None:
    copy.change("questions/40-status.yaml", "[no_papers, prefer_not]", "[no_papers]")
    copy.change("questions/40-status.yaml", (
        "  prefer_not: {number: 6, sign: d-silent, text: Das möchte ich nicht sagen}\n"), "")
    assert copy.told() == [
        "questions/40-status.yaml:5: Fehler: In der Gruppe „hidden“ fehlt prefer_not: Bei diesen "
        "Antworten wird kein Amt gezeigt, das melden muss.",
        "questions/40-status.yaml:6: Fehler: Der Frage „status“ fehlt die Antwort „prefer_not“, "
        "die das Programm kennt."]


def test_check_row_whose_time_is_over_trap_24(copy: Copy) -> None:
    found = [each for each in copy.told(datetime.date(2027, 1, 1)) if "valid" in each]
    assert found == [
        "rules/duty.yaml:11: Hinweis: Die Zeile D2 gilt heute nicht (valid). Bitte Gesetz lesen "
        "und die Zeile ändern; bis dahin steht statt ihres Satzes ein Hinweis auf die Beratung."]


def test_says_word_or_longer_word() -> None:
    assert (says("Die Jobcenters", "Jobcenter"), says("Kinderjugendamt", "jugendamt")) == (
        True, False)


def test_speaks_du_only_to_minors_for_themselves(town: Guide) -> None:
    speaking = [name for name, question in town.questions.items() if speaks_du(town, question)]
    assert speaking == ["alone_minor"]
