"""The whole walk where the browser denies everything: storage, cookies, clever functions."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from kinds import HOUSEHOLDS
from person import choose, here, tap
from playwright.sync_api import Page
from served import Site

pytestmark = pytest.mark.browser

Window = Callable[..., AbstractContextManager[Page]]
# As in a frame without rights, or with site data blocked: even reading the name throws.
STORAGE = """for (const [owner, names] of [
    [window, ["localStorage", "sessionStorage", "indexedDB", "caches"]],
    [Navigator.prototype, ["serviceWorker", "storage", "locks"]],
    [Document.prototype, ["cookie"]]])
    for (const name of names)
        Object.defineProperty(owner, name, {configurable: true, get() {
            throw new DOMException("denied", "SecurityError"); }});"""
# As on a phone of 2017: what came later, or never came, is not there.
MISSING = """for (const [owner, names] of [
    [Navigator.prototype, ["share", "canShare", "wakeLock", "clipboard", "serviceWorker",
        "storage", "locks", "permissions", "connection", "vibrate"]],
    [window, ["speechSynthesis", "SpeechSynthesisUtterance", "IntersectionObserver",
        "ResizeObserver", "BroadcastChannel", "indexedDB", "caches", "fetch", "Notification",
        "requestIdleCallback", "AbortController", "structuredClone", "CSS"]],
    [Element.prototype, ["closest", "requestFullscreen", "checkVisibility", "animate"]],
    [window.screen, ["orientation"]], [Document.prototype, ["fonts"]]])
    for (const name of names) {
        delete owner[name];
        if (name in owner) Object.defineProperty(owner, name, {value: undefined});
    }"""
DENIED = {"storage": STORAGE, "functions": MISSING}
CHECKED = """what => {
    try { return what === "storage" ? String(localStorage) : typeof navigator.share; }
    catch (error) { return error.name; }
}"""


@pytest.mark.parametrize(("what", "cookies"), [
    ("storage", False), ("functions", True),
    *(pytest.param(*each, marks=pytest.mark.slow)
      for each in (("storage", True), ("functions", False)))])
def test_walk_with_all_denied(site: Site, window: Window, monkeypatch: pytest.MonkeyPatch,
                              what: str, cookies: bool) -> None:
    monkeypatch.setattr(site, "cookies", cookies)
    wrong: list[str] = []
    with window(has_touch=True) as page:
        page.context.add_init_script(DENIED[what])
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text)
                if message.type == "error" else None)
        page.goto(f"{site.address}/de/")
        assert page.evaluate(CHECKED, what) == (
            "SecurityError" if what == "storage" else "undefined")
        tap(page, "main a[href='/de/frage/who']")
        while here(page).startswith("frage/"):
            choose(page, HOUSEHOLDS["family"])
        tap(page, "main .btn")
        assert here(page) == "mappe"
        assert page.locator("main h3").count() > 1
        for here_and_there in ("stellen", "stellen/1", "hilfe", "code", "datenschutz"):
            page.goto(f"{site.address}/de/{here_and_there}")
        page.goto(f"{site.address}/de/m/{site.token('family')}")
        page.keyboard.press("Escape")
        page.goto(f"{site.address}/de/loeschen")
        tap(page, "main form button")
        assert page.locator("h1").inner_text() == "Alles gelöscht"
    assert wrong == []
