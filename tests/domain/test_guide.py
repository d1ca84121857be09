"""Texts, rules, places and look-ups: the small parts of a guide."""

import dataclasses
import datetime

import pytest

from laufmappe.domain.condition import ALWAYS
from laufmappe.domain.guide import Guide
from laufmappe.domain.rules import Pair, Row, Source, Switch
from laufmappe.domain.service import Location

DAY = datetime.date(2026, 12, 31)
LATER = datetime.date(2027, 1, 1)
ONE = datetime.timedelta(days=1)


def test_pair_as_text() -> None:
    assert str(Pair("money", "jobcenter")) == "money/jobcenter"


def test_row_valid_from_first_to_last_day() -> None:
    row = Row("X", ALWAYS, (), valid_from=DAY, valid_until=LATER)
    days = [DAY - ONE, DAY, LATER, LATER + ONE]
    assert [row.valid(day) for day in days] == [False, True, True, False]


def test_row_without_days_always_valid(town: Guide) -> None:
    assert town.row("D1").valid(LATER) is True


def test_switch_last_begun_value(town: Guide) -> None:
    switch = town.switches["new_law"]
    assert (switch.value(DAY), switch.value(LATER)) == ("off", "on")


def test_switch_before_first_day() -> None:
    switch = Switch("x", "?", ("a", "b"), ((DAY, "a"), (LATER, "b")))
    assert switch.value(datetime.date(2020, 1, 1)) == "a"


def test_row_by_id(town: Guide) -> None:
    assert town.row("C8") is town.needs["child"].rows[4]


def test_row_unknown(town: Guide) -> None:
    with pytest.raises(KeyError):
        town.row("Q1")


def test_rows_of_all_tables(town: Guide) -> None:
    assert list(town.rows)[:7] == ["S1", "S2", "S4", "S7", "S9", "D2", "D1"]


def test_service_by_number(town: Guide) -> None:
    assert town.service(4) is town.services["jmd"]


def test_service_unknown_number(town: Guide) -> None:
    assert town.service(99) is None


def test_newest_source(town: Guide) -> None:
    assert town.newest == datetime.date(2026, 11, 20)


def test_newest_without_services(town: Guide) -> None:
    assert dataclasses.replace(town, services={}).newest == datetime.date(1970, 1, 1)


def test_checked_without_day(town: Guide) -> None:
    service = dataclasses.replace(town.services["jmd"], sources=(Source(locator="Anruf"),))
    assert service.checked is None


def test_way_best_first(town: Guide) -> None:
    bare = dataclasses.replace(town.services["jmd"], website="")
    place = Location("x", "Musterstadt")
    ways = [town.services["rathaus"], dataclasses.replace(bare, location=place),
            dataclasses.replace(bare, email="a@b.de"), town.services["jmd"], bare]
    assert [service.way for service in ways] == [0, 1, 2, 3, 4]


def test_reachable_needs_a_way(town: Guide) -> None:
    bare = dataclasses.replace(town.services["jmd"], website="")
    assert (bare.reachable, town.services["jmd"].reachable) == (False, True)


def test_office_decided_by_row(town: Guide) -> None:
    decided = {name for name, office in town.offices.items() if office.decided}
    assert {"schule", "jugendamt", "notruf-polizei"} <= decided
    assert not {"mbe", "kita", "jmd"} & decided


def test_only_what_everybody_is_asked_has_a_name_in_addresses(town: Guide) -> None:
    assert {name for name in town.questions if town.step(name) == name} == {
        "who", "need", "age", "children", "status"}
    assert {town.page(town.step(name)) for name in town.questions} == {*town.questions}
    assert town.page("xyzzy") == ""


def test_names_of_places_and_organizations(town: Guide) -> None:
    names = town.names
    assert {each.name for each in town.services.values()} < set(names)
    assert {each.name for each in town.organizations.values()} < set(names)


@pytest.mark.parametrize(("place", "shown", "searched"), [
    (Location("a", "Ulm", "Weg 1", "89073", "Altes Haus"), "Weg 1, Flur A, 89073 Ulm",
     "Weg 1, 89073 Ulm"),
    (Location("b", "Ulm", name="Bahnhof"), "Bahnhof, Flur A, Ulm", "Bahnhof, Ulm"),
])
def test_address_names_the_house_and_a_map_looks_for_it(town: Guide, place: Location, shown: str,
                                                        searched: str) -> None:
    service = dataclasses.replace(next(iter(town.services.values())), location=place, room="Flur A")
    assert (service.address, place.searched) == (shown, searched)
    assert dataclasses.replace(service, location=None).address == ""
    plain = dataclasses.replace(service, room="").address
    assert plain == shown.replace("Flur A, ", "Altes Haus, " if place.street else "")
