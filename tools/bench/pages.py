"""What is measured: pages of each kind, and typical households."""

from collections.abc import Mapping
from dataclasses import dataclass

from laufmappe.domain import asking, token
from laufmappe.domain.route import Router

Answers = Mapping[str, tuple[str, ...]]

HOUSEHOLDS: Mapping[str, Answers] = {
    "one, two needs, EU": {
        "who": ("me",), "need": ("german", "work"), "age": ("27-59",), "status": ("eu",)},
    "one, asylum": {
        "who": ("me",), "need": ("papers", "german"), "age": ("18-26",), "status": ("asylum",)},
    "family of four, Ukraine": {
        "who": ("family",), "need": ("first_steps", "child"), "age": ("27-59",),
        "children": ("3-4", "6-11"), "status": ("ukraine",)},
    "child of 15": {
        "who": ("child",), "need": ("child",), "children": ("15",), "status": ("family",)},
    "one, no papers": {
        "who": ("me",), "need": ("health",), "age": ("27-59",), "status": ("no_papers",)},
    "says nothing": {
        "who": ("me",), "need": ("dont_know",), "age": ("prefer_not",),
        "status": ("prefer_not",)},
}


@dataclass(frozen=True)
class Sample:
    """A page: its address after the language, the answers in the cookie, and its bar in bytes."""

    name: str
    path: str
    answers: Answers
    bar: int = 6_000


def finished(router: Router, answers: Answers) -> Answers:
    """Return the answers with "I don't know" to all that would still be asked."""
    while page := asking.next_page(router, answers):
        answers = {**answers, **{each.id: ("dont_know",)
                                 for each in asking.questions_of(router, page, answers)}}
    return answers


def samples(router: Router) -> list[Sample]:
    """Return a page of each kind; the first ones depend on no answer."""
    guide = router.guide
    begun: Answers = {"who": ("family",), "need": ("first_steps",)}
    family = finished(router, HOUSEHOLDS["family of four, Ukraine"])
    one = finished(router, HOUSEHOLDS["one, two needs, EU"])
    longest = max(guide.needs, key=lambda need: sum(
        need in guide.roles[role].needs for each in guide.services.values()
        for role in each.roles))
    number = next(each.number for each in guide.services.values() if each.hours)
    theme = guide.questions["need"].options[longest].number
    fixed = {"start": "", "languages": "sprache", "who": "frage/who", "help": "hilfe",
             "code": "code", "directory": "stellen",
             "places of a need": f"stellen?bedarf={theme}",
             "search": "stellen?q=beratung", "place": f"stellen/{number}",
             "date": f"termin/{number}",
             "something wrong": f"stellen/{number}/stimmt-nicht", "how": "so-geht-es",
             "privacy": "datenschutz", "accessibility": "barrierefreiheit",
             "simple": "leichte-sprache", "imprint": "impressum", "delete": "loeschen",
             "no network": "ohne-netz", "wrong translation": "uebersetzung?seite=stellen",
             "error": "xyzzy"}
    return [
        *(Sample(name, path, {}) for name, path in fixed.items()),
        Sample("need", "frage/need", {"who": ("me",)}),
        Sample("age", "frage/age", begun),
        Sample("status", "frage/status", {**begun, "age": ("27-59",), "children": ("5",)}),
        Sample("check", "pruefen", family),
        Sample("way, one", "mappe", one, 14_600),
        Sample("way, family", "mappe", family, 14_600),
        Sample("way, two languages", "mappe?neben=el", family, 14_600),
        Sample("way, to print", "mappe-drucken", family, 14_600),
        Sample("way, by link", f"m/{token.write(guide, one)}", {}, 14_600),
    ]


DYNAMIC = ("need", "status", "check", "search", "place", "way, one", "way, family")
