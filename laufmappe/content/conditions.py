"""Conditions, pairs and send lists: from YAML to the domain, with every name looked up."""

from collections.abc import Callable, Mapping
from typing import Any

from laufmappe.content.fields.law import BranchPart
from laufmappe.content.nearest import nearest
from laufmappe.content.reading import Place
from laufmappe.domain.condition import All, Condition, Is, Not, Some
from laufmappe.domain.question import ages
from laufmappe.domain.rules import BASE, Branch, Pair, Send

Report = Callable[[Place, str], None]
NEVER_NAMED = frozenset({"dont_know", "prefer_not"})


class Names:
    """The words a condition or send list may use."""

    def __init__(self, options: Mapping[str, frozenset[str]],
                 groups: Mapping[str, Mapping[str, frozenset[str]]],
                 roles: frozenset[str], offices: Mapping[str, tuple[str, ...]]) -> None:
        self.options = options
        self.groups = groups
        self.roles = roles
        self.offices = offices

    def condition(self, value: Any, place: Place, report: Report) -> Condition:
        """Parse a condition; unknown words are reported with the nearest known one."""
        if not isinstance(value, dict):
            report(place, "Eine Bedingung hat die Form {frage: antwort}, all, any oder not.")
            return All(())
        parts = [self._part(key, each, (*place, key), report) for key, each in value.items()]
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _part(self, key: str, value: Any, place: Place, report: Report) -> Condition:
        if key in {"all", "any"}:
            if not isinstance(value, list) or not value:
                report(place, f"Nach „{key}“ steht eine Liste von Bedingungen.")
                return All(())
            inner = tuple(self.condition(each, (*place, index), report)
                          for index, each in enumerate(value))
            return All(inner) if key == "all" else Some(inner)
        if key == "not":
            return Not(self.condition(value, place, report))
        return self._atom(key, value, place, report)

    def _atom(self, key: str, value: Any, place: Place, report: Report) -> Condition:
        if key not in self.options:
            report(place, f"Es gibt keine Frage „{key}“.{nearest(key, self.options)}")
            return All(())
        options: set[str] = set()
        for each in value if isinstance(value, list) else [value]:
            options |= self._options(key, each, place, report)
        return Is(key, frozenset(options))

    def _options(self, key: str, word: Any, place: Place, report: Report) -> frozenset[str]:
        if not isinstance(word, str):
            report(place, f"Nach „{key}“ steht eine Antwort oder eine Liste von Antworten.")
            return frozenset()
        groups = self.groups.get(key, {})
        if word in groups:
            return groups[word]
        if word in self.options[key]:
            return frozenset({word})
        if key in {"age", "children"}:
            return self._bands(key, word, place, report)
        known = [*self.options[key], *groups]
        report(place, f"Die Frage „{key}“ kennt keine Antwort „{word}“.{nearest(word, known)}")
        return frozenset()

    def _bands(self, key: str, word: str, place: Place, report: Report) -> frozenset[str]:
        try:
            low, high = ages(word)
        except ValueError:
            report(place, f"„{word}“ ist kein Alter. Beispiele: 5, 0-17, 67+.")
            return frozenset()
        bands = {each: ages(each) for each in self.options[key] if each not in NEVER_NAMED}
        found = {each for each, (start, end) in bands.items() if low <= start and end <= high}
        if not found or min(bands[each][0] for each in found) != low or \
                max(bands[each][1] for each in found) != high:
            report(place, f"„{word}“ passt nicht zu den Altersbändern "
                          f"{', '.join(sorted(bands, key=lambda each: bands[each]))}.")
        return frozenset(found)

    def pair(self, word: str, place: Place, report: Report) -> Pair:
        """Parse `role/office`; reports unknown roles, offices and roles the office lacks."""
        role, _, office = word.partition("/")
        if role not in self.roles:
            report(place, f"Es gibt keine Aufgabe „{role}“.{nearest(role, self.roles)}")
        elif office not in self.offices:
            near = nearest(office, self.offices)
            report(place, f"Es gibt keine Art von Stelle „{office}“.{near}")
        elif role not in self.offices[office]:
            report(place, f"Die Art „{office}“ hat nicht die Aufgabe „{role}“ (offices.yaml).")
        return Pair(role, office)

    def send(self, items: list[str | BranchPart], place: Place, report: Report) -> tuple[Send, ...]:
        """Parse a send list with its branches."""
        result: list[Send] = []
        for index, item in enumerate(items):
            here = (*place, index)
            if isinstance(item, BranchPart):
                result.append(Branch(
                    self.condition(item.when, (*here, "when"), report),
                    self.send(item.send, (*here, "send"), report),
                    self.send(item.otherwise, (*here, "else"), report)))
            elif item == "@base":
                result.append(BASE)
            else:
                result.append(self.pair(item, here, report))
        return tuple(result)
