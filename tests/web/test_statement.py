"""The accessibility statement and the page in Leichte Sprache: all the law asks, and current."""

import datetime
import re
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from pages import Page, words
from real import load
from visitor import Visitor

from laufmappe.paths import CONTENT

SITE = load(CONTENT).site
Fetch = Callable[..., Page]
# Commission Implementing Decision (EU) 2018/1523, section 1, and § 10b (2) BGG NRW: part -> words.
MANDATORY = {
    "who and which law": "Stadt Bielefeld will die Laufmappe barrierefrei machen, wie es das Gesetz"
                         " verlangt (§ 10 BGG NRW und BITVNRW).",
    "what it is about": "Diese Erklärung gilt für alle Seiten der Laufmappe und für ihre PDF.",
    "state of conformity": "Die Laufmappe ist teilweise barrierefrei. Maßstab sind die Norm EN 301"
                           " 549 und die WCAG 2.2, Stufe AA.",
    "what is not accessible": "Ein Video in Deutscher Gebärdensprache fehlt.",
    "alternative": "Bis dahin gibt es den Text.",
    "disproportionate burden": "Kein Teil ist ausgenommen, weil er zu teuer wäre.",
    "out of scope": "Für Karten und für die Internetseiten der Stellen sind andere verantwortlich.",
    "method": "Wir haben selbst geprüft: mit Programmen und Punkt für Punkt nach der WCAG 2.2.",
    "feedback": "Schreiben Sie uns.",
    "time to answer": "in zwei bis höchstens sechs Wochen",
    "enforcement": "Ombudsverfahren beantragen (§ 10d BGG NRW)",
}


@pytest.mark.parametrize("part", MANDATORY)
def test_statement_holds_every_mandatory_part(page: Fetch, part: str) -> None:
    assert MANDATORY[part] in page("/de/barrierefreiheit").words()


def test_statement_leads_to_the_ombuds_procedure(page: Fetch) -> None:
    found = page("/de/barrierefreiheit")
    assert SITE.ombuds_url in [each.get("href") for each in found.all("a")]
    for field in ("mailbox", "ombuds"):
        assert SITE.empty[field] in found.words()


def test_statement_names_the_day_it_was_checked(page: Fetch) -> None:
    assert SITE.statement is not None
    day = f"{SITE.statement.day}."
    assert re.search(rf"Zuletzt am {day} \w+ {SITE.statement.year}\.",
                     page("/de/barrierefreiheit").words())


def test_statement_checked_within_a_year() -> None:
    assert SITE.statement is not None
    age = datetime.datetime.now(ZoneInfo("Europe/Berlin")).date() - SITE.statement
    assert age.days <= 365, "docs/accessibility.md says how to check anew; then set the new day"


def test_statement_linked_from_every_page(page: Fetch) -> None:
    for here in ("", "frage/who", "stellen", "hilfe", "leichte-sprache"):
        links = [each.get("href") for each in page(f"/ar/{here}").all("a")]
        assert "/ar/barrierefreiheit" in links, here


@pytest.mark.parametrize("here", ["", "barrierefreiheit"])
def test_simple_page_linked(page: Fetch, here: str) -> None:
    for code in ("de", "ar"):
        [link] = [each for each in page(f"/{code}/{here}").all("a")
                  if each.get("href", "").endswith("/leichte-sprache")]
        assert link.get("lang") == "de"
        assert link.get("hreflang") in {"de", "de-simple"}


def sentences(page: Page) -> list[str]:
    """Return what stands in a line of its own in the text."""
    found = []
    for block in page.root.iter():
        if block.tag in {"p", "li"} and "soft" not in block.get("class", ""):
            parts = [block.text or ""]
            for each in block:
                if each.tag == "br":
                    parts.append("")
                else:
                    parts[-1] += words(each)
                parts[-1] += each.tail or ""
            found += [" ".join(each.split()) for each in parts if each.strip()]
    return found


def test_simple_page_keeps_the_rules(page: Fetch) -> None:
    main = page("/de/leichte-sprache")
    root = next(each for each in main.root.iter("div") if each.get("lang") == "de")
    lines = [re.sub(r"^\d\. ", "", each)
             for each in sentences(Page(main.path, main.response, main.text, root))]
    assert len(lines) > 50
    long = [each for each in lines if len(each.split()) > 10 and each not in SITE.empty.values()]
    assert long == []
    assert [each for each in lines if re.search(r"[.!?] ", each)] == []  # one sentence a line
    assert [each for each in lines if re.search(r"; |\bz\. ?B|, (dass|weil|wenn|der|die|das)\b"
                                                r"|\b(wurde|würde|könnte|mittels|bzw)", each)] == []
    heads = [words(each) for each in root.iter("h2")]
    for about in ("Was ist die Laufmappe?", "So finden Sie sich zurecht",
                  "Alle sollen die Seite benutzen"):  # content, navigation, statement
        assert about in heads


def test_simple_page_names_buttons_as_they_are(app: Flask, page: Fetch) -> None:
    text = page("/de/leichte-sprache").words()
    visitor = Visitor(app, page)
    seen = words(visitor.page.root)
    visitor.follow("frage/who")
    seen += words(visitor.page.root)
    visitor.reply({"who": ["me"]})
    seen += words(visitor.page.root)
    named = re.findall("„(.*?)“", text)
    assert len(named) >= 6
    assert [each for each in named if each not in seen] == []
