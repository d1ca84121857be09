"""What is closed, for the pages: read from the database at most every half minute, never in wait.

A page asks; a thread reads. So a database that does not answer holds no page up.
"""

import datetime
from collections.abc import Callable, Sequence
from threading import Event, Lock, Thread

from laufmappe.domain.closure import NOTHING, Closed, Closure, closed
from laufmappe.store.database import StoreError

FRESH = datetime.timedelta(seconds=30)
KNOWN = datetime.timedelta(minutes=10)
"""So long what was read last holds while the database does not answer."""
PATIENCE = 0.2
"""Seconds a page waits at most, one page in half a minute."""
Read = Callable[[datetime.date], Sequence[Closure]]


class Watch:
    """Knows what is closed. `read` returns the closures that are not over on a day."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._lock = Lock()
        self._busy = False
        self._asked: datetime.datetime | None = None
        self._known: tuple[datetime.datetime, tuple[Closure, ...]] | None = None
        self._made: tuple[object, Closed] = None, NOTHING

    def closed(self, now: datetime.datetime) -> Closed:
        """Return what is closed; the same object until something changes."""
        if not _within(self._asked, now, FRESH):
            self._ask(now)
        known = self._known
        held = known[1] if known and _within(known[0], now, KNOWN) else ()
        of, made = (held, now.date()), self._made
        if made[0] != of:
            made = self._made = of, closed(*of) if held else NOTHING
        return made[1]

    def forget(self) -> None:
        """Read again with the next page: something was changed here."""
        self._asked = None

    def _ask(self, now: datetime.datetime) -> None:
        with self._lock:
            if self._busy or _within(self._asked, now, FRESH):
                return
            self._busy, self._asked = True, now
        done = Event()
        Thread(target=self._fetch, args=(now, done), daemon=True).start()
        done.wait(PATIENCE)

    def _fetch(self, now: datetime.datetime, done: Event) -> None:
        try:
            self._known = now, tuple(self._read(now.date()))
        except StoreError:
            pass  # what was known stays for a while
        finally:
            self._busy = False
            done.set()


def _within(then: datetime.datetime | None, now: datetime.datetime,
            most: datetime.timedelta) -> bool:
    """Say whether a moment lies at most so long before now; a clock set back is no moment."""
    return then is not None and datetime.timedelta(0) <= now - then < most
