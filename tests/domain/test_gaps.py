"""Gaps and doublings: what is open to whom in Musterstadt, and why something is not."""

import dataclasses

import pytest

from laufmappe.domain import gaps
from laufmappe.domain.gaps import Gap, Report
from laufmappe.domain.guide import Guide
from laufmappe.domain.route import Router
from laufmappe.domain.rules import Pair


@pytest.fixture(scope="module")
def report(router: Router) -> Report:
    """Return the report on Musterstadt."""
    return gaps.report(router)


def gap(report: Report, pair: str) -> Gap:
    """Return the gap at a pair."""
    return next(each for each in report.gaps if str(each.pair) == pair)


def changed(router: Router, name: str, **values: object) -> Report:
    """Return the report where one service is different."""
    services = {**router.guide.services,
                name: dataclasses.replace(router.guide.services[name], **values)}
    guide = dataclasses.replace(router.guide, services=services)
    return gaps.report(Router(guide, router.today))


def test_every_field_is_there(report: Report, town: Guide) -> None:
    assert len(report.fields) == len(gaps.statuses(town)) * len(gaps.bands(town)) * 3


def test_statuses_silence_last(town: Guide) -> None:
    assert gaps.statuses(town) == ("eu", "work", "asylum", "no_papers", "dont_know", "prefer_not")


def test_field_holds_need_advice_and_what_is_beside(report: Report) -> None:
    opened = {str(each.pair): [service.id for service in each.services]
              for each in report.fields["work", "27-66", "first_steps"]}
    assert opened == {
        "residence-law/auslaenderbehoerde": ["auslaenderamt"],
        "registration/meldebehoerde": ["rathaus"],
        "first-advice/mbe": ["migrationsberatung"],
        "leisure/begegnung": []}


def test_child_of_school_age_is_asked_about_by_a_parent(report: Report) -> None:
    pairs = [str(each.pair) for each in report.fields["eu", "6-11", "child"]]
    assert pairs == ["school/schulberatung", "first-advice/mbe"]


def test_no_service_of_the_kind(report: Report) -> None:
    found = gap(report, "housing/wohnungsnothilfe")
    assert found.why == gaps.NONE
    assert ("eu", "27-66", "safety") in found.fields
    assert found.whole == found.fields


def test_gap_beside_another_of_its_role_is_not_whole(report: Report) -> None:
    found = gap(report, "asylum-advice/unterkunft-beratung")
    assert (len(found.fields) > 0, found.whole) == (True, ())


def test_service_that_nobody_can_reach(router: Router) -> None:
    found = gap(changed(router, "schulberatung", website=""), "school/schulberatung")
    assert found.why == gaps.UNREACHABLE


def test_service_for_others(router: Router) -> None:
    found = gap(changed(router, "jmd", ages=(20, 26)), "youth-advice/jmd")
    assert (found.why, {field[1] for field in found.fields}) == (gaps.NOT_FOR_THEM, {"12-17"})


def test_service_that_must_report_is_not_shown_to_hidden_people(router: Router) -> None:
    found = gap(changed(router, "zuflucht", exposure="reports"), "first-advice/sozialberatung")
    assert found.why == gaps.MUST_REPORT
    assert {field[0] for field in found.fields} == {"no_papers", "prefer_not"}


def test_gaps_most_people_first(report: Report) -> None:
    sizes = [(len(each.whole), len(each.fields)) for each in report.gaps]
    assert sizes == sorted(sizes, reverse=True)


def test_no_doubling_of_one_service(report: Report) -> None:
    assert report.doublings == ()


def test_doubling_names_both(router: Router) -> None:
    twin = dataclasses.replace(router.guide.services["migrationsberatung"], id="zweite", number=99)
    guide = dataclasses.replace(router.guide, services={**router.guide.services, "zweite": twin})
    (found,) = gaps.report(Router(guide, router.today)).doublings
    assert (found.pair, [each.id for each in found.services]) == (
        Pair("first-advice", "mbe"), ["migrationsberatung", "zweite"])
    assert {field[0] for field in found.fields} == {"eu", "work"}


def test_open_counts_by_state(report: Report) -> None:
    (advice,) = (each for each in report.fields["no_papers", "67+", "child"]
                 if each.pair.role == "first-advice")
    assert (advice.count("sourced"), advice.count("unconfirmed")) == (0, 1)


def test_languages_only_what_a_source_says(town: Guide) -> None:
    found = gaps.languages(town)
    assert list(found) == ["de", "en", "ar"]
    assert [each.id for each in found["ar"]["first-advice"]] == ["migrationsberatung"]
    assert found["en"]["school"] == ()
