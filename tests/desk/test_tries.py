"""Tries to sign in are counted for all workers and through restarts, the same for every name."""

from collections.abc import Callable, Iterator

import pytest
from at_desk import PASSWORD, SECRET, Clock, code, guide
from flask import Flask
from sqlalchemy import event, select
from werkzeug.test import TestResponse

from laufmappe.settings import Settings
from laufmappe.store import secret
from laufmappe.store.attempts import HOUR, MINUTE
from laufmappe.store.staff import Staff
from laufmappe.store.tables import attempts, audit
from laufmappe.web import create_app
from laufmappe.web.desk.tries import SAY, net

Worker = Callable[[], Flask]
WRONG = {"name": "probe", "passwort": "x", "code": "1"}


@pytest.fixture
def worker(address: str, clock: Clock) -> Iterator[Worker]:
    """Return a function that starts one more worker, with a memory of its own."""
    made: list[Flask] = []

    def started() -> Flask:
        made.append(create_app(Settings(database=address), now=clock, guide=guide()))
        return made[-1]

    yield started
    for each in made:
        each.extensions["laufmappe"].press.close()


def tried(site: Flask, _from: str = "203.0.113.7", **fields: str) -> TestResponse:
    """Try to sign in."""
    return site.test_client().post("/schalter/anmelden", data={**WRONG, **fields},
                                   environ_overrides={"REMOTE_ADDR": _from})


def enrolled(staff: Staff, clock: Clock, name: str = "probe") -> None:
    """Make an account that can sign in."""
    assert staff.enrol(staff.add(name, "desk", "mbe", clock.now), PASSWORD, SECRET, 0, clock.now)


@pytest.mark.both
@pytest.mark.parametrize("name", ["probe", "niemand"])
def test_two_workers_and_a_restart_count_together(worker: Worker, staff: Staff, clock: Clock,
                                                  name: str) -> None:
    enrolled(staff, clock)
    one, two = worker(), worker()
    found = [tried(each, f"192.0.2.{number}", name=name) for number, each in enumerate(
        (one, two, one, two, one))]
    assert [each.status_code for each in found] == [403] * 5
    right = {"passwort": PASSWORD, "code": code(clock), "name": name}
    for each in (one, two, worker()):
        late = tried(each, **right)
        assert (late.status_code, late.headers["Retry-After"]) == (429, str(MINUTE))
        assert SAY[MINUTE] in late.text
    clock.on(seconds=MINUTE)
    again = tried(worker(), **{**right, "code": code(clock)})
    assert again.status_code == (303 if name == "probe" else 403)


@pytest.mark.both
def test_address_is_counted_by_all_workers_too(worker: Worker, staff: Staff) -> None:
    two = [worker(), worker()]
    for number in range(20):
        assert tried(two[number % 2], name=f"n{number}").status_code == 403
    assert tried(worker(), name="neu").status_code == 429
    assert tried(worker(), "203.0.113.8", name="neu").status_code == 403
    assert worker().test_client().post("/schalter/einladung", data={
        "einladung": "x"}, environ_overrides={"REMOTE_ADDR": "203.0.113.7"}).status_code == 429


def test_thirty_in_an_hour_wait_longer(worker: Worker, staff: Staff, clock: Clock) -> None:
    for _ in range(6):
        site = worker()
        assert [tried(site).status_code for _ in range(5)] == [403] * 5
        clock.on(seconds=MINUTE)
    late = tried(worker())
    assert (late.status_code, late.headers["Retry-After"]) == (429, str(HOUR))
    assert SAY[HOUR] in late.text
    clock.on(minutes=55)
    assert tried(worker()).status_code == 403


def test_who_is_right_is_not_counted(worker: Worker, staff: Staff, clock: Clock) -> None:
    enrolled(staff, clock)
    for _ in range(3):
        assert tried(worker(), passwort=PASSWORD, code=code(clock)).status_code == 303
        clock.on(seconds=31)
    with staff.engine.connect() as connection:
        assert set(connection.execute(select(attempts.c.count)).scalars()) == {0}


def test_invitations_are_guessed_slowly(worker: Worker, staff: Staff, clock: Clock) -> None:
    invitation = staff.add("neu", "desk", "mbe", clock.now)

    def guess(site: Flask, text: str) -> int:
        return site.test_client().post("/schalter/einladung", data={"einladung": text}).status_code

    one, two = worker(), worker()
    assert [guess(one, invitation) for _ in range(3)] == [200] * 3
    assert [guess((one, two)[number % 2], "falsch") for number in range(21)] == [403] * 20 + [429]
    assert guess(two, invitation) == 429


def test_nothing_of_the_try_is_written_down(worker: Worker, staff: Staff) -> None:
    tried(worker(), name="Passwort-statt-Name")
    with staff.engine.connect() as connection:
        held = str([connection.execute(select(each)).all() for each in (attempts, audit)])
    assert "203.0.113" not in held
    assert "passwort" not in held.casefold()


def test_every_wrong_try_is_the_same_work(staff: Staff, clock: Clock,
                                          monkeypatch: pytest.MonkeyPatch) -> None:
    enrolled(staff, clock)
    enrolled(staff, clock, "gesperrt")
    staff.add("eingeladen", "desk", "mbe", clock.now)
    found = staff.find("gesperrt")
    assert found
    staff.lock(found.id, True)
    done: list[str] = []
    matches = secret.matches
    monkeypatch.setattr(secret, "matches", lambda *words: done.append("hash") or matches(*words))
    event.listen(staff.engine, "before_cursor_execute",
                 lambda *words: done.append(" ".join(str(words[2]).split())))
    works = []
    for name, password, number in [
        ("niemand", PASSWORD, code(clock)), ("probe", "x", code(clock)), ("probe", "x", "000000"),
        ("probe", PASSWORD, "000000"), ("probe", PASSWORD, "x"), ("probe", "", ""),
        ("gesperrt", PASSWORD, code(clock)), ("eingeladen", PASSWORD, code(clock)),
    ]:
        done.clear()
        assert staff.sign_in(name, password, number, clock.now) is None
        works.append(list(done))
    assert len(works[0]) == 3
    assert works == [works[0]] * len(works)


def test_networks_of_ipv6_count_as_one() -> None:
    assert net("2001:db8:1:2:3::4") == net("2001:db8:1:2::9") == "2001:db8:1:2::/64"
    assert net("203.0.113.7") == "203.0.113.7"
    assert net("") == ""
