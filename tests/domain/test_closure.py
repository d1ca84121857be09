"""What is closed on a day, who stands for it, and whom it leaves without another place."""

import dataclasses
import datetime
from typing import Any

import pytest

from laufmappe.content.meanwhile import NOBODY, told
from laufmappe.domain import closure
from laufmappe.domain.closure import NOTHING, Closed, Closure, Span, closed, together
from laufmappe.domain.guide import Guide
from laufmappe.domain.proof.meanwhile import Left, meanwhile
from laufmappe.domain.question import Answers
from laufmappe.domain.route import Route, Router

DAY = datetime.date(2026, 11, 20)
ADULT: Answers = {"who": ("me",), "status": ("eu",), "age": ("27-66",)}
UNSAID: Answers = {"who": ("me",), "age": ("27-66",)}
OTHER = 90


def day(after: int) -> datetime.date:
    """Return a day so many days after today."""
    return DAY + datetime.timedelta(after)


def shut(*spans: tuple[int, int, int]) -> Closed:
    """Return what is closed: service, first and last day after today."""
    return closed([Closure(at, number, day(since), day(until))
                   for at, (number, since, until) in enumerate(spans)], DAY)


def with_other(town: Guide, like: str = "migrationsberatung", **changes: Any) -> Guide:
    """Return the town with one more service like another one, behind it."""
    other = dataclasses.replace(town.services[like], id="andere", name="Andere Beratung",
                                number=OTHER, **changes)
    return dataclasses.replace(town, services={**town.services, "andere": other})


def names(route: Route) -> list[str]:
    """Return the places of a route in order."""
    return [each.service.id if each.service else str(each.pair) for each in route.stations]


def of(town: Guide, answers: Answers, *spans: tuple[int, int, int]) -> Route:
    """Return the route of somebody while some places are closed."""
    return Router(town, DAY, closed=shut(*spans)).route(answers)


@pytest.mark.parametrize(("since", "until", "now", "coming"), [
    (-3, -1, False, False), (-3, 0, True, False), (0, 0, True, False), (0, 9, True, False),
    (1, 9, False, True), (14, 20, False, True), (15, 20, False, False),
])
def test_closed_today_and_soon(since: int, until: int, now: bool, coming: bool) -> None:
    found = shut((3, since, until))
    assert (3 in found.now) is now
    assert bool(list(found.coming(3))) is coming


@pytest.mark.parametrize(("second", "until"), [
    ((5, 9), 9), ((6, 9), 9), ((2, 3), 5), ((7, 9), 5)])
def test_days_that_touch_are_one_span(second: tuple[int, int], until: int) -> None:
    assert shut((3, *second), (3, 0, 5)).span(3) == Span(DAY, day(until))


@pytest.mark.parametrize(("since", "until", "right"), [
    (0, 0, True), (0, 365, True), (0, 366, False), (-1, 3, False), (3, 2, False),
    (None, 3, False), (3, None, False)])
def test_days_of_a_new_closure(since: int | None, until: int | None, right: bool) -> None:
    problem = closure.wrong(None if since is None else day(since),
                            None if until is None else day(until), DAY)
    assert (problem == "") is right


def test_together_each_stretch_of_days_once() -> None:
    about = Closure(1, 3, day(0), day(9))
    others = [Closure(2, 4, day(2), day(3)), Closure(3, 5, day(3), day(20)),
              Closure(4, 6, day(10), day(20)), about]
    assert set(together(others, about)) == {
        frozenset({3}), frozenset({3, 4}), frozenset({3, 4, 5})}


def test_next_best_stands_for_a_closed_place(town: Guide) -> None:
    guide = with_other(town, kind="phone")
    assert "migrationsberatung" in names(of(guide, ADULT))
    route = of(guide, ADULT, (3, 0, 5))
    station = next(each for each in route.stations if each.office.id == "mbe")
    assert station.service == guide.services["andere"]
    assert station.choice
    assert station.choice.missed == guide.services["migrationsberatung"]
    assert [each.service.id for each in station.alternatives] == ["migrationsberatung"]


