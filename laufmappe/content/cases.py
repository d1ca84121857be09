"""Acceptance tables: facts about a person, and the roles that must and must not appear."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from laufmappe.content.finding import ContentError, Finding
from laufmappe.content.nearest import nearest
from laufmappe.content.reading import read
from laufmappe.domain.guide import Guide
from laufmappe.domain.question import band_of
from laufmappe.domain.route import Route, Router

MORE = {"rows": "die Zeile", "offices": "die Stelle", "deadlines": "die Frist", "texts": "der Text"}
"""What a case may expect or forbid besides roles: keys `expected_rows`, `forbidden_offices` …"""
CHILD_UNTIL = 15
ALWAYS_CHILD_BELOW = 12


@dataclass(frozen=True)
class Case:
    """One case: answers, and what the route must and must not hold.

    `expected`, `forbidden`: roles. `first`: role of the first station. `wanted`, `unwanted`: more
    of it by kind (see MORE): rows, pairs of role and office, deadlines, texts that are read.
    """

    id: str
    person: str
    answers: dict[str, tuple[str, ...]]
    expected: tuple[str, ...]
    forbidden: tuple[str, ...]
    first: str
    deadlines: tuple[str, ...]
    wanted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unwanted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def cases(guide: Guide, path: Path) -> Iterator[Case]:
    """Read an acceptance table (format: content/cases/routing_cases.yaml).

    Raises ContentError where the file is damaged or a case names an unknown question or option.
    """
    document = read(path, path.name)
    rows = document.value.get("cases") if isinstance(document.value, dict) else None
    if not isinstance(rows, list):
        raise ContentError([Finding(path.name, 1, "Hier fehlt die Liste „cases“.")])
    for index, row in enumerate(rows):
        try:
            yield _case(guide, row)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            what = f"Hier fehlt {error}." if isinstance(error, KeyError) else f"{error}."
            raise ContentError([document.finding(("cases", index), what)]) from error


def _case(guide: Guide, row: Any) -> Case:
    facts = row["facts"]
    answers: dict[str, tuple[str, ...]] = {}
    if facts.get("status"):
        answers["status"] = (facts["status"],)
    need = facts.get("need")
    needs = tuple(need) if isinstance(need, list) else (need,) if need else ()
    if needs:
        answers["need"] = needs
    age = str(facts["age"]) if facts.get("age") else ""
    if age:
        answers |= _age(guide, age, needs)
    for key, value in (facts.get("refinements") or {}).items():
        answers[key] = tuple(value) if isinstance(value, list) else (value,)
    unknown(guide, answers)
    return Case(row["id"], row.get("who", ""), answers, _many(row, "expected_roles"),
                _many(row, "forbidden_roles"), row.get("expected_first") or "",
                _many(row, "deadline_expected"),
                *({kind: found for kind in MORE if (found := _many(row, f"{word}_{kind}"))}
                  for word in ("expected", "forbidden")))


def _many(row: Any, key: str) -> tuple[str, ...]:
    """Return the values of a key: a list of words, or one word."""
    value = row.get(key) or ()
    return (value,) if isinstance(value, str) else tuple(value)


def _age(guide: Guide, age: str, needs: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Map a single age to band and `who` (rules.md, Cases)."""
    options = guide.questions["age"].options
    band = age if age in options else band_of(int(age), options)
    years = int(band.split("-")[0].rstrip("+"))
    if years < ALWAYS_CHILD_BELOW or ("child" in needs and years <= CHILD_UNTIL):
        return {"who": ("child",), "children": (band,)}
    return {"who": ("me",), "age": (band,)}


def unknown(guide: Guide, answers: dict[str, tuple[str, ...]]) -> None:
    """Raise ValueError, in words, where a question or an option does not exist."""
    for key, given in answers.items():
        if key not in guide.questions:
            raise ValueError(f"Es gibt keine Frage „{key}“.{nearest(key, guide.questions)}")
        options = guide.questions[key].options
        for each in given:
            if each not in options:
                raise ValueError(f"Die Frage „{key}“ kennt keine Antwort „{each}“."
                                 f"{nearest(each, options)}")
        if len(given) > 1 and not guide.questions[key].many:
            raise ValueError(f"Die Frage „{key}“ nimmt nur eine Antwort.")


def failures(router: Router, case: Case) -> list[str]:
    """Return what is wrong with the route of a case, in words; an empty list if nothing is."""
    route = router.route(case.answers)
    roles = [station.role.id for station in route.stations]
    codes = {deadline.id for station in route.stations for deadline in station.deadlines}
    names = {role.id: role.title for role in router.guide.roles.values()}
    result = [f"Es fehlt {role} ({names.get(role, role)})." for role in case.expected
              if role not in roles]
    result += [f"{role} ({names.get(role, role)}) darf nicht vorkommen, steht aber da wegen "
               f"{_why(route, role)}." for role in case.forbidden if role in roles]
    if case.first and (not roles or roles[0] != case.first):
        result.append(f"Zuerst soll {case.first} stehen, es steht aber "
                      f"{roles[0] if roles else 'nichts'} da.")
    result += [f"Es fehlt die Frist {code}." for code in case.deadlines if code not in codes]
    held = _held(route)
    for kind, name in MORE.items():
        result += [f"Es fehlt {name} {each}." for each in case.wanted.get(kind, ())
                   if not _among(each, held[kind])]
        result += [f"{name[0].upper()}{name[1:]} {each} darf nicht vorkommen."
                   for each in case.unwanted.get(kind, ()) if _among(each, held[kind])]
    return result


def _held(route: Route) -> dict[str, set[str]]:
    """Return what a route holds, by kind (see MORE)."""
    stations = route.stations
    texts = {reason.text for each in stations for reason in each.reasons}
    texts |= {text for each in stations for text in each.says}
    return {
        "rows": {row for each in stations for row in each.rows},
        "offices": {str(each.pair) for each in stations},
        "deadlines": {deadline.id for each in stations for deadline in each.deadlines},
        "texts": texts | {text for text, _ in route.lines},
    }


def _among(word: str, held: set[str]) -> bool:
    """Say whether a word is held, or begins a text that is."""
    return word in held or (" " in word and any(each.startswith(word) for each in held))


def _why(route: Route, role: str) -> str:
    rows = {row for station in route.stations if station.role.id == role for row in station.rows}
    return ", ".join(sorted(rows))
