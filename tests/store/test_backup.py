"""A backup is the same file from every kind of database, and comes back whole or not at all."""

import base64
import datetime
import hashlib
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.exc import OperationalError

from laufmappe.store import tables
from laufmappe.store.backup import LEFT_OUT, restore, save
from laufmappe.store.database import StoreError, connect
from laufmappe.store.migrate import EMPTY, downgrade, migrate, steps
from laufmappe.store.portable import BackupError
from laufmappe.store.staff import Staff

NOW = datetime.datetime(2026, 11, 20, 10, tzinfo=datetime.UTC)
TODAY = NOW.date()
MOMENT = datetime.datetime(2026, 11, 19, 8, 30, 1, 17)  # noqa: DTZ001  as tables hold it
MAPPE, OTHER = "b" * 64, "a" * 64
EXAMPLES: dict[str, list[dict[str, object]]] = {
    "reports": [{"service": 9, "kind": kind, "day": TODAY, "count": 3}
                for kind in ("phone", "Zeit", "öffnung", "gone", "z e")],
    "wordings": [{"language": "ar", "page": page, "kind": "wrong", "day": TODAY, "count": 2}
                 for page in ("need", "Way")],
    "accounts": [
        {"id": 7, "name": "özlem", "role": "lead", "office": "mbe", "locked": False,
         "password": "$argon2id$…", "secret": "ABC", "step": 2 ** 40, "subject": "x|ü"},
        {"id": 12, "name": "eva\n\"\\\u2028", "role": "desk", "office": "mbe", "locked": True,
         "step": 0, "invitation": "c" * 64, "invited_until": MOMENT}],
    "recovery": [{"account": 7, "code": letter * 64} for letter in "ßzZa"],
    "sessions": [{"id": "d" * 64, "account": 7, "begun": MOMENT, "seen": MOMENT,
                  "proven": MOMENT}],
    "attempts": [{"kind": "name", "tag": "abcd", "slot": 2 ** 32, "count": 2}],
    "salts": [{"day": TODAY, "salt": "f" * 64}],
    "audit": [{"id": 5, "at": MOMENT, "account": 0, "action": "add", "target": 7},
              {"id": 41, "at": MOMENT.replace(microsecond=0), "account": 7, "action": "confirm",
               "target": 9, "office": "mbe"}],
    "mappen": [{"id": each, "sealed": bytes(range(256)) * 3, "version": 2, "until": TODAY}
               for each in (MAPPE, OTHER)],
    "referrals": [
        {"number": "W123", "mappe": MAPPE, "kind": "verweis", "service": 3, "sender": "mbe",
         "reason": "other", "day": TODAY, "state": "open", "changed": TODAY, "until": TODAY}],
    "vouchers": [{"id": "e" * 64, "advice": "social", "issuer": "mbe", "until": TODAY,
                  "redeemed": TODAY, "redeemer": "ibz"}],
    "closures": [{"id": 3, "service": 9, "since": TODAY, "until": TODAY}],
    "counts": [{"month": "2026-11", "kind": "language", "key": key, "count": 1}
               for key in ("uk", "ar", "Ar", "ä", "a-b", "a b")],
    "confirmed": [{"service": 9, "office": "mbe", "day": TODAY}],
}


@pytest.fixture
def engine(address: str) -> Iterator[Engine]:
    """Return a database without tables."""
    found = connect(address)
    yield found
    migrate(found, EMPTY)
    found.dispose()


@pytest.fixture
def file(tmp_path: Path) -> Callable[[], Engine]:
    """Return a function that makes an SQLite database, not yet there."""
    numbers = iter(range(9))
    return lambda: connect(f"sqlite:///{tmp_path / f'{next(numbers)}.sqlite'}")


def filled(engine: Engine) -> Engine:
    """Put a row of every kind into a database."""
    migrate(engine)
    with engine.begin() as connection:
        for table in tables.metadata.sorted_tables:
            for row in EXAMPLES[table.name]:
                connection.execute(insert(table).values(row))
    return engine


def saved(engine: Engine) -> bytes:
    """Return the backup of a database."""
    out = io.BytesIO()
    save(engine, out)
    return out.getvalue()


def load(engine: Engine, found: bytes, *, replace: bool = False) -> int:
    """Restore a backup."""
    return restore(engine, io.BytesIO(found), replace=replace)


