"""Accounts in the database, the same on SQLite and PostgreSQL."""

import datetime
import math
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyotp
import pytest
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import inspect, select

from laufmappe.domain.account import Account
from laufmappe.store import secret
from laufmappe.store.database import StoreError
from laufmappe.store.migrate import EMPTY, migrate
from laufmappe.store.staff import Staff, Taken
from laufmappe.store.tables import accounts, audit, metadata, recovery, sessions

NOW = datetime.datetime(2026, 11, 20, 10, tzinfo=datetime.UTC)
PASSWORD = "wandern im Wald bei Regen"  # noqa: S105
SECRET = pyotp.random_base32()


@pytest.fixture
def staff(address: str) -> Iterator[Staff]:
    """Return the accounts of a fresh database."""
    found = Staff(address)
    migrate(found.engine)
    yield found
    migrate(found.engine, EMPTY)
    found.engine.dispose()


def ready(staff: Staff, name: str = "anna") -> list[str]:
    """Make an account that can sign in; return its recovery codes."""
    return staff.enrol(staff.add(name, "desk", "mbe", NOW), PASSWORD, SECRET, 0, NOW)


def code(seconds: int = 0) -> str:
    """Return the one-time code so many seconds from now."""
    return pyotp.TOTP(SECRET).at(NOW + datetime.timedelta(seconds=seconds))


def test_account_signs_in_and_out(staff: Staff) -> None:
    ready(staff)
    found = staff.sign_in("Anna", PASSWORD, code(), NOW)
    assert found
    account = staff.account(found, NOW)
    assert account
    assert (account.name, account.role, account.office, account.ready) == ("anna", "desk", "mbe",
                                                                          True)
    staff.sign_out(found)
    assert staff.account(found, NOW) is None


def test_recovery_codes_are_too_many_to_be_guessed_from_their_hashes(staff: Staff) -> None:
    """ASVS 5.0, 6.5.2: at 112 bits and more a hash without salt is enough."""
    for each in ready(staff):
        plain = each.replace("-", "")
        assert set(plain) <= set(secret.LETTERS)
        assert len(plain) * math.log2(len(secret.LETTERS)) >= 112


def test_one_code_at_once_lets_one_in(staff: Staff) -> None:
    spare = ready(staff)[0]
    for number in (code(), spare):
        with ThreadPoolExecutor(4) as pool:
            done = list(pool.map(lambda _, number=number: staff.sign_in(
                "anna", PASSWORD, number, NOW), range(4)))
        assert sum(each is not None for each in done) == 1, number


def test_one_invitation_at_once_is_one_account(staff: Staff) -> None:
    invitation = staff.add("anna", "desk", "mbe", NOW)
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: staff.enrol(invitation, PASSWORD, SECRET, 0, NOW), range(4)))
    assert sorted(map(len, done)) == [0, 0, 0, 10]


def test_no_password_code_or_session_is_readable(staff: Staff) -> None:
    invitation = staff.add("eva", "desk", "mbe", NOW)
    spare = ready(staff)
    session = staff.sign_in("anna", PASSWORD, code(), NOW)
    assert session
    with staff.engine.connect() as connection:
        held = str([connection.execute(select(each)).all()
                    for each in (accounts, recovery, sessions, audit)])
    for each in (PASSWORD, session, invitation, invitation.replace("-", ""), *spare):
        assert each not in held
    assert "$argon2id$" in held


def test_name_is_taken_however_it_is_written(staff: Staff) -> None:
    ready(staff)
    with pytest.raises(Taken):
        staff.add(" ANNA ", "lead", "mbe", NOW)
    assert len(staff.all()) == 1


def test_reset_takes_everything_away(staff: Staff) -> None:
    spare = ready(staff)
    session = staff.sign_in("anna", PASSWORD, code(), NOW)
    found = staff.find("anna")
    assert session
    assert found
    invitation = staff.reset(found.id, NOW)
    assert staff.account(session, NOW) is None
    assert staff.sign_in("anna", PASSWORD, code(60), NOW + datetime.timedelta(minutes=1)) is None
    assert staff.sign_in("anna", PASSWORD, spare[0], NOW) is None
    assert staff.invited(invitation, NOW) == Account(found.id, "anna", "desk", "mbe")


