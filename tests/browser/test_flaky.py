"""A network that loses requests: no answer is lost, nothing is asked twice, a repeat is safe."""

import urllib.request
from collections.abc import Callable
from contextlib import AbstractContextManager
from urllib.error import HTTPError

import pytest
from kinds import HOUSEHOLDS
from person import here
from playwright.sync_api import Error, Page, Route
from served import Site

from laufmappe.domain import token

pytestmark = pytest.mark.browser

Window = Callable[..., AbstractContextManager[Page]]
WANTED = HOUSEHOLDS["family"]


class Net:
    """Loses each step once: on the way there ("request"), or on the way back ("response")."""

    def __init__(self, page: Page, lost: str) -> None:
        self.page = page
        self.lost = lost
        self.losses = 0
        self._bad = False
        page.route("**/*", self._pass)

    def _pass(self, route: Route) -> None:
        if not route.request.is_navigation_request():
            route.abort("connectionreset")  # the script never comes
        elif self._bad:
            self._bad = False
            self.losses += 1
            if self.lost == "response":
                arrive(route)
            route.abort("connectionreset")
        else:
            route.continue_()

    def lose(self, target: str) -> None:
        """Press what leads on, and see the browser's own page about a lost connection."""
        self._bad = True
        with pytest.raises(Error, match="ERR_CONNECTION_RESET"), self.page.expect_navigation():
            self.page.locator(target).click()
        self.page.wait_for_function("location.protocol === 'chrome-error:'")

    def again(self) -> None:
        """Press the browser's button to load anew; a form is sent a second time."""
        self.page.reload()


def arrive(route: Route) -> None:
    """Let a request reach the site without a browser that hears the answer."""
    asked = route.request
    try:
        urllib.request.urlopen(urllib.request.Request(  # noqa: S310 - our own site
            asked.url, asked.post_data_buffer, asked.all_headers(), method=asked.method)).close()
    except HTTPError as error:
        error.close()


def tick(page: Page) -> list[str]:
    """Choose the answers to every question on the page; return the questions."""
    names = page.locator("main fieldset input").evaluate_all("all => all.map(each => each.name)")
    for name in dict.fromkeys(names):
        for value in WANTED.get(name, ("dont_know",)):
            page.locator(f"input[name='{name}'][value='{value}']").evaluate(
                "box => { if (!box.checked) box.labels[0].click(); }")
    return list(dict.fromkeys(names))


@pytest.mark.parametrize(("lost", "cookies"), [
    ("request", False), ("response", True),
    *(pytest.param(*each, marks=pytest.mark.slow)
      for each in (("request", True), ("response", False)))])
def test_each_step_lost_once(site: Site, window: Window, monkeypatch: pytest.MonkeyPatch,
                             lost: str, cookies: bool) -> None:
    monkeypatch.setattr(site, "cookies", cookies)
    asked: list[str] = []
    with window() as page:
        page.goto(f"{site.address}/de/")
        net = Net(page, lost)
        net.lose("main a[href='/de/frage/who']")
        net.again()
        while here(page).startswith("frage/"):
            asked += tick(page)
            net.lose("main form:has(fieldset) button")
            net.again()
        assert here(page) == "pruefen"
        net.lose("main .btn")
        net.again()
        assert here(page) == "mappe"
        code = page.locator(".qr .show").text_content()
    assert len(asked) == len(set(asked))
    assert set(WANTED) <= set(asked)
    assert net.losses == 2 + len(asked) - 1  # age and children share a page
    given = token.read(site.guide, str(code))
    assert {"who", "need", "age", "children", "status"} <= set(given)
    assert {name: WANTED[name] for name in given if name in WANTED} == {
        name: answers for name, answers in given.items() if name in WANTED}


@pytest.mark.parametrize("lost", ["request", "response"])
def test_page_opened_anew_after_a_loss(site: Site, window: Window, lost: str) -> None:
    with window() as page:
        page.goto(f"{site.address}/de/frage/who")
        net = Net(page, lost)
        lost_at = []
        while here(page).startswith("frage/"):
            before = here(page)
            tick(page)
            net.lose("main form:has(fieldset) button")
            lost_at.append(before)
            page.goto(f"{site.address}/de/{before}")
            assert here(page) == before
            tick(page)
            with page.expect_navigation():
                page.locator("main form:has(fieldset) button").click()
        assert here(page) == "pruefen"
        assert len(lost_at) == len(set(lost_at)) == net.losses


def test_same_answer_sent_twice_changes_nothing(site: Site, window: Window) -> None:
    with window() as page:
        page.goto(f"{site.address}/de/frage/who")
        for name, value in (("who", "me"), ("need", "first_steps")):
            page.locator(f"input[value='{value}']").evaluate("box => box.labels[0].click()")
            with page.expect_navigation():
                page.locator("main form:has(fieldset) button").click()
            cookie = page.context.cookies()[0]["value"]
            again = page.request.post(f"{site.address}/de/frage/{name}", form={name: value})
            assert (again.status, page.context.cookies()[0]["value"]) == (200, cookie)
