"""What a person has read counts as checked, exactly as long as nothing about it changes."""

import datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from laufmappe.catalogs import files, reviews, sources
from laufmappe.catalogs.reviews import Checked, State
from laufmappe.catalogs.words import Words, compile_stale

DAY = datetime.date(2026, 11, 27)


def signed(text: str = "Next") -> Message:
    message = Message("Weiter", text)
    reviews.sign(message, "AB", DAY)
    return message


def test_signed_text_is_checked_and_mark_says_by_whom_and_when() -> None:
    message = signed()
    assert reviews.state(message) is State.CHECKED
    assert message.user_comments == [f"checked: AB 2026-11-27 {reviews.seal(message)}"]


def test_mark_stops_counting_when_the_translation_changes_and_counts_again() -> None:
    message = signed()
    message.string = "Go on"
    assert reviews.state(message) is State.CHANGED
    message.string = "Next"
    assert reviews.state(message) is State.CHECKED


@pytest.mark.parametrize(("change", "state"), [
    (lambda each: setattr(each, "locations", [("elsewhere.html", 9)]), State.CHECKED),
    (lambda each: setattr(each, "auto_comments", ["another note"]), State.CHECKED),
    (lambda each: each.user_comments.insert(0, "a note of the translator"), State.CHECKED),
    (lambda each: setattr(each, "id", "Weiter so"), State.CHANGED),
    (lambda each: setattr(each, "context", "Knopf"), State.CHANGED),
    (lambda each: setattr(each, "string", ""), State.EMPTY),
    (lambda each: each.flags.add("fuzzy"), State.DRAFT),
    (lambda each: each.user_comments.clear(), State.DRAFT),
], ids=["place", "note", "comment", "german", "context", "emptied", "fuzzy", "gone"])
def test_only_what_was_read_decides(change: object, state: State) -> None:
    message = signed()
    change(message)  # type: ignore[operator]
    assert reviews.state(message) is state


def test_mark_of_the_editor_waits_for_its_seal() -> None:
    message = Message("Weiter", "Next", user_comments=["checked: AB"])
    assert reviews.state(message) is State.UNSEALED
    reviews.sign(message, "AB", DAY)
    assert reviews.state(message) is State.CHECKED
    assert len(message.user_comments) == 1


@pytest.mark.parametrize("line", ["checked: A B", "checked:", "checked: 12", "checked: AB gestern",
                                  "checked: AB 2026-11-27 xyz", "unchecked: AB"])
def test_other_comments_are_no_marks(line: str) -> None:
    assert reviews.mark(Message("Weiter", "Next", user_comments=[line])) is None


def test_initials_are_letters() -> None:
    with pytest.raises(ValueError, match="Kürzel"):
        reviews.sign(Message("Weiter", "Next"), "a.b@c.de", DAY)


def test_plural_is_sealed_with_all_its_forms() -> None:
    message = Message(("%(number)s Ort", "%(number)s Orte"),
                      ("%(number)s place", "%(number)s places"))
    reviews.sign(message, "AB", DAY)
    message.string = ("%(number)s place", "%(number)s spots")
    assert reviews.state(message) is State.CHANGED


def catalog(*checked: str) -> Catalog:
    found = sources.new("en")
    for german, text in (("Weiter", "Next"), ("Zurück", "Back")):
        found.add(german, text)
        if german in checked:
            reviews.sign(found[german], "AB", DAY)
    return found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(files, "TRANSLATIONS", tmp_path)
    return tmp_path


@pytest.mark.parametrize(("checked", "everything", "partly"), [
    ((), False, False), (("Weiter",), False, True), (("Weiter", "Zurück"), True, False)])
def test_running_site_knows_what_is_checked(
    folder: Path, checked: tuple[str, ...], everything: bool, partly: bool
) -> None:
    files.write(files.po_path("en"), catalog(*checked))
    compile_stale(["en"])
    found = Words("en").checked
    assert (found.everything, found.partly) == (everything, partly)
    assert [german for german in ("Weiter", "Zurück") if german in found] == list(checked)
    assert Words("en").text("Weiter") == "Next"


def test_marks_survive_an_update(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files.write(files.po_path("en"), catalog("Weiter"))
    monkeypatch.setattr(sources, "template", catalog)
    sources.update(["en"])
    assert reviews.state(files.read("en")["Weiter"]) is State.CHECKED


def test_compiled_catalogs_are_the_same_bytes(folder: Path) -> None:
    compiled = set()
    for _ in range(2):
        files.write(files.po_path("en"), catalog("Weiter"))
        files.po_path("en").with_suffix(".mo").unlink(missing_ok=True)
        compile_stale(["en"])
        compiled.add(files.po_path("en").with_suffix(".mo").read_bytes())
    assert len(compiled) == 1


def test_german_needs_nobody() -> None:
    assert Words("de").checked.everything
    assert "Weiter" in Checked("*")
    assert "Weiter" not in Checked("-")
