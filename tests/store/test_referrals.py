"""Referrals in the database, the same on SQLite and PostgreSQL."""

import datetime
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete, insert, select

from laufmappe.domain.referral import (
    ARRIVED,
    DONE,
    KINDS,
    NOT_SERVED,
    OPEN,
    OTHER,
    REASONS,
    STATES,
    UNSERVED,
    number,
    plain,
)
from laufmappe.store.database import StoreError
from laufmappe.store.migrate import EMPTY, migrate
from laufmappe.store.referrals import NoMappe, Referrals
from laufmappe.store.tables import counts, mappen, referrals

TODAY = datetime.date(2026, 11, 20)
UNTIL = datetime.date(2027, 5, 19)
SOON = datetime.date(2026, 11, 26)


@pytest.fixture
def store(address: str) -> Iterator[Referrals]:
    """Return the referrals of a fresh database with the two Mappen "a" and "b"."""
    found = Referrals(address)
    migrate(found.engine)
    with found.engine.begin() as connection:
        connection.execute(insert(mappen), [
            {"id": name, "sealed": b"x", "version": 1, "until": UNTIL} for name in "ab"])
    yield found
    migrate(found.engine, EMPTY)
    found.engine.dispose()


def send(store: Referrals, mappe: str = "a", service: int = 3, *, second: int | None = None,
         sender: str = "mbe", reason: str = "expert", day: datetime.date = SOON) -> str:
    """Send somebody on."""
    return store.send(mappe, "co" if second else "verweis", service, second, sender, reason, day,
                      "10:30" if second else None, UNTIL, TODAY)


def counted(store: Referrals) -> dict[tuple[str, str, str], int]:
    """Return all that was counted."""
    with store.engine.connect() as connection:
        return {(row.month, row.kind, row.key): row.count
                for row in connection.execute(select(counts))}


def test_sent_is_found_by_all_who_ask(store: Referrals) -> None:
    made = send(store, second=7)
    assert plain(made) == made
    found = store.find(made)
    assert found
    assert (found.number, found.kind, found.service, found.second, found.sender, found.reason,
            found.day, found.time, found.state, found.why, found.changed, found.until) == (
        made, "co", 3, 7, "mbe", "expert", SOON, "10:30", OPEN, None, TODAY, UNTIL)
    for there in (store.open_for([3]), store.open_for([7, 9]), store.sent_by("mbe"),
                  store.of_mappe("a")):
        assert there == [found]
    for nowhere in (store.open_for([]), store.open_for([4]), store.sent_by("jmd"),
                    store.of_mappe("b"), store.of_mappe("c")):
        assert nowhere == []
    assert store.find(number("0000000")) is None


def test_next_day_comes_first(store: Referrals) -> None:
    later, sooner = send(store, day=UNTIL), send(store, "b")
    assert [each.number for each in store.open_for([3])] == [sooner, later]


def test_same_again_is_sent_once(store: Referrals) -> None:
    first = send(store)
    assert send(store) == first
    others = {send(store, "b"), send(store, service=4), send(store, second=5),
              send(store, sender="jmd"), send(store, reason=OTHER), send(store, day=UNTIL)}
    assert len(others) == 6
    assert first not in others
    assert counted(store) == {("2026-11", "referral", "sent"): 7}
    assert store.move(first, OPEN, ARRIVED, None, TODAY, 3)
    assert send(store) != first  # once more, after that one was taken up


def test_no_mappe_no_referral(store: Referrals) -> None:
    with pytest.raises(NoMappe):
        send(store, "gone")
    assert counted(store) == {}


def test_moves_on_and_is_counted(store: Referrals) -> None:
    made, later = send(store), datetime.date(2026, 12, 1)
    assert store.move(made, OPEN, ARRIVED, None, TODAY, 3)
    assert [each.number for each in store.open_for([3])] == [made]
    assert store.move(made, ARRIVED, DONE, None, later, 3)
    found = store.find(made)
    assert found
    assert (found.state, found.why, found.changed) == (DONE, None, later)
    assert store.open_for([3]) == []
    assert [each.number for each in store.sent_by("mbe")] == [made]
    assert counted(store) == {
        ("2026-11", "referral", "sent"): 1, ("2026-11", "referral", "arrived"): 1,
        ("2026-12", "referral", "done"): 1}


