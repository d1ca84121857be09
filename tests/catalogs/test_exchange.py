"""A catalog goes out as XLIFF or CSV and comes back: nothing is lost, nothing wrong comes in."""

import datetime
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from babel.messages.catalog import Catalog

from laufmappe.catalogs import exchange, reviews, sources
from laufmappe.catalogs.exchange import ExchangeError
from laufmappe.catalogs.reviews import State

DAY = datetime.date(2026, 11, 27)
NAMES = {"x": exchange.XLIFF}
FORMS = [lambda catalog: exchange.to_csv(catalog, "en"),
         lambda catalog: exchange.to_xliff(catalog, "en")]
Form = Callable[[Catalog], str]


def catalog() -> Catalog:
    found = sources.new("en")
    found.add("Weiter <b> & „so“; ja", 'Next <b> & "so"; yes', [("a.html", 0)],
              auto_comments=["Translators: Knopf"])
    found.add(("%(number)s Ort", "%(number)s Orte"), ("%(number)s place", "%(number)s places"))
    found.add("Zurück", "Back", [("b.html", 0)])
    found.add("Leer")
    reviews.sign(found["Zurück"], "AB", DAY)
    return found


def empty() -> Catalog:
    found = catalog()
    for message in found:
        if message.id:
            message.string = "" if isinstance(message.id, str) else ("", "")
            reviews.clear(message)
    return found


@pytest.mark.parametrize("form", FORMS, ids=["csv", "xliff"])
def test_all_comes_back(form: Form) -> None:
    target = empty()
    taken = exchange.take(target, exchange.read(form(catalog()).encode(), "en"), "CD", DAY)
    assert (taken.changed, taken.checked, taken.left) == (3, 1, [])
    assert {each.id: each.string for each in target if each.id} == {
        each.id: each.string or "" for each in catalog() if each.id}
    assert reviews.state(target["Zurück"]) is State.CHECKED
    assert str(reviews.mark(target["Zurück"])).startswith("checked: CD 2026-11-27 ")


@pytest.mark.parametrize("form", FORMS, ids=["csv", "xliff"])
def test_nothing_is_checked_unless_somebody_answers_for_it(form: Form) -> None:
    target = empty()
    taken = exchange.take(target, exchange.read(form(catalog()).encode(), "en"), "", DAY)
    assert (taken.changed, taken.checked) == (3, 0)
    assert reviews.state(target["Zurück"]) is State.DRAFT


@pytest.mark.parametrize("form", FORMS, ids=["csv", "xliff"])
def test_same_file_again_changes_nothing(form: Form) -> None:
    target = catalog()
    taken = exchange.take(target, exchange.read(form(catalog()).encode(), "en"), "CD", DAY)
    assert (taken.changed, taken.checked, taken.left) == (0, 0, [])
    assert str(reviews.mark(target["Zurück"])).startswith("checked: AB")


def test_xliff_has_context_places_and_states_where_the_standard_wants_them() -> None:
    root = ElementTree.fromstring(exchange.to_xliff(catalog(), "en"))  # noqa: S314 - ours
    assert (root.get("version"), root.get("srcLang"), root.get("trgLang")) == ("2.0", "de", "en")
    first = root.find(".//x:unit", NAMES)
    assert [each.tag.split("}")[1] for each in first] == ["notes", "segment"]
    assert [(each.get("category"), each.text) for each in first.iterfind("x:notes/x:note", NAMES)
            ] == [("context", "Translators: Knopf"), ("location", "a.html")]
    states = [each.get("state") for each in root.iterfind(".//x:segment", NAMES)]
    assert states == ["translated", "translated", "translated", "final", "initial"]
    ids = [each.get("id") for each in root.iterfind(".//x:unit", NAMES)]
    assert len(set(ids)) == len(ids)


def changed(text: str, old: str, new: str) -> list[exchange.Row]:
    assert old in text
    return exchange.read(text.replace(old, new).encode(), "en")


@pytest.mark.parametrize(("old", "new", "told"), [
    ("Back", "Back <script>", "enthält HTML, eine Adresse oder ein Richtungszeichen: Zurück"),
    ("Back", "Back in 2 days", "andere Zahlen: Zurück"),
    ("%(number)s places", "%(zahl)s places", "andere Platzhalter: %(number)s Ort"),
    ('"Zurück"', '"Zurück?"', "den deutschen Text gibt es nicht mehr so: Zurück?"),
])
def test_what_is_wrong_stays_out_and_is_named(old: str, new: str, told: str) -> None:
    target = catalog()
    taken = exchange.take(target, changed(exchange.to_csv(catalog(), "en"), old, new), "CD", DAY)
    assert taken.left == [told]
    assert taken.changed == 0


def test_volunteers_spreadsheet_with_commas_is_read_too() -> None:
    row = next(each for each in exchange.rows(catalog()) if each.german == "Zurück")
    text = f"id,deutsch,uebersetzung\n{row.id},Zurück,Go back\n"
    target = catalog()
    assert exchange.take(target, exchange.read(text.encode(), "en"), "", DAY).changed == 1
    assert target["Zurück"].string == "Go back"


@pytest.mark.parametrize(("data", "told"), [
    (b"\xff\xfe", "UTF-8"),
    (b"a;b\n1;2\n", "Spalten: deutsch, id, uebersetzung"),
    (b"<xliff>", "Zeile 1"),
    (b"<html/>", "keine Datei in XLIFF 2.0"),
    (b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>', "DTD"),
    (b"x" * (exchange.LARGEST + 1), "zu groß"),
    (exchange.to_xliff(catalog(), "ar").encode(), "für die Sprache „ar“, nicht für „en“"),
    (exchange.to_csv(catalog(), "ar").encode(), "für die Sprache „ar“, nicht für „en“"),
    (b"id;deutsch;uebersetzung\nt1;a;" + b"x" * 140_000 + b"\n", "Tabelle ist beschädigt"),
])
def test_file_that_cannot_be_read_says_why(data: bytes, told: str) -> None:
    with pytest.raises(ExchangeError, match=told):
        exchange.read(data, "en")


def test_sorted_table_swaps_no_forms_of_a_plural() -> None:
    head, *lines = exchange.to_csv(catalog(), "en").rstrip().split("\r\n")
    for order in (reversed(lines), sorted(lines, key=lambda line: line.split(";")[1])):
        target = empty()
        text = "\r\n".join([head, *order])
        taken = exchange.take(target, exchange.read(text.encode(), "en"), "", DAY)
        assert taken.left == []
        assert {each.id: each.string for each in target if each.id} == {
            each.id: each.string or "" for each in catalog() if each.id}


def test_text_that_a_tool_divided_comes_back_whole() -> None:
    row = next(each for each in exchange.rows(catalog()) if each.german == "Zurück")
    unit = (f'<unit id="{row.id}"><segment><source>Zu</source><target>Go</target></segment>'
            "<ignorable><source> </source></ignorable>"
            "<segment><source>rück</source><target>back</target></segment></unit>")
    file = (f'<xliff xmlns="{exchange.XLIFF}" version="2.0" srcLang="de" trgLang="en">'
            f'<file id="f">{unit}</file></xliff>')
    [found] = exchange.read(file.encode(), "en")
    assert (found.german, found.text) == ("Zu rück", "Go back")