def test_without_another_the_closed_place_stays(town: Guide) -> None:
    before, after = of(town, ADULT), of(town, ADULT, (3, 0, 5))
    assert names(after) == names(before)
    station = next(each for each in after.stations if each.office.id == "mbe")
    assert station.choice
    assert station.choice.closed
    assert station.choice.missed is None


@pytest.mark.parametrize("changes", [
    {"statuses": frozenset({"asylum"})}, {"ages": (12, 26)}, {"phones": ()},
    {"directory_only": True}, {"offices": ("jmd",)}])
def test_who_does_not_fit_stands_for_nobody(town: Guide, changes: dict[str, Any]) -> None:
    route = of(with_other(town, **changes), ADULT, (3, 0, 5))
    station = next(each for each in route.stations if each.office.id == "mbe")
    assert station.service == town.services["migrationsberatung"]


def test_nobody_protected_is_sent_to_an_office_instead(town: Guide) -> None:
    guide = with_other(town, "zuflucht", exposure="reports", state="sourced", statuses=None)
    numbers = [each.number for each in guide.services.values() if not each.reports]
    route = of(guide, UNSAID, *((number, 0, 5) for number in numbers))
    shown = [each for station in route.stations
             for each in (station.choice, *station.alternatives) if each]
    assert route.hidden
    assert shown
    assert [each for each in shown if each.service.reports or (
        each.missed and each.missed.reports)] == []
    assert [each.fallback for each in route.stations
            if each.fallback and each.fallback.exposure != "none"] == []


def test_coming_replaces_nobody(town: Guide) -> None:
    guide = with_other(town)
    assert names(of(guide, ADULT, (3, 1, 5))) == names(of(guide, ADULT))


def test_reasons_and_deadlines_stay(town: Guide) -> None:
    guide = with_other(town)
    before, after = of(guide, ADULT), of(guide, ADULT, (3, 0, 5))
    for old, new in zip(before.stations, after.stations, strict=True):
        assert (old.pair, old.rows, old.reasons, old.deadlines) == (
            new.pair, new.rows, new.reasons, new.deadlines)


def test_nothing_closed_is_the_same_route(town: Guide, router: Router) -> None:
    assert Router(town, DAY, closed=NOTHING).route(ADULT) == router.route(ADULT)


def left(town: Guide, *numbers: int) -> tuple[Left, ...]:
    """Return who has no other place while these are closed."""
    return meanwhile(Router(town, DAY), (frozenset(numbers),), frozenset(numbers))


def test_proof_names_who_has_no_other_place(town: Guide) -> None:
    found = left(town, 3)
    assert {str(each.pair) for each in found} == {"first-advice/mbe"}
    assert found[0].alone
    (text, *_) = told(town, found)
    assert "Eine Person" in text
    assert "Migrationsberatung am Markt" in text


def test_proof_tries_who_is_named_in_it(town: Guide) -> None:
    for number in (each.number for each in town.services.values()):
        for each in left(town, number):
            route = of(town, each.answers, (number, 0, 5))
            station = next(one for one in route.stations if one.pair == each.pair)
            assert station.choice
            assert station.choice.closed


def test_proof_with_another_place_names_nobody(town: Guide) -> None:
    guide = with_other(town)
    assert left(guide, 3) == ()
    assert list(told(guide, ())) == [NOBODY]
    assert left(guide, 3, OTHER) != ()


def test_proof_days_apart_are_not_together(town: Guide) -> None:
    guide = with_other(town)
    apart = (frozenset({3}), frozenset({OTHER}))
    assert meanwhile(Router(guide, DAY), apart, frozenset({3})) == ()


def services(found: tuple[Left, ...]) -> set[str]:
    """Return the closed places that are named."""
    return {each.id for one in found for each in one.services}


def test_proof_is_about_the_places_asked(town: Guide) -> None:
    both = meanwhile(Router(town, DAY), (frozenset({3, 4}),), frozenset({3}))
    assert services(both) == {"migrationsberatung"}
