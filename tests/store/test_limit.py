"""How many reports are taken, whoever sends them."""

import datetime

from laufmappe.store.limit import EVERY, Limit

NOW = datetime.datetime(2026, 11, 20, 10, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


def test_limit_for_all_together_fills_up_again() -> None:
    limit = Limit(burst=3, a_day=100)
    assert [limit.take(number, NOW) for number in range(5)] == [True] * 3 + [False] * 2
    assert limit.take(9, NOW + EVERY * 0.9) is False
    assert limit.take(9, NOW + EVERY * 2.1) is True
    assert [limit.take(9, NOW + EVERY * 1000) for _ in range(5)] == [True] * 3 + [False] * 2


def test_limit_of_a_place_lasts_until_tomorrow() -> None:
    limit = Limit(burst=100, a_day=2)
    assert [limit.take(1, NOW) for _ in range(3)] == [True, True, False]
    assert limit.take(2, NOW) is True
    assert limit.take(1, NOW + EVERY) is False
    assert limit.take(1, NOW + DAY) is True


def test_limit_bears_a_clock_that_goes_back() -> None:
    limit = Limit(burst=2, a_day=100)
    assert [limit.take(1, NOW - EVERY * number) for number in range(3)] == [True, True, False]