def test_not_served_tells_why(store: Referrals) -> None:
    made = send(store)
    assert store.move(made, OPEN, NOT_SERVED, "no-slot", TODAY, 3)
    found = store.find(made)
    assert found
    assert (found.state, found.why) == (NOT_SERVED, "no-slot")
    assert store.open_for([3]) == []
    assert counted(store) == {
        ("2026-11", "referral", "sent"): 1, ("2026-11", "referral", "unserved"): 1,
        ("2026-11", "unserved", "3:no-slot"): 1}


def test_too_late_changes_and_counts_nothing(store: Referrals) -> None:
    made = send(store)
    assert store.move(made, OPEN, ARRIVED, None, TODAY, 3)
    before = counted(store)
    assert not store.move(made, OPEN, NOT_SERVED, "no-slot", TODAY, 3)
    assert not store.move(number("0000000"), OPEN, ARRIVED, None, TODAY, 3)
    found = store.find(made)
    assert found
    assert (found.state, found.why) == (ARRIVED, None)
    assert counted(store) == before


@pytest.mark.parametrize(("before", "after", "why"), [
    (OPEN, DONE, None), (DONE, OPEN, None), (OPEN, NOT_SERVED, None), (OPEN, ARRIVED, "no-slot"),
    (OPEN, NOT_SERVED, "xyzzy"), ("xyzzy", ARRIVED, None)])
def test_move_that_is_none_is_refused(store: Referrals, before: str, after: str,
                                      why: str | None) -> None:
    made = send(store)
    with pytest.raises(ValueError, match="->"):
        store.move(made, before, after, why, TODAY, 3)
    assert [each.state for each in store.of_mappe("a")] == [OPEN]


def test_of_many_at_once_one_is_first(store: Referrals) -> None:
    made = [send(store, day=SOON + datetime.timedelta(days)) for days in range(4)]
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(
            lambda at: store.move(made[at % 4], OPEN, *(
                (ARRIVED, None) if at < 8 else (NOT_SERVED, "closed")), TODAY, 3), range(16)))
    assert [sum(done[at::4]) for at in range(4)] == [1, 1, 1, 1]
    found = counted(store)
    assert sum(count for (_, kind, key), count in found.items()
               if kind == "referral" and key != "sent") == 4
    states = [each.state for each in store.of_mappe("a")]
    assert found.get(("2026-11", "referral", "arrived"), 0) == states.count(ARRIVED)
    assert found.get(("2026-11", "unserved", "3:closed"), 0) == states.count(NOT_SERVED)


def test_no_sending_at_once_is_lost(store: Referrals) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda service: send(store, service=service), range(1, 25)))
    assert {each.number for each in store.of_mappe("a")} == set(made)
    assert len(set(made)) == 24
    assert counted(store) == {("2026-11", "referral", "sent"): 24}


def test_goes_with_its_mappe(store: Referrals) -> None:
    send(store)
    other = send(store, "b")
    with store.engine.begin() as connection:
        connection.execute(delete(mappen).where(mappen.c.id == "a"))
    assert store.of_mappe("a") == []
    assert [each.number for each in store.sent_by("mbe")] == [other]


def test_forgotten_the_day_after_its_last(store: Referrals) -> None:
    made = send(store)
    assert store.forget(UNTIL) == 0
    assert store.find(made)
    assert store.forget(UNTIL + datetime.timedelta(1)) == 1
    assert store.find(made) is None


def test_three_times_the_same_is_suspicious(store: Referrals) -> None:
    for service, why, times in ((3, "language", 3), (4, "language", 2), (5, "no-slot", 4),
                                (5, "closed", 1), (6, OTHER, 5)):
        for days in range(times):
            made = send(store, service=service, day=SOON + datetime.timedelta(days))
            assert store.move(made, OPEN, NOT_SERVED, why, TODAY, service)
    assert store.suspicions("2026-11") == [(3, "language"), (5, "no-slot")]
    assert store.suspicions("2026-10") == []


def test_keys_have_room_in_the_table() -> None:
    for column, keys in (("kind", KINDS), ("reason", [*REASONS, OTHER]), ("state", STATES),
                         ("why", UNSERVED), ("number", [number("1234567")])):
        assert max(map(len, keys)) <= referrals.c[column].type.length, column


def test_database_that_does_not_answer_says_so(tmp_path: object) -> None:
    store = Referrals(f"sqlite:///{tmp_path}/none.sqlite")
    for ask in (lambda: store.find("W"), lambda: send(store), lambda: store.forget(TODAY),
                lambda: store.suspicions("2026-11"), lambda: store.sent_by("mbe")):
        with pytest.raises(StoreError, match="Datenbank antwortet nicht"):
            ask()
