"""A desk with a database of its own, and people who are signed in at it."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient

from laufmappe.settings import Settings
from laufmappe.store.migrate import migrate
from laufmappe.store.staff import Staff
from laufmappe.web import create_app

START = datetime.datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Europe/Berlin"))
PASSWORD = "wandern im Wald bei Regen"  # noqa: S105
SECRET = pyotp.random_base32()
SignIn = Callable[..., FlaskClient]


class Clock:
    """The time at the desk; a test moves it on."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime.datetime:
        return self.now

    def on(self, **passed: float) -> None:
        """Let time pass."""
        self.now += datetime.timedelta(**passed)


@pytest.fixture
def clock() -> Clock:
    """Return the clock of the desk."""
    return Clock()


@pytest.fixture
def address(tmp_path: Path) -> str:
    """Return the address of a database with its tables."""
    found = f"sqlite:///{tmp_path / 'laufmappe.sqlite'}"
    migrate(Staff(found).engine)
    return found


@pytest.fixture
def staff(address: str) -> Staff:
    """Return the accounts."""
    return Staff(address)


@pytest.fixture
def site(address: str, clock: Clock) -> Iterator[Flask]:
    """Return the site with a desk."""
    found = create_app(Settings(database=address), now=clock)
    yield found
    found.extensions["laufmappe"].press.close()


def code(clock: Clock) -> str:
    """Return the one-time code of this moment."""
    return pyotp.TOTP(SECRET).at(clock.now)


@pytest.fixture
def sign_in(site: Flask, staff: Staff, clock: Clock) -> SignIn:
    """Return a function that makes an account and signs it in."""

    def made(name: str = "probe", role: str = "desk", office: str = "meldebehoerde") -> FlaskClient:
        invitation = staff.add(name, role, office, clock.now)
        assert staff.enrol(invitation, PASSWORD, SECRET, 0, clock.now)
        client = site.test_client()
        answer = client.post("/schalter/anmelden", data={
            "name": name, "passwort": PASSWORD, "code": code(clock)})
        assert answer.status_code == 303, answer.text
        clock.on(seconds=31)
        return client

    return made
