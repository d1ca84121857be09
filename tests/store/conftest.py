"""Databases for the tests of the store: a fresh SQLite file, and PostgreSQL where it is there."""

from pathlib import Path

import pytest


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'laufmappe.sqlite'}"
    url: str = request.getfixturevalue("postgres")
    return url
