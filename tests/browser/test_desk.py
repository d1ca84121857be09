"""The desk in a browser: by keyboard from a blank form to the paper, and without a script."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from at_desk import PASSWORD, SECRET, Clock, address, clock, code, press, site, staff
from axe_playwright_python.base import AXE_SCRIPT
from flask import Flask
from playwright.sync_api import Page, Route, expect
from served import AXE, Site

from laufmappe.store.staff import Staff

pytestmark = pytest.mark.browser

__all__ = ["address", "clock", "press", "site", "staff"]

Window = Callable[..., AbstractContextManager[Page]]
WIDE = {"width": 1280, "height": 900}
MOST_KEYS = 15


@pytest.fixture
def served(site: Flask) -> Iterator[Site]:
    """Return the desk on a free port."""
    found = Site(site)
    thread = threading.Thread(target=found.server.serve_forever, daemon=True)
    thread.start()
    yield found
    found.server.shutdown()
    thread.join()


def enter(page: Page, served: Site, staff: Staff, clock: Clock, role: str = "desk") -> None:
    """Make an account and sign in with the keyboard."""
    staff.enrol(staff.add("anna", role, "mbe-awo", clock.now), PASSWORD, SECRET, 0, clock.now)
    page.goto(f"{served.address}/schalter/neu")
    page.locator("#name").fill("anna")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    page.keyboard.type(code(clock))
    with page.expect_navigation(url="**/schalter/neu"):
        page.keyboard.press("Enter")


def test_blank_form_to_paper_in_fifteen_keys(served: Site, window: Window, staff: Staff,
                                             clock: Clock) -> None:
    with window(viewport=WIDE) as page:
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        enter(page, served, staff, clock)
        keys = 0

        def press(key: str, focus: str) -> None:
            nonlocal keys
            keys += 1
            page.keyboard.press(key)
            expect(page.locator(":focus")).to_have_attribute("id", focus)

        expect(page.locator("#sprache")).to_be_focused()
        press("a", "sprache")
        press("Enter", "who-1")
        press("1", "need-1")
        press("1", "need-1")
        press("2", "need-2")
        press("Enter", "age-1")
        press("5", "status-1")
        press("1", page.locator("fieldset:not(:has(:checked)) input").first.get_attribute("id")
              or "drucken")
        expect(page.locator("#weg h3").first).to_be_visible()
        print_button = page.locator("#drucken")
        while print_button.evaluate("each => each !== document.activeElement"):
            page.keyboard.press("Enter")  # what is not answered is passed over
            keys += 1
            assert keys < MOST_KEYS
        with page.context.expect_page() as opened:
            page.keyboard.press("Enter")
            keys += 1
        assert opened.value
        assert page.locator("#sprache").input_value() == "ar"
        assert keys <= MOST_KEYS
        assert errors == []


def test_who_is_quicker_than_the_answer_is_not_called_back(
        served: Site, window: Window, staff: Staff, clock: Clock) -> None:
    with window(viewport=WIDE) as page:
        enter(page, served, staff, clock)
        held: list[Route] = []
        page.route("**/schalter/neu", lambda route: held.append(route))
        page.locator("#who-1").focus()
        page.keyboard.press("1")
        page.keyboard.press("Enter")
        expect(page.locator("#need-1")).to_be_focused()
        page.keyboard.press("Enter")
        further = page.locator(":focus").get_attribute("id")
        assert further not in {"who-1", "need-1"}
        expect(page.locator("#weg h2")).to_have_count(0)
        held[0].continue_()
        expect(page.locator("#weg h2").first).to_be_visible()
        expect(page.locator(":focus")).to_have_attribute("id", further or "")


def test_answer_before_the_script_has_come_is_seen_by_it(
        served: Site, window: Window, staff: Staff, clock: Clock) -> None:
    with window(viewport=WIDE) as page:
        enter(page, served, staff, clock)
        held: list[Route] = []
        page.route("**/desk/*.js", lambda route: held.append(route))
        page.goto(f"{served.address}/schalter/neu", wait_until="commit")
        page.locator("input[name=who][value=me]").check()
        expect(page.locator("#zeigen")).to_be_visible()
        while not held:
            page.wait_for_timeout(20)
        held[0].continue_()
        expect(page.locator("#weg h2")).to_be_visible()
        expect(page.locator("input[name=who][value=me]")).to_be_checked()
        expect(page.locator("#zeigen")).to_be_hidden()


def test_the_same_without_the_script(served: Site, window: Window, staff: Staff,
                                     clock: Clock) -> None:
    with window(viewport=WIDE, java_script_enabled=False) as page:
        enter(page, served, staff, clock)
        for asked in ({"who": "me", "need": "german"}, {"age": "27-59", "status": "eu"}):
            for name, value in asked.items():
                page.locator(f"input[name={name}][value='{value}']").check()
            with page.expect_navigation():
                page.locator("#zeigen").click()
        before = page.locator("#weg ol.line h3").all_inner_texts()
        assert len(before) > 2
        with page.expect_navigation():
            page.get_by_role("button", name=f"{before[0]} herausnehmen").click()
        assert page.locator("#weg ol.line h3").all_inner_texts() == before[1:]


def test_screen_says_at_once_that_an_appointment_is_kept(
        served: Site, window: Window, staff: Staff, clock: Clock) -> None:
    with window(whole=True, viewport=WIDE) as page:
        enter(page, served, staff, clock)
        for each in ("who-1", "need-2"):
            before = page.locator("#weg").inner_text()
            page.locator(f"label[for={each}]").click()
            expect(page.locator("#weg")).not_to_have_text(before, use_inner_text=True)
        expect(page.locator("#gespeichert")).to_contain_text("Nicht gespeichert")
        page.locator("#weg summary").first.click()
        page.locator("#tag-1").fill("2026-12-01")
        page.locator("#zeit-1").fill("09:30")
        page.locator("#zeit-1").blur()
        expect(page.locator("#gespeichert")).to_contain_text("Wird beim Drucken gespeichert")
        assert page.locator("#zeit-1").input_value() == "09:30"
        code = page.locator("input[name=mappe]").input_value()
        with page.context.expect_page() as opened:
            page.locator("#drucken").click()
        opened.value.wait_for_load_state()
        page.goto(f"{served.address}/schalter/mappe")
        expect(page.locator("#code")).to_be_focused()
        page.keyboard.type(code)
        page.keyboard.press("Enter")
        expect(page.get_by_text("Termin am 01.12.2026 um 09:30 Uhr")).to_be_visible()
        page.get_by_role("button", name="war da").first.click()
        expect(page.get_by_role("status")).to_have_text("Gestempelt.")


def test_what_is_entered_while_an_answer_is_on_its_way_stays(
        served: Site, window: Window, staff: Staff, clock: Clock) -> None:
    with window(whole=True, viewport=WIDE) as page:
        enter(page, served, staff, clock)
        page.locator("label[for=who-1]").click()
        expect(page.locator("#gespeichert")).to_contain_text("Nicht gespeichert")
        before = page.locator("#weg ol.line h3").all_inner_texts()
        held: list[Route] = []
        page.route("**/schalter/neu", lambda route: held.append(route))
        page.locator("label[for=need-4]").click()
        page.locator("#weg summary").first.click()
        key = page.locator("#tag-1").get_attribute("name")
        page.locator("#tag-1").fill("2026-12-01")
        page.locator("#zeile").fill("Bitte im zweiten Stock klingeln.")
        page.locator("label[for=satz-1]").click()
        for each in held:
            each.continue_()
        expect(page.locator("#gespeichert")).to_contain_text("Wird beim Drucken gespeichert")
        assert page.locator("#weg ol.line h3").all_inner_texts() != before
        assert page.locator("#zeile").input_value() == "Bitte im zweiten Stock klingeln."
        assert page.locator("#satz-1").is_checked()
        expect(page.locator(f"[name='{key}']")).to_be_visible()
        assert page.locator(f"[name='{key}']").input_value() == "2026-12-01"


def test_warning_of_an_authority_stays_until_it_is_answered(
        served: Site, window: Window, staff: Staff, clock: Clock) -> None:
    office = next(each for each in served.guide.services.values()
                  if each.reports and each.reachable)
    with window(whole=True, viewport=WIDE) as page:
        enter(page, served, staff, clock)
        for field in ("input[name=who][value=me]", "input[name=need][value=german]"):
            before = page.locator("#weg").inner_text()
            page.locator(field).check()
            expect(page.locator("#weg")).not_to_have_text(before, use_inner_text=True)
        page.locator("#stelle").fill(f"{office.number} {office.name}")
        page.get_by_role("button", name="Dazunehmen").click()
        expect(page.get_by_text("Das kann der Person schaden.")).to_be_visible()
        with page.expect_response("**/schalter/neu"):
            page.locator("input[name=age][value='27-59']").check()
        page.wait_for_timeout(300)
        expect(page.get_by_text("Das kann der Person schaden.")).to_be_visible()
        page.locator("label[for=trotzdem]").click()
        expect(page.locator("#trotzdem")).to_be_checked()
        page.get_by_role("button", name="Dazunehmen").click()
        expect(page.locator("#weg ol.line h3", has_text=office.name)).to_have_count(1)


@pytest.mark.parametrize("script", [True, False])
def test_form_is_still_there_after_signing_in_again(
        served: Site, window: Window, staff: Staff, clock: Clock, script: bool) -> None:
    with window(viewport=WIDE, java_script_enabled=script) as page:
        enter(page, served, staff, clock)
        page.locator("input[name=who][value=me]").check()
        if script:
            expect(page.locator("#weg h2")).to_be_visible()
        clock.on(minutes=31)
        page.locator("input[name=need][value=german]").click()  # the page may be gone at once
        if not script:
            page.locator("#zeigen").click()
        expect(page.get_by_role("alert")).to_contain_text("Ihre Eingaben sind noch da.")
        page.locator("#name").fill("anna")
        page.locator("#passwort").fill(PASSWORD)
        page.locator("#code").fill(code(clock))
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Weiter mit meinen Eingaben").click()
        expect(page.locator("input[name=need][value=german]")).to_be_checked()
        expect(page.locator("input[name=who][value=me]")).to_be_checked()


@pytest.mark.parametrize("script", [True, False])
def test_changing_an_account_asks_for_a_code_and_goes_on(
        served: Site, window: Window, staff: Staff, clock: Clock, script: bool) -> None:
    with window(viewport=WIDE, java_script_enabled=script) as page:
        enter(page, served, staff, clock, "lead")
        expect(page.get_by_role("button", name="Abmelden")).to_be_visible()
        clock.on(minutes=11)
        page.goto(f"{served.address}/schalter/konten")
        page.locator("#name").fill("Eva <3")
        page.locator("#rolle").select_option("lead")
        page.locator("#stelle").select_option("mbe-awo")
        page.get_by_role("button", name="Einladen", exact=True).click()
        expect(page.locator("h1")).to_have_text("Bitte bestätigen Sie, dass Sie es sind")
        expect(page.locator("#nachweis")).to_be_focused()
        if script:
            assert page.evaluate(f"async () => {{ {AXE_SCRIPT}; return await ({AXE})(); }}") == []
        page.keyboard.type("000000")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("Der Code stimmt nicht")
        assert [each.name for each in staff.all()] == ["anna"]
        page.locator("#nachweis").fill(code(clock))
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Einladung für eva <3")
        made = staff.find("eva <3")
        assert made
        assert (made.role, made.office) == ("lead", "mbe-awo")
        page.goto(f"{served.address}/schalter/")  # the session goes on under its new id
        expect(page.locator("h1")).to_have_text("Guten Tag, anna")


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(served: Site, window: Window, staff: Staff,
                                                  clock: Clock, width: int) -> None:
    with window(viewport={"width": width, "height": 800}) as page:
        page.context.add_init_script(AXE_SCRIPT)
        found = {}
        for path in ("anmelden", "einladung"):
            page.goto(f"{served.address}/schalter/{path}")
            found[path] = page.evaluate(AXE)
        enter(page, served, staff, clock, "lead")
        page.locator("label[for=who-1]").click()
        page.locator("label[for=need-2]").click()
        expect(page.locator("#weg h3").first).to_be_visible()
        found["neu"] = page.evaluate(AXE)
        wide = {"neu": page.evaluate("document.documentElement.scrollWidth")}
        staff.add("eva", "desk", "mbe-awo", clock.now)
        for path in ("", "konten", "mappe", "verweise", "gutscheine", "zahlen", "geschlossen",
                     "stellen", "stellen/16", "befunde", "konto"):
            page.goto(f"{served.address}/schalter/{path}")
            found[path] = page.evaluate(AXE)
            wide[path] = page.evaluate("document.documentElement.scrollWidth")
        assert {path: problems for path, problems in found.items() if problems} == {}
        assert {path: each for path, each in wide.items() if each > width} == {}
