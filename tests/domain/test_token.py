"""Answers as a code: there and back, every slip noticed, nothing but TokenError raised."""

import contextlib
import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import answers_of

from laufmappe.domain.guide import Guide
from laufmappe.domain.question import Answers
from laufmappe.domain.token import ALPHABET, TokenError, read, spoken, write

ANSWERS = {"who": ("family",), "need": ("child", "first_steps"), "age": ("27-66",),
           "children": ("0", "6-11"), "status": ("eu",), "topic": ("school_start", "meet")}


def test_write_one_person_short(town: Guide) -> None:
    code = write(town, {"who": ("me",), "need": ("first_steps", "child"), "age": ("27-66",),
                        "status": ("eu",), "bed_tonight": ("yes",), "registered": ("no",)})
    assert len(code) <= 16


def test_write_known_code(town: Guide) -> None:
    assert write(town, {"who": ("me",)}) == "1100005"


def test_read_keeps_order_of_needs(town: Guide) -> None:
    assert read(town, write(town, ANSWERS))["need"] == ("child", "first_steps")


def test_read_age_zero_trap_14(town: Guide) -> None:
    assert read(town, write(town, {"who": ("child",), "children": ("0",)})) == {
        "who": ("child",), "children": ("0",)}


def test_read_typed_by_hand(town: Guide) -> None:
    code = write(town, ANSWERS)
    typed = spoken(code).lower().replace("0", "o").replace("1", "l").replace(" ", "-")
    assert read(town, typed) == read(town, code)


def test_spoken_groups_of_four() -> None:
    assert spoken("123456789") == "1234 5678 9"


def test_read_unknown_option_dropped(town: Guide) -> None:
    code = write(town, ANSWERS)
    status = dataclasses.replace(town.questions["status"], options={
        key: each for key, each in town.questions["status"].options.items() if key != "eu"})
    smaller = dataclasses.replace(town, questions={**town.questions, "status": status})
    assert read(smaller, code) == {key: given for key, given in ANSWERS.items()
                                   if key != "status"}


def test_read_unknown_question_dropped(town: Guide) -> None:
    code = write(town, ANSWERS)
    smaller = dataclasses.replace(town, questions={
        key: each for key, each in town.questions.items() if key != "topic"})
    assert read(smaller, code) == {key: given for key, given in ANSWERS.items() if key != "topic"}


def test_read_second_answer_to_single_choice_dropped(town: Guide) -> None:
    twice = write(town, {"bed_tonight": ("yes", "no")})
    assert read(town, twice) == {"bed_tonight": ("yes",)}


def test_read_other_version(town: Guide) -> None:
    with pytest.raises(TokenError, match="Prüfzeichen falsch"):
        read(town, "2000022")


@pytest.mark.parametrize("text", ["", "123456", "1" * 201, "1234567U", "ß" * 9])
def test_read_no_code(town: Guide, text: str) -> None:
    with pytest.raises(TokenError, match="kein Code"):
        read(town, text)


@given(data=st.data())
def test_read_returns_what_was_written(town: Guide, data: st.DataObject) -> None:
    answers = data.draw(answers_of(town))
    assert read(town, write(town, answers)) == answers


@given(data=st.data())
def test_read_notices_every_wrong_character(town: Guide, data: st.DataObject) -> None:
    code = write(town, data.draw(answers_of(town)))
    place = data.draw(st.integers(0, len(code) - 1))
    for letter in ALPHABET.replace(code[place], ""):
        with pytest.raises(TokenError):
            read(town, code[:place] + letter + code[place + 1:])


@given(data=st.data())
def test_read_notices_every_swap(town: Guide, data: st.DataObject) -> None:
    code = write(town, data.draw(answers_of(town)))
    first = data.draw(st.integers(0, len(code) - 2))
    for second in range(first + 1, len(code)):
        if code[first] != code[second]:
            letters = list(code)
            letters[first], letters[second] = letters[second], letters[first]
            with pytest.raises(TokenError):
                read(town, "".join(letters))


@given(text=st.one_of(st.text(), st.text(ALPHABET, min_size=7, max_size=30)))
def test_read_raises_nothing_else(town: Guide, text: str) -> None:
    with contextlib.suppress(TokenError):
        assert read(town, text).keys() <= town.questions.keys()


@given(body=st.lists(st.integers(0, 31), min_size=4, max_size=30))
def test_read_any_true_code(town: Guide, body: list[int]) -> None:
    values = [1, *body]
    total = sum((place + 2) * value for place, value in enumerate(values)) % 1021
    code = "".join(ALPHABET[value] for value in [*values, total // 32, total % 32])
    found: Answers = read(town, code)
    assert all(option in town.questions[key].options for key in found for option in found[key])
