"""The real content: no errors, all cases, a first proof; and another town under the same law."""

import datetime
import shutil
from pathlib import Path

import pytest
from classed import Classed, put_together
from hypothesis import given
from hypothesis import strategies as st
from lanes import full
from proof import CONTENT, DAY, guide, router, wrong
from strategies import answers_of, sampled

from laufmappe.content.cases import cases, failures
from laufmappe.content.check import check
from laufmappe.content.load import load
from laufmappe.domain import asking
from laufmappe.domain.proof import prove
from laufmappe.domain.route import Router

TOWN = Path(__file__).parent / "town"
CITY = ("services", "organizations", "locations", "site.yaml")


def test_check_no_errors() -> None:
    assert [str(each) for each in check(CONTENT, DAY) if each.error] == []


def test_cases_all_pass() -> None:
    table = list(cases(guide(), CONTENT / "cases/routing_cases.yaml"))
    wrong = {case.id: failures(router(), case) for case in table}
    assert {key: found for key, found in wrong.items() if found} == {}
    assert len(table) == 92


def test_gaps_of_advice_are_known() -> None:
    found = prove(router())
    assert found.classes > 50_000
    assert list(map(str, found.gaps)) == ["asylum-advice/confidential-advice"]


@pytest.mark.slow
def test_proof_holds_when_rules_have_ended() -> None:
    assert prove(Router(guide(), datetime.date(2027, 3, 5))).holds


@pytest.fixture(scope="module")
def classed() -> Classed:
    """Return the classes of the real content."""
    return Classed(router())


def test_random_answers_are_put_together_from_classes(classed: Classed) -> None:
    wrong_ones = [each for each in sampled(guide(), 4000) if not put_together(classed, each)]
    assert wrong_ones[:3] == []


def test_random_answers_reach_advice_and_expose_nobody() -> None:
    found = [(each, wrong(each, router().route(each))) for each in sampled(guide(), 5000)]
    assert [(each, what) for each, what in found if what][:3] == []


def test_decision_of_bamf_never_leads_to_the_authority() -> None:
    route = router().route({"status": ("asylum",), "age": ("27-59",), "need": ("papers",),
                            "letter": ("asylum_rejected",)})
    sent = {each.role.id for each in route.stations if "S10" in each.rows}
    assert sent == {"asylum-advice"}


def test_protected_without_kind_no_promise() -> None:
    route = router().route({"status": ("protected",), "age": ("27-59",), "need": ("german",)})
    assert "G11" in {row for each in route.stations for row in each.rows}


def test_eu_without_activity_advice_before_claim() -> None:
    route = router().route({"status": ("eu",), "age": ("27-59",), "need": ("money",)})
    assert route.stations[0].rows == ("M7", "A3")


def test_minor_alone_without_papers_gets_child_protection() -> None:
    route = router().route({"who": ("me",), "age": ("16-17",), "status": ("no_papers",),
                            "alone_minor": ("yes",)})
    assert [str(each.pair) for each in route.stations[:2]] == [
        "family/child-helpline", "family/jugendamt"]


@given(data=st.data())
def test_lanes_equal_full_conditions(data: st.DataObject) -> None:
    for lane, conditions in full(guide(), router(), data.draw(answers_of(guide()))):
        assert lane == conditions


@given(data=st.data())
def test_essential_answers_same_way(data: st.DataObject) -> None:
    answers = data.draw(answers_of(guide()))
    less = asking.essential(router(), answers)
    assert router().route(less).stations == router().route(answers).stations


def test_another_town_replaces_only_the_city(tmp_path: Path) -> None:
    root = tmp_path / "content"
    shutil.copytree(CONTENT, root)
    for name in CITY:
        if (root / name).is_dir():
            shutil.rmtree(root / name)
            shutil.copytree(TOWN / name, root / name)
        else:
            shutil.copy(TOWN / name, root / name)
    assert [str(each) for each in check(root, DAY) if each.error] == []
    route = Router(load(root), DAY).route({"status": ("eu",), "age": ("27-59",)})
    assert [each.service and each.service.id for each in route.stations][:2] == [
        "rathaus", "migrationsberatung"]


def pairs(**answers: str | list[str]) -> list[str]:
    """Return the role/office pairs of a route in order."""
    given = {key: (each,) if isinstance(each, str) else tuple(each)
             for key, each in answers.items()}
    return [str(station.pair) for station in router().route(given).stations]


def test_parent_without_papers_reaches_advice_before_the_jugendamt() -> None:
    found = pairs(who="family", status="no_papers", age="27-59", need="safety",
                  kind="child_in_danger", children="3-4")
    order = [found.index(each) for each in (
        "emergency/child-helpline", "asylum-advice/fluechtlingsberatung", "family/jugendamt")]
    assert order == sorted(order)


def test_advice_stands_before_the_application_of_its_row() -> None:
    found = pairs(who="me", status="work", age="27-59", need=["german", "money"])
    assert found.index("first-advice/mbe") < found.index("money/jobcenter")


def test_registration_stands_before_the_insurance_of_its_row() -> None:
    found = pairs(who="me", status="eu", age="27-59", need=["health", "first_steps"])
    assert found.index("registration/meldebehoerde") < found.index("health/krankenkasse")
