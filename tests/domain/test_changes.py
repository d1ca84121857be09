"""What changes for whom: every change in Musterstadt is found, and nothing else."""

import datetime
import itertools
from dataclasses import replace

import pytest
from altered import ALTERS, Alter, one, option, phone, several
from strategies import sampled
from untraced import untraced

from laufmappe.domain.changes import Change, Changes, changes
from laufmappe.domain.changes.both import Both
from laufmappe.domain.changes.item import Item
from laufmappe.domain.changes.side import known
from laufmappe.domain.guide import Guide
from laufmappe.domain.proof import classes
from laufmappe.domain.proof.classes import Profile, profiles
from laufmappe.domain.question import Answers
from laufmappe.domain.route import Router, joining
from laufmappe.domain.route.people import people, readable, who
from laufmappe.domain.service import Phone
from laufmappe.web.card import Card, cards

TODAY = datetime.date(2026, 11, 20)
LATER = datetime.date(2027, 2, 1)
NEW_OPTIONS = {"need new", "need gone", "status gone", "age for others"}


def compared(town: Guide, name: str) -> tuple[Router, Router]:
    """Return routers for Musterstadt and for Musterstadt altered."""
    return Router(town, TODAY), Router(ALTERS[name](town), TODAY)


REMEMBERED: dict[str, Changes] = {}


def found(town: Guide, name: str) -> Changes:
    """Return what the alteration changes; compared once for all tests."""
    if name not in REMEMBERED:
        REMEMBERED[name] = changes(*compared(town, name))
    return REMEMBERED[name]


def shown(router: Router, answers: Answers, language: str) -> list[object]:
    """Return all that a reader sees of a way."""
    route = router.route(known(router.guide, answers), language)
    locale = router.guide.locales["de"]
    return [route.hidden, route.lines,
            *map(_card, cards(router.guide, route, locale, route.stops))]


def _card(card: Card) -> tuple[object, ...]:
    service = card.service and replace(
        card.service, statuses=None, statuses_partly=frozenset(), ages=None, bring=())
    return (card.number, card.group, service, card.title, card.sign, card.reasons, card.deadlines,
            card.notes, card.bring, [(one.service.number, one.service.name) for one in card.others],
            card.ask and card.ask.name)


def touched(both: Both, answers: Answers) -> set[tuple[str, str, tuple[Item, ...]]]:
    """Return what each unit of each person finds changed, with the person's paper and age."""
    guide = both.new.router.guide
    read = readable(guide, known(guide, answers))[0]
    core = {"who": (who(read),), "status": read.get("status", ("prefer_not",)),
            **{name: read[name] for name in ("age", "children") if name in read}}
    return {(core["status"][0], person.band, part.items) for person in people(guide, read)
            for two in both.units(Profile(core, person))
            for part in both.parts(answers, Profile(core, person), two)}


def missed(town: Guide, name: str, number: int) -> list[object]:
    """Return random answers whose way differs although no change says so.

    Everything that one of the units of these answers shows otherwise must be among the changes
    that were found, for a person of this paper and age; and where nothing is, the ways are equal.
    """
    return untraced(_missed)(compared(town, name), found(town, name), number)


def _missed(routers: tuple[Router, Router], told: Changes, number: int) -> list[object]:
    (old, new), both = routers, Both(*routers)
    groups = {change.items: change for change in told.groups}
    wrong: list[object] = []
    languages = itertools.cycle(("de", "en", "ar"))
    for answers in sampled(replace(new.guide, questions=told.questions), number):
        parts = touched(both, answers)
        language = next(languages)
        if not parts and shown(old, answers, language) != shown(new, answers, language):
            wrong.append(answers)
        wrong += [(answers, items) for status, band, items in parts
                  if items not in groups or status not in groups[items].statuses
                  or band not in groups[items].bands]
    return wrong


COMPARABLE = [name for name in ALTERS if name not in NEW_OPTIONS]
FEW = ("advice gone", "service for Arabic", "hidden", "children told")


@pytest.mark.unmeasured
@pytest.mark.parametrize("name", FEW)
def test_no_change_is_missed(town: Guide, name: str) -> None:
    assert missed(town, name, 20)[:2] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", COMPARABLE)
def test_no_change_is_missed_in_thousands(town: Guide, name: str) -> None:
    assert missed(town, name, 3000)[:2] == []


def kinds(town: Guide, name: str) -> set[str]:
    """Return the kinds of everything that the alteration changes."""
    return {each.kind for change in found(town, name).groups for each in change.items}


@pytest.mark.parametrize("name", ["nothing", "for all ages"])
def test_nothing_to_see_changes(town: Guide, name: str) -> None:
    same = found(town, name)
    assert (same.affected, same.groups) == (0, ())
    assert same.classes == sum(
        len(group.classes) for profile in profiles(town)
        for group in classes.groups(Router(town, TODAY), profile))


@pytest.mark.parametrize(("name", "expected"), [
    ("row gone", {"lost", "sentence", "deadline"}),
    ("safety row gone", {"lost", "sentence", "deadline"}),
    ("sentence", {"sentence"}),
    ("sentence for the young", {"sentence"}),
    ("sentence without", {"sentence"}),
    ("sentence elsewhere", {"placed", "sentence"}),
    ("sentence about more", {"about", "placed", "sentence"}),
    ("phone", {"data"}),
    ("unreachable", {"data", "fallback"}),
    ("service renamed", {"data"}),
    ("service gone", {"service"}),
    ("service new", {"alternatives"}),
    ("service for Arabic", {"service", "alternatives"}),
    ("service with conditions", {"conditions"}),
    ("for some ages", {"conditions"}),
    ("what to bring", {"bring"}),
    ("line gone", {"line"}),
    ("say gone", {"says", "lost", "sentence"}),
    ("order of a list", {"moved"}),
    ("order of safety", {"order"}),
    ("order of duties", {"order"}),
    ("deadline", {"data"}),
    ("deadline elsewhere", {"deadline"}),
    ("deadline other", {"deadline"}),
    ("urgency", {"data"}),
    ("need new", {"option"}),
])
def test_kinds_of_changes(town: Guide, name: str, expected: set[str]) -> None:
    assert kinds(town, name) == expected


