"""What tests share: the made-up town and a router for it, the site and a look at its pages."""

import datetime
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from pages import Page, inspected
from postgres import crash, postgres, server
from real import load

from laufmappe.domain.guide import Guide
from laufmappe.domain.route import Router
from laufmappe.settings import Settings
from laufmappe.web import create_app

__all__ = ["crash", "postgres", "server"]

# Commands that are tried here count nothing in the database of this checkout.
os.environ["LAUFMAPPE_DATABASE"] = "none"

# The same examples every time, however slow the machine: what fails here fails for everybody.
settings.register_profile("steady", derandomize=True, deadline=None,
                          suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

TOWN = Path(__file__).parent / "town"
TODAY = datetime.date(2026, 11, 20)
NOW = datetime.datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Let coverage not follow a test marked so: about three times as fast, for repetitions."""
    trace = sys.gettrace()
    if item.get_closest_marker("unmeasured"):
        sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(trace)


@pytest.fixture(scope="session", autouse=True)
def content_read_once() -> Iterator[None]:
    """Let every site that is made here share the real content; none changes it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("laufmappe.web.load", load)
        yield


@pytest.fixture(scope="session")
def town() -> Guide:
    """Return the guide of Musterstadt."""
    return load(TOWN)


@pytest.fixture(scope="session")
def router(town: Guide) -> Router:
    """Return a router for Musterstadt on the day of the test data."""
    return Router(town, TODAY)


@pytest.fixture(scope="session")
def app() -> Iterator[Flask]:
    """Return the site with its real content, on a Friday in November; /<code>/kaputt raises."""
    site = create_app(Settings(), now=lambda: NOW)

    @site.route("/<code>/kaputt", methods=["GET", "POST"])
    def broken() -> str:
        raise RuntimeError(f"{request.full_path} {request.headers} {request.form}")

    yield site
    site.extensions["laufmappe"].press.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Return a browser without a history."""
    return app.test_client()


@pytest.fixture
def page(app: Flask, client: FlaskClient) -> Callable[..., Page]:
    """Return a function that fetches a page and looks at all that holds for every page.

    `by`: another browser; `options` go to the request, for example method and data.
    """

    def fetch(path: str, status: int = 200, *, by: FlaskClient | None = None,
              **options: object) -> Page:
        response = (by or client).open(path, follow_redirects=True, **options)
        return inspected(app.extensions["laufmappe"].guide, response.request.path, response, status)

    return fetch
