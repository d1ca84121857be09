"""Nobody brings papers to a telephone number or a website, or looks for its door."""

from dataclasses import replace

import pytest
from pages import words

from laufmappe.domain import token
from laufmappe.web import card

WORK = {"who": ("me",), "need": ("recognition",), "age": ("27-59",), "status": ("eu",),
        "registered": ("yes",)}
HIDDEN = {"who": ("me",), "need": ("first_steps",), "age": ("27-59",), "status": ("no_papers",)}


@pytest.fixture
def drawn(app):
    """Return a function: the cards of a way on which each service was changed before."""
    book = app.extensions["laufmappe"]

    def draw(answers, **changes):
        route = book.router.route(answers, "de")
        stops = tuple(stop._replace(stations=tuple(
            each._replace(choice=each.choice and each.choice._replace(
                service=replace(each.choice.service, **changes)))
            for each in stop.stations)) for stop in route.stops)
        return [each for each in card.cards(book.guide, route, book.languages["de"].locale, stops)
                if each.service]

    return draw


@pytest.mark.parametrize("answers", [WORK, HIDDEN], ids=["eu", "no papers"])
@pytest.mark.parametrize(("kind", "asked"), [("place", True), ("phone", False), ("online", False)])
def test_what_to_bring_and_to_show_only_where_somebody_goes(drawn, answers, kind, asked):
    """The kind of the service decides, not the kind of office."""
    shown = drawn(answers, kind=kind, bring=())
    assert shown
    assert {bool(each.bring) for each in shown} == {bool(each.say) for each in shown} == {asked}


def test_what_an_editor_asks_for_a_call_is_kept(drawn):
    """A service's own list stands, whatever its kind."""
    own = ("Zeugnisse",)
    assert {each.bring for each in drawn(WORK, kind="phone", bring=own)} == {own}


@pytest.mark.parametrize("name", ["hotline-arbeiten-leben", "faire-integration"])
def test_page_of_a_distant_service_asks_for_nothing(app, page, name):
    """The same on its page in the directory."""
    service = app.extensions["laufmappe"].guide.services[name]
    assert service.distant
    assert "Mitbringen" not in words(page(f"/de/stellen/{service.number}").root)


def test_way_to_a_hotline_names_no_door(app, page):
    """On the way a hotline stands without the words for doors, places with them."""
    guide = app.extensions["laufmappe"].guide
    shown = page(f"/de/m/{token.write(guide, WORK)}")
    stops = [words(each) for each in shown.root.iter("li") if each.get("id", "").startswith("s")]
    hotline = [text for text in stops if "Hotline" in text.split("Es gibt auch")[0]]
    assert len(hotline) == 1
    assert "An der Tür steht" not in hotline[0]
    assert "Mitbringen" not in hotline[0]
    assert any("An der Tür steht" in text and "Mitbringen" in text for text in stops)
