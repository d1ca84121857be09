"""Whom the answers are about."""

from laufmappe.domain.guide import Guide
from laufmappe.domain.question import Answers
from laufmappe.domain.route.people import facts_of, needs_of, people, readable, who


def bands(town: Guide, answers: Answers) -> list[str]:
    """Return the age bands of the people asked about, the reader first."""
    return [person.band for person in people(town, answers)]


def test_who_not_said_is_me() -> None:
    assert (who({}), who({"who": ("prefer_not",)})) == ("me", "me")


def test_readable_children_of_me_ignored(town: Guide) -> None:
    read, ignored = readable(town, {"children": ("0",), "age": ("27-66",)})
    assert (read, ignored) == ({"age": ("27-66",)}, ["children=0"])


def test_readable_age_of_child_ignored(town: Guide) -> None:
    read, ignored = readable(town, {"who": ("child",), "age": ("27-66",), "children": ("0",)})
    assert (set(read), ignored) == ({"who", "children"}, ["age=27-66"])


def test_readable_alone_minor_of_family_ignored(town: Guide) -> None:
    assert readable(town, {"who": ("family",), "alone_minor": ("yes",)})[1] == ["alone_minor=yes"]


def test_readable_option_not_offered_ignored(town: Guide) -> None:
    assert readable(town, {"who": ("me",), "age": ("0",)}) == ({"who": ("me",)}, ["age=0"])


def test_facts_status_skipped_is_prefer_not(town: Guide) -> None:
    assert facts_of(town, {})["status"] == {"prefer_not"}


def test_facts_kind_skipped_is_danger(town: Guide) -> None:
    for given in ({}, {"kind": ("dont_know",)}, {"kind": ("prefer_not",)}):
        assert facts_of(town, given)["kind"] == {"danger_now"}


def test_facts_kind_given_stays(town: Guide) -> None:
    assert facts_of(town, {"kind": ("mental_crisis",)})["kind"] == {"mental_crisis"}


def test_needs_skipped_is_first_steps(town: Guide) -> None:
    assert needs_of(town, {"need": ("dont_know",)}) == ("first_steps",)


def test_needs_keep_order(town: Guide) -> None:
    assert needs_of(town, {"need": ("safety", "child")}) == ("safety", "child")


def test_people_me_one_person(town: Guide) -> None:
    assert bands(town, {"who": ("me",), "age": ("12-17",)}) == ["12-17"]


def test_people_age_not_said(town: Guide) -> None:
    (person,) = people(town, {"age": ("prefer_not",)})
    assert (person.band, person.facts["age"]) == ("", frozenset())


def test_people_every_child_of_its_own(town: Guide) -> None:
    assert bands(town, {"who": ("child",), "children": ("6-11", "0")}) == ["0", "6-11"]


def test_people_child_age_not_said(town: Guide) -> None:
    assert bands(town, {"who": ("child",), "children": ("dont_know",)}) == [""]


def test_people_family_reader_first(town: Guide) -> None:
    answers = {"who": ("family",), "age": ("27-66",), "children": ("6-11", "0"),
               "need": ("first_steps", "child")}
    found = [(person.id, person.needs, person.urgent) for person in people(town, answers)]
    assert found == [("", ("first_steps",), True), ("0", ("child",), False),
                     ("6-11", ("child",), False)]


def test_people_family_without_need_child(town: Guide) -> None:
    answers = {"who": ("family",), "children": ("0",), "need": ("first_steps",)}
    assert [person.needs for person in people(town, answers)] == [("first_steps",), ()]


def test_people_family_children_not_said(town: Guide) -> None:
    reader, child = people(town, {"who": ("family",), "need": ("child",), "age": ("27-59",)})
    assert (reader.needs, child.needs, child.band) == ((), ("child",), "")


def test_people_child_in_danger_is_the_youngest(town: Guide) -> None:
    answers = {"who": ("family",), "age": ("27-66",), "children": ("6-11", "1-5"),
               "need": ("safety",), "kind": ("child_in_danger",)}
    found = people(town, answers)
    assert [person.urgent_rows for person in found] == [frozenset(), frozenset({"S4"}), frozenset()]
    assert found[0].facts["kind"] == frozenset()


def test_speaks_minor_for_themselves(town: Guide) -> None:
    answers = ({"age": ("12-17",)}, {"age": ("18-26",)}, {},
               {"who": ("child",), "children": ("12-17",)})
    assert [people(town, each)[0].speaks for each in answers] == [True, False, False, False]
