"""What holds for any answers at all, in Musterstadt."""

from hypothesis import given
from hypothesis import strategies as st
from strategies import answers_of

from laufmappe.domain.guide import Guide
from laufmappe.domain.question import Answers
from laufmappe.domain.route import Router
from laufmappe.domain.rules import Pair

JUGENDAMT = Pair("family", "jugendamt")


@given(data=st.data())
def test_route_never_raises(town: Guide, router: Router, data: st.DataObject) -> None:
    route = router.route(data.draw(answers_of(town)))
    assert any(each.role.advice for each in route.stations)


@given(data=st.data())
def test_route_hidden_shows_none_that_reports(town: Guide, router: Router,
                                              data: st.DataObject) -> None:
    answers: Answers = {key: given for key, given in data.draw(answers_of(town)).items()
                        if key != "status"}
    for each in router.route(answers).stations:
        assert each.exposure == "none" or each.pair == JUGENDAMT
        assert each.fallback is None or each.fallback.exposure == "none"


@given(data=st.data())
def test_route_removing_status_never_less_safe(town: Guide, router: Router,
                                               data: st.DataObject) -> None:
    answers = data.draw(answers_of(town))
    fewer = {key: given for key, given in answers.items() if key != "status"}
    reporting = {each.pair for each in router.route(fewer).stations if each.exposure == "reports"}
    assert reporting <= {JUGENDAMT}


@given(data=st.data())
def test_route_removing_a_refinement_keeps_emergency_and_advice(
        town: Guide, router: Router, data: st.DataObject) -> None:
    answers = {**data.draw(answers_of(town)), "need": ("safety",)}
    gone = data.draw(st.sampled_from(sorted(set(answers) - {"need"}) or ["need"]))
    fewer = {key: given for key, given in answers.items() if key != gone or key == "need"}
    route = router.route(fewer)
    assert any(each.role.advice for each in route.stations)
    if "kind" not in fewer:
        assert any(each.role.id == "emergency" for each in route.stations)
