"""The site on a free port, with every request it gets."""

import datetime
from collections.abc import Callable
from contextlib import AbstractContextManager
from zoneinfo import ZoneInfo

from flask import Flask
from kinds import HOUSEHOLDS, Kind
from playwright.sync_api import Page, Route
from werkzeug.serving import WSGIRequestHandler, make_server

from laufmappe.domain import token

NOW = datetime.datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Europe/Berlin"))
"""When the site is looked at: a Friday, as in tests/conftest.py."""

AXE = """async () => (await axe.run({resultTypes: ["violations"], preload: false})).violations.map(
    each => `${each.id}: ${each.nodes[0].html.slice(0, 200)}`)"""
"""What axe finds on a page; what it has passed as well would take twice as long."""


class Quiet(WSGIRequestHandler):
    """Answers requests and keeps no log."""

    def log(self, *_message: object) -> None:
        """Write nothing."""


class Site:
    """The site while it runs: its address, and the requests that came.

    `cookies`: False takes them off every response, as a browser that refuses them would.
    """

    def __init__(self, app: Flask) -> None:
        self.guide = app.extensions["laufmappe"].guide
        self.languages = app.extensions["laufmappe"].languages
        pages = app.extensions["laufmappe"].pages
        # Script, mark and the whole sheet are kept for good, and no page waits for them.
        self.later = {pages.script.address, pages.whole.address, "/favicon.ico"}
        self.requests: list[str] = []
        self.cookies = True
        self._app = app
        self.server = make_server("127.0.0.1", 0, self._count, threaded=True,
                                  request_handler=Quiet)
        self.port = self.server.port
        self.address = f"http://127.0.0.1:{self.port}"

    def request(self) -> AbstractContextManager[object]:
        """Return the context of a request, for what is said in a language."""
        return self._app.test_request_context()

    def _count(self, environ: dict[str, object], start: Callable[..., object]) -> object:
        if environ["PATH_INFO"] not in self.later:
            self.requests.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
        if self.cookies:
            return self._app(environ, start)

        def without(status: str, headers: list[tuple[str, str]], *rest: object) -> object:
            return start(status, [each for each in headers if each[0] != "Set-Cookie"], *rest)

        return self._app(environ, without)

    def token(self, household: str) -> str:
        """Return the code of a household."""
        return token.write(self.guide, HOUSEHOLDS[household])

    def show(self, page: Page, kind: Kind, code: str) -> None:
        """Open a page of this kind, by POST too, with the answers it needs in the cookie."""
        page.context.clear_cookies()
        if kind.answers:
            page.context.add_cookies([{"name": "antworten", "url": self.address,
                                       "value": token.write(self.guide, kind.answers)}])
        address = self.address + kind.address(code)

        def post(route: Route) -> None:
            fields = "&".join(f"{name}={value}" for name, value in (kind.form or {}).items())
            route.continue_(method="POST", post_data=fields, headers={
                **route.request.headers, "content-type": "application/x-www-form-urlencoded"})

        if kind.form is not None:
            page.route(address, post, times=1)
        self.requests.clear()
        response = page.goto(address)
        assert response is not None
        assert response.status == kind.status, kind.name