def signed(*values: object) -> bytes:
    """Return a backup of these lines, with the checksum it needs."""
    lines = b"".join(json.dumps(each, ensure_ascii=False, sort_keys=True,
                                separators=(",", ":")).encode() + b"\n" for each in values)
    end = {"rows": len(values) - 1, "sha256": hashlib.sha256(lines).hexdigest()}
    return lines + json.dumps(end, separators=(",", ":")).encode() + b"\n"


def test_every_table_has_examples_with_every_column() -> None:
    for table in tables.metadata.sorted_tables:
        named = {name for row in EXAMPLES[table.name] for name in row}
        assert {column.name for column in table.columns} - named <= {"second", "time", "why"}


def test_backup_comes_back_byte_for_byte(engine: Engine) -> None:
    found = saved(filled(engine))
    rows = sum(len(each) for name, each in EXAMPLES.items() if name not in LEFT_OUT)
    assert found.count(b"\n") == rows + 2
    assert load(engine, found, replace=True) == rows
    assert saved(engine) == found


def test_kinds_of_databases_give_the_same_bytes(postgres: str,
                                                file: Callable[[], Engine]) -> None:
    server = connect(postgres)
    found = saved(filled(file()))
    try:
        load(server, found)
        from_server = saved(server)
        last = file()
        load(last, from_server)
        assert (from_server, saved(last)) == (found, found)
        migrate(server, EMPTY)
        assert saved(filled(server)) == found
    finally:
        migrate(server, EMPTY)
        server.dispose()


def test_sessions_and_attempts_stay_behind(engine: Engine) -> None:
    found = saved(filled(engine))
    for each in (b"sessions", b"d" * 64, b"attempts", b"salts", b"f" * 64):
        assert each not in found
    load(engine, found, replace=True)
    with engine.connect() as connection:
        for table in (tables.sessions, tables.attempts, tables.salts):
            assert connection.execute(select(table)).all() == []


def test_new_rows_are_numbered_after_those_that_came_back(engine: Engine) -> None:
    load(engine, saved(filled(engine)), replace=True)
    staff = Staff(engine.url.render_as_string(hide_password=False))
    staff.add("neu", "desk", "mbe", NOW)
    staff.note(0, "add", NOW)
    account = staff.find("neu")
    assert account
    assert account.id == 13
    with engine.begin() as connection:
        assert [row.id for row in connection.execute(select(tables.audit))] == [5, 41, 42]
        made = connection.execute(insert(tables.closures).values(
            service=1, since=TODAY, until=TODAY)).inserted_primary_key
    assert made == (4,)
    staff.engine.dispose()


def test_only_an_empty_database_is_filled_unasked(engine: Engine) -> None:
    found = saved(filled(engine))
    with engine.begin() as connection:
        connection.execute(delete(tables.counts))
    changed = saved(engine)
    with pytest.raises(StoreError, match="--replace"):
        load(engine, found)
    assert saved(engine) == changed
    migrate(engine, EMPTY)
    load(engine, found)
    assert saved(engine) == found


def test_older_tables_are_filled_and_brought_up_to_date(engine: Engine) -> None:
    filled(engine)
    for step, names in (("0002", {"reports", "accounts", "recovery", "audit"}),
                        ("0001", {"reports"})):
        with engine.begin() as connection:
            downgrade(connection, step)
        found = saved(engine)
        assert {json.loads(line)[0] for line in found.splitlines()[1:-1]} == names
        migrate(engine)
        before = saved(engine)
        load(engine, found, replace=True)
        assert saved(engine) == before
        assert json.loads(before.splitlines()[0])["step"] == steps()[0]


def test_backup_shows_one_moment_while_others_write(engine: Engine) -> None:
    staff = Staff(filled(engine).url.render_as_string(hide_password=False))
    before = saved(engine)
    load(engine, before, replace=True)  # numbers of new rows follow those of the examples

    class Slow(io.BytesIO):
        def write(self, line: bytes) -> int:  # type: ignore[override]
            if self.tell() == 0 or b"reports" in line:
                staff.note(7, "between", NOW)
            return super().write(line)

    out = Slow()
    save(engine, out)
    assert out.getvalue() == before
    assert saved(engine).count(b"between") == 6
    staff.engine.dispose()


