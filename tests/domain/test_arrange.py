"""A way as the desk puts it together."""

import pytest

from laufmappe.domain.arrange import added, arrange, key, moved
from laufmappe.domain.guide import Guide
from laufmappe.domain.route import Router, Stop

ANSWERS = {"who": ("me",), "need": ("first_steps", "child"), "age": ("18-26",), "status": ("eu",)}


@pytest.fixture
def stops(router: Router) -> tuple[Stop, ...]:
    """Return the stops of a way in the made-up town."""
    found = router.route(ANSWERS).stops
    assert len(found) >= 3
    return found


def test_untouched_way_stays_as_it_is(stops: tuple[Stop, ...]) -> None:
    assert [(key(stop), stop.number) for stop in arrange(stops)] == [
        (key(stop), stop.number) for stop in stops]


def test_numbers_follow_the_new_order(stops: tuple[Stop, ...]) -> None:
    names = [key(stop) for stop in stops]
    found = arrange(stops, names[::-1], {names[0]})
    assert [key(stop) for stop in found] == names[:0:-1]
    numbers = [stop.number for stop in found if stop.number is not None]
    assert numbers == list(range(1, len(numbers) + 1))


def test_unknown_keys_are_ignored_and_what_is_not_named_follows(stops: tuple[Stop, ...]) -> None:
    names = [key(stop) for stop in stops]
    found = arrange(stops, ["xyzzy", names[2], names[2]], {"nobody/nothing"})
    assert [key(stop) for stop in found] == [names[2], *names[:2], *names[3:]]


def test_what_is_moved_forward_is_as_urgent_as_what_follows(stops: tuple[Stop, ...]) -> None:
    late = stops[-1]._replace(group=2)
    soon = [stop._replace(group=0) for stop in stops[:-1]]
    found = arrange([*soon, late], [key(late)])
    assert key(found[0]) == key(late)
    assert {stop.group for stop in found} == {0}


def test_added_place_is_a_station_of_its_own(town: Guide, stops: tuple[Stop, ...]) -> None:
    names = {key(stop) for stop in stops}
    service = next(each for each in town.services.values() if str(each.number) not in names)
    found = arrange([*stops, added(town, service)])
    assert found[-1].first.service == service
    assert found[-1].number == max(stop.number or 0 for stop in stops) + 1
    assert arrange([]) == ()


@pytest.mark.parametrize(("name", "by", "order"), [
    ("b", -1, "bac"), ("b", 1, "acb"), ("a", -1, "abc"), ("c", 1, "abc"), ("x", 1, "abc"),
    ("a", 9, "bca"),
])
def test_moved(name: str, by: int, order: str) -> None:
    assert moved(("a", "b", "c"), name, by) == tuple(order)
