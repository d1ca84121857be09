"""What stays in a browser's history tells nothing about who was there."""

from collections.abc import Callable

import pytest
from flask import Flask
from kinds import of_need
from pages import Page
from real import load
from visitor import Visitor

from laufmappe.domain.question import CORE
from laufmappe.paths import CONTENT

GUIDE = load(CONTENT)
TELLING = [each for each in GUIDE.questions if each not in CORE]
Look = Callable[..., Page]


@pytest.mark.parametrize("name", TELLING)
def test_question_that_not_everybody_gets_is_a_number_in_addresses(name: str) -> None:
    page = GUIDE.questions[name].page
    step = GUIDE.step(page)
    assert step.isdigit()
    assert GUIDE.page(step) == page


@pytest.mark.parametrize("word", [*TELLING, "0", "999", "-1", "²"])
def test_no_other_word_is_an_address(page: Look, word: str) -> None:
    page(f"/de/frage/{word}", 404)


@pytest.mark.parametrize("word", ["papers", "safety", "0", "999", "-1", "²", "1" * 400])
def test_no_other_word_is_a_need(page: Look, word: str) -> None:
    page(f"/de/stellen?bedarf={word}", 404)


def test_danger_leaves_no_word_in_the_history(app: Flask, page: Look) -> None:
    visitor = Visitor(app, page)
    visitor.follow("frage/who")
    visitor.answer(who=["me"])
    visitor.answer(need=["safety"])
    assert (visitor.page.here, visitor.page.title) == ("hilfe", "Wichtige Nummern – Laufmappe")
    visitor.follow(visitor.targets("frage/")[0])
    while set(visitor.asked()) & set(CORE):
        visitor.reply({"age": ["27-59"]})
    kind = GUIDE.questions["kind"]
    assert visitor.page.heading == kind.text
    assert visitor.page.here == f"frage/{kind.number}"
    assert visitor.page.title.startswith("Frage ")
    assert page("/de/" + of_need(GUIDE, "safety")).title == "Alle Stellen – Laufmappe"
