"""Processor time of pages and routes, in this process."""

import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial

from flask import Flask
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder

from laufmappe.domain import token
from laufmappe.domain.route import Router
from tools.bench.pages import HOUSEHOLDS, Sample, finished

ROUNDS = 15


def spent(times: int, *works: Callable[[], object]) -> list[tuple[float, float]]:
    """Return the least and the middle processor time of each call, in microseconds.

    They are called in turns: a machine is not always equally fast.
    """
    for work in works:
        for _ in range(5):
            work()
    found: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, took in zip(works, found, strict=True):
            for _ in range(times // ROUNDS):
                begin = time.process_time_ns()
                work()
                took.append((time.process_time_ns() - begin) / 1_000)
    return [(min(took), statistics.median(took)) for took in found]


def request(app: Flask, sample: Sample, code: str) -> Callable[[], object]:
    """Return a call of the WSGI application as a server makes it: cookie set, uncompressed."""
    text = token.write(app.extensions["laufmappe"].guide, sample.answers) or "1000000"
    cookie = Headers({"Cookie": f"antworten={text}"})
    environ = EnvironBuilder(f"/{code}/{sample.path}", headers=cookie).get_environ()
    statuses: list[str] = []

    def begin(status: str, _headers: object, _error: object = None, /) -> Callable[[bytes], None]:
        statuses.append(status)
        return lambda _data: None

    def call() -> bytes:
        statuses.clear()
        return b"".join(app(environ.copy(), begin))

    call()
    if not statuses[0].startswith("200"):
        raise ValueError(f"{sample.name}: {statuses[0]}")
    return call


def page_rows(ours: Flask, stock: Flask, samples: list[Sample],
              codes: list[str]) -> Iterator[list[str]]:
    """Yield a row a page and language: ours, the stock way, and the bars."""
    yield ["page", "language", "ours min", "median", "stock min", "median", "ratio", "bars", ""]
    for sample in samples:
        for code in codes:
            (least, middle), (usual, usual_middle) = spent(
                150, request(ours, sample, code), request(stock, sample, code))
            missed = least > 1_000 or least > usual / 2
            yield [sample.name, code, f"{least / 1_000:.2f}", f"{middle / 1_000:.2f}",
                   f"{usual / 1_000:.2f}", f"{usual_middle / 1_000:.2f}", f"{least / usual:.2f}",
                   "1.0, 0.50", "MISSED" if missed else ""]


def language_rows(ours: Flask, samples: list[Sample], codes: list[str]) -> Iterator[list[str]]:
    """Yield a row a page: the least time of ours in each language, and the bar."""
    yield ["page", *codes, "bar", ""]
    for sample in samples:
        times = spent(60, *(request(ours, sample, code) for code in codes))
        yield [sample.name, *(f"{least / 1_000:.2f}" for least, _middle in times), "1.0",
               "MISSED" if any(least > 1_000 for least, _middle in times) else ""]


def route_rows(router: Router) -> Iterator[list[str]]:
    """Yield a row a household: a route with its reasons; rules for its kind already sorted out."""
    yield ["household", "stations", "min", "median", "bar", ""]
    for name, answers in HOUSEHOLDS.items():
        whole = finished(router, answers)
        route = router.route(whole, "ar")
        ((least, middle),) = spent(3_000, partial(router.route, whole, "ar"))
        yield [name, str(len(route.stations)), f"{least:.0f}", f"{middle:.0f}", "50",
               "MISSED" if least > 50 else ""]
