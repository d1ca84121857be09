"""Order, numbers and groups of stations."""

import dataclasses

from laufmappe.domain.guide import Guide
from laufmappe.domain.route import Choice, Route, Router, Station, Stop
from laufmappe.domain.route.joining import Draft, give_before_want, stations, stops
from laufmappe.domain.route.station import Fallback
from laufmappe.domain.rules import Pair

REGISTER = Pair("registration", "meldebehoerde")
RESIDENCE = Pair("residence-law", "auslaenderbehoerde")
MONEY = Pair("money", "sozialamt-asylblg")
HEALTH = Pair("health", "krankenkasse")
NEED, DUTY = 2, 1


def draft(pair: Pair, row: str, section: int = NEED, urgency: int = 1) -> Draft:
    """Return a station in the making that no service stands for."""
    return Draft(pair, section, (), rows=[row], urgency=urgency)


def order(town: Guide, *drafts: Draft) -> list[Pair]:
    """Return the order after the tie-break."""
    return [each.pair for each in give_before_want(town, list(drafts))]


def numbers(route: Route) -> list[int | None]:
    """Return the numbers of the stops."""
    return [stop.number for stop in route.stops]


def test_give_before_want_of_another_row(town: Guide) -> None:
    assert order(town, draft(MONEY, "A"), draft(REGISTER, "B")) == [REGISTER, MONEY]


def test_give_before_want_same_row_stays(town: Guide) -> None:
    assert order(town, draft(MONEY, "A"), draft(REGISTER, "A")) == [MONEY, REGISTER]


def test_give_before_want_more_urgent_stays(town: Guide) -> None:
    drafts = draft(MONEY, "A", urgency=0), draft(REGISTER, "B")
    assert order(town, *drafts) == [MONEY, REGISTER]


def test_give_before_want_duty_stays(town: Guide) -> None:
    assert order(town, draft(MONEY, "A", DUTY), draft(REGISTER, "B")) == [MONEY, REGISTER]
    assert order(town, draft(MONEY, "A"), draft(REGISTER, "B", DUTY)) == [MONEY, REGISTER]


def test_give_before_want_never_moves_residence_law(town: Guide) -> None:
    office = dataclasses.replace(town.offices["krankenkasse"],
                                 wants=(frozenset({"aufenthaltstitel"}),))
    guide = dataclasses.replace(town, offices={**town.offices, "krankenkasse": office})
    assert order(guide, draft(HEALTH, "A"), draft(RESIDENCE, "B")) == [HEALTH, RESIDENCE]


def test_give_before_want_nothing_wanted(town: Guide) -> None:
    assert order(town, draft(HEALTH, "A"), draft(REGISTER, "B")) == [HEALTH, REGISTER]


def test_route_order_of_rows_kept_for_asylum(router: Router) -> None:
    answers = {"status": ("asylum",), "age": ("27-66",), "need": ("first_steps",),
               "registered": ("no",)}
    assert [each.pair.role for each in router.route(answers).stations] == ["asylum-advice", "money"]


def test_route_reachable_office_first_within_a_role(town: Guide, router: Router) -> None:
    row = dataclasses.replace(town.row("F6"), send=(
        Pair("first-advice", "sozialberatung"), Pair("first-advice", "welcome-desk")))
    table = dataclasses.replace(town.needs["first_steps"], rows=(row,))
    services = {key: each for key, each in town.services.items() if key != "zuflucht"}
    guide = dataclasses.replace(town, services=services,
                                needs={**town.needs, "first_steps": table})
    found = Router(guide, router.today).route({"status": ("dont_know",), "age": ("27-66",)})
    assert [(each.pair.office, each.numbered) for each in found.stations] == [
        ("welcome-desk", True), ("sozialberatung", False)]
    assert numbers(found) == [1, None]


def test_stations_only_gap_of_its_role_numbered(router: Router) -> None:
    answers = {"status": ("eu",), "age": ("27-66",), "need": ("first_steps",)}
    assert [each.numbered for each in router.route(answers).stations] == [True, True, True]


def test_stations_second_gap_of_a_role_unnumbered(town: Guide) -> None:
    drafts = [draft(HEALTH, "A"), draft(HEALTH, "B")]
    found = stations(town, drafts, lambda _: Fallback(None), 3)
    assert [each.numbered for each in found] == [True, False]


def test_stations_jugendamt_always_numbered(town: Guide) -> None:
    drafts = [draft(Pair("family", "child-helpline"), "A"), draft(Pair("family", "jugendamt"), "A")]
    found = stations(town, drafts, lambda _: Fallback(None), 3)
    assert [each.numbered for each in found] == [True, True]


def test_stations_deadline_without_its_role_goes_first(router: Router) -> None:
    answers = {"status": ("eu",), "age": ("27-66",), "need": ("safety",)}
    found = router.route(answers).stations
    assert [[each.id for each in station.deadlines] for station in found] == [["NOW"], []]


def test_stops_same_service_joined(router: Router) -> None:
    answers = {"status": ("dont_know",), "age": ("27-66",), "need": ("child",),
               "registered": ("no",), "address": ("yes",)}
    route = router.route(answers)
    assert [[str(each.pair) for each in stop.stations] for stop in route.stops] == [
        ["registration/meldebehoerde", "first-advice/welcome-desk"]]
    assert route.stops[0].first is route.stations[0]


def test_stops_group_never_before_a_later_one(town: Guide) -> None:
    def gap(pair: Pair, urgency: int) -> Station:
        return Station(town.roles[pair.role], town.offices[pair.office], ("X",), None,
                       urgency=urgency)

    found = stops((gap(REGISTER, 2), gap(HEALTH, 1), gap(MONEY, 2)))
    assert [stop.group for stop in found] == [1, 1, 2]


def test_open_stops_five_numbers(town: Guide) -> None:
    station = Station(town.roles["family"], town.offices["jugendamt"], ("X",),
                      Choice(town.services["jugendamt"]))
    row = tuple(Stop((station,), number, 1) for number in (1, 2, None, 3, 4, 5, None, 6, None, 7))
    route = Route((station,), False, stops=row)
    assert [stop.number for stop in route.open_stops] == [1, 2, None, 3, 4, 5, None]


def test_open_stops_all_of_few(router: Router) -> None:
    route = router.route({})
    assert route.open_stops == route.stops
