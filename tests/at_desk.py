"""A desk with a database of its own, and people who are signed in at it."""

import datetime
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pyotp
import pytest
from argon2 import PasswordHasher
from flask import Flask, Response, request
from flask.testing import FlaskClient
from matching import wanting, wanting_at_the_top
from pages import parsed
from postgres import Server
from real import load
from sqlalchemy import NullPool, create_engine, make_url

from laufmappe.domain.guide import Guide
from laufmappe.export.press import Press
from laufmappe.paths import CONTENT
from laufmappe.settings import Settings
from laufmappe.store import secret
from laufmappe.store.migrate import migrate
from laufmappe.store.staff import Staff
from laufmappe.web import create_app
from laufmappe.web.security import policy

START = datetime.datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Europe/Berlin"))
PASSWORD = "wandern im Wald bei Regen"  # noqa: S105
SECRET = pyotp.random_base32()
CITY_SECRET = "ein Geheimnis"  # noqa: S105
SQLITE, POSTGRESQL = "sqlite", "postgresql"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
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


@cache
def tables() -> bytes:
    """Return a file of SQLite with our tables, made once: the steps are tested with the store."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "laufmappe.sqlite"
        engine = Staff(f"sqlite:///{file}").engine
        migrate(engine)
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return file.read_bytes()


@cache
def guide() -> Guide:
    """Return the real content, read once: no test changes it."""
    return load(CONTENT)


@pytest.fixture(scope="session")
def copies(server: Server) -> Callable[[], AbstractContextManager[str]]:
    """Return a function that copies a PostgreSQL database with our tables, for a `with` block."""
    admin = create_engine(server.address, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    numbers = count()

    def of(name: str) -> str:
        return make_url(server.address).set(database=name).render_as_string(hide_password=False)

    def do(*words: str) -> None:
        with admin.connect() as connection:
            connection.exec_driver_sql(" ".join(words))

    do("CREATE DATABASE desk")
    made = Staff(of("desk")).engine
    migrate(made)
    made.dispose()  # nobody may be connected to what is copied

    @contextmanager
    def copy() -> Iterator[str]:
        name = f"desk_{next(numbers)}"
        do("CREATE DATABASE", name, "TEMPLATE desk")
        yield of(name)
        do("DROP DATABASE", name, "WITH (FORCE)")

    return copy


@pytest.fixture
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the address of a database with its tables: SQLite, unless a test asks for PostgreSQL.

    tests/desk/conftest.py says which tests do.
    """
    if getattr(request, "param", SQLITE) == SQLITE:
        file = tmp_path / "laufmappe.sqlite"
        file.write_bytes(tables())
        yield f"sqlite:///{file}"
        return
    with request.getfixturevalue("copies")() as found:
        yield found


@pytest.fixture
def staff(address: str, monkeypatch: pytest.MonkeyPatch) -> Staff:
    """Return the accounts; hashing is as cheap as argon2 can, its strength is the store's test."""
    monkeypatch.setattr(secret, "HASHER", CHEAP)
    return Staff(address)


@pytest.fixture(scope="session")
def press() -> Iterator[Press]:
    """Return one press for all desks: a child of its own for each would take a quarter second."""
    found = Press()
    yield found
    found.close()


@pytest.fixture
def site(address: str, clock: Clock, press: Press) -> Iterator[Flask]:
    """Return the site with a desk. None of its pages may lack a rule of the sheet."""
    found = create_app(Settings(database=address), now=clock, guide=guide())
    found.extensions["laufmappe"].press = press
    wrong: list[str] = []

    @found.after_request
    def look(response: Response) -> Response:
        if response.mimetype == "text/html" and "attachment" not in response.headers.get(
                "Content-Disposition", ""):
            wrong.extend(f"{request.path}: {each}" for each in _unstyled(response))
        return response

    yield found
    assert wrong == []


VALUES = re.compile(r' (?:href|action|value|for|name|content|aria-label)="[^"]*"')
SEEN: set[frozenset[str]] = set()
"""The tags of pages that were looked at; the next page made of the same ones lacks nothing new."""


def _unstyled(response: Response) -> Iterator[str]:
    """Yield what is wrong with the sheet of a page and with the policy that allows it."""
    text = response.get_data(as_text=True)
    if "<style>" in text:
        sheet = text.split("<style>")[1].split("</style>")[0]
        tags = frozenset([sheet, *re.findall("<[a-z][^>]*>", VALUES.sub("", text))])
        if tags not in SEEN:
            SEEN.add(tags)
            followed = '<link rel="stylesheet" href="/css/' in text  # as a page of the public side
            yield from (wanting_at_the_top if followed else wanting)(sheet, parsed(text))
        if response.headers["Content-Security-Policy"] != policy(sheet):
            yield response.headers["Content-Security-Policy"]


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
