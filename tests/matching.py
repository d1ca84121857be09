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
ADDED = frozenset({"aside", "read", "heard", "done"})
SET = {"data-say": "", "hidden": "", "open": ""}
WAITING = ("@supports", "@media(forced-colors:active)", "@media(min-width:34rem)")
STATE = re.compile(r":focus-visible$|:checked\+label$|:checked::after$|\[open\]")
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
def dropped(part: str, whole: str = SHEET) -> list[Rule]:
    """Return the rules that a part lacks; ValueError where it is none, or in another order."""
    rest, found = list(rules(part)), []
    for rule in rules(whole):
        if rest and rest[0] == rule:
            del rest[0]
        else:
            found.append(rule)
    if rest:
        raise ValueError(f"not in the sheet: {rest[0]}")
    return found


def wanting(part: str, root: Element) -> list[str]:
    """Return the dropped selectors each part of which matches some element of the page."""
    found = list(root.iter())
    return [selector for _around, selector, _body in unmet(part, found, added=True)]


def wanting_at_the_top(part: str, root: Element) -> list[str]:
    """Return the same for what can be seen as a page comes, before the whole sheet has come.

    Rules for few screens may come later, and for what was touched, which the browser marks too.
    """
    rtl = root.get("dir") == "rtl"
    return [selector for around, selector, _body in unmet(part, list(top(root)), added=False)
            if not around.startswith(WAITING) and not STATE.search(selector)
            and (rtl or not selector.startswith("[dir=rtl]"))]


def top(element: Element, *, stop: bool = False) -> Iterator[Element]:
    """Yield what is not in the foot, hidden, or below the line of a way; nor what is folded.

    What can be folded in a stop is below the first screen, even where it is open.
    """
    yield element
    folded = element.tag == "details" and ("open" not in element.attrib or stop)
    way = element.tag == "main" and any("data-stand" in each.attrib for each in element.iter())
    for each in element:
        if each.tag == "footer" or (folded and each.tag != "summary"):
            continue
        if "hidden" in each.attrib:
            yield each
            continue
        yield from top(each, stop=stop or "data-stand" in each.attrib)
        if way and (each.tag, each.get("class")) == ("ol", "line"):
            return


def unmet(part: str, found: Iterable[Element], *, added: bool) -> Iterator[Rule]:
    """Yield the rules a part lacks of which each compound matches one of these elements."""
    elements = {(each.tag, *each.attrib.items()): each for each in found
                if isinstance(each.tag, str)}.values()  # alike ones once
    known: dict[str, bool] = {}
    for rule in dropped(part):
        if all(_found(each, elements, known, added) for each in compounds(rule[1])):
            yield rule


@cache
def compounds(selector: str) -> list[str]:
    """Return the parts of a selector between combinators, without what may come and go."""
    plain = re.sub(r"::?[\w-]+(\([^)]*\))?", "", selector)
    return [each for each in re.split(r"[ >+~](?![^\[]*\])", plain) if each]


def _found(compound: str, elements: Iterable[Element], known: dict[str, bool],
           added: bool) -> bool:
    if compound not in known:
        known[compound] = any(matches(each, compound, added=added) for each in elements)
    return known[compound]


parts = cache(PART.findall)


def matches(element: Element, compound: str, *, added: bool = True) -> bool:
    """Say whether an element matches a part of a selector, `added`: with all that may be added."""
    given = {**SET, **element.attrib} if added else element.attrib
    classes = {*(ADDED if added else ()), *given.get("class", "").split()}
    for name, value, mark, word in parts(compound):
        if name and (name not in given or (value and given[name] != value)):
            return False
        if word and not {".": word in classes, "#": given.get("id") == word,
                         "": element.tag.rpartition("}")[2] == word}[mark]:
            return False
    return True
