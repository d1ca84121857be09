"""Every kind of page in every language: sound, and no German outside what is marked German."""

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from kinds import Kind, kinds
from pages import ISOLATES, Page
from real import load
from tongues import FEW
from visitor import show

from laufmappe.catalogs.wording import ALIKE, GERMAN
from laufmappe.paths import CONTENT

GUIDE = load(CONTENT)
KINDS = [each for each in kinds(GUIDE) if not each.alone]
NAMES = re.compile("|".join(map(re.escape, sorted(GUIDE.names, key=len, reverse=True))))
OTHERS = [code for code in GUIDE.locales if code not in {"de", "de-simple"}]


def foreign(element: Element) -> Iterator[str]:
    """Yield the texts of an element that are not marked as German, and its spoken names."""
    if element.get("lang") == "de" or element.tag in {"script", "style", "svg"}:
        return
    yield from (element.get(name, "") for name in ("aria-label", "alt", "title", "placeholder"))
    yield element.text or ""
    for each in element:
        yield from foreign(each)
        yield each.tail or ""


def named(text: str) -> str:
    """Return a text without the names of places, which a title shows as they are."""
    return NAMES.sub("", text)


def third(code: str) -> list[Kind]:
    """Return the kinds that a language shows at every change: all of a few languages.

    Of the others it is a third in turn, so that eight languages show each kind.
    """
    return KINDS if code in FEW else KINDS[list(GUIDE.locales).index(code) % 3::3]


@pytest.mark.parametrize(("code", "kinds"), [
    *(pytest.param(code, third(code), id=code) for code in GUIDE.locales),
    *(pytest.param(code, KINDS, id=f"{code}-all", marks=pytest.mark.slow)
      for code in GUIDE.locales if code not in FEW)])
def test_every_kind_of_page(page: Callable[..., Page], app: Flask, code: str,
                            kinds: list[Kind]) -> None:
    left: dict[str, list[str]] = {}
    for kind in kinds:
        found = show(app, page, kind, code)
        texts = [named(text.translate(ISOLATES)) for text in foreign(found.root)]
        german = {word[0] for text in texts for word in GERMAN.finditer(text)
                  } - set(ALIKE.get(GUIDE.locales[code].folder, ()))
        if code in OTHERS and german:
            left[kind.name] = sorted(german)
    assert left == {}


@pytest.mark.parametrize("code", ["ar", "en"])
def test_german_left_behind_would_be_found(app: Flask, page: Callable[..., Page],
                                           code: str) -> None:
    found = show(app, page, KINDS[0], code)
    found.all("h1")[0].text = "Bitte gehen Sie zuerst dorthin."
    texts = [text for text in foreign(found.root) if GERMAN.search(text)]
    assert texts == ["Bitte gehen Sie zuerst dorthin."]


def test_no_page_shows_a_mark_of_ours(app: Flask, page: Callable[..., Page]) -> None:
    for code in ("de-simple", "ar"):
        for kind in KINDS:
            assert not re.search("[\ue000-\uf8ff]", show(app, page, kind, code).text)