def test_account_that_ended_leaves_a_number_alone(staff: Staff) -> None:
    ready(staff)
    session = staff.sign_in("anna", PASSWORD, code(), NOW)
    found = staff.find("anna")
    assert found
    assert session
    staff.remove(found.id)
    assert (staff.account(session, NOW), staff.find("anna"), staff.all()) == (None, None, [])
    assert staff.find(f"#{found.id}") is None
    with staff.engine.connect() as connection:
        row = connection.execute(select(accounts)).one()
        assert not connection.execute(select(recovery)).all()
    assert (row.name, row.office, row.locked, row.password, row.secret, row.subject) == (
        f"#{found.id}", "", True, None, None, None)
    staff.add("anna", "desk", "mbe", NOW)
    again = staff.find("anna")
    assert again
    assert again.id != found.id
    with pytest.raises(Taken):
        staff.add("#7", "desk", "mbe", NOW)


def test_what_is_over_is_forgotten(staff: Staff) -> None:
    ready(staff)
    found = staff.find("anna")
    assert found
    staff.sign_in("anna", PASSWORD, code(), NOW)
    staff.note(found.id, "sign-in", NOW - datetime.timedelta(days=91))
    staff.note(found.id, "sign-in", NOW)
    assert staff.forget(NOW) == 1
    assert staff.forget(NOW + datetime.timedelta(minutes=31)) == 1


def test_database_that_is_gone_says_so(tmp_path: Path) -> None:
    staff = Staff(f"sqlite:///{tmp_path / 'none' / 'laufmappe.sqlite'}")
    for ask in (staff.all, lambda: staff.account("x", NOW), lambda: staff.find("x")):
        with pytest.raises(StoreError):
            ask()


def test_steps_lead_up_and_down_with_accounts(address: str) -> None:
    staff = Staff(address)
    migrate(staff.engine)
    ready(staff)
    migrate(staff.engine, "0001")
    assert "accounts" not in inspect(staff.engine).get_table_names()
    migrate(staff.engine)
    assert staff.all() == []
    migrate(staff.engine, EMPTY)
    staff.engine.dispose()


def test_document_names_every_stored_field() -> None:
    document = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `([a-z_]+\.[a-z_]+)` \|", document, re.MULTILINE))
    assert told == {f"{table.name}.{column.name}" for table in metadata.tables.values()
                    for column in table.columns}


@pytest.mark.parametrize("action", ["reset", "lock"])
def test_sign_in_that_began_before_a_reset_or_lock_lets_nobody_in(staff: Staff,
                                                                  action: str) -> None:
    ready(staff)
    with staff.engine.connect() as connection:
        row = connection.execute(select(accounts)).one()
    if action == "reset":
        staff.reset(row.id, NOW)
    else:
        staff.lock(row.id, True)
    with staff.engine.begin() as connection:
        assert staff._coded(connection, row, code(), NOW) is False


def test_code_in_other_letters_is_only_wrong(staff: Staff) -> None:
    ready(staff)
    assert staff.sign_in("anna", PASSWORD, "ä١٢٣٤٥", NOW) is None


def test_sqlite_keeps_references_and_is_closed_to_others(staff: Staff) -> None:
    if staff.engine.dialect.name != "sqlite":
        pytest.skip("a server looks after this itself")
    with staff.engine.connect() as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in (
            "journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")]
    assert found == ["wal", 2, 1, 1, 2000]
    assert Path(str(staff.engine.url.database)).stat().st_mode & 0o777 == 0o600


def test_nobodys_password_is_as_costly_as_a_real_one() -> None:
    """Else the time of the answer would tell which names have an account."""
    found = secret.nobodys()
    assert found != secret.nobodys()
    assert not secret.HASHER.check_needs_rehash(found)
    with pytest.raises(VerifyMismatchError):
        secret.HASHER.verify(found, "")
    assert not secret.matches("", None)