def between(before: Guide, *alters: Alter) -> tuple[Change, ...]:
    """Return what alterations of a guide change."""
    return changes(Router(before, TODAY), Router(several(*alters)(before), TODAY)).groups


def test_telephone_of_many_services_is_one_change(town: Guide) -> None:
    (change,) = found(town, "phone of the city").groups
    assert change.items == (Item("data", "service.phones", "030 23125-100 (Vermittlung)",
                                 "030 23125-999 (Vermittlung)"),)
    assert change.subjects == {"rathaus"}
    assert change.classes == found(town, "phone of the city").affected


def test_services_with_the_same_telephone_are_told_together(town: Guide) -> None:
    (change,) = between(town, phone("verein", "030 23125-200", "1"))
    assert change.subjects == {"migrationsberatung", "zuflucht"}


def test_alternatives_that_go(town: Guide) -> None:
    (change,) = changes(*reversed(compared(town, "service new"))).groups
    assert change.items == (Item("alternatives", old="zweite"),)


def test_alternatives_and_helpers_only_show_their_name(town: Guide) -> None:
    second = ALTERS["service new"](town)
    (change,) = between(second, one("services", "zweite", name="Anders", email="a@example.org"))
    assert [each.at for each in change.items] == ["service.name"]
    gap = ALTERS["unreachable"](town)
    told = between(gap, one("services", "rathaus", name="Haus"))
    assert [each.old for change in told for each in change.items] == ["Rathaus Musterstadt"]


def test_telephones_in_another_order(town: Guide) -> None:
    phones = (Phone("1", "1"), Phone("2", "2"))
    before = one("services", "rathaus", phones=phones)(town)
    (change,) = between(before, one("services", "rathaus", phones=phones[::-1]))
    assert change.items == (Item("data", "service.phones", "1; 2", "2; 1"),)


def test_number_that_is_dialled_counts_where_only_it_changes(town: Guide) -> None:
    before = one("services", "rathaus", phones=(Phone("1", "1"),))(town)
    (change,) = between(before, one("services", "rathaus", phones=(Phone("1", "2"),)))
    assert change.items == (Item("data", "service.dial", "1", "2"),)


def test_gravest_changes_come_first(town: Guide) -> None:
    groups = found(town, "say gone").groups
    assert [(each.gravity, each.classes) for each in groups] == [
        (0, 16), (0, 10), (0, 2), (0, 2), (2, 69)]
    ranks = [each.gravity for each in found(town, "service for Arabic").groups]
    assert ranks == [1, 3]


def test_example_is_somebody_whose_way_differs(town: Guide) -> None:
    old, new = compared(town, "safety row gone")
    for change in changes(old, new).groups:
        assert old.route(change.answers).stations != new.route(change.answers).stations


def test_example_may_need_two_rows_at_once(town: Guide) -> None:
    (change,) = found(town, "order of duties").groups
    assert change.items == (Item("order", "D2", new="D1"),)
    assert change.answers["doc_expires"] == ("soon",)


def test_switch_and_day_change_as_well(town: Guide) -> None:
    old = Router(town, TODAY)
    turned_on = changes(old, Router(town, TODAY, {"new_law": "on"}))
    assert {each.new for change in turned_on.groups for each in change.items
            if each.kind == "sentence"} == {"Ein neues Gesetz gilt."}
    later = changes(old, Router(town, LATER))
    assert joining.EXPIRED in {each.new for change in later.groups for each in change.items}


def test_needs_are_those_with_which_it_happens(town: Guide) -> None:
    (gone,) = {each.needs for each in found(town, "sentence for the young").groups}
    assert gone == {"child"}
    assert {need for each in found(town, "safety row gone").groups for need in each.needs} == set(
        town.needs)


@pytest.mark.unmeasured
@pytest.mark.parametrize(("name", "told"), [
    ("need new", Item("option", "need", new="work")),
    ("need gone", Item("option", "need", "safety")),
    ("status gone", Item("option", "status", "work")),
    ("age for others", Item("option", "age", "12-17")),
])
def test_options_that_only_one_guide_has(town: Guide, name: str, told: Item) -> None:
    change = next(each for each in found(town, name).groups if each.items[0].kind == "option")
    assert change.items == (told,)
    assert change.classes > 0
    assert (told.old or told.new) in change.answers[told.at]


@pytest.mark.unmeasured
def test_answer_for_others_than_before(town: Guide) -> None:
    back = changes(*reversed(compared(town, "age for others")))
    assert [each.items for each in back.groups] == [(Item("option", "age", new="12-17"),)]
    wider = between(town, option("age", "18-26", who=frozenset({"me", "family", "child"})))
    assert wider == ()
    narrow = option("children", "12-17", who=None)(town)
    fewer = between(narrow, option("children", "12-17", who=frozenset({"child"})))
    assert [each.items for each in fewer] == [(Item("option", "children", "12-17"),)]
