"""From answers to stations, in Musterstadt."""

import dataclasses
import datetime

from laufmappe.domain.guide import Guide
from laufmappe.domain.route import Route, Router, Station
from laufmappe.domain.route.router import MOST_KNOWN

ADULT = {"who": ("me",), "age": ("27-66",)}
MINOR = {"who": ("me",), "age": ("12-17",)}


def pairs(route: Route) -> list[str]:
    """Return the route as a list of role/office."""
    return [str(station.pair) for station in route.stations]


def station(route: Route, pair: str) -> Station:
    """Return the station of this pair."""
    return next(each for each in route.stations if str(each.pair) == pair)


def reasons(route: Route, pair: str) -> list[str]:
    """Return the reasons of the station of this pair."""
    return [reason.text for reason in station(route, pair).reasons]


def test_route_need_row_and_advice(router: Router) -> None:
    route = router.route({**ADULT, "status": ("eu",), "need": ("first_steps",)})
    assert pairs(route) == ["registration/meldebehoerde", "first-advice/mbe", "health/krankenkasse"]


def test_route_first_row_wins(router: Router) -> None:
    route = router.route({**ADULT, "status": ("no_papers",), "need": ("first_steps",)})
    assert {row for each in route.stations for row in each.rows} == {"F1", "A1"}


def test_route_needs_in_order_ticked(router: Router) -> None:
    answers = {"who": ("child",), "children": ("6-11",), "status": ("eu",)}
    first = router.route({**answers, "need": ("first_steps", "child")})
    second = router.route({**answers, "need": ("child", "first_steps")})
    assert (pairs(first)[0], pairs(second)[0]) == ("registration/meldebehoerde",
                                                   "school/schulberatung")


def test_route_nothing_answered_still_advice_trap_21(router: Router) -> None:
    assert pairs(router.route({})) == ["first-advice/sozialberatung"]


def test_route_safety_before_everything(router: Router) -> None:
    answers = {**ADULT, "status": ("work",), "need": ("first_steps", "safety"),
               "doc_expires": ("soon",), "registered": ("no",), "address": ("yes",)}
    assert pairs(router.route(answers))[0] == "emergency/notruf-polizei"


def test_route_earliest_duty_first(router: Router) -> None:
    answers = {**ADULT, "status": ("work",), "need": ("child",), "doc_expires": ("soon",),
               "registered": ("no",), "address": ("yes",)}
    assert pairs(router.route(answers))[:2] == ["registration/meldebehoerde",
                                                "residence-law/auslaenderbehoerde"]


def test_route_switch_changes_on_its_day_trap_24(town: Guide, router: Router) -> None:
    answers = {**ADULT, "status": ("work",), "need": ("first_steps",)}
    later = Router(town, datetime.date(2027, 1, 1)).route(answers)
    assert (pairs(router.route(answers))[-1], pairs(later)) == (
        "first-advice/mbe", ["residence-law/auslaenderbehoerde", "first-advice/mbe"])


def test_route_expired_row_no_claim_trap_24(town: Guide, router: Router) -> None:
    answers = {**ADULT, "status": ("work",), "need": ("child",), "doc_expires": ("soon",)}
    office = "residence-law/auslaenderbehoerde"
    later = Router(town, datetime.date(2027, 1, 1)).route(answers)
    assert [each.id for each in station(router.route(answers), office).deadlines] == ["D-EXTEND"]
    assert station(later, office).deadlines == ()
    assert reasons(later, office) == [
        "Diese Regel kann sich geändert haben. Bitte lassen Sie sie in der Beratung prüfen."]


def test_route_branch_otherwise(router: Router) -> None:
    answers = {**ADULT, "status": ("dont_know",), "need": ("first_steps",)}
    assert pairs(router.route(answers)) == ["first-advice/welcome-desk"]


def test_route_refinement_read_when_given(router: Router) -> None:
    answers = {**ADULT, "status": ("eu",), "need": ("first_steps",), "topic": ("meet",)}
    assert pairs(router.route(answers))[-1] == "leisure/begegnung"


def test_route_ignored_answers_listed(router: Router) -> None:
    route = router.route({"who": ("me",), "children": ("0", "6-11"), "age": ("27-66",)})
    assert route.ignored == ("children=0", "children=6-11")


