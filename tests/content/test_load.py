"""Damaged content: each fault with file, line and German words that say what to do."""

from pathlib import Path

import pytest
from copies import Copy

from laufmappe.content.finding import ContentError, Finding
from laufmappe.content.load import load
from laufmappe.domain.condition import All, Is, Not, Some
from laufmappe.domain.guide import Guide
from laufmappe.domain.rules import BASE, Branch, Pair


def test_load_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load(tmp_path / "nirgends")
    assert str(caught.value) == "nirgends:1: Fehler: Diesen Ordner gibt es nicht."


def test_load_missing_file(copy: Copy) -> None:
    (copy.root / "roles.yaml").unlink()
    assert copy.faults() == [Finding("roles.yaml", 1, "Diese Datei fehlt.")]


def test_load_unreadable_file_named_once(copy: Copy) -> None:
    copy.write("roles.yaml", "")
    assert copy.faults() == [Finding("roles.yaml", 1, "Die Datei ist leer.")]


def test_load_unknown_kind_of_file(copy: Copy) -> None:
    copy.write("rezepte.yaml", "a: b")
    assert copy.faults() == [
        Finding("rezepte.yaml", 1, "Diese Datei gehört zu keiner bekannten Art.")]


def test_load_cases_are_no_content(copy: Copy) -> None:
    (copy.root / "cases").mkdir()
    copy.write("cases/x.yaml", "quatsch: [")
    assert copy.check() == []


def test_load_number_with_leading_zero(copy: Copy) -> None:
    copy.change("services/jmd.yaml", "number: 4", "number: 0521")
    assert copy.faults() == [Finding("services/jmd.yaml", 1, (
        "„number“: bitte eine Zahl ohne führende Null schreiben; Telefonnummern gehören unter "
        "number oder tel einer Organisation."))]


def test_load_telephone_keeps_its_zero(copy: Copy) -> None:
    copy.change("organizations/verein.yaml", "number: 030 23125-200", "number: 0521")
    assert load(copy.root).services["jmd"].organization.phones[0][1].number == "0521"


def test_load_unknown_key_with_suggestion(copy: Copy) -> None:
    copy.change("services/jmd.yaml", "summary:", "sumary:")
    assert copy.faults() == [Finding("services/jmd.yaml", 4, (
        "„sumary“ ist hier kein bekanntes Wort. Meinten Sie „summary“?"))]


def test_load_unknown_key_in_a_row(copy: Copy) -> None:
    copy.change("rules/needs/safety.yaml", "    why:", "    whi:")
    assert copy.faults() == [Finding("rules/needs/safety.yaml", 5, (
        "„whi“ ist hier kein bekanntes Wort. Meinten Sie „why“?"))]


def test_load_missing_key(copy: Copy) -> None:
    copy.change("services/jmd.yaml", "number: 4\n", "")
    assert copy.faults() == [Finding("services/jmd.yaml", 1, "Hier fehlt „number“.")]


def test_load_missing_key_in_a_row(copy: Copy) -> None:
    copy.change("rules/needs/safety.yaml", "    send: ['@base']\n", "")
    assert copy.faults() == [Finding("rules/needs/safety.yaml", 3, "Hier fehlt „send“.")]


def test_load_all_faults_at_once(copy: Copy) -> None:
    copy.change("services/jmd.yaml", "kind: online", "kind: laden")
    copy.change("services/jmd.yaml", "public_body: no", "public_body: nein")
    assert [str(each) for each in copy.faults()] == [
        "services/jmd.yaml:6: Fehler: „laden“ geht hier nicht. Möglich: 'place', 'phone', 'online' "
        "oder 'info'.",
        "services/jmd.yaml:7: Fehler: „public_body“: bitte yes oder no schreiben."]


