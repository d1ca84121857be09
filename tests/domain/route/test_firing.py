"""Rows that fire and what filters leave of them, where Musterstadt itself has no example."""

import dataclasses
from typing import Any

from laufmappe.domain.condition import ALWAYS, NEVER
from laufmappe.domain.guide import Guide
from laufmappe.domain.route import Route, Router
from laufmappe.domain.rules import BASE, Branch, Filter, Pair, Row

ADULT = {"status": ("dont_know",), "age": ("27-66",), "need": ("first_steps",)}
MBE, JMD = Pair("first-advice", "mbe"), Pair("youth-advice", "jmd")


def routed(router: Router, rows: tuple[Row, ...], *filters: Filter, **changes: Any) -> Route:
    """Return the route where first_steps has only these rows and there are only these filters."""
    guide: Guide = router.guide
    table = dataclasses.replace(guide.needs["first_steps"], rows=rows)
    guide = dataclasses.replace(guide, needs={**guide.needs, "first_steps": table},
                                filters=filters, **changes)
    return Router(guide, router.today).route(ADULT)


def offices(route: Route) -> list[str]:
    """Return the kinds of offices in order."""
    return [station.office.id for station in route.stations]


def test_fire_no_row_of_a_need_only_advice(router: Router) -> None:
    assert offices(routed(router, (Row("X", NEVER, (MBE,)),))) == ["welcome-desk"]


def test_fire_no_advice_row_only_need(router: Router) -> None:
    advice = dataclasses.replace(router.guide.advice, rows=())
    assert offices(routed(router, (Row("X", ALWAYS, (MBE, BASE)),), advice=advice)) == ["mbe"]


def test_fire_pair_named_twice_once(router: Router) -> None:
    row = Row("X", ALWAYS, (JMD, BASE, JMD, BASE, Branch(NEVER, (), (JMD, MBE))))
    assert offices(routed(router, (row,))) == ["jmd", "welcome-desk", "mbe"]


def test_sift_remove_role_and_pair(router: Router) -> None:
    row = Row("X", ALWAYS, (JMD, MBE))
    gone = Filter("A", remove=frozenset({"youth-advice"})), Filter(
        "B", remove=frozenset({"first-advice/mbe"}))
    assert offices(routed(router, (row,), *gone)) == ["welcome-desk"]


def test_sift_only_some_rows(router: Router) -> None:
    gone = Filter("A", rows=frozenset({"Y"}), remove=frozenset({"youth-advice"}))
    assert offices(routed(router, (Row("X", ALWAYS, (JMD,)),), gone)) == ["jmd", "welcome-desk"]


def test_sift_inactive(router: Router) -> None:
    gone = Filter("A", NEVER, remove=frozenset({"youth-advice"}))
    assert offices(routed(router, (Row("X", ALWAYS, (JMD,)),), gone)) == ["jmd", "welcome-desk"]


def test_sift_only_safe(router: Router) -> None:
    row = Row("X", ALWAYS, (JMD, BASE))
    assert offices(routed(router, (row,), Filter("A", only_safe=True))) == ["jmd"]


def test_sift_replace_keeps_sentence_about_another_office(router: Router) -> None:
    row = Row("X", ALWAYS, (JMD,), why="Ein Satz.")
    swap = Filter("A", replace={JMD: MBE}, why_of="C3")
    route = routed(router, (row,), swap)
    assert offices(route) == ["mbe", "welcome-desk"]
    assert [reason.text for reason in route.stations[0].reasons] == ["Ein Satz."]


def test_sift_replace_by_what_is_there_already(router: Router) -> None:
    row = Row("X", ALWAYS, (JMD, MBE))
    assert offices(routed(router, (row,), Filter("A", replace={JMD: MBE}))) == [
        "mbe", "welcome-desk"]


def test_sift_says_only_where_the_office_is_shown(router: Router) -> None:
    row = Row("X", ALWAYS, (JMD,))
    says = Filter("A", rows=frozenset({"X"}), say="Immer zuerst.", at=MBE)
    assert [station.says for station in routed(router, (row,), says).stations] == [(), ()]
