"""The site on a free port, and Chromium to look at it. Needs Chromium or Chrome on the PATH."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from served import Site

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUICK = "chromium-headless-shell"
"""The same engine without all that is around it, and twice as fast. It sets type a little
differently and lacks what a few tests need; where it is missing, the whole browser does."""
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
    # Nothing but this machine exists; localhost is another site than 127.0.0.1, and
    # laufmappe.test is the site under a name that is not trusted.
    "--host-resolver-rules=MAP laufmappe.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, "
    "EXCLUDE localhost",
]
PHONE = {"width": 360, "height": 640}


@pytest.fixture(scope="session")
def site(app: Flask) -> Iterator[Site]:
    """Return the site, served on a free port."""
    found = Site(app)
    thread = threading.Thread(target=found.server.serve_forever, daemon=True)
    thread.start()
    yield found
    found.server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def browsers() -> Iterator[dict[bool, Browser]]:
    """Return the quick browser (False) and the whole one (True)."""
    path = next((path for path in map(shutil.which, NAMES) if path), None)
    if path is None:
        pytest.skip(f"needs a browser on the PATH: {', '.join(NAMES)}")
    with sync_playwright() as playwright:
        found = {whole: playwright.chromium.launch(executable_path=each, args=ARGUMENTS)
                 for whole, each in ((False, shutil.which(QUICK) or path), (True, path))}
        yield found
        for each in found.values():
            each.close()


@pytest.fixture(scope="session")
def window(browsers: dict[bool, Browser]) -> Callable[..., AbstractContextManager[Page]]:
    """Return a function that opens a window of a phone: a `with` block in which it lives.

    `whole`: in the whole browser; all else goes to the context.
    """

    @contextmanager
    def opened(*, whole: bool = False, **options: object) -> Iterator[Page]:
        context = browsers[whole].new_context(**{"viewport": PHONE, **options})
        context.set_default_timeout(5_000)
        yield context.new_page()
        context.close()

    return opened
