"""How often somebody may try to sign in: counted in memory first, then in the database for all.

The memory of each worker counts every try and spares the database a flood. The database counts
the refused ones, for all workers and through restarts (store/attempts.py).
"""

import datetime
import ipaddress
from functools import cached_property
from threading import Lock
from typing import Any

from flask import request

from laufmappe.store.attempts import HOUR, MINUTE, Attempts

BY_NAME, BY_ADDRESS = 5, 20  # a minute
LONGEST = 60
SAY = {MINUTE: "Zu viele Versuche. Bitte warten Sie eine Minute.",
       HOUR: "Zu viele Versuche mit diesem Namen. Bitte warten Sie eine Stunde."}


class Often:
    """Counts how often something happens in a minute, in the memory of this worker."""

    def __init__(self) -> None:
        self._first = Lock()

    @cached_property
    def _counts(self) -> Any:
        from limits.storage import MemoryStorage  # noqa: PLC0415 - slow, seldom needed
        from limits.strategies import MovingWindowRateLimiter  # noqa: PLC0415 - as above

        return MovingWindowRateLimiter(MemoryStorage())

    def once_more(self, most: int, *what: str) -> bool:
        """Count it once more; False where it was so often already."""
        from limits import RateLimitItemPerMinute  # noqa: PLC0415 - as above

        with self._first:  # later versions of Python make a cached property without one
            counts = self._counts
        return bool(counts.hit(RateLimitItemPerMinute(most), *what))


class Tries:
    """What counts tries: this worker's memory, and the database."""

    def __init__(self, database: str) -> None:
        self._memory = Often()
        self._kept = Attempts(database) if database else None

    def ask(self) -> bool:
        """Say whether this address may ask once more for what proves nothing yet."""
        return self._memory.once_more(BY_ADDRESS, "address", _address())

    def begin(self, name: str, now: datetime.datetime) -> int:
        """Count a try from this address, for this name; return 0 or how many seconds to wait."""
        plain = name.strip().casefold()[:LONGEST]
        if not self.ask() or (plain and not self._memory.once_more(BY_NAME, "name", plain)):
            return MINUTE
        return self._kept.take(_address(), plain, now) if self._kept else 0

    def right(self, name: str, now: datetime.datetime) -> None:
        """Take back what was counted at this moment: it was no wrong try."""
        if self._kept:
            self._kept.undo(_address(), name.strip().casefold()[:LONGEST], now)


def _address() -> str:
    return net(request.remote_addr or "")


def net(address: str) -> str:
    """Return what counts as one address: all of IPv4, the network of IPv6."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return address
    return str(ipaddress.ip_network(f"{address}/64", strict=False))
