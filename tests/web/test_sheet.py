"""A page brings only the rules that its template can use; a public page, those for its top.

That no page lacks a rule is looked at wherever a page is fetched: tests/pages.py, tests/at_desk.py.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import brotli
import esprima
import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import DictLoader, Environment, nodes
from matching import (
    ADDED,
    SET,
    SHEET,
    dropped,
    matches,
    rules,
    wanting,
    wanting_at_the_top,
)
from pages import parsed
from real import load
from rjsmin import jsmin

from laufmappe.domain import token
from laufmappe.paths import CONTENT, STATIC
from laufmappe.settings import Settings
from laufmappe.web import create_app
from laufmappe.web.page import TEMPLATES
from laufmappe.web.security import policy
from laufmappe.web.sheet import (
    ALWAYS,
    BESIDE,
    STRING,
    Names,
    Sheets,
    able,
    asked,
    scripted,
    shaken,
    written,
)
from tools.bench.pages import samples

LARGEST = 2_048  # bytes, brotli at its best
WEB = TEMPLATES.parent
PARTS = ("components", "layout", "preview")
PAGES = sorted(name for each in TEMPLATES.rglob("*.html")
               if not (name := each.relative_to(TEMPLATES).as_posix()).startswith(PARTS)
               and name not in {"desk/layout.html", "desk/warn.html"})
SCRIPTS = [*sorted((STATIC / "js").glob("*.js")), STATIC / "desk.js"]


@pytest.fixture(scope="module")
def sheets(app: Flask) -> Sheets:
    """Return the sheets of the site."""
    found: Sheets = app.extensions["laufmappe"].pages.sheets
    return found


@pytest.mark.parametrize("name", PAGES)
def test_sheet_small_and_a_part_of_the_whole(sheets: Sheets, name: str) -> None:
    sheet = sheets.of(name)
    assert len(brotli.compress(sheet.encode(), quality=11)) <= LARGEST
    assert 20 < len(dropped(sheet)) < len(list(rules(SHEET)))
    assert sheet is sheets.of(name)


def test_sheet_same_after_another_start(sheets: Sheets) -> None:
    again = create_app(Settings()).extensions["laufmappe"].pages.sheets
    assert {name: again.of(name) for name in reversed(PAGES)} == {
        name: sheets.of(name) for name in PAGES}


def test_whole_sheet_where_everything_may_occur() -> None:
    assert shaken(SHEET, lambda _name: True) == SHEET
    assert list(rules(shaken(SHEET, lambda name: name in {"html", "body"}))) == [
        each for each in rules(SHEET) if each[1] in {
            "html", "body", ":root", "*", "::after", "::before", ":focus-visible", "@page"}]


def test_policy_allows_the_sheet_of_the_page_alone(client: FlaskClient) -> None:
    seen = {}
    for path in ("/de/", "/de/frage/who", "/de/gibtesnicht"):
        response = client.get(path)
        sheet = response.get_data(as_text=True).split("<style>")[1].split("</style>")[0]
        assert response.headers["Content-Security-Policy"] == policy(sheet)
        seen[path] = sheet
    assert len(set(seen.values())) == len(seen)
    for path in ("/robots.txt", "/de", "/de/app.webmanifest"):
        assert client.get(path).headers["Content-Security-Policy"] == policy(), path
    assert "style-src 'none';" in policy()


def test_question_brings_rules_for_what_stands_on_it(client: FlaskClient) -> None:
    def sheet(path: str, **sent: str) -> str:
        response = client.post(path, data=sent) if sent else client.get(path)
        return response.get_data(as_text=True).split("<style>")[1].split("</style>")[0]

    one = sheet("/de/frage/who")
    assert "[type=radio]" in one
    assert not [each for each in ("checkbox", ".doc", ".big", ".err", ".draft") if each in one]
    assert ".err" in sheet("/de/frage/who", who="")
    client.post("/de/frage/who", data={"who": "me"})
    several = sheet("/de/frage/need")
    assert "[type=checkbox]" in several
    assert ".big" in several
    assert "[type=radio]" not in several


def test_stil_lacks_no_rule() -> None:
    text = create_app(Settings(style=True)).test_client().get("/stil/ar").get_data(as_text=True)
    [*_own, sheet] = [each.split("</style>")[0] for each in text.split("<style>")[1:]]
    assert wanting_at_the_top(sheet, parsed(text)) == []


@pytest.mark.parametrize(("selector", "names"), [
    (".line>*", [".line"]), ("a.btn:hover::after", ["a", ".btn"]), ("*", []), ("::before", []),
    ("[dir=rtl] .flip", ["@dir", "@dir=rtl", ".flip"]), ("#board .show", ["#board", ".show"]),
    ("[type=checkbox]:checked+label", ["@type", "@type=checkbox", "label"]),
    ("h4:has(+.show)", ["h4"]), ("li:not(.on):is(.a,.b)", ["li"]), ("[href^=\"tel:\"] b", [
        "@href", "b"]), ("linearGradient", ["lineargradient"])])
def test_names_asked_for(selector: str, names: list[str]) -> None:
    assert list(asked(selector)) == names


@pytest.mark.parametrize(("template", "sheet"), [
    ('<p class="a{% if x %} b{% endif %}">', ".a .b"),
    ('<p class="a{% if x %}b{% endif %}">', ".ab"),
    ('<p class="{% if x %}a{% else %}b{% endif %}">', ".a .b"),
    ('<p class="x-{{ "a" if x else "b" }}-y">', ".x-a-y .x-b-y"),
    ('<p class="{{ "a" if x }}">', ".a"), ('<p class="in-{{ x }}">', ".in-de"),
    ('<p id="s{{ x }}">', "#s7"), ('{% set x = "a b" %}', ".a .b"), ('{{ m("d-" ~ x) }}', ".d-eu"),
    ('<input{% if x %} checked{% endif %}>', "input [checked]"),
    ("<p>{{ l.beside(x) }}", ".de .too"),
    ('<input type="{{ "radio" if x else "checkbox" }}">', "[type=radio] [type=checkbox]"),
    ('<p dir="{{ x }}">', "[dir=rtl]"), ("{% macro m(x) %}<b>{% endmacro %}", "b")])
def test_names_in_a_template_are_found(template: str, sheet: str) -> None:
    names = written(Environment(autoescape=True).parse(template))
    wanted = [each for selector in sheet.split() for each in asked(selector)]
    assert [each for each in wanted if not able(names)(each)] == []


@pytest.mark.parametrize("template", [
    "a btn", "{# <p class=btn> #}", '<a id="btn" title="class=btn">', "{{ btn }}",
    '<p class="{{ kind }}">', "<p {{ audio(btn) }}>", "<btn>", '<p class="btn-{{ x }}">'])
def test_other_words_are_no_class(template: str) -> None:
    assert not able(written(Environment(autoescape=True).parse(template)))(".btn")


def test_page_before_the_whole_sheet_brings_what_stands_at_its_top(tmp_path: Path) -> None:
    files = {"layout/base.html": '<b>{{ part("layout/foot.html") }}', "layout/foot.html": "<nav>",
             "page": '{% extends "layout/base.html" %}<i>{% include "components/end.html" %}',
             "components/end.html": '<h2>{% include "inner" %}', "inner": "<u>"}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    first = "b,i,a:hover{a:b}i:focus-visible{a:b}b:checked+i,b:checked{a:b}@media(x){i{a:b}}"
    made = Sheets("nav{a:b}u,h2{a:b}.js{a:b}[dir=rtl] i{a:b}@supports not (x){i{a:b}}"
                  f"@media(min-width:9em){{b{{a:b}}}}{first}", tmp_path, "<g>", "f('js')")
    assert made.of("page", "de", "ltr") == "b,i{a:b}b:checked{a:b}@media(x){i{a:b}}"
    assert made.of("page", "ar", "rtl").startswith("[dir=rtl] i{a:b}b,i{a:b}")


FIRST = 1_500  # bytes that Chromium takes off a slow line at a time, see decision 0042


@pytest.mark.parametrize("code", load(CONTENT).locales)
def test_first_sign_comes_with_the_first_bytes(app: Flask, code: str) -> None:
    """A browser can paint when the rules and the first stroke of the first sign have come."""
    guide, late = load(CONTENT), {}
    for sample in samples(app.extensions["laufmappe"].router):
        client = app.test_client()
        if sample.answers:
            client.set_cookie("antworten", token.write(guide, sample.answers))
        packed = client.get(f"/{code}/{sample.path}", headers={"Accept-Encoding": "br"}).data
        read = brotli.Decompressor().process(packed[:FIRST])
        if not re.search(rb"</style>\n<header>.*?<path [^>]*/>", read):
            late[sample.name] = len(read)
    assert late == {}


def test_templates_bring_what_they_take_in(tmp_path: Path) -> None:
    files = {"base": "<nav>{% block b %}{% endblock %}",
             "m": '{% macro m() %}<b id="m">{% endmacro %}',
             "page": '{% extends "base" %}{% from "m" import m %}{% block b %}{% endblock %}',
             "part": '<i class="part">', "with": '{% include "part" %}', "any": "{% include x %}"}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    made = Sheets(".in{a:b}nav{a:b}#m{a:b}i,.part{a:b}.js{a:b}@media print{b{a:b}u{a:b}}"
                  "@media x{u{a:b}}", tmp_path, '<g class="in">', "e.classList.add('js')")
    assert made.of("page") == ".in{a:b}nav{a:b}#m{a:b}.js{a:b}@media print{b{a:b}}"
    assert made.of("with") == ".in{a:b}i,.part{a:b}.js{a:b}"
    assert made.of("any") == ".in{a:b}nav{a:b}#m{a:b}i,.part{a:b}.js{a:b}@media print{b{a:b}}"


@pytest.mark.parametrize("script", [
    "e.classList.add('btn')", 'e.className="a btn"', "e.classList[x?'add':'remove']('btn')",
    "e.innerHTML='<p class=\"btn\">'", "e.className=`btn`", "f('it\\'s','btn')"])
def test_names_in_a_script_are_found(script: str) -> None:
    assert able(scripted(script))(".btn")


def test_elements_made_by_a_script_are_found() -> None:
    names = scripted("document.createElement('dialog');e.setAttribute('open','');f('kbd')")
    assert {"dialog", "@open"} <= names
    assert "kbd" not in names


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_string_of_the_scripts_is_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    read = {"".join(each) for each in STRING.findall(jsmin(text))}
    tokens = esprima.tokenize(text)
    said = {each.value[1:-1] for each in tokens if each.type == "String"}
    assert sorted(said - read) == []
    assert said
    assert [each.value for each in tokens if each.type == "Template"] == []


def test_scripts_add_what_the_tests_add() -> None:
    """Classes, attributes and elements; an id that a script gives stands in no sheet."""
    added, given = set(), set()
    for path in SCRIPTS:
        text = path.read_text(encoding="utf-8")
        added |= set(re.findall(r"classList(?:\.\w+|\[[^\]]*\])\('([\w-]+)'", text))
        given |= set(re.findall(r"\bsetAttribute\('([\w-]+)'", text))
        assert re.findall(r"classList\b(?!\.\w+\('|\[[^\]]*\]\(')|className|createElement|"
                          r"insertAdjacentHTML|outerHTML|attachShadow", text) == [], path
        assert re.findall(r"innerHTML = (?!now\.innerHTML)", text) == [], path
    assert added == ADDED
    assert given - {each for each in given if each.startswith("aria-")} <= set(SET)


def strings(path: Path) -> Iterator[str]:
    """Yield the texts of a module that are not its docstrings; * for what is put in."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
              for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            inside.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*"
                          for part in node.values)
        elif (isinstance(node, ast.Constant) and isinstance(node.value, str)
              and id(node) not in inside):
            yield node.value


