"""Mappen that are kept: sealed, of two desks none overwrites the other, deleted for good."""

import datetime
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select, update

from laufmappe.domain.token import TokenError
from laufmappe.store import seal
from laufmappe.store.database import StoreError
from laufmappe.store.mappen import NEW, Mappen, Stale, identity, new_code, plain
from laufmappe.store.migrate import EMPTY, migrate
from laufmappe.store.tables import mappen

TODAY = datetime.date(2026, 11, 20)
DATA = b'{"answers":"1100005","stamps":[]}'


@pytest.fixture
def store(address: str) -> Iterator[Mappen]:
    """Return the Mappen of a fresh database."""
    found = Mappen(address)
    migrate(found.engine)
    yield found
    migrate(found.engine, EMPTY)
    found.engine.dispose()


def test_kept_changed_and_read(store: Mappen) -> None:
    code = new_code()
    assert store.read(code, TODAY) is None
    assert store.write(code, DATA, NEW, TODAY) == 1
    later = TODAY + datetime.timedelta(days=10)
    assert store.write(code, DATA + b" ", 1, later) == 2
    found = store.read(code, TODAY)
    assert found
    assert (found.data, found.version, found.until) == (
        DATA + b" ", 2, later + datetime.timedelta(days=180))


def test_older_version_changes_nothing(store: Mappen) -> None:
    code = new_code()
    store.write(code, DATA, NEW, TODAY)
    store.write(code, DATA, 1, TODAY)
    for version in (NEW, 1, 7):
        with pytest.raises(Stale):
            store.write(code, b"other", version, TODAY)
    found = store.read(code, TODAY)
    assert found
    assert (found.data, found.version) == (DATA, 2)


def test_of_many_at_once_each_change_is_kept_or_refused(store: Mappen) -> None:
    code = new_code()
    store.write(code, b"", NEW, TODAY)

    def stamp(number: int) -> int:
        refused = 0
        while True:
            found = store.read(code, TODAY)
            assert found
            try:
                store.write(code, found.data + b"%d," % number, found.version, TODAY)
            except (Stale, StoreError):
                refused += 1
                assert refused < 500
            else:
                return refused

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(stamp, range(24)))
    found = store.read(code, TODAY)
    assert found
    assert sorted(map(int, found.data.decode().strip(",").split(","))) == list(range(24))


def test_after_its_last_day_it_is_closed_and_then_gone(store: Mappen) -> None:
    code = new_code()
    store.write(code, DATA, NEW, TODAY)
    last = TODAY + datetime.timedelta(days=180)
    assert store.read(code, last)
    assert store.read(code, last + datetime.timedelta(days=1)) is None
    assert store.forget(last) == 0
    assert store.forget(last + datetime.timedelta(days=1)) == 1
    assert store.read(code, TODAY) is None


def test_deleted_once(store: Mappen) -> None:
    code = new_code()
    store.write(code, DATA, NEW, TODAY)
    assert store.delete(code) is True
    assert store.delete(code) is False
    assert store.read(code, TODAY) is None


def test_no_copy_stays_in_the_files(store: Mappen) -> None:
    if store.engine.dialect.name != "sqlite":
        pytest.skip("the files of a server are its own; the row is freed by VACUUM")
    code = new_code()
    store.write(code, DATA, NEW, TODAY)
    folder = Path(str(store.engine.url.database)).parent

    def found() -> bool:
        return any(identity(code).encode() in path.read_bytes() for path in folder.iterdir())

    assert found()
    store.delete(code)
    assert not found()


def test_database_alone_tells_nothing(store: Mappen) -> None:
    code = new_code()
    store.write(code, DATA, NEW, TODAY)
    with store.engine.connect() as connection:
        row = connection.execute(select(mappen)).one()
    kept = repr(tuple(row)).encode() + bytes(row.sealed)
    assert b"answers" not in kept
    assert code.encode() not in kept
    with pytest.raises(seal.SealError):
        seal.unseal(new_code(), row.sealed)


def test_as_long_whatever_is_on_it() -> None:
    lengths = {len(seal.close(new_code(), b"x" * size)) for size in (1, 100, 400)}
    assert len(lengths) == 1


def test_changed_row_is_refused(store: Mappen) -> None:
    code = new_code()
    store.write(code, DATA, NEW, TODAY)
    with store.engine.begin() as connection:
        connection.execute(update(mappen).values(sealed=b"x" * 80))
    with pytest.raises(StoreError):
        store.read(code, TODAY)


def test_code_is_random_and_forgives_how_it_is_typed() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    for code in codes:
        assert re.fullmatch("M[0-9A-HJKMNP-TV-Z]{18}", code)
        assert plain(" ".join(code.lower())) == code


@pytest.mark.parametrize("change", [
    lambda code: code[:-1], lambda code: "V" + code[1:], lambda _code: "", lambda _code: "1100005",
    lambda code: code[:5] + ("0" if code[5] != "0" else "2") + code[6:],
], ids=["short", "voucher", "empty", "answers", "mistyped"])
def test_mistyped_code_is_none(change: object) -> None:
    with pytest.raises(TokenError):
        plain(change(new_code()))  # type: ignore[operator]


def test_database_that_is_gone_says_so(tmp_path: Path) -> None:
    store = Mappen(f"sqlite:///{tmp_path / 'none' / 'laufmappe.sqlite'}")
    with pytest.raises(StoreError):
        store.read(new_code(), TODAY)
    with pytest.raises(StoreError):
        store.delete(new_code())