def test_route_duplicate_joined_with_all_rows(router: Router) -> None:
    answers = {**ADULT, "status": ("eu",), "need": ("first_steps", "child")}
    assert station(router.route(answers), "first-advice/mbe").rows == ("F2", "A4", "C12")


def test_route_reasons_only_of_rows_that_fired_trap_20(town: Guide, router: Router) -> None:
    answers = {**ADULT, "status": ("asylum",), "need": ("first_steps",)}
    route = router.route(answers)
    told = {reason.row for each in route.stations for reason in each.reasons}
    assert told == {"F5"}
    assert told <= {row for each in route.stations for row in each.rows}


def test_route_same_reason_once(router: Router) -> None:
    answers = {"who": ("child",), "children": ("6-11", "12-17"), "status": ("eu",),
               "need": ("child",)}
    found = station(router.route(answers), "school/schulberatung")
    assert (len(found.reasons), found.persons) == (1, ("6-11", "12-17"))
    assert found.reasons[0].persons == ("6-11", "12-17")


def test_route_reason_names_its_person_trap_12(router: Router) -> None:
    answers = {"who": ("family",), "age": ("27-66",), "children": ("0", "6-11"),
               "status": ("eu",), "need": ("first_steps", "child")}
    route = router.route(answers)
    schools = station(route, "school/schulberatung").reasons
    assert [reason.persons for reason in schools] == [("6-11",)]
    places = station(route, "kita/kita-platz").reasons
    assert [reason.persons for reason in places] == [("0",)]


def test_route_other_child_changes_nothing_trap_12(router: Router) -> None:
    answers = {"who": ("family",), "age": ("27-66",), "status": ("eu",),
               "need": ("first_steps", "child")}
    one = router.route({**answers, "children": ("0",)})
    two = router.route({**answers, "children": ("0", "6-11")})
    assert station(one, "kita/kita-platz") == station(two, "kita/kita-platz")


def test_route_sentence_without_missing_office(router: Router) -> None:
    answers = {**ADULT, "status": ("eu",), "need": ("first_steps",), "registered": ("yes",)}
    route = router.route(answers)
    assert pairs(route) == ["first-advice/mbe", "health/krankenkasse"]
    assert reasons(route, "health/krankenkasse") == ["Wichtig ist jetzt eine Krankenversicherung."]


def test_route_registered_drops_deadline(router: Router) -> None:
    answers = {**ADULT, "status": ("eu",), "need": ("first_steps",), "registered": ("yes",)}
    assert [each.deadlines for each in router.route(answers).stations] == [(), ()]


def test_route_sentence_that_names_missing_office_dropped(router: Router) -> None:
    answers = {**MINOR, "status": ("work",), "need": ("first_steps",), "registered": ("yes",),
               "alone_minor": ("yes",)}
    route = router.route(answers)
    told = {reason.row for each in route.stations for reason in each.reasons}
    assert (pairs(route), told) == (
        ["family/jugendamt", "family/child-helpline", "youth-advice/jmd"], {"S1"})


def test_route_sentence_of_replaced_office(router: Router) -> None:
    answers = {**ADULT, "status": ("asylum",), "need": ("first_steps",),
               "lives_in": ("state_facility",)}
    route = router.route(answers)
    assert pairs(route) == ["asylum-advice/fluechtlingsberatung",
                            "asylum-advice/unterkunft-beratung"]
    assert reasons(route, "asylum-advice/unterkunft-beratung") == [
        "In der Unterkunft vom Land gibt es eigene Angebote. Fragen Sie die Beratung im Haus."]


def test_route_filter_of_one_table(router: Router) -> None:
    answers = {**ADULT, "status": ("eu",), "need": ("safety", "child")}
    route = router.route(answers)
    assert station(route, "first-advice/mbe").rows == ("Z1", "A4", "C12")


def test_route_young_reader_addressed_as_du(router: Router) -> None:
    answers = {**MINOR, "status": ("eu",), "need": ("child",)}
    assert reasons(router.route(answers), "school/schulberatung") == [
        "Du musst zur Schule gehen. Die Schulberatung findet mit dir eine Schule."]


def test_route_parent_addressed_as_sie(router: Router) -> None:
    answers = {"who": ("child",), "children": ("12-17",), "status": ("eu",), "need": ("child",)}
    assert reasons(router.route(answers), "school/schulberatung") == [
        "Ihr Kind muss zur Schule gehen. Die Schulberatung findet mit Ihnen eine Schule."]


