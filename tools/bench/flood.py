"""The site while PDFs are asked for without pause: its pages, its PDFs, the memory of the press."""

import itertools
import statistics
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from laufmappe.domain import token
from laufmappe.domain.route import Router
from tools.bench.pages import HOUSEHOLDS, finished
from tools.bench.server import PATHS, answers, printer, pss, served

SHEETS = 150
VISITORS = 8
CODES = ("de", "ar", "uk", "en")


def different(router: Router) -> list[tuple[str, str]]:
    """Return so many languages and codes, no two alike: each is a sheet that is not kept."""
    found: dict[tuple[str, str], None] = {}
    needs, ages = (router.guide.questions[name].options for name in ("need", "age"))
    for need, age, household in itertools.product(needs, ages, HOUSEHOLDS.values()):
        given = {**household, "need": (need,)}
        if "children" not in household:
            given["age"] = (age,)
        text = token.write(router.guide, finished(router, given))
        found.update({(code, text): None for code in CODES})
    return list(found)[:SHEETS]


class Flood:
    """Visitors who want a PDF each, and ask again at once where the press is busy."""

    def __init__(self, address: str, wanted: list[tuple[str, str]]) -> None:
        self.statuses: Counter[int] = Counter()
        self._address, self._wanted = address, wanted
        self.threads = [threading.Thread(target=self._ask) for _ in range(VISITORS)]
        for each in self.threads:
            each.start()

    def _ask(self) -> None:
        while self._wanted:
            code, text = self._wanted.pop()
            while self._status(f"{self._address}/{code}/mappe.pdf", text) == 503:
                time.sleep(0.05)

    def _status(self, address: str, text: str) -> int:
        try:
            with urllib.request.urlopen(address, b"mitnehmen=" + text.encode(), 60) as response:  # noqa: S310 - our own
                response.read()
                status = int(response.status)
        except urllib.error.HTTPError as error:
            status = error.code
        self.statuses[status] += 1
        return status


def pages(address: str, until: float, flood: Flood | None = None) -> list[float]:
    """Fetch pages one after the other, until the time or the end of the flood; milliseconds."""
    found = []
    for number in itertools.count():
        if not any(each.is_alive() for each in flood.threads) if flood else time.time() > until:
            return found
        begin = time.perf_counter()
        if answers(f"{address}/{CODES[number % 4]}/{PATHS[number % len(PATHS)]}"):
            found.append((time.perf_counter() - begin) * 1_000)
    return found


def rows(router: Router) -> Iterator[list[str]]:
    """Yield what the pages take without and with the flood, the PDFs, and the memory."""
    yield ["", "median", "99 of 100", "bar", ""]
    with served() as (address, process, _seconds):
        pages(address, time.time() + 1)
        for name in ("page, ms, alone", "page, ms, in the flood"):
            begin = time.time()
            flood = Flood(address, different(router)) if "flood" in name else None
            found = sorted(pages(address, begin + 4, flood))
            yield [name, f"{statistics.median(found):.1f}", f"{found[len(found) * 99 // 100]:.1f}",
                   "", ""]
        yield ["PDFs in a second", f"{flood.statuses[200] / (time.time() - begin):.1f}", "", "", ""]
        yield ["asked to come again", str(flood.statuses[503]), "", "", ""]
        yield from _memory(printer(process.pid), flood.statuses[200])


def _memory(pid: int, sheets: int) -> Iterator[list[str]]:
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    [peak] = [int(line.split()[1]) / 1_024 for line in status if line.startswith("VmHWM")]
    yield [f"press, MB after {sheets} sheets", f"{pss(str(pid)):.0f}", "", "", ""]
    yield ["press, MB at most", f"{peak:.0f}", "", "220", "MISSED" if peak > 220 else ""]
