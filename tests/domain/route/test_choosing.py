"""Which service stands for a kind of office."""

import dataclasses
from typing import Any

import pytest

from laufmappe.domain.guide import Guide
from laufmappe.domain.route.choosing import Chooser, Reader
from laufmappe.domain.rules import Pair
from laufmappe.domain.service import Service

ADVICE = Pair("first-advice", "mbe")
ADULT = Reader("eu", "27-66", "de", False)


def chosen(town: Guide, pair: Pair, reader: Reader, *services: Service) -> list[str]:
    """Return the ids of the services that fit, best first, in a town with only these."""
    guide = dataclasses.replace(town, services={each.id: each for each in services})
    return [choice.service.id for choice in Chooser(guide).choices(pair, reader)]


def like(town: Guide, name: str, **changes: Any) -> Service:
    """Return a service like the advice of the town, under another name."""
    return dataclasses.replace(town.services["migrationsberatung"], id=name, **changes)


@pytest.mark.parametrize(("better", "worse"), [
    ({"kind": "info"}, {"phones": ()}),
    ({"kind": "place"}, {"kind": "phone"}),
    ({"kind": "phone"}, {"kind": "online"}),
    ({"kind": "online"}, {"kind": "info"}),
    ({"state": "assured"}, {"state": "sourced"}),
    ({"state": "sourced"}, {"state": "unconfirmed"}),
    ({"statuses": frozenset({"eu"})}, {"statuses": None}),
    ({"scope": "local"}, {"scope": "national"}),
    ({}, {"phones": (), "email": "a@b.de"}),
    ({"number": 1}, {"number": 2}),
    ({"kind": "info"}, {"statuses": frozenset(), "statuses_partly": frozenset({"eu"})}),
    ({"kind": "info"}, {"ages": (30, 50)}),
])
def test_choices_better_first(town: Guide, better: dict[str, Any], worse: dict[str, Any]) -> None:
    services = like(town, "worse", **worse), like(town, "better", **better)
    assert chosen(town, ADVICE, ADULT, *services) == ["better", "worse"]


def test_choices_language_of_the_person(town: Guide) -> None:
    german, arabic = like(town, "a", languages=("de",)), like(town, "b", languages=("ar",))
    reader = ADULT._replace(language="ar")
    assert chosen(town, ADVICE, reader, german, arabic) == ["b", "a"]


def test_choices_other_status_hidden(town: Guide) -> None:
    assert chosen(town, ADVICE, ADULT._replace(status="asylum"), like(town, "a")) == []


def test_choices_any_status(town: Guide) -> None:
    service = like(town, "a", statuses=frozenset({"any"}))
    assert chosen(town, ADVICE, ADULT._replace(status="asylum"), service) == ["a"]


def test_choices_status_under_conditions(town: Guide) -> None:
    reader = ADULT._replace(status="no_papers", hidden=True)
    pair = Pair("asylum-advice", "fluechtlingsberatung")
    assert [each.partly for each in Chooser(town).choices(pair, reader)] == [True]


def test_choices_authority_never_hidden_by_status(town: Guide) -> None:
    pair = Pair("residence-law", "auslaenderbehoerde")
    (choice,) = Chooser(town).choices(pair, ADULT._replace(status="asylum"))
    assert (choice.service.id, choice.partly) == ("auslaenderamt", False)


def test_choices_authority_never_hidden_by_age(town: Guide) -> None:
    (choice,) = Chooser(town).choices(Pair("school", "schulberatung"), ADULT)
    assert (choice.service.id, choice.some_ages) == ("schulberatung", True)


def test_choices_other_age_hidden(town: Guide) -> None:
    assert chosen(town, ADVICE, ADULT._replace(band="18-26"), like(town, "a")) == []


def test_choices_parent_of_small_child_fits(town: Guide) -> None:
    assert chosen(town, ADVICE, ADULT._replace(band="0"), like(town, "a")) == ["a"]


def test_choices_age_not_said_fits(town: Guide) -> None:
    assert chosen(town, ADVICE, ADULT._replace(band=""), like(town, "a")) == ["a"]


def test_choices_part_of_band_marked(town: Guide) -> None:
    guide = dataclasses.replace(town, services={"a": like(town, "a", ages=(30, 199))})
    assert [each.some_ages for each in Chooser(guide).choices(ADVICE, ADULT)] == [True]


def test_choices_reporting_service_hidden_from_people_without_papers(town: Guide) -> None:
    reader = Reader("no_papers", "12-17", "de", True)
    assert Chooser(town).choices(Pair("family", "jugendamt"), reader) == ()


def test_choices_exempt_service_shown(town: Guide) -> None:
    reader = Reader("no_papers", "12-17", "de", True)
    (choice,) = Chooser(town).choices(Pair("family", "jugendamt"), reader, exempt=True)
    assert choice.service.id == "jugendamt"


def test_choices_confidential_first_for_hidden(town: Guide) -> None:
    plain = like(town, "plain", statuses=None)
    safe = like(town, "safe", statuses=None, confidential=True, kind="info")
    reader = Reader("prefer_not", "", "de", True)
    assert chosen(town, ADVICE, reader, plain, safe) == ["safe", "plain"]


def test_choices_directory_only_never(town: Guide) -> None:
    assert chosen(town, ADVICE, ADULT, like(town, "a", directory_only=True)) == []


def test_choices_remembered(town: Guide) -> None:
    chooser = Chooser(town)
    assert chooser.choices(ADVICE, ADULT) is chooser.choices(ADVICE, ADULT)


def test_fallback_general(town: Guide) -> None:
    found = Chooser(town).fallback((), ADULT)
    assert (found.service, found.exposure) == (town.services["rathaus"], "reports")


def test_fallback_general_unreachable(town: Guide) -> None:
    services = {**town.services, "rathaus": like(town, "rathaus", phones=())}
    found = Chooser(dataclasses.replace(town, services=services)).fallback((), ADULT)
    assert (found.service, found.exposure) == (None, "none")


def test_fallback_hidden_first_confidential(town: Guide) -> None:
    reader = Reader("no_papers", "27-66", "de", True)
    pairs = (ADVICE, Pair("youth-advice", "jmd"), Pair("first-advice", "sozialberatung"))
    assert Chooser(town).fallback(pairs, reader).service is town.services["zuflucht"]


def test_fallback_hidden_none_without_confidence(town: Guide) -> None:
    plain = dataclasses.replace(town, services={"a": like(town, "a", statuses=None)})
    reader = Reader("no_papers", "27-66", "de", True)
    assert Chooser(plain).fallback((ADVICE,), reader).service is None
