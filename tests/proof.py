"""A first proof: the real guide, walked for everybody it can tell apart.

Each status, each age of reader and children and each need, with no refinement and with each
single value of a refinement that a rule can still read (any other leaves the route as it is).
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from laufmappe.content.load import load
from laufmappe.domain.condition import Facts, questions, settle
from laufmappe.domain.guide import Guide
from laufmappe.domain.question import CORE, GENERIC_NUMBERS, Answers, ages
from laufmappe.domain.route import Route, Router, Station
from laufmappe.domain.route.people import people
from laufmappe.domain.rules import Branch, Send

CONTENT = Path(__file__).parents[1] / "content"
DAY = datetime.date(2026, 11, 20)
PROMISES = frozenset({"G8", "G8a", "G9", "G10", "G16", "G17a"})
"""Rows whose sentence speaks of a right to a course."""
CHILD_PROTECTION = "family/jugendamt", frozenset({"S1", "S4", "S7"})
CAREFUL = frozenset({"duldung", "asylum", "dont_know", "visitor"})


@cache
def guide() -> Guide:
    """Return the real guide."""
    return load(CONTENT)


@cache
def router() -> Router:
    """Return a router for the real guide on the day of its facts."""
    return Router(guide(), DAY)


@dataclass
class Walk:
    """What was found wrong, by kind, and how many classes were walked."""

    classes: int = 0
    faults: dict[str, set[str]] = field(default_factory=dict)

    def note(self, kind: str, answers: Answers) -> None:
        """Note a class of answers for which something does not hold."""
        text = ", ".join(f"{key}={'|'.join(given)}" for key, given in answers.items())
        self.faults.setdefault(kind, set()).add(text)


@cache
def walk() -> Walk:
    """Walk every class once."""
    found = Walk()
    for answers in core():
        route = router().route(answers)
        look(found, answers, route)
        for name in sorted(open_questions(answers)):
            for option in guide().questions[name].options:
                if option not in GENERIC_NUMBERS:
                    more = {**answers, name: (option,)}
                    refined = router().route(more)
                    look(found, more, refined)
                    compare(found, more, route, refined)
    return found


def core() -> Iterator[dict[str, tuple[str, ...]]]:
    """Yield answers to the questions that everybody is asked, each of them also skipped."""
    statuses = [*guide().questions["status"].options, ""]
    needs = [*guide().needs, ""]
    for who in readers():
        for status in statuses:
            for need in needs:
                yield {**who, **({"status": (status,)} if status else {}),
                       **({"need": (need,)} if need else {})}


def readers() -> Iterator[dict[str, tuple[str, ...]]]:
    """Yield every reader: alone of each age, with a child of each age, families."""
    yield {}
    age, children = guide().questions["age"].options, guide().questions["children"].options
    for who, key, bands in (("me", "age", age), ("child", "children", children)):
        yield {"who": (who,)}
        for band, option in bands.items():
            if option.who and who in option.who:
                yield {"who": (who,), key: (band,)}
    for adult in ((), ("16-17",), ("27-59",)):
        for small in ((), ("0",), ("6-11",), ("0", "5", "6-11", "16-17")):
            yield {"who": ("family",), **({"age": adult} if adult else {}),
                   **({"children": small} if small else {})}


def open_questions(answers: Answers) -> set[str]:
    """Return the refinements that some rule can still read for these people."""
    found: set[str] = set()
    for person in people(guide(), answers):
        known = {**{key: person.facts[key] for key in ("who", "status", "age", "need")},
                 **router().switches}
        found |= named(tuple(sorted((key, tuple(sorted(value))) for key, value in known.items())),
                       person.needs)
    return found


@cache
def named(known: tuple[tuple[str, tuple[str, ...]], ...], needs: tuple[str, ...]) -> frozenset[str]:
    """Return the questions that rules still name once these facts are known."""
    facts = {key: frozenset(value) for key, value in known}
    tables = [guide().safety, guide().duty, guide().advice]
    tables += [guide().needs[each] for each in needs]
    found = frozenset().union(*(questions(settle(each.when, facts)) for each in guide().filters))
    for table in tables:
        for row in table.rows:
            found |= questions(settle(row.when, facts)) | branches(row.send, facts)
    return found - set(CORE)


def branches(send: tuple[Send, ...], facts: Facts) -> frozenset[str]:
    """Return the questions that branches of a send list name."""
    found: frozenset[str] = frozenset()
    for each in send:
        if isinstance(each, Branch):
            found |= questions(settle(each.when, facts))
            found |= branches((*each.then, *each.otherwise), facts)
    return found


def look(found: Walk, answers: Answers, route: Route) -> None:
    """Note what does not hold for one route."""
    found.classes += 1
    status = answers.get("status", ("",))[0]
    if not any(advised(each) for each in route.stations if each.role.advice):
        found.note("no advice", answers)
    if route.hidden and not all(harmless(each, answers) for each in route.stations):
        found.note("exposure", answers)
    saved = [any(row.startswith("S") for row in each.rows) for each in route.stations]
    if saved != sorted(saved, reverse=True) or (answers.get("need") == ("safety",)
                                                and not saved[0]):
        found.note("safety not first", answers)
    first = route.stations[0]
    if status in CAREFUL and first.role.id == "residence-law" and not any(
            row.startswith("D") for row in first.rows):
        found.note("residence law first", answers)
    if wrong_advice(answers, status, {each.role.id for each in route.stations}):
        found.note("wrong advice for the age", answers)
    if wrong_promise(answers, status, promises(route)):
        found.note("promise", answers)


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


def wrong_advice(answers: Answers, status: str, roles: set[str]) -> bool:
    """Say whether advice is of the wrong age (4.9.4), where the age is known."""
    bands = {"me": answers.get("age", ()), "child": answers.get("children", ())}.get(
        answers.get("who", ("",))[0], ())
    if not bands:
        return False
    years = ages(bands[0])[0]
    if 12 <= years <= 26:
        return "first-advice" in roles and status not in {"prefer_not", ""}
    return "youth-advice" in roles


def promises(route: Route) -> set[str]:
    """Return the rows that fired and speak of a right to a course."""
    return {row for station in route.stations for row in station.rows} & PROMISES


def wrong_promise(answers: Answers, status: str, rows: set[str]) -> bool:
    """Say whether a course is promised to somebody who may have no right to it (4.9.5)."""
    if answers.get("title_age") == ("ge1y",) and status in {"family", "work", "protected",
                                                            "resettlement"}:
        return bool(rows)
    allowed = {"spaetaussiedler": {"G8", "G8a"}, "german": {"G8a"}, "family": {"G9"},
               "resettlement": {"G9"}, "work": {"G16"}, "other_title": {"G17a"},
               "protected": {"G10"} if answers.get("protection_kind", ("",))[0] in {
                   "refugee", "subsidiary"} else set()}
    return not rows <= allowed.get(status, set())


def compare(found: Walk, more: Answers, fewer: Route, refined: Route) -> None:
    """Note where leaving out the last answer brings in a promise (4.9.7).

    Two answers take a promise away and nothing else: the first card is older than a year, and
    good German leads to another course.
    """
    last = {key: given[0] for key, given in more.items() if key not in CORE}
    takes_away = last in ({"title_age": "ge1y"}, {"german_level": "b1plus"})
    if promises(fewer) and not promises(refined) and not takes_away:
        found.note("promise by silence", more)
    if fewer.hidden != refined.hidden:
        found.note("silence changes exposure", more)