@pytest.mark.parametrize(("name", "old", "new", "text"), [
    ("services/jmd.yaml", "roles: [youth-advice]", "roles: {a: b}",
     "Hier wird eine Liste erwartet, zum Beispiel [a, b]."),
    ("services/jmd.yaml", "name: Jugendmigrationsdienst Musterstadt", "name: [a]",
     "Hier wird ein Text erwartet."),
    ("services/jmd.yaml", "ages: {from: 12, to: 26}", "ages: 12",
     "Hier werden Zeilen der Form „wort: wert“ erwartet."),
    ("services/jmd.yaml", "number: 4", "number: vier",
     "„number“: bitte eine Zahl ohne führende Null schreiben; Telefonnummern gehören unter number "
     "oder tel einer Organisation."),
    ("services/jmd.yaml", "number: 4", "number: [4]",
     "„number“: bitte eine Zahl ohne führende Null schreiben; Telefonnummern gehören unter number "
     "oder tel einer Organisation."),
    ("services/jmd.yaml", "as_of: 2026", "as_of: gestern",
     "„as_of“: „gestern“ geht hier nicht. Richtig ist zum Beispiel 2026 oder undated."),
    ("services/jmd.yaml", "seen: 2026-11-20", "seen: gestern",
     "„seen“: bitte ein Datum wie 2026-11-20 schreiben."),
    ("services/jmd.yaml", "Berät junge Menschen.", "Berät <b>alle</b>.",
     "„summary“: Texte sind ohne HTML, ohne { } und ohne Prozentzeichen (bitte „Prozent“ "
     "schreiben)."),
    ("services/jmd.yaml", "Berät junge Menschen.", "''",
     "„summary“: Der Text ist leer. Bitte ausfüllen oder die Zeile löschen."),
    ("services/jmd.yaml", "https://example.org/jmd", "example.org",
     "„website“: „example.org“ geht hier nicht. Richtig ist zum Beispiel "
     "https://www.example.org/."),
    ("services/auslaenderamt.yaml", "amt@example.org", "amt(at)example.org",
     "„email“: „amt(at)example.org“ geht hier nicht. Richtig ist zum Beispiel info@example.org."),
    ("rules/needs/safety.yaml", "['@base']", "[Beratung]",
     "„send“: „Beratung“ geht hier nicht. Richtig ist zum Beispiel money/jobcenter oder @base."),
    ("questions/57-topic.yaml", "meet: {number: 1", "'me et': {number: 1",
     "„me et“: „me et“ geht hier nicht. Richtig ist zum Beispiel first-advice."),
])
def test_load_wrong_value(copy: Copy, name: str, old: str, new: str, text: str) -> None:
    line = copy.line(name, old)
    copy.change(name, old, new)
    assert copy.faults() == [Finding(name, line, text)]


