"""Every kind of page the site has, and households that answer its questions."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from laufmappe.domain import asking, token
from laufmappe.domain.guide import Guide
from laufmappe.domain.route import Router
from laufmappe.domain.service import Service

Answers = Mapping[str, tuple[str, ...]]

HOUSEHOLDS: Mapping[str, Answers] = {
    "adult": {"who": ("me",), "need": ("german", "work"), "age": ("27-59",), "status": ("eu",),
              "eu_activity": ("looking",), "german_level": ("a",)},
    "family": {"who": ("family",), "need": ("first_steps", "child"), "age": ("27-59",),
               "children": ("0", "6-11"), "status": ("asylum",), "bed_tonight": ("yes",),
               "letter": ("none",)},
    "child": {"who": ("child",), "need": ("child",), "children": ("0",), "status": ("ukraine",)},
    "minor": {"who": ("me",), "need": ("first_steps",), "age": ("16-17",),
              "status": ("dont_know",), "alone_minor": ("yes",), "bed_tonight": ("no",)},
    "protected": {"who": ("me",), "need": ("papers", "money"), "age": ("18-26",),
                  "status": ("protected",), "protection_kind": ("deportation_ban",)},
    "retired": {"who": ("me",), "need": ("health", "meet"), "age": ("67+",),
                "status": ("spaetaussiedler",)},
    "silent": {"who": ("me",), "need": ("housing", "money"), "age": ("27-59",),
               "status": ("prefer_not",), "bed_tonight": ("prefer_not",)},
    "undocumented": {"who": ("me",), "need": ("health", "work"), "age": ("18-26",),
                     "status": ("no_papers",)},
    "unsure": {"who": ("family",), "need": ("dont_know",), "age": ("dont_know",),
               "children": ("dont_know",), "status": ("dont_know",)},
    "afraid": {"who": ("me",), "need": ("safety",), "age": ("27-59",), "status": ("family",),
               "kind": ("partner_violence",), "bed_tonight": ("yes",)},
    "hidden_afraid": {"who": ("me",), "need": ("safety", "housing"), "age": ("16-17",),
                      "status": ("no_papers",), "kind": ("danger_now",), "alone_minor": ("yes",)},
}


@dataclass(frozen=True)
class Kind:
    """A kind of page: its address after the language, and with which answers it is fetched.

    `form`: sent by POST. `alone`: it has no language in its address.
    """

    name: str
    path: str
    status: int = 200
    answers: Answers = field(default_factory=dict)
    form: Mapping[str, str] | None = None
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    alone: bool = False

    def address(self, code: str) -> str:
        """Return the address in a language."""
        return self.path if self.alone else f"/{code}/{self.path}"

    def options(self) -> dict[str, object]:
        """Return what the request needs beside its address."""
        return {"method": "POST" if self.form is not None else self.method, "data": self.form,
                "headers": dict(self.headers)}


def finished(guide: Guide, answers: Answers) -> Answers:
    """Return the answers with "I don't know" to every question that would still be asked."""
    router = Router(guide, datetime.date(2026, 11, 20))
    while page := asking.next_page(router, answers):
        answers = {**answers, **{each.id: ("dont_know",)
                                 for each in asking.questions_of(router, page, answers)}}
    return answers


def first(guide: Guide, **wanted: object) -> Service:
    """Return the first service whose attributes have these values."""
    return next(each for each in guide.services.values()
                if all(getattr(each, name) == value for name, value in wanted.items()))


def sensitive(guide: Guide) -> list[Service]:
    """Return the services with a role that titles and addresses must not tell."""
    return [each for each in guide.services.values()
            if any(guide.roles[role].sensitive for role in each.roles)]


def kinds(guide: Guide) -> list[Kind]:
    """Return every kind of page, ordinary ones first."""
    return [*_fixed(guide), *_asked(guide), *_ways(guide), *_mistakes(guide)]


def _fixed(guide: Guide) -> Iterator[Kind]:
    yield Kind("front", "/", alone=True)
    for name, path in {
        "start": "", "languages": "sprache?seite=frage/who", "help": "hilfe", "code": "code",
        "delete": "loeschen", "how": "so-geht-es", "privacy": "datenschutz",
        "imprint": "impressum", "accessibility": "barrierefreiheit",
        "simple": "leichte-sprache", "directory": "stellen", "offline": "ohne-netz",
        "search": "stellen?q=beratung", "nothing found": "stellen?q=xyzzy",
    }.items():
        yield Kind(name, path)
    for need in guide.needs:
        yield Kind(f"directory {need}", of_need(guide, need))
    yield Kind("deleted", "loeschen", answers=HOUSEHOLDS["adult"], form={})
    for name, service in {
        "service": first(guide, state="sourced", reachable=True),
        "service unconfirmed": first(guide, state="unconfirmed"),
        "service of an authority": first(guide, exposure="reports"),
        "service of a sensitive role": sensitive(guide)[0],
    }.items():
        yield Kind(name, f"stellen/{service.number}")
    yield Kind("service closed", f"stellen/{first(guide, exposure='reports').number}",
               answers=HOUSEHOLDS["silent"])
    number = first(guide, exposure="none").number
    yield Kind("date", f"termin/{number}")
    yield Kind("date of a sensitive place", f"termin/{sensitive(guide)[0].number}")
    yield Kind("date of a gap", "termin/a0")
    yield Kind("date missing", "termin.ics", 422, form={"stelle": str(number)})
    yield Kind("wrong, no database", f"stellen/{number}/stimmt-nicht")
    yield Kind("wrong translation, no database", "uebersetzung?seite=frage/6")
    yield Kind("directory closed", of_need(guide, "papers"), answers=HOUSEHOLDS["undocumented"])


def of_need(guide: Guide, need: str) -> str:
    """Return the address of the places of a need; it does not name the need."""
    return f"stellen?bedarf={guide.questions['need'].options[need].number}"


def _asked(guide: Guide) -> Iterator[Kind]:
    start = {"who": ("family",), "need": ("first_steps",)}
    yield Kind("question who", "frage/who")
    yield Kind("question need", "frage/need", answers={"who": ("me",)})
    yield Kind("question age", "frage/age", answers={**start, "who": ("me",)})
    yield Kind("question ages", "frage/age", answers=start)
    yield Kind("question status", "frage/status",
               answers={**start, "age": ("27-59",), "children": ("5",)})
    yield Kind("question missing", "frage/age", 422, start, {"children": "5"})
    yield Kind("question unknown", "frage/need", 422, {"who": ("me",)}, {"need": "xyzzy"})
    for name in ("adult", "family", "afraid"):
        yield Kind(f"check {name}", "pruefen", answers=finished(guide, HOUSEHOLDS[name]))
    yield Kind("help begun", "hilfe", answers={"who": ("me",), "need": ("safety",)})


def _ways(guide: Guide) -> Iterator[Kind]:
    for name, answers in HOUSEHOLDS.items():
        text = token.write(guide, answers)
        yield Kind(f"link {name}", f"m/{text}")
        yield Kind(f"way {name}", "mappe", form={"mitnehmen": text})
    for name in ("family", "afraid"):
        text = token.write(guide, HOUSEHOLDS[name])
        yield Kind(f"way to print {name}", "mappe-drucken", form={"mitnehmen": text})
        yield Kind(f"copy {name}", f"m/{text}?kopie=1")


def _mistakes(guide: Guide) -> Iterator[Kind]:
    yield Kind("link broken", "m/1XYZZY", 404)
    yield Kind("code broken", "code", 422, form={"code": "1XYZZY"})
    yield Kind("403", "frage/who", 403, form={"who": "me"},
               headers={"Sec-Fetch-Site": "cross-site"})
    yield Kind("404", "gibtesnicht", 404)
    yield Kind("405", "stellen", 405, form={})
    yield Kind("413", "frage/who", 413, form={"who": "x" * 20_000})
    yield Kind("414", "stellen?q=" + "x" * 2_001, 414)
    yield Kind("500", "kaputt", 500)
