"""How many reports are taken, whoever sends them: nobody is remembered, so all share it."""

import datetime
from collections import Counter
from threading import Lock

BURST = 30
EVERY = datetime.timedelta(seconds=20)
A_DAY = 20


class Limit:
    """A bucket for all reports, and a number a day for each place and language; in memory only."""

    def __init__(self, burst: int = BURST, a_day: int = A_DAY) -> None:
        self._burst = burst
        self._a_day = a_day
        self._left = float(burst)
        self._last: datetime.datetime | None = None
        self._day: datetime.date | None = None
        self._seen: Counter[object] = Counter()
        self._lock = Lock()

    def take(self, about: object, now: datetime.datetime) -> bool:
        """Say whether one more report about this place, or this language, is taken now."""
        with self._lock:
            if now.date() != self._day:
                self._day = now.date()
                self._seen.clear()
            passed = max(now - (self._last or now), datetime.timedelta())
            self._left = min(self._burst, self._left + passed / EVERY)
            self._last = now
            if self._left < 1 or self._seen[about] >= self._a_day:
                return False
            self._left -= 1
            self._seen[about] += 1
            return True