@pytest.mark.parametrize(("name", "old", "new", "text"), [
    ("rules/needs/safety.yaml", "    send: ['@base']", "    when: {ned: safety}\n    send: []",
     "Es gibt keine Frage „ned“. Meinten Sie „need“?"),
    ("rules/needs/safety.yaml", "    send: ['@base']", "    when: safety\n    send: []",
     "Hier werden Zeilen der Form „wort: wert“ erwartet."),
    ("rules/safety.yaml", "    when: {bed_tonight: no, age: 0-17}",
     "    when: {all: [bed_tonight]}",
     "Eine Bedingung hat die Form {frage: antwort}, all, any oder not."),
    ("rules/safety.yaml", "    when: {bed_tonight: no, age: 0-17}", "    when: {any: []}",
     "Nach „any“ steht eine Liste von Bedingungen."),
    ("rules/safety.yaml", "    when: {bed_tonight: no, age: 0-17}",
     "    when: {bed_tonight: {a: b}}",
     "Nach „bed_tonight“ steht eine Antwort oder eine Liste von Antworten."),
    ("rules/safety.yaml", "    when: {bed_tonight: no, age: 0-17}", "    when: {status: eus}",
     "Die Frage „status“ kennt keine Antwort „eus“. Meinten Sie „eu“?"),
    ("rules/safety.yaml", "    when: {bed_tonight: no, age: 0-17}", "    when: {age: jung}",
     "„jung“ ist kein Alter. Beispiele: 5, 0-17, 67+."),
    ("rules/safety.yaml", "    when: {bed_tonight: no, age: 0-17}", "    when: {age: 0-15}",
     "„0-15“ passt nicht zu den Altersbändern 0, 1-5, 6-11, 12-17, 18-26, 27-66, 67+."),
    ("rules/safety.yaml", "    when: {bed_tonight: no, age: 0-17}", "    when: {age: 13-14}",
     "„13-14“ passt nicht zu den Altersbändern 0, 1-5, 6-11, 12-17, 18-26, 27-66, 67+."),
    ("rules/needs/safety.yaml", "['@base']", "[begin/mbe]",
     "Es gibt keine Aufgabe „begin“."),
    ("rules/needs/safety.yaml", "['@base']", "[family/jugendant]",
     "Es gibt keine Art von Stelle „jugendant“. Meinten Sie „jugendamt“?"),
    ("rules/needs/safety.yaml", "['@base']", "[school/jugendamt]",
     "Die Art „jugendamt“ hat nicht die Aufgabe „school“ (offices.yaml)."),
    ("rules/duty.yaml", "deadline: [D-EXTEND]", "deadline: [D-EXTENT]",
     "Die Frist „D-EXTENT“ gibt es nicht. Meinten Sie „D-EXTEND“?"),
    ("rules/filters.yaml", "remove: [first-advice/mbe]", "remove: [first-advise]",
     "Die Aufgabe „first-advise“ gibt es nicht. Meinten Sie „first-advice“?"),
    ("rules/filters.yaml", "remove: [first-advice/mbe]", "remove: [first-advice/mbo]",
     "Es gibt keine Art von Stelle „mbo“. Meinten Sie „mbe“?"),
    ("deadlines.yaml", "roles: [school]", "roles: [shool]",
     "Die Aufgabe „shool“ gibt es nicht. Meinten Sie „school“?"),
    ("roles.yaml", "needs: [safety]", "needs: [sicher]", "Den Bedarf „sicher“ gibt es nicht."),
    ("offices.yaml", "bring: buergerberatung", "bring: nichts",
     "Die Liste in bring.yaml „nichts“ gibt es nicht."),
    ("offices.yaml", "gives: [aufenthaltstitel]", "gives: [titel]",
     "Das Papier „titel“ gibt es nicht."),
    ("offices.yaml", "roles: [residence-law]", "roles: [residence]",
     "Die Aufgabe „residence“ gibt es nicht. Meinten Sie „residence-law“?"),
    ("questions/40-status.yaml", "hidden: [no_papers, prefer_not]", "hidden: [no_paper]",
     "Die Antwort „no_paper“ gibt es nicht. Meinten Sie „no_papers“?"),
    ("questions/57-topic.yaml", "number: 13", "number: 12",
     "Die Nummer 12 hat schon doc_expires."),
    ("questions/57-topic.yaml", "school_start: {number: 2", "school_start: {number: 1",
     "Die Nummer 1 ist doppelt oder nicht zwischen 1 und 29."),
    ("questions/57-topic.yaml", "school_start: {number: 2", "school_start: {number: 30",
     "Die Nummer 30 ist doppelt oder nicht zwischen 1 und 29."),
    ("services/schulberatung.yaml", "number: 9", "number: 8", "Die Nummer 8 hat schon notruf-110."),
    ("services/jmd.yaml", "organization: verein", "organization: verien",
     "Den Träger (organizations/) „verien“ gibt es nicht. Meinten Sie „verein“?"),
    ("services/rathaus.yaml", "location: rathaus", "location: turm",
     "Den Ort (locations/) „turm“ gibt es nicht."),
    ("services/jmd.yaml", "offices: [jmd]", "offices: [jmdd]",
     "Die Art von Stelle „jmdd“ gibt es nicht. Meinten Sie „jmd“?"),
    ("services/jmd.yaml", "roles: [youth-advice]", "roles: [advice]",
     "Die Aufgabe „advice“ gibt es nicht. Meinten Sie „youth-advice“?"),
    ("services/auslaenderamt.yaml", "statuses: [work]", "statuses: [werk]",
     "Das Papier (status) „werk“ gibt es nicht. Meinten Sie „work“?"),
    ("services/zuflucht.yaml", "phones: [verein/beratung]", "phones: [vereine/beratung]",
     "Die Telefonnummer „beratung“ gibt es nicht."),
    ("services/zuflucht.yaml", "phones: [verein/beratung]", "phones: [verein/berattung]",
     "Die Telefonnummer „berattung“ gibt es nicht. Meinten Sie „beratung“?"),
    ("site.yaml", "fallbacks: [rathaus]", "fallbacks: [radhaus]",
     "Die Stelle „radhaus“ gibt es nicht. Meinten Sie „rathaus“?"),
])
def test_load_unknown_word(copy: Copy, name: str, old: str, new: str, text: str) -> None:
    line = copy.line(name, old.splitlines()[0].strip())
    copy.change(name, old, new)
    found = copy.faults()
    assert (found[0].file, found[0].line, found[0].text) == (name, line, text)


