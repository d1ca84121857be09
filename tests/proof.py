"""The real guide on the day of its facts, and what must hold for any of its routes.

The proof says the same of classes; here it is said once more of whole routes, for random answers.
"""

import datetime
from functools import cache
from pathlib import Path

from real import load

from laufmappe.domain.guide import Guide
from laufmappe.domain.question import Answers, ages
from laufmappe.domain.route import Route, Router, Station

CONTENT = Path(__file__).parents[1] / "content"
DAY = datetime.date(2026, 11, 20)
CHILD_PROTECTION = "family/jugendamt", frozenset({"S1", "S4", "S7"})


@cache
def guide() -> Guide:
    """Return the real guide."""
    return load(CONTENT)


@cache
def router() -> Router:
    """Return a router for the real guide on the day of its facts."""
    return Router(guide(), DAY)


def wrong(answers: Answers, route: Route) -> set[str]:
    """Return what does not hold for one route."""
    found = set()
    if not any(advised(each) for each in route.stations if each.role.advice):
        found.add("no advice")
    if route.hidden and not all(harmless(each, answers) for each in route.stations):
        found.add("exposure")
    saved = [any(row.startswith("S") for row in each.rows) for each in route.stations]
    if saved != sorted(saved, reverse=True):
        found.add("safety not first")
    return found


def advised(station: Station) -> bool:
    """Say whether advice can be reached, or is a gap that names whom to ask instead."""
    instead = station.fallback and station.fallback.service
    return station.reachable or bool(instead and instead.reachable)


def harmless(station: Station, answers: Answers) -> bool:
    """Say whether nothing of the station must report, but for the one exception (decisions 5)."""
    exposed = [choice.service.exposure for choice in station.alternatives]
    exposed.append(station.fallback.exposure if station.fallback else "none")
    pair, rows = CHILD_PROTECTION
    bands = [each or next(iter(answers.get("age", ())), "") for each in station.persons]
    protects = str(station.pair) == pair and set(station.rows) <= rows and all(
        band and ages(band)[1] < 18 for band in bands)
    return "reports" not in exposed and (protects or station.exposure == "none")
