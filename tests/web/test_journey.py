"""The questionnaire with and without cookies: forwards, back, across languages, and past it."""

from collections.abc import Callable

import pytest
from flask import Flask
from kinds import HOUSEHOLDS, finished
from pages import Page, words
from visitor import Visitor

from laufmappe.domain import asking, token
from laufmappe.domain.question import CORE
from laufmappe.web.book import Book

Look = Callable[..., Page]
COOKIES = pytest.mark.parametrize("cookies", [True, False], ids=["cookies", "no cookies"])


def book_of(app: Flask) -> Book:
    """Return what the site holds."""
    book: Book = app.extensions["laufmappe"]
    return book


def held(app: Flask, visitor: Visitor) -> dict[str, tuple[str, ...]]:
    """Return the answers the browser holds now."""
    return token.read(book_of(app).guide, visitor.token)


@COOKIES
@pytest.mark.parametrize("name", HOUSEHOLDS)
def test_journey_reaches_the_way(app: Flask, page: Look, name: str, cookies: bool) -> None:
    visitor = Visitor(app, page, cookies=cookies)
    pages = visitor.walk(HOUSEHOLDS[name])
    assert pages[0] == "frage/who"
    answers = held(app, visitor)
    expected = {key: given for key, given in HOUSEHOLDS[name].items() if key in answers}
    assert {key: answers[key] for key in expected} == expected
    visitor.follow("mappe")
    assert visitor.page.here == "mappe"
    assert len(visitor.page.all("h3")) >= 1
    assert held(app, visitor) == answers


def test_journey_same_with_and_without_cookies(app: Flask, page: Look) -> None:
    seen = []
    for cookies in (True, False):
        visitor = Visitor(app, page, "en", cookies=cookies)
        asked = visitor.walk(HOUSEHOLDS["family"])
        check = visitor.page.words()
        way = visitor.follow("mappe").words()
        seen.append((asked, check, way, visitor.token))
    assert seen[0] == seen[1]


@COOKIES
def test_language_switch_keeps_page_and_answers(app: Flask, page: Look, cookies: bool) -> None:
    visitor = Visitor(app, page, cookies=cookies)
    codes = list(book_of(app).languages) * 9
    visitor.follow("frage/who")
    while visitor.page.here != "mappe":
        here, answers = visitor.page.here, visitor.token
        codes.append(codes.pop(0))
        visitor.speak(codes[0])
        assert (visitor.page.here, visitor.token) == (here, answers)
        visitor.reply(HOUSEHOLDS["adult"]) if visitor.asked() else visitor.follow("mappe")
    answers = visitor.token
    links = set()
    for code in book_of(app).languages:
        visitor.speak(code)
        assert (visitor.page.here, visitor.token) == ("mappe", answers)
        links.add(visitor.page.heading)
    assert len(links) >= len(book_of(app).languages) - 1  # Leichte Sprache may say it alike


@COOKIES
def test_language_switch_shows_chosen_options(app: Flask, page: Look, cookies: bool) -> None:
    visitor = Visitor(app, page, cookies=cookies)
    visitor.walk(HOUSEHOLDS["family"])
    visitor.follow("frage/need")
    before = visitor.page.checked()
    assert before == {("need", "first_steps"), ("need", "child")}
    visitor.speak("ar")
    assert visitor.page.checked() == before


@COOKIES
def test_back_keeps_later_answers(app: Flask, page: Look, cookies: bool) -> None:
    visitor = Visitor(app, page, cookies=cookies)
    visitor.walk(HOUSEHOLDS["adult"])
    answers = held(app, visitor)
    while visitor.page.here != "frage/who":
        before = visitor.page.here
        [back] = [each for each in visitor.targets("frage/") if _is_back(visitor, each)][:1]
        visitor.follow(back)
        assert visitor.page.here != before
    assert visitor.page.checked() == {("who", "me")}
    visitor.reply(HOUSEHOLDS["adult"])
    assert visitor.page.here == "pruefen"
    assert held(app, visitor) == answers


def _is_back(visitor: Visitor, target: str) -> bool:
    """Say whether this is the link or button at the top of the page."""
    first = next(visitor.page.root.iter("main"))[1]  # after the one to read aloud
    return any(f"/{visitor.code}/{target}" in (each.get("href"), each.get("action"))
               for each in first.iter())


@COOKIES
def test_change_drops_only_what_is_unreachable(app: Flask, page: Look, cookies: bool) -> None:
    visitor = Visitor(app, page, cookies=cookies)
    before = HOUSEHOLDS["adult"]
    visitor.jump("frage/status", token.write(book_of(app).guide, before))
    visitor.answer(status=["duldung"])
    after = held(app, visitor)
    assert "eu_activity" in before
    kept = {key: given for key, given in before.items() if key != "eu_activity"}
    assert after == {**kept, "status": ("duldung",)}
    # The old answer does not come back when the first one does (trap 16).
    visitor.jump("frage/status")
    visitor.answer(status=["eu"])
    assert "eu_activity" not in held(app, visitor)


