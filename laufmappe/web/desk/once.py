"""Which forms did their work already, so that printing or sending again counts nothing.

It is remembered by hashes of the codes of forms, in the memory of each worker: in the database
such a list would tell when how many were printed. It is enough, because somebody prints again
within minutes; where another worker answers then, or this one was started anew, a Mappe counts
twice, which numbers that say "ten or more" can bear.
"""

from collections import OrderedDict
from threading import Lock

from laufmappe.store import secret

LAST = 5_000


class Once:
    """The codes of the forms that did their work last, as hashes."""

    def __init__(self, most: int = LAST) -> None:
        self._most = most
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()

    def first(self, code: str) -> bool:
        """Say whether a code was not counted yet, and remember it."""
        name = secret.hashed(code)
        with self._lock:
            if name in self._seen:
                return False
            self._seen[name] = None
            while len(self._seen) > self._most:
                self._seen.popitem(last=False)
            return True

    def forget(self, code: str) -> None:
        """Let a code be counted after all."""
        with self._lock:
            self._seen.pop(secret.hashed(code), None)