def test_route_child_in_danger_keeps_row_of_child(router: Router) -> None:
    answers = {"who": ("family",), "age": ("27-66",), "children": ("1-5",), "status": ("eu",),
               "need": ("safety",), "kind": ("child_in_danger",)}
    route = router.route(answers)
    assert station(route, "family/jugendamt").persons == ("1-5",)


def test_route_hidden_line_and_link(router: Router) -> None:
    assert router.route({**ADULT, "status": ("prefer_not",)}).lines == (
        ("Wenn Sie ein Aufenthaltspapier haben, gibt es weitere Stellen.", "status"),)


def test_route_no_papers_no_line(router: Router) -> None:
    assert router.route({**ADULT, "status": ("no_papers",)}).lines == ()


def test_route_minor_without_papers_helpline_before_jugendamt(router: Router) -> None:
    answers = {**MINOR, "status": ("no_papers",), "alone_minor": ("yes",)}
    route = router.route(answers)
    assert pairs(route)[:2] == ["family/child-helpline", "family/jugendamt"]
    assert station(route, "family/jugendamt").says == (
        "Das Jugendamt hilft jedem Kind, auch ohne Papiere.",)


def test_route_adult_without_papers_no_jugendamt(router: Router) -> None:
    answers = {**ADULT, "status": ("no_papers",), "need": ("safety",),
               "kind": ("child_in_danger",)}
    assert "family/jugendamt" not in pairs(router.route(answers))


def test_route_gap_with_fallback(router: Router) -> None:
    answers = {**ADULT, "status": ("eu",), "need": ("first_steps",)}
    gap = station(router.route(answers), "health/krankenkasse")
    assert (gap.service, gap.reachable, gap.exposure, gap.public_body) == (
        None, False, "reports", True)
    assert gap.fallback is not None
    assert gap.fallback.service is router.guide.services["rathaus"]


def test_route_gap_of_hidden_confidential_fallback(router: Router) -> None:
    answers = {"who": ("child",), "children": ("1-5",), "status": ("no_papers",),
               "need": ("child",)}
    gap = station(router.route(answers), "kita/kita")
    assert gap.fallback is not None
    assert gap.fallback.service is router.guide.services["zuflucht"]


def test_route_station_takes_exposure_of_service(router: Router) -> None:
    answers = {**ADULT, "status": ("eu",), "need": ("first_steps",)}
    found = station(router.route(answers), "registration/meldebehoerde")
    assert (found.exposure, found.public_body, found.reachable) == ("reports", True, True)


def test_route_language_passed_on(town: Guide, router: Router) -> None:
    old = town.services["migrationsberatung"]
    other = dataclasses.replace(old, id="other", number=90, languages=("fa",))
    both = dataclasses.replace(town, services={**town.services, "other": other})
    answers = {**ADULT, "status": ("eu",), "need": ("child",)}
    route = Router(both, router.today).route(answers, "fa")
    (found,) = route.stations
    assert (found.service, [each.service for each in found.alternatives]) == (other, [old])


def test_route_hidden_where_status_missing(router: Router) -> None:
    given_status = [{}, {"status": ("prefer_not",)}, {"status": ("eu",)}]
    assert [router.route(each).hidden for each in given_status] == [True, True, False]


def test_route_ids_of_questions_and_stations_apart_trap_34(town: Guide, router: Router) -> None:
    service = dataclasses.replace(town.services["migrationsberatung"], id="status")
    services = {key: each for key, each in town.services.items() if key != "migrationsberatung"}
    renamed = Router(dataclasses.replace(town, services={**services, "status": service}),
                     router.today)
    answers = {**ADULT, "status": ("eu",), "need": ("first_steps", "child")}
    assert pairs(renamed.route(answers)) == pairs(router.route(answers))


def test_remember_computes_once(town: Guide) -> None:
    router = Router(town, datetime.date(2026, 11, 20))
    assert [router.remember("x", lambda: ["a"]), router.remember("x", lambda: ["b"])] == [
        ["a"], ["a"]]


def test_remember_bounded(town: Guide) -> None:
    router = Router(town, datetime.date(2026, 11, 20))
    for number in range(MOST_KNOWN + 1):
        router.remember(number, list)
    assert router.remember(0, lambda: ["again"]) == ["again"]
