"""Dates, contact cards and reports on a phone without scripts and without cookies."""

import datetime
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import vobject
from axe_playwright_python.sync_playwright import Axe
from kinds import first
from playwright.sync_api import Page
from served import Site

from laufmappe.domain.report import Report
from laufmappe.settings import Settings
from laufmappe.store.migrate import migrate
from laufmappe.store.reports import Reports
from laufmappe.web import create_app

pytestmark = pytest.mark.browser

Window = Callable[..., AbstractContextManager[Page]]
NOW = datetime.datetime(2026, 11, 20, 10, tzinfo=datetime.UTC)
PLAIN = {"java_script_enabled": False, "has_touch": True, "is_mobile": True}
SMALL = """() => [...document.querySelectorAll(`main .tap, main button, main label[for=frist],
    main [type=date], main [type=time]`)].filter(each => each.checkVisibility() &&
    each.getBoundingClientRect().height < 47.5).map(each => each.outerHTML)"""


@pytest.fixture
def counting(tmp_path: Path) -> Iterator[tuple[Site, Reports]]:
    """Return the site with a database, served on a free port, and what it counts."""
    address = f"sqlite:///{tmp_path / 'laufmappe.sqlite'}"
    reports = Reports(address)
    migrate(reports.engine)
    app = create_app(Settings(database=address), now=lambda: NOW)
    site = Site(app)
    thread = threading.Thread(target=site.server.serve_forever, daemon=True)
    thread.start()
    yield site, reports
    site.server.shutdown()
    thread.join()
    app.extensions["laufmappe"].press.close()


def tap(page: Page, target: str) -> None:
    with page.expect_navigation():
        page.locator(target).first.tap()


@pytest.mark.parametrize("code", ["de", "ar"])
def test_date_from_a_shared_link_without_cookies(site: Site, window: Window, code: str,
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "cookies", False)
    with window(**PLAIN) as page:
        page.goto(f"{site.address}/{code}/m/{site.token('adult')}")
        tap(page, "details[open] form[action*='/termin/'] button")
        page.locator("label[for=frist]").tap()
        page.locator("#tag").fill("2026-12-24")
        page.locator("#zeit").fill("09:30")
        with page.expect_download() as waiting:
            page.locator("main form button.btn").tap()
        event = vobject.readOne(Path(waiting.value.path()).read_text("utf-8")).vevent
        assert waiting.value.suggested_filename == "termin.ics"
        assert event.dtstart.value == datetime.datetime(2026, 12, 24, 8, 30, tzinfo=datetime.UTC)
        assert page.context.cookies() == []


def test_contact_card_by_a_tap(site: Site, window: Window) -> None:
    service = first(site.guide, state="sourced", reachable=True)
    with window(**PLAIN) as page:
        page.goto(f"{site.address}/uk/stellen/{service.number}")
        with page.expect_download() as waiting:
            page.locator("a[href$='.vcf']").tap()
        card = vobject.readOne(Path(waiting.value.path()).read_text("utf-8"))
        assert card.fn.value == service.name


def test_two_taps(counting: tuple[Site, Reports], window: Window) -> None:
    site, reports = counting
    service = first(site.guide, state="sourced", reports=False)
    with window(**PLAIN) as page:
        page.goto(f"{site.address}/de/stellen/{service.number}")
        tap(page, "a[href$='/stimmt-nicht']")
        tap(page, "button[value=hours]")
        assert page.locator("h1").inner_text() == "Danke"
        assert page.context.cookies() == []
    assert reports.all() == [Report(service.number, "hours", NOW.date(), 1)]


@pytest.mark.parametrize(("scheme", "width"), [
    ("light", 320), ("dark", 1280),
    *(pytest.param(*each, marks=pytest.mark.slow) for each in (("dark", 320), ("light", 1280)))])
def test_pages_for_everybody(counting: tuple[Site, Reports], window: Window, scheme: str,
                             width: int) -> None:
    site, _ = counting
    number = first(site.guide, state="sourced", reports=False).number
    with window(color_scheme=scheme, viewport={"width": width, "height": 640}) as page:
        for code in ("de", "ar"):
            for path in (f"stellen/{number}", f"stellen/{number}/stimmt-nicht",
                         f"termin/{number}"):
                page.goto(f"{site.address}/{code}/{path}")
                found = Axe().run(page)
                assert found.violations_count == 0, found.generate_report()
                assert page.evaluate(SMALL) == [], path
                assert page.evaluate("document.documentElement.scrollWidth") == width