def test_load_need_without_option(copy: Copy) -> None:
    copy.write("rules/needs/childs.yaml", "first: yes\nrows: []\n")
    assert copy.faults() == [Finding("rules/needs/childs.yaml", 1, (
        "Den Bedarf „childs“ gibt es nicht. Meinten Sie „child“?"))]


def test_load_second_folder_level_is_no_table(copy: Copy) -> None:
    (copy.root / "rules/needs/more").mkdir()
    copy.write("rules/needs/more/x.yaml", "first: yes\nrows: []\n")
    assert copy.faults()[0].text == "Diese Datei gehört zu keiner bekannten Art."


def test_load_conditions_of_every_form(town: Guide) -> None:
    assert town.row("S4").when == All((
        Is("need", frozenset({"safety"})),
        Some((Is("kind", frozenset({"child_in_danger"})),
              Is("age", frozenset({"0", "1-5", "6-11", "12-17"}))))))
    assert town.row("D1").when.parts[2] == Not(  # type: ignore[union-attr]
        Is("status", frozenset({"no_papers", "prefer_not"})))


def test_load_send_list_of_every_form(town: Guide) -> None:
    assert town.row("F1").send == (BASE, Branch(
        Is("topic", frozenset({"meet"})), (Pair("leisure", "begegnung"),), ()))


def test_load_generic_answers_added(town: Guide) -> None:
    options = town.questions["bed_tonight"].options
    assert [(each.id, each.number, each.own) for each in options.values()] == [
        ("yes", 1, True), ("no", 2, True), ("dont_know", 31, False), ("prefer_not", 30, False)]


def test_load_own_generic_answer_kept(town: Guide) -> None:
    assert town.questions["status"].options["dont_know"].number == 5


def test_load_hash_changes_with_content(copy: Copy) -> None:
    before = load(copy.root).content_hash
    copy.change("site.yaml", "town: Musterstadt", "town: Musterdorf")
    assert load(copy.root).content_hash != before


def test_load_age_from_only(town: Guide) -> None:
    assert town.services["migrationsberatung"].ages == (27, 199)


def test_load_age_to_only(copy: Copy) -> None:
    copy.change("services/jmd.yaml", "{from: 12, to: 26}", "{to: 26}")
    assert load(copy.root).services["jmd"].ages == (0, 26)


def test_load_site_without_switchboard(copy: Copy) -> None:
    copy.change("site.yaml", 'switchboard: {number: 030 23125-100, tel: "+493023125100"}\n', "")
    assert load(copy.root).site.switchboard == ("", "")
