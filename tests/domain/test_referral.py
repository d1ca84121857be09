"""Referrals: their numbers, and what may become of them."""

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laufmappe.domain import token
from laufmappe.domain.referral import (
    ARRIVED,
    DONE,
    LETTERS,
    MOVES,
    NOT_COME,
    NOT_SERVED,
    OPEN,
    STATES,
    UNSERVED,
    Referral,
    allowed,
    number,
    plain,
    whys,
)

DAY = datetime.date(2026, 11, 20)
NUMBERS = st.text(token.ALPHABET, min_size=LETTERS, max_size=LETTERS)


@given(NUMBERS)
def test_number_is_read_however_it_is_typed(letters: str) -> None:
    made = number(letters)
    assert len(made) == 10
    assert made.startswith("W" + letters)
    spoken = token.spoken(made)
    for typed in (made, spoken, spoken.lower(), spoken.replace(" ", "-"),
                  spoken.replace("0", "O").replace("1", "l")):
        assert plain(typed) == made


@given(NUMBERS, st.integers(0, 9), st.sampled_from(token.ALPHABET))
def test_one_wrong_letter_is_noticed(letters: str, place: int, wrong: str) -> None:
    made = number(letters)
    typed = made[:place] + wrong + made[place + 1:]
    if typed == made:
        assert plain(typed) == made
    else:
        with pytest.raises(token.TokenError):
            plain(typed)


@given(NUMBERS, st.integers(0, 8))
def test_two_letters_that_changed_places_are_noticed(letters: str, place: int) -> None:
    made = number(letters)
    typed = made[:place] + made[place + 1] + made[place] + made[place + 2:]
    if typed != made:
        with pytest.raises(token.TokenError):
            plain(typed)


@pytest.mark.parametrize("typed", [
    "", "W", "W123", "äöüß", number("1234567")[:-1], number("1234567") + "0", "9" * 300,
    token.numbered("V1234567"), token.numbered("W123456"), token.numbered("W12345678")])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(token.TokenError):
        plain(typed)


@pytest.mark.parametrize(("before", "after"), list(itertools.product(STATES, STATES)))
def test_moves_are_those_of_the_table(before: str, after: str) -> None:
    right = {(OPEN, ARRIVED), (ARRIVED, DONE)}
    assert allowed(before, after, None) is ((before, after) in right)
    unserved = before in {OPEN, ARRIVED} and after == NOT_SERVED
    assert allowed(before, after, "no-slot") is unserved
    assert not allowed(before, after, "xyzzy")


def test_moves_name_states_alone() -> None:
    assert MOVES.keys() == STATES.keys()
    assert {after for moves in MOVES.values() for after in moves} <= STATES.keys()
    assert not allowed("xyzzy", ARRIVED, None)


def test_who_has_arrived_has_come() -> None:
    assert whys(OPEN) == UNSERVED
    assert UNSERVED.keys() - whys(ARRIVED).keys() == {NOT_COME}
    assert allowed(OPEN, NOT_SERVED, NOT_COME)
    assert not allowed(ARRIVED, NOT_SERVED, NOT_COME)


def test_receivers_of_one_and_of_two_services() -> None:
    one = Referral(number("1234567"), "verweis", 3, None, "mbe", "expert", DAY, None, OPEN, None,
                   DAY, DAY)
    assert one.services == (3,)
    assert one.spoken == "W123 4567 " + one.number[-2:]
    two = Referral(number("1234567"), "co", 3, 7, "mbe", "expert", DAY, "10:30", OPEN, None, DAY,
                   DAY)
    assert two.services == (3, 7)
