"""A flood of requests for PDFs, against the site as it is served: the pages stay."""

import os
import signal
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from email.message import Message
from pathlib import Path

import pytest
from kinds import HOUSEHOLDS
from paper_url import GUIDE

from laufmappe.domain import token
from tools.bench.server import printer, served

pytestmark = pytest.mark.unmeasured

VISITORS = 16
PAGES = ("de/", "ar/frage/who", "uk/stellen", "ar/mappe")
CALM = 10  # seconds for a page, on any machine; a press that hangs is given up after 20
BUSY = b'action="/ar/mappe-drucken"'


def fetched(address: str, code: str = "") -> tuple[int, Message, bytes]:
    """Return status, headers and body; with a code the answers are sent along."""
    data = urllib.parse.urlencode({"mitnehmen": code}).encode() if code else None
    try:
        with urllib.request.urlopen(address, data, timeout=60) as response:  # noqa: S310
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def codes() -> list[str]:
    """Return codes of many households, all different."""
    statuses = [name for name, each in GUIDE.questions["status"].options.items() if each.own]
    return [token.write(GUIDE, {**HOUSEHOLDS["adult"], "status": (status,), "age": (age,),
                                "eu_activity": ()} | {"need": ("german", need)})
            for status in statuses[:4] for age in ("18-26", "27-59")
            for need in ("work", "health", "housing", "money")]


class Flood:
    """Visitors who ask for PDFs, each as soon as the last one came, until there are no more."""

    def __init__(self, address: str, codes: list[str]) -> None:
        self.answers: Counter[tuple[int, str | None, bool]] = Counter()
        self._address, self._codes = address, codes
        self._threads = [threading.Thread(target=self._ask) for _ in range(VISITORS)]
        for each in self._threads:
            each.start()

    def _ask(self) -> None:
        while self._codes:
            status, headers, body = fetched(f"{self._address}/ar/mappe.pdf", self._codes.pop())
            right = body.startswith(b"%PDF") if status == 200 else BUSY in body
            self.answers[status, headers.get("Retry-After"), right] += 1

    @property
    def on(self) -> bool:
        """Say whether it goes on."""
        return any(each.is_alive() for each in self._threads)


def pages(address: str) -> list[float]:
    """Return how many seconds each page took."""
    seconds = []
    for page in PAGES:
        begin = time.monotonic()
        assert fetched(f"{address}/{page}")[0] == 200
        seconds.append(time.monotonic() - begin)
    return seconds


def test_pages_stay_while_pdfs_are_asked_for(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with log.open("wb") as said, served(said) as (address, _process, _seconds):
        assert fetched(f"{address}/uk/mappe.pdf", codes()[0])[2].startswith(b"%PDF")
        flood, seconds = Flood(address, codes()), []
        while flood.on:
            seconds += pages(address)
        assert set(flood.answers) == {(200, None, True), (503, "10", True)}
        assert max(seconds) < CALM
        assert fetched(f"{address}/de/mappe.pdf", codes()[-1])[2].startswith(b"%PDF")
    assert log.read_text(encoding="utf-8").splitlines() == [
        f"Laufmappe läuft: {address.replace('127.0.0.1', 'localhost')}/  (beenden mit Strg+C)"]


def test_pages_stay_while_the_press_hangs() -> None:
    with served() as (address, process, _seconds):
        assert fetched(f"{address}/uk/mappe.pdf", codes()[0])[2].startswith(b"%PDF")
        hanging = printer(process.pid)
        os.kill(hanging, signal.SIGSTOP)
        try:
            flood = Flood(address, codes()[:VISITORS])
            while sum(flood.answers.values()) < VISITORS - 5:
                time.sleep(0.01)
            assert max(pages(address) + pages(address)) < CALM
            assert set(flood.answers) == {(503, "10", True)}
        finally:
            os.kill(hanging, signal.SIGCONT)
        while flood.on:
            time.sleep(0.01)
        assert flood.answers == {(503, "10", True): VISITORS - 5, (200, None, True): 5}