def changed(found: bytes, number: int, old: str, new: str) -> bytes:
    """Return the backup with something else in a line, and a checksum that fits."""
    lines = found.splitlines()
    line = lines[number - 1].decode()
    assert old in line
    lines[number - 1] = line.replace(old, new, 1).encode()
    text = b"".join(each + b"\n" for each in lines[:-1])
    end = {"rows": len(lines) - 2, "sha256": hashlib.sha256(text).hexdigest()}
    return text + json.dumps(end, separators=(",", ":")).encode() + b"\n"


def line_of(found: bytes, start: str) -> int:
    """Return the number of the first line that begins so."""
    return next(number for number, line in enumerate(found.splitlines(), 1)
                if line.decode().startswith(start))


ROW = '["referrals"'
DAMAGES: dict[str, tuple[str, str, str, str]] = {
    "column unknown": (ROW, '"kind":', '"kund":', "die Spalte „kind“ von referrals fehlt"),
    "column too many": (ROW, '"kind":', '"a":1,"kind":', "die Spalte „a“ von referrals gibt es n"),
    "table unknown": ('["closures"', "closures", "xyzzy", "die Tabelle „xyzzy“ gibt es nicht"),
    "session": ('["closures"', "closures", "sessions", "die Tabelle „sessions“ gibt es nicht"),
    "reference": (ROW, "bbbb", "cbbb", "„mappe“ zeigt auf eine Zeile, die fehlt"),
    "kind": (ROW, '"service":3', '"service":"3"', "in service von referrals steht etwas Falsches"),
    "yes for a number": (ROW, '"service":3', '"service":true', "in service von referrals steht"),
    "nothing": (ROW, '"service":3', '"service":null', "in service von referrals steht"),
    "number too large": (ROW, '"service":3', '"service":2147483648', "in service von referrals"),
    "text too long": (ROW, "verweis", "verweisverweis", "in kind von referrals steht"),
    "text ends early": (ROW, "verweis", "ver\\u0000", "in kind von referrals steht"),
    "day": (ROW, "2026-11-20", "2026-11-31", "in changed von referrals steht"),
    "day otherwise": (ROW, "2026-11-20", "20261120", "so schreibt Laufmappe diese Zeile nicht"),
    "zone": ('["audit"', ".000017", ".000017+01:00", "in at von audit steht"),
    "half a letter": (ROW, "verweis", "\\ud800", "so schreibt Laufmappe diese Zeile nicht"),
    "bytes": ('["mappen"', "AAEC", "AA!C", "in sealed von mappen steht"),
    "space": (ROW, '"kind":', '"kind": ', "so schreibt Laufmappe diese Zeile nicht"),
    "twice in a line": (ROW, '"service":3', '"service":2,"service":3', "so schreibt Laufmappe die"),
    "number without end": (ROW, '"service":3', '"service":' + "1" * 5000, "unlesbar"),
    "not a row": (ROW, ROW, "[1", "unlesbar"),
    "nested": ('["closures"', "[", "[" * 90_000, "unlesbar"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damaged_line_is_named_and_nothing_changes(engine: Engine, name: str) -> None:
    start, old, new, told = DAMAGES[name]
    before = saved(filled(engine))
    number = line_of(before, start)
    with pytest.raises(BackupError) as error:
        load(engine, changed(before, number, old, new), replace=True)
    assert f"Zeile {number}: {told}" in str(error.value)
    assert "Es wurde nichts geändert" in str(error.value)
    assert saved(engine) == before


def test_same_row_twice_or_elsewhere(engine: Engine) -> None:
    found = saved(filled(engine))
    lines = [json.loads(line) for line in found.splitlines()[:-1]]
    closure = line_of(found, '["closures"') - 1
    for rows in ([lines[0], lines[1], *lines[1:]], [lines[0], lines[2], lines[1], *lines[3:]],
                 [lines[0], lines[closure], *lines[1:]]):
        with pytest.raises(BackupError, match="Zeile 3: steht zweimal da oder nicht an ihrer St"):
            load(engine, signed(*rows), replace=True)
    assert saved(engine) == found


def test_rows_that_contradict_each_other(engine: Engine) -> None:
    found = saved(filled(engine))
    twin = changed(found, 2, "özlem", "twin")
    twin = changed(twin, 3, json.dumps("eva\n\"\\\u2028", ensure_ascii=False), '"twin"')
    with pytest.raises(BackupError, match="Zeile 2: von hier bis Zeile 3 widersprechen"):
        load(engine, twin, replace=True)
    assert saved(engine) == found


def test_cut_off_anywhere(engine: Engine) -> None:
    before = saved(filled(engine))
    ends = [place + 1 for place, byte in enumerate(before[:-1]) if byte == 10]
    for end in [0, 1, *ends, ends[3] + 9, len(before) - 1]:
        with pytest.raises(BackupError, match=r"Zeile \d+: .*(abgeschnitten|keine Sicherung)"):
            load(engine, before[:end], replace=True)
    assert saved(engine) == before


def test_every_changed_byte_is_noticed(file: Callable[[], Engine]) -> None:
    before = saved(filled(file()))
    other = file()
    for place in range(0, len(before), 29):
        damaged = before[:place] + bytes([before[place] ^ 1]) + before[place + 1:]
        with pytest.raises(BackupError, match=r"Zeile \d+: "):
            load(other, damaged)
    assert not Path(str(other.url.database)).exists()


@pytest.mark.parametrize(("found", "told"), [
    (bytes(range(256)) * 40, "Zeile 1: das ist keine Sicherung von Laufmappe"),
    (b"SQLite format 3\0" + bytes(4096), "Zeile 1: das ist keine Sicherung von Laufmappe"),
    (b"[]\n", "Zeile 1: das ist keine Sicherung von Laufmappe"),
    (b'{"format":1}\n', "Zeile 1: das ist keine Sicherung von Laufmappe"),
    (signed({"backup": "laufmappe", "format": 2, "step": "0001"}), "Zeile 1: dieses Programm lies"),
    (signed({"backup": "laufmappe", "format": 1, "step": "9999"}), "einem neueren Programm"),
    (signed({"backup": "laufmappe", "format": 1, "step": "0001"}) + b"\n", "Zeile 3: nach dem End"),
    (signed({"backup": "laufmappe", "format": 1, "step": "0001", "more": 1}), "Zeile 2: die Prüf"),
])
def test_other_file_is_refused(file: Callable[[], Engine], found: bytes, told: str) -> None:
    engine = file()
    with pytest.raises(BackupError) as error:
        load(engine, found)
    assert told in str(error.value)
    assert not Path(str(engine.url.database)).exists()


def test_database_of_somebody_else_is_left_alone(engine: Engine) -> None:
    with engine.begin() as connection:
        tables.counts.create(connection)
    with pytest.raises(StoreError, match="ist noch nichts"):
        saved(engine)
    with pytest.raises(StoreError, match="nicht von Laufmappe"):
        load(engine, signed({"backup": "laufmappe", "format": 1, "step": "0003"}), replace=True)
    with engine.begin() as connection:
        tables.counts.drop(connection)


def test_newer_database_is_left_alone(engine: Engine) -> None:
    filled(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="neueren Laufmappe"):
        saved(engine)
    with pytest.raises(StoreError, match="neueren Laufmappe"):
        load(engine, signed({"backup": "laufmappe", "format": 1, "step": "0003"}), replace=True)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            f"UPDATE alembic_version SET version_num = '{steps()[0]}'")  # noqa: S608


def test_database_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="noch keine Datenbank"):
        saved(connect(f"sqlite:///{tmp_path / 'x.sqlite'}"))
    assert list(tmp_path.iterdir()) == []
    gone = connect("postgresql://nobody:geheim@127.0.0.1:1/nichts")
    for action in (lambda: saved(gone),
                   lambda: load(gone, signed({"backup": "laufmappe", "format": 1,
                                              "step": "0001"}))):
        with pytest.raises(StoreError, match="antwortet nicht") as told:
            action()
        assert "geheim" not in str(told.value)


def test_who_writes_meanwhile_is_waited_for_and_then_told(file: Callable[[], Engine]) -> None:
    engine = filled(file())
    found = saved(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="antwortet nicht") as told:
            load(engine, found, replace=True)
    assert OperationalError.__name__ in str(told.value)
    assert saved(engine) == found


def test_bytes_stand_as_base64(engine: Engine) -> None:
    found = saved(filled(engine)).decode()
    assert f'"sealed":"{base64.b64encode(bytes(range(256)) * 3).decode()}"' in found
    assert '["closures",{"id":3,"service":9,"since":"2026-11-20","until":"2026-11-20"}]' in found
