"""Which rules a page lacks: the sheet and the page are read here anew, apart from web/sheet.py."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from xml.etree.ElementTree import Element

from laufmappe.paths import STATIC
from laufmappe.web.page import smaller

SHEET, PAPER = (smaller((STATIC / "css" / name).read_text(encoding="utf-8"))
                for name in ("site.css", "print.css"))
# What the scripts and a reader's taps add to elements, whichever they are; test_sheet.py looks.
ADDED = frozenset({"read", "heard", "done"})
SET = {"data-say": "", "hidden": "", "open": ""}
PART = re.compile(r"""\[([\w-]+)(?:="?([\w-]*)"?)?\]|([.#]?)([\w-]+)""")
Rule = tuple[str, str, str]


def rules(sheet: str) -> Iterator[Rule]:
    """Yield each selector of a shortened sheet: the conditions around it, itself, what it sets."""
    around: list[str] = []
    at = 0
    while at < len(sheet):
        if sheet[at] == "}":
            around.pop()
            at += 1
            continue
        begin, end = sheet.index("{", at), sheet.index("}", at)
        head, inner = sheet[at:begin], sheet.find("{", begin + 1)
        if head.startswith("@") and -1 < inner < end:
            around.append(head)
            at = begin + 1
        else:
            yield from (("".join(around), each, sheet[begin + 1:end])
                        for each in re.split(r",(?![^(]*\))", head))
            at = end + 1


@cache
def dropped(part: str, whole: str = SHEET) -> list[str]:
    """Return the selectors that a part lacks; ValueError where it is none, or in another order."""
    rest, found = list(rules(part)), []
    for rule in rules(whole):
        if rest and rest[0] == rule:
            del rest[0]
        else:
            found.append(rule[1])
    if rest:
        raise ValueError(f"not in the sheet: {rest[0]}")
    return found


def wanting(part: str, root: Element) -> list[str]:
    """Return the dropped selectors each part of which matches some element of the page."""
    elements = {(each.tag, *each.attrib.items()): each for each in root.iter()
                if isinstance(each.tag, str)}.values()  # alike ones once
    known: dict[str, bool] = {}
    return [selector for selector in dropped(part)
            if all(_found(each, elements, known) for each in compounds(selector))]


@cache
def compounds(selector: str) -> list[str]:
    """Return the parts of a selector between combinators, without what may come and go."""
    plain = re.sub(r"::?[\w-]+(\([^)]*\))?", "", selector)
    return [each for each in re.split(r"[ >+~](?![^\[]*\])", plain) if each]


def _found(compound: str, elements: Iterable[Element], known: dict[str, bool]) -> bool:
    if compound not in known:
        known[compound] = any(matches(each, compound) for each in elements)
    return known[compound]


parts = cache(PART.findall)


def matches(element: Element, compound: str) -> bool:
    """Say whether an element matches a part of a selector, with all that may be added to it."""
    given = {**SET, **element.attrib}
    classes = {*ADDED, *given.get("class", "").split()}
    for name, value, mark, word in parts(compound):
        if name and (name not in given or (value and given[name] != value)):
            return False
        if word and not {".": word in classes, "#": given.get("id") == word,
                         "": element.tag.rpartition("}")[2] == word}[mark]:
            return False
    return True