def test_python_writes_nothing_else() -> None:
    known = able(Names(ALWAYS, BESIDE).found)
    modules = [path for path in [*WEB.rglob("*.py"), *(WEB.parent / "export" / name for name in (
        "qr.py", "chart.py"))] if path.name != "sheet.py"]
    texts = [text for path in modules for text in strings(path)
             if re.search(r"<[a-z]+[^>]*=\"|</|/>|<br>|<p>|\bclass=|^ data-", text)]
    assert len(texts) >= 8
    wanted = {each.rstrip("*") for text in texts for each in names(text)}
    assert {each for each in wanted if not known(each)} == {
        ".",  # the kind of a sign, a string in a template
        "script",  # of the preview
        "symbol"}  # read from the sprite


def names(text: str) -> Iterator[str]:
    """Yield what a sheet might ask of an HTML text: tags, classes and names of attributes."""
    for each in Names(f"<br{text}>" if text.startswith(" ") else text).found:
        if each[0] == "." or each[0] not in "@#":
            yield each


def test_templates_name_classes_and_tags_whole() -> None:
    """A class that is a value alone is an argument of its macro, which names it whole."""
    found = set()
    for path in sorted(TEMPLATES.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"</?[\w-]*\{\{(?!\s*audio\()", text) == [], path
        for value in re.findall(r'class="([^"]*(?:\{\{[^}]*\}\}[^"]*)*)"', text):
            for each in re.findall(r"\{\{ ?(.*?) ?\}\}", value):
                if not re.fullmatch(r'"[\w -]*" if .* else "[\w -]*"', each):
                    found.add((path.name, value))
    assert found == {("hidden.html", "{{ kind }}"), ("style.html", "in-{{ tag }}")}
    tree = Environment(loader=DictLoader({}), autoescape=True).parse(
        (TEMPLATES / "components" / "hidden.html").read_text(encoding="utf-8"))
    assert "kind" in {each.name for macro in tree.find_all(nodes.Macro) for each in macro.args}