@COOKIES
def test_change_who_keeps_needs_and_status(app: Flask, page: Look, cookies: bool) -> None:
    visitor = Visitor(app, page, cookies=cookies)
    visitor.walk(HOUSEHOLDS["family"])
    visitor.follow("frage/who")
    visitor.answer(who=["me"])
    answers = held(app, visitor)
    assert "children" not in answers
    assert (answers["need"], answers["age"], answers["status"]) == (
        ("first_steps", "child"), ("27-59",), ("asylum",))


@COOKIES
@pytest.mark.parametrize("known", range(5))
def test_jump_ahead_leads_to_next_open_question(app: Flask, page: Look, cookies: bool,
                                                known: int) -> None:
    pages = ["who", "need", "age", "status"]
    visitor = Visitor(app, page, cookies=cookies)
    visitor.follow("frage/who")
    for _ in range(known):
        visitor.reply({**HOUSEHOLDS["adult"], "need": ["meet"], "status": ["german"]})
    expected = visitor.page.here
    for target in ("frage/status", "frage/21", "frage/6", "pruefen"):
        if known < 4 and target.removeprefix("frage/") not in pages[:known + 1]:
            visitor.jump(target)
            assert visitor.page.here == expected


@COOKIES
def test_jump_to_way_leads_to_next_open_question(app: Flask, page: Look, cookies: bool) -> None:
    visitor = Visitor(app, page, cookies=cookies)
    visitor.follow("frage/who")
    visitor.answer(who=["me"])
    answers = visitor.token
    for target in ("mappe", "mappe.pdf"):
        visitor.jump(target, answers)
        assert (visitor.page.here, visitor.token) == ("frage/need", answers)


def test_jump_without_answers_leads_to_the_beginning(app: Flask, page: Look) -> None:
    for target in ("frage/need", "frage/status", "frage/6", "pruefen"):
        assert page(f"/uk/{target}").here == "frage/who"
    for target in ("mappe", "mappe.pdf"):
        assert page(f"/uk/{target}").here == ""


@COOKIES
def test_rejected_form_does_not_come_back(app: Flask, page: Look, cookies: bool) -> None:
    visitor = Visitor(app, page, cookies=cookies)
    visitor.follow("frage/who")
    visitor.answer(who=["me"])
    before = visitor.token
    visitor.answer(422, need=["german", "xyzzy"])
    assert visitor.token == before
    visitor.jump("frage/need")
    assert visitor.page.checked() == set()
    assert "need" not in held(app, visitor)


@pytest.mark.parametrize("code", ["de", "en", "ar", "uk"])
def test_none_chosen_says_so_kindly(app: Flask, page: Look, code: str) -> None:
    look_up = book_of(app).languages[code].words.text
    visitor = Visitor(app, page, code)
    visitor.follow("frage/who")
    rejected = visitor.answer(422)
    assert rejected.title == f"{look_up('Fehler')}: {look_up('Für wen suchen Sie Hilfe?')} " \
        "– Laufmappe"
    assert look_up("Bitte wählen Sie eine Antwort.") in rejected.words()
    kind = "„Ich weiß nicht“ und „Das möchte ich nicht sagen“ sind auch Antworten."
    assert look_up(kind) in rejected.words()
    alert = next(each for each in rejected.root.iter("div") if each.get("role") == "alert")
    assert words(alert)


@pytest.mark.parametrize("given", ["xyzzy", "", "0", "me ", "ME", "1", "child_in_danger", "\0"])
def test_unknown_option_is_refused(app: Flask, page: Look, given: str) -> None:
    visitor = Visitor(app, page)
    visitor.follow("frage/who")
    rejected = visitor.answer(422, who=[given])
    assert "Diese Antwort gibt es hier nicht." in rejected.words()
    assert visitor.token == ""
    assert rejected.checked() == set()


def test_option_of_another_who_is_refused(app: Flask, page: Look) -> None:
    visitor = Visitor(app, page)
    visitor.follow("frage/who")
    visitor.answer(who=["me"])
    visitor.answer(need=["meet"])
    visitor.answer(422, age=["0"])
    visitor.answer(age=["67+"])
    assert held(app, visitor)["age"] == ("67+",)


@COOKIES
def test_zero_is_an_answer(app: Flask, page: Look, cookies: bool) -> None:
    visitor = Visitor(app, page, cookies=cookies)
    visitor.follow("frage/who")
    visitor.answer(who=["child"])
    visitor.answer(need=["child"])
    visitor.answer(children=["0"])
    assert visitor.page.here == "frage/status"
    assert held(app, visitor)["children"] == ("0",)
    visitor.follow("frage/age")
    assert visitor.page.checked() == {("children", "0")}


