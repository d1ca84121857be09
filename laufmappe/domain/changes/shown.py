"""What is shown of a thing, as texts, and which of these texts differ between two guides."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from laufmappe.domain.changes.item import DATA, Item
from laufmappe.domain.guide import Guide
from laufmappe.domain.route import Route, Stop
from laufmappe.domain.rules import Deadline
from laufmappe.domain.service import Office, Role, Service

T = TypeVar("T")
Texts = dict[str, str]
SILENT = {"dial": "phones", "opening": "hours"}
"""Texts for machines: what the reader sees of them stands in the other text."""


class Data:
    """The texts in which services, kinds of offices, roles and deadlines of two guides differ."""

    def __init__(self, old: Guide, new: Guide) -> None:
        self._found: dict[tuple[str, str], tuple[Item, ...]] = {}
        self._compare("service", old.services, new.services, service_texts)
        self._compare("role", old.roles, new.roles, role_texts)
        self._compare("deadline", old.deadlines, new.deadlines, deadline_texts)
        before = {name: office_texts(old, each) for name, each in old.offices.items()}
        after = {name: office_texts(new, each) for name, each in new.offices.items()}
        self._compare("office", before, after, lambda texts: texts)

    def _compare(self, kind: str, old: Mapping[str, T], new: Mapping[str, T],
                 texts: Callable[[T], Texts]) -> None:
        for name in old.keys() & new.keys():
            before, after = texts(old[name]), texts(new[name])
            differing = {key for key in before if before[key] != after[key]}
            found = tuple(Item(DATA, f"{kind}.{key}", *_rest(before[key], after[key]))
                          for key in before
                          if key in differing and SILENT.get(key) not in differing)
            if found:
                self._found[kind, name] = found

    def of(self, kind: str, name: str) -> tuple[Item, ...]:
        """Return what differs about a thing of both guides."""
        return self._found.get((kind, name), ())

    def name(self, service: str) -> tuple[Item, ...]:
        """Return the changed name of a service that is only named."""
        return tuple(each for each in self.of("service", service) if each.at == "service.name")


def _rest(old: str, new: str) -> tuple[str, str]:
    """Return what is not in the other one, of texts of several lines; all if only the order is."""
    before, after = old.splitlines(), new.splitlines()
    gone = [line for line in before if line not in after]
    come = [line for line in after if line not in before]
    if not (gone or come):
        gone, come = before, after
    return "; ".join(gone), "; ".join(come)


def service_texts(service: Service) -> Texts:
    """Return what a reader sees of a service: on the way, on paper, on its own page."""
    owner = ", ".join(filter(None, (service.organization.name, service.unit)))
    hours, calls = service.hours, service.phone_hours
    return {
        "name": service.name, "organization": owner, "summary": service.summary,
        "phones": "\n".join(f"{each.number} ({each.label})" if each.label else each.number
                            for each in service.phones),
        "dial": "\n".join(each.tel for each in service.phones),
        "address": service.address,
        "email": service.email, "website": service.website,
        "hours": hours.text if hours else "", "opening": hours.osm if hours else "",
        "phone_hours": calls.text if calls else "",
        "appointment": service.appointment, "appointment_note": service.appointment_note,
        "cost": service.cost, "languages": "\n".join(service.languages),
        "access": service.access, "audience": service.audience, "kind": service.kind,
        "confidential": "yes" if service.confidential else "no",
        "public_body": "yes" if service.public_body else "no", "exposure": service.exposure,
        "state": service.state, "as_of": service.as_of,
    }


def office_texts(guide: Guide, office: Office) -> Texts:
    """Return what a reader sees of a kind of office, and the papers that order the way."""
    def papers(names: frozenset[str]) -> str:
        return ", ".join(guide.papers[each].name for each in sorted(names))

    return {
        "name": office.name, "title": office.title, "does": office.does, "gap": office.gap,
        "exposure": office.exposure, "public_body": office.public_body,
        "gives": papers(office.gives), "wants": "; ".join(map(papers, office.wants)),
    }


def role_texts(role: Role) -> Texts:
    """Return what a reader sees of a task."""
    return {"title": role.title, "sign": role.sign, "urgency": role.urgency}


def deadline_texts(deadline: Deadline) -> Texts:
    """Return what a reader sees of a time limit."""
    return {"text": deadline.text, "urgency": deadline.urgency}


def seen(route: Route) -> tuple[object, ...]:
    """Return what tells two ways apart at a glance: places in order, sentences, deadlines."""
    return (route.hidden, route.lines, *(each for stop in route.stops for each in _stop(stop)))


def _stop(stop: Stop) -> Iterator[object]:
    yield stop.number, stop.group
    for each in stop.stations:
        fallback = each.fallback.service if each.fallback else None
        yield (each.pair, each.service and each.service.id, fallback and fallback.id,
               tuple(choice.service.id for choice in each.alternatives), each.says,
               tuple(reason.text for reason in each.reasons if reason.main),
               tuple(deadline.text for deadline in each.deadlines))
