"""Every test here has a desk (tests/at_desk.py), on SQLite and on PostgreSQL.

What is marked `both` always runs on both; the rest runs on PostgreSQL with `make matrix` alone.
"""

import pytest
from at_desk import POSTGRESQL, SQLITE, address, clock, copies, press, sign_in, site, staff

__all__ = ["address", "clock", "copies", "press", "sign_in", "site", "staff"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Try each test that has a database with both kinds."""
    if "address" in metafunc.fixturenames:
        always = metafunc.definition.get_closest_marker("both")
        metafunc.parametrize("address", [SQLITE, pytest.param(
            POSTGRESQL, marks=[] if always else pytest.mark.slow)], indirect=True)
