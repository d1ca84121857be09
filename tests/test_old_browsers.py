"""The sheet and the scripts use what Chrome 69 and Safari 12.1 know, or do without it calmly.

tests/browsers.json says since when a browser knows a feature. It comes from MDN's data:
`make lighthouse` compares it, and `python -m tests.sheet` (after npm) writes it anew.
"""

import json
import re
from pathlib import Path

import esprima
import pytest
from sheet import features

from laufmappe.paths import STATIC

SHEET = "".join((STATIC / "css" / name).read_text(encoding="utf-8")
                for name in ("site.css", "print.css"))
SCRIPTS = [*sorted((STATIC / "js").glob("*.js")), *sorted(STATIC.glob("*.js"))]
SINCE = json.loads((Path(__file__).parent / "browsers.json").read_text(encoding="utf-8"))
OLDEST = {"chrome": (69, 0), "safari": (12, 1)}
# What is newer, and what an old browser shows instead.
INSTEAD = {
    "function min": "the width before it",
    "media forced-colors": "nothing: such a browser has no own colours",
    "media prefers-color-scheme": "light colours",
    "property appearance": "the name with -webkit- before it",
    "property color-scheme": "light scrollbars",
    "property content-visibility": "print: mappe-drucken has everything open",
    "property hyphens": "a line breaks without a hyphen",
    "property inset": "asks in @supports for browsers without gap between boxes",
    "property outline": "a square ring",
    "property scroll-margin": "the box itself is in sight, its label may be cut",
    "property scroll-padding-top": "a target may begin below the head of the page",
    "rule page": "the printer's margins",
    "selector details-content": "print: mappe-drucken has everything open",
    "selector focus-visible": "the browser's own ring",
    "selector has": "print: a heading without its text, in a rule of its own",
    "value display flow-root": "a little less space on the front page",
    "value gap flex_context": "margins, in @supports not (inset: 0)",
    "value overflow-wrap anywhere": "break-word before it",
    "value position sticky": "-webkit-sticky before it",
}
# Syntax of the parser that came after 2018; what the parser does not know it refuses.
LATE = {"ChainExpression", "FieldDefinition", "PrivateIdentifier", "StaticBlock", "Import",
        "ForAwaitStatement", "ImportDeclaration", "ExportNamedDeclaration", "MetaProperty",
        "ExportDefaultDeclaration", "ExportAllDeclaration"}
LATE_OPERATORS = {"??", "??=", "||=", "&&="}
LATER = re.compile(r"\.(flat|flatMap|matchAll|replaceAll|at|allSettled|any|fromEntries|hasOwn|"
                   r"toSorted|toReversed|findLast|replaceChildren|checkVisibility|randomUUID)\(|"
                   r"\b(globalThis|structuredClone|queueMicrotask|AbortSignal|WeakRef|Intl\.\w+)\b")


def version(text: str | None) -> tuple[int, int]:
    """Return a version as numbers; a feature that is not there comes last."""
    first, _dot, second = (text or "999").partition(".")
    return int(first), int(second or 0)


def newer(feature: str) -> bool:
    """Say whether one of the old browsers does not know a feature."""
    return any(version(known) > least
               for known, least in zip(SINCE[feature], OLDEST.values(), strict=True))


def test_sheet_known_to_old_browsers() -> None:
    used = features(SHEET)
    assert sorted(used - set(SINCE)) == []
    assert {each for each in used if newer(each)} == set(INSTEAD)


def test_no_newer_selector_spoils_a_list() -> None:
    plain = re.sub(r"/\*.*?\*/", "", SHEET, flags=re.DOTALL)
    lists = [head for head in re.findall(r"([^{};]+)\{", plain) if "," in head]
    late = [each.split()[1] for each in INSTEAD if each.startswith("selector")]
    assert [head for head in lists if any(f":{name}" in head for name in late)] == []


def test_replacement_stands_before() -> None:
    for before, after in (("width:4.5rem;", "width:min("),
                          ("-webkit-appearance:none;", "appearance:none"),
                          ("position:-webkit-sticky;", "position:sticky"),
                          ("overflow-wrap:break-word;", "overflow-wrap:anywhere")):
        assert before + after in SHEET
    assert "@supports not (inset:0){svg{margin:" in SHEET


def late(text: str) -> list[str]:
    """Return what a script uses that came after the JavaScript of 2018."""
    found = []

    def look(node: object, _place: object) -> object:
        kind, operator = node.type, getattr(node, "operator", None)  # type: ignore[attr-defined]
        raw = getattr(node, "raw", None) or ""
        if kind in LATE:
            found.append(kind)
        elif operator in LATE_OPERATORS:
            found.append(operator)
        elif kind == "CatchClause" and node.param is None:  # type: ignore[attr-defined]
            found.append("catch without a name")
        elif kind == "Literal" and re.fullmatch(r"\d[\d.xa-fA-F]*(_\w*|n)", raw):
            found.append(raw)
        return node

    esprima.parseScript(text, delegate=look)
    return found + [each.group() for each in LATER.finditer(text)]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_known_to_old_browsers(path: Path) -> None:
    assert late(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", [
    "a?.b", "a ?? b", "class A { b = 1 }", "class A { #b = 1 }", "try {} catch {}", "a ||= b",
    "import('a')", "a = 1_000", "a = 1n", "[1].flat()", "globalThis.a = 1"])
def test_later_scripts_would_be_noticed(text: str) -> None:
    assert late(text) != []


@pytest.mark.parametrize(("sheet", "found"), [
    ("a{inset:0}", "property inset"), ("a:is(b){c:d}", "selector is"),
    ("a{width:clamp(1px,2px,3px)}", "function clamp"), ("a{display:flex;gap:1px}",
                                                        "value gap flex_context"),
    ("@container (width>1px){a{b:c}}", "rule container")])
def test_later_sheets_would_be_noticed(sheet: str, found: str) -> None:
    assert found in features(sheet)
