"""What tests share: the made-up town and a router for it."""

import datetime
from pathlib import Path

import pytest

from laufmappe.content.load import load
from laufmappe.domain.guide import Guide
from laufmappe.domain.route import Router

TOWN = Path(__file__).parent / "town"
TODAY = datetime.date(2026, 11, 20)


@pytest.fixture(scope="session")
def town() -> Guide:
    """Return the guide of Musterstadt."""
    return load(TOWN)


@pytest.fixture(scope="session")
def router(town: Guide) -> Router:
    """Return a router for Musterstadt on the day of the test data."""
    return Router(town, TODAY)
