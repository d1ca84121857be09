"""What stands around every page: the same helps and links in the same place and order."""

from collections.abc import Callable

import pytest
from flask import Flask
from kinds import kinds
from pages import Page, words
from real import load
from tongues import few
from visitor import show

from laufmappe.paths import CONTENT

pytestmark = pytest.mark.unmeasured

GUIDE = load(CONTENT)
KINDS = list(kinds(GUIDE))


@pytest.mark.parametrize("code", few(GUIDE.locales))
def test_frame_same_on_every_page(app: Flask, page: Callable[..., Page], code: str) -> None:
    seen: dict[str, set[tuple[str, ...]]] = {"header": set(), "nav": set(), "numbers": set()}
    for kind in KINDS:
        if kind.alone:
            continue
        found = show(app, page, kind, code)
        for tag in ("header", "nav"):
            [part] = found.all(tag)
            seen[tag].add(tuple(words(each) or each.get("aria-label", "") for each in part.iter()
                                if each.tag in {"a", "button"}))
        numbers = [each for each in found.all("p") if "sos" in each.get("class", "").split()]
        if numbers:  # the page of the numbers itself needs none
            seen["numbers"].add(tuple(words(each) for each in numbers[0].iter("a")))
    assert {name: len(each) for name, each in seen.items()} == {
        "header": 1, "nav": 1, "numbers": 1}


@pytest.mark.parametrize("code", few(GUIDE.locales))
def test_titles_tell_pages_apart(app: Flask, page: Callable[..., Page], code: str) -> None:
    names = ("start", "languages", "code", "delete", "how", "privacy", "imprint", "accessibility",
             "simple", "directory", "help", "question who", "question need", "check family",
             "way family", "code broken", "404")
    titles = [show(app, page, kind, code).title for kind in KINDS if kind.name in names]
    assert len(set(titles)) == len(titles) == len(names)