def test_matching_sees_what_is_missing() -> None:
    page = parsed('<!doctype html><title>x</title><p class="hold" id="s1"><b dir="rtl">x</b></p>')
    lacking = "".join(f"{each}{{{body}}}" for _around, each, body in rules(SHEET)
                      if not _around and each in {"h1", "legend"})
    assert {".two", ".hold", "p", "header b", ".read", "h1"} & set(wanting(lacking, page)) == {
        ".hold", "p", ".read"}
    assert matches(Element("a", {"class": "x"}), "a.x.read[open]")
    assert not matches(Element("a", {"type": "text"}), "[type=date]")
    assert matches(Element("{http://www.w3.org/2000/svg}svg"), "svg")
    with pytest.raises(ValueError, match="not in the sheet"):
        dropped("h1{color:red}")
    assert list(rules("@media(a){@page{b:c}p,q:is(r,s){d:e}}t{f:g}")) == [
        ("@media(a)", "@page", "b:c"), ("@media(a)", "p", "d:e"),
        ("@media(a)", "q:is(r,s)", "d:e"), ("", "t", "f:g")]


def test_rules_for_other_languages_stay_out(sheets: Sheets) -> None:
    whole = sheets.of("public/way.html")
    own = {tag: sheets.of("public/way.html", tag, way)
           for tag, way in (("de", "ltr"), ("ar", "rtl"), ("ti", "ltr"))}
    assert {tag: [part in sheet for part in ("html[dir=rtl] body", "html[lang=ti] body")]
            for tag, sheet in own.items()} == {
        "de": [False, False], "ar": [True, False], "ti": [False, True]}
    assert {tag for tag, sheet in own.items() if "[dir=rtl] .flip{" in sheet} == {"ar"}
    for sheet in own.values():
        assert set(rules(sheet)) < set(rules(whole))
    assert sheets.of("public/way.html", "uk", "ltr") is own["de"]
    desk = sheets.of("desk/new.html", "de", "ltr")  # beside German another language may stand
    assert "[dir=rtl] .flip{" in desk


def test_every_class_of_a_sign_has_a_rule() -> None:
    sprite = (STATIC / "icons" / "sprite.svg").read_text(encoding="utf-8")
    names = {name for found in re.findall(r'class="([^"]+)"', sprite) for name in found.split()}
    assert names
    assert [name for name in names if f".{name}" not in SHEET] == []
