"""What is wrong with a catalog is told in words."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from real import load

from laufmappe.catalogs import files, findings, sources
from laufmappe.paths import CONTENT

PLURALS = 2


def problems(german: str, translated: str) -> list[str]:
    return list(findings.problems(Message(german, translated), PLURALS))


@pytest.mark.parametrize(("german", "translated", "wrong"), [
    ("Weiter", "Next", []),
    ("Weiter", "", ["nicht übersetzt"]),
    ("Stand %(year)s", "As of %(year)s", []),
    ("Stand %(year)s", "As of today", ["andere Platzhalter"]),
    ("Stand %(year)s", "As of %(jahr)s", ["andere Platzhalter"]),
    ("Mo–Fr 8–18 Uhr", "Mon to Fri, 8:00 to 18:00", []),
    ("In zwei Wochen", "In 2 weeks", ["andere Zahlen"]),
    ("Rufen Sie 110", "Call 112", ["andere Zahlen"]),
    ("Weiter", "Next 100 % <b>", ["enthält HTML, eine Adresse oder ein Richtungszeichen",
                                  "ein Prozentzeichen, das kein Platzhalter ist",
                                  "andere Zahlen"]),
    ("Weiter", "\u202eNext", ["enthält HTML, eine Adresse oder ein Richtungszeichen"]),
])
def test_problems_of_one_text(german: str, translated: str, wrong: list[str]) -> None:
    assert problems(german, translated) == wrong


def test_problems_german_left_in_place() -> None:
    assert problems("Bitte gehen Sie hin", "Bitte gehen Sie hin") == ["noch auf Deutsch"]
    assert problems("Café Welcome", "Café Welcome") == []


def test_problems_too_few_plural_forms() -> None:
    message = Message(("%(number)s Station", "%(number)s Stationen"), ("%(number)s stop",))
    assert list(findings.problems(message, 6)) == ["braucht 6 Formen für die Mehrzahl"]


def test_problems_plural_may_spell_the_number_out() -> None:
    message = Message(("%(number)s Station", "%(number)s Stationen"), ("one stop", "%(number)s"))
    assert list(findings.problems(message, 2)) == []


def test_problems_fuzzy() -> None:
    message = Message("Weiter", "Next", flags=["fuzzy"])
    assert list(findings.problems(message, 2)) == ["als unsicher markiert"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(files, "TRANSLATIONS", tmp_path)
    monkeypatch.setattr(findings, "TRANSLATIONS", tmp_path)
    monkeypatch.setattr(sources, "TRANSLATIONS", tmp_path)
    return tmp_path


def small() -> Catalog:
    catalog = sources.new(None)
    catalog.add("Weiter", locations=[("a.html", 0)])
    return catalog


def check(monkeypatch: pytest.MonkeyPatch, *names: str) -> list[str]:
    monkeypatch.setattr(findings, "template", small)
    return findings.check(names)


def test_check_missing_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files.write(folder / "messages.pot", small())
    assert check(monkeypatch, "en") == ["en: Die Datei messages.po fehlt."]


def test_check_template_not_current(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (found,) = check(monkeypatch)
    assert found.startswith("messages.pot ist nicht aktuell.")
    files.write(folder / "messages.pot", sources.new(None))
    assert len(check(monkeypatch)) == 1


def test_check_texts_missing_and_left_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files.write(folder / "messages.pot", small())
    catalog = sources.new("en")
    catalog.add("Zurück", "Back")
    files.write(files.po_path("en"), catalog)
    assert check(monkeypatch, "en") == [
        "en: fehlt (bitte laufmappe i18n update): Weiter",
        "en: nicht mehr gebraucht (bitte laufmappe i18n update): Zurück"]


HEAD = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
PLURAL = HEAD[:-1] + b'"Plural-Forms: nplurals=2; plural=%s;\\n"\n\n'
SOUND = b'msgid "Weiter"\nmsgstr "Next"\n'


@pytest.mark.parametrize(("written", "words"), [
    (HEAD + b'msgid "Weiter"\nmsgstr "Next\n', "en/messages.po:6: Diese Zeile ist beschädigt."),
    (b"\xff\xfe\x00", "en: Die Datei messages.po ist nicht in UTF-8 gespeichert."),
    (SOUND, "en/messages.po:1: Im Kopf der Datei muss charset=utf-8 stehen."),
    (HEAD + SOUND + b"\n" + SOUND, "en: steht zweimal in der Datei: Weiter"),
    (PLURAL % b"foo" + SOUND, "en/messages.po:1: Die Zeile Plural-Forms im Kopf ist beschädigt."),
    (PLURAL % b"(n==1 ? 7 : 0)" + SOUND, "en/messages.po:1: Die Zeile Plural-Forms"),
])
def test_check_damaged_file(folder: Path, monkeypatch: pytest.MonkeyPatch, written: bytes,
                            words: str) -> None:
    files.write(folder / "messages.pot", small())
    files.po_path("en").parent.mkdir(parents=True)
    files.po_path("en").write_bytes(written)
    (found,) = check(monkeypatch, "en")
    assert found.startswith(words)


def test_check_file_too_large(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files.write(folder / "messages.pot", small())
    files.write(files.po_path("en"), sources.new("en"))
    monkeypatch.setattr(findings, "LARGEST", 10)
    assert check(monkeypatch, "en") == ["en: Die Datei messages.po ist zu groß."]


def test_update_keeps_translations_and_adds_new_texts(
        folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = sources.new("en")
    old.add("Weiter", "Next")
    old.add("Fort", "Gone")
    files.write(files.po_path("en"), old)
    monkeypatch.setattr(sources, "template", small)
    sources.update(["en", "uk"])
    english = files.read("en")
    assert english["Weiter"].string == "Next"
    assert "Fort" in english.obsolete
    assert files.read("uk")["Weiter"].string == ""


def test_real_catalog_is_complete_and_sound() -> None:
    assert findings.check(["ar"], load(CONTENT).names) == []


def test_extract_writes_every_text(folder: Path) -> None:
    number = sources.extract()
    written = (folder / "messages.pot").read_text(encoding="utf-8")
    assert written.count("\nmsgid ") == number + 1
    assert 'msgid "Weiter"' in written