def test_foreign_question_in_a_form_is_ignored(app: Flask, page: Look) -> None:
    visitor = Visitor(app, page)
    visitor.follow("frage/who")
    visitor.answer(who=["me"], status=["eu"], kind=["danger_now"], xyzzy=["1"])
    assert held(app, visitor) == {"who": ("me",)}


def test_one_of_many_is_taken(app: Flask, page: Look) -> None:
    visitor = Visitor(app, page)
    visitor.follow("frage/who")
    visitor.answer(who=["me", "child"])
    visitor.answer(need=["german", "german", "dont_know", "work"])
    assert held(app, visitor) == {"who": ("me",), "need": ("german", "work")}


@COOKIES
@pytest.mark.parametrize("code", ["de", "ar"])
def test_safety_shows_the_numbers_at_once(app: Flask, page: Look, code: str,
                                          cookies: bool) -> None:
    guide = book_of(app).guide
    visitor = Visitor(app, page, code, cookies=cookies)
    visitor.follow("frage/who")
    visitor.answer(who=["me"])
    shown = visitor.answer(need=["meet", "safety"])
    assert shown.here == "hilfe"
    # While no paper is named, help lines stand before the police (decisions 4).
    lines = sorted((guide.services[name] for name in guide.site.safety),
                   key=lambda each: not each.confidential)
    calls = [each.get("href", "") for each in next(shown.root.iter("main")).iter("a")]
    assert [each for each in calls if each.startswith("tel:")] == [
        f"tel:{each.phones[0].tel}" for each in lines]
    # Further questions are offered, not demanded: the way is one tap away.
    assert visitor.targets("frage/")[0] == "frage/age"
    assert visitor.follow("mappe").here == "mappe"


def test_code_opens_the_way_of_every_household(app: Flask, page: Look) -> None:
    book = book_of(app)
    for cookies in (True, False):
        for answers in HOUSEHOLDS.values():
            whole = asking.essential(book.router, answers)
            visitor = Visitor(app, page, "en", cookies=cookies)
            visitor.open("code")
            visitor.page = page("/en/code", by=visitor.client, method="POST", data={
                "code": token.spoken(token.write(book.guide, whole)).lower()})
            assert visitor.page.here == "mappe"


@COOKIES
def test_way_by_code_goes_on_though_some_answers_change_nothing(app: Flask, page: Look,
                                                                cookies: bool) -> None:
    """A code leaves out what changes nothing, as "I don't know"; nobody is asked for it again."""
    book = book_of(app)
    shorter = 0
    for answers in HOUSEHOLDS.values():
        whole = finished(book.guide, {name: given for name, given in answers.items()
                                      if name in CORE})
        left = asking.essential(book.router, whole)
        shorter += len(left) < len(whole)
        visitor = Visitor(app, page, "de", cookies=cookies)
        visitor.page = page("/de/code", by=visitor.client, method="POST",
                            data={"code": token.write(book.guide, left)})
        if asking.next_page(book.router, asking.settled(book.router, left)):
            continue  # what comes on top is asked again
        for target in ("mappe-drucken", "hilfe", "mappe", "pruefen"):
            visitor.follow(target) if target != "hilfe" else visitor.jump(target)
            assert visitor.page.here == target, whole
    assert shorter > 3


def test_nothing_leads_past_the_question_whether_a_child_is_alone(app: Flask, page: Look) -> None:
    for status in ("no_papers", "asylum", "dont_know", "prefer_not"):
        answers = {"who": ("me",), "need": ("german",), "age": ("16-17",), "status": (status,)}
        visitor = Visitor(app, page)
        visitor.client.set_cookie("antworten", token.write(book_of(app).guide, answers))
        for path in ("mappe", "mappe-drucken", "mappe.pdf", "pruefen"):
            answer = visitor.client.get(f"/de/{path}")
            assert answer.status_code == 303
            assert answer.location == "/de/frage/" + book_of(app).guide.step("alone_minor")


@COOKIES
def test_link_page_answers_can_be_changed(app: Flask, page: Look, cookies: bool) -> None:
    visitor = Visitor(app, page, cookies=cookies)
    visitor.open(f"m/{token.write(book_of(app).guide, HOUSEHOLDS['adult'])}")
    assert visitor.targets("frage/") == []
    visitor.follow("pruefen")
    assert visitor.page.here == "pruefen"
    assert held(app, visitor) == HOUSEHOLDS["adult"]
    visitor.follow("frage/status")
    assert visitor.page.checked() == {("status", "eu")}
