"""A Mappe as it is kept: there and back; what no longer exists is dropped, the rest refused."""

import datetime
import json
from dataclasses import replace

import pytest

from laufmappe.domain import arrange
from laufmappe.domain.mappe import MOST, Appointment, Mappe, MappeError, Stamp, pack, unpack
from laufmappe.domain.route import Router

ANSWERS = {"who": ("me",), "need": ("first_steps", "child"), "age": ("18-26",), "status": ("eu",)}
TODAY = datetime.date(2026, 11, 20)


def test_there_and_back(router: Router) -> None:
    keys = [arrange.key(stop) for stop in router.route(ANSWERS).stops]
    mappe = Mappe("en", ANSWERS, (keys[1], keys[0]), frozenset({keys[2]}), (),
                  {keys[0]: Appointment("2026-12-01", "9:30", "204")}, (1,),
                  (Stamp(keys[0], "2026-11-20", "mbe"),), "abc")
    assert unpack(router, pack(router, mappe)) == mappe


def test_only_what_the_way_needs_is_kept(router: Router) -> None:
    packed = json.loads(pack(router, Mappe("de", ANSWERS)))
    assert set(packed) == {"form", "language", "answers", "order", "without", "extra", "dates",
                           "phrases", "stamps", "writer"}
    assert "eu" not in packed["answers"]


def test_place_that_is_gone_is_dropped(router: Router) -> None:
    assert unpack(router, pack(router, Mappe("de", ANSWERS, extra=(9999,)))).extra == ()


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"form":2}', b'{"form":1,"answers":"x"}'])
def test_what_is_no_mappe_is_refused(router: Router, data: bytes) -> None:
    with pytest.raises(MappeError):
        unpack(router, data)


def test_value_of_the_wrong_kind_is_refused(router: Router) -> None:
    packed = json.loads(pack(router, Mappe("de", ANSWERS)))
    with pytest.raises(MappeError):
        unpack(router, json.dumps({**packed, "dates": {"x": {"name": "y"}}}).encode())


@pytest.mark.parametrize(("day", "time", "wrong"), [
    ("2026-11-20", "", False), ("2026-11-20", "9:30", False), ("2026-11-19", "", True),
    ("2030-01-01", "", True), ("20.11.2026", "", True), ("2026-11-21", "24:00", True),
])
def test_appointment_is_from_today_on(day: str, time: str, wrong: bool) -> None:
    assert Appointment(day, time, "").wrong(TODAY) is wrong


def test_buttons_take_out_put_back_and_move(router: Router) -> None:
    mappe = Mappe("de", ANSWERS)
    shown = [arrange.key(stop) for stop in mappe.all_stops(router, router.route(ANSWERS))]
    assert mappe.pressed("", shown) == mappe
    assert mappe.pressed(f"hoch:{shown[1]}", shown).order[:2] == (shown[1], shown[0])
    assert mappe.pressed(f"runter:{shown[0]}", shown).order[:2] == (shown[1], shown[0])
    out = mappe.pressed(f"weg:{shown[0]}", shown)
    assert shown[0] not in [arrange.key(stop) for stop in out.stops(router, router.route(ANSWERS))]
    assert out.pressed(f"zurueck:{shown[0]}", shown) == mappe


def test_place_is_added_once(router: Router) -> None:
    route = router.route(ANSWERS)
    known = {arrange.key(stop) for stop in route.stops}
    service = next(each for each in router.guide.services.values() if str(each.number) not in known)
    mappe = Mappe("de", ANSWERS).with_place(service.number).with_place(service.number)
    assert [arrange.key(stop) for stop in mappe.stops(router, route)].count(
        str(service.number)) == 1


def test_same_visit_twice_is_one_and_the_oldest_make_room() -> None:
    mappe = Mappe("de", ANSWERS)
    stamp = Stamp("1", "2026-11-20", "mbe")
    assert mappe.stamped(stamp).stamped(stamp).stamps == (stamp,)
    for number in range(MOST + 1):
        mappe = mappe.stamped(replace(stamp, key=str(number)))
    assert len(mappe.stamps) == MOST
    assert mappe.stamps[0].key == "1"
