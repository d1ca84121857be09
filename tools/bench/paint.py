"""First paint on a slow phone under two networks, beside GOV.UK's kit on the same page.

Measured twice: over a line that is that slow, and as Chromium makes a fast one slow (line.py).
"""

import shutil
import statistics
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import brotli
from flask import Flask
from playwright.sync_api import Browser, sync_playwright

from laufmappe.domain import token
from tools.bench.line import slow
from tools.bench.pages import Sample
from tools.bench.server import served

KIT = Path(__file__).parents[1] / "lighthouse" / "node_modules" / "govuk-frontend"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# Latency in ms, bytes a second, bar for ours in seconds.
NETWORKS = {"2G": (800, 50_000 / 8, 1.4), "slow 4G": (150, 1_600_000 / 8, 0.8)}
PHONE = {"viewport": {"width": 360, "height": 640}, "device_scale_factor": 3, "is_mobile": True}
PAINT = """() => new Promise(done => new PerformanceObserver(list =>
    list.getEntriesByName("first-contentful-paint").forEach(each => done(each.startTime))
).observe({type: "paint", buffered: true}))"""
RUNS = 3
OPTION = """<div class="govuk-radios__item"><input class="govuk-radios__input" id="{id}" name="who"
type="radio" value="{id}"><label class="govuk-label govuk-radios__label" for="{id}">{text}</label>
</div>"""
SAME = """<!doctype html><html lang="de" class="govuk-template"><meta charset="utf-8"><meta
name="viewport" content="width=device-width,initial-scale=1"><title>{question}</title><link
rel="stylesheet" href="/kit.css"><body class="govuk-template__body"><div
class="govuk-width-container">
<main class="govuk-main-wrapper"><form method="post"><div class="govuk-form-group"><fieldset
class="govuk-fieldset"><legend class="govuk-fieldset__legend govuk-fieldset__legend--l"><h1
class="govuk-fieldset__heading">{question}</h1></legend><div class="govuk-radios"
data-module="govuk-radios">{options}</div></fieldset></div><button class="govuk-button"
data-module="govuk-button">Weiter</button></form></main></div><script type="module"
src="/kit.js"></script></body></html>"""


class Kit(BaseHTTPRequestHandler):
    """Serves the question "who" as GOV.UK's kit builds it, brotli at its best, without fonts."""

    protocol_version = "HTTP/1.1"

    def __init__(self, files: dict[str, tuple[str, bytes]], *rest: object) -> None:
        self._files = files
        super().__init__(*rest)

    def do_GET(self) -> None:
        """Send a file, or nothing."""
        kind, data = self._files.get(self.path, ("text/plain", b""))
        self.send_response(200 if data else 404)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        if data:
            self.send_header("Content-Encoding", "br")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_words: object) -> None:
        """Write nothing."""


@contextmanager
def kit(app: Flask) -> Iterator[str]:
    """Serve the same question with GOV.UK's kit; give its address."""
    question = app.extensions["laufmappe"].guide.questions["who"]
    options = "".join(OPTION.format(id=each.id, text=each.text)
                      for each in question.options.values())
    folder = KIT / "dist" / "govuk"
    plain = {"/": ("text/html", SAME.format(question=question.text, options=options).encode()),
             "/kit.css": ("text/css", (folder / "govuk-frontend.min.css").read_bytes()),
             "/kit.js": ("text/javascript", (folder / "govuk-frontend.min.js").read_bytes())}
    files = {path: (kind, brotli.compress(data, quality=11))
             for path, (kind, data) in plain.items()}
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Kit, files))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def painted(browser: Browser, network: str, address: str, cookie: str, *, line: bool) -> float:
    """Return the seconds to the first paint on a phone four times slower, median of some runs.

    `cookie`: the answers, "" for none; `line`: over a slow line, else as Chromium makes it slow.
    """
    latency, speed, _bar = NETWORKS[network]
    found = []
    for _ in range(RUNS):
        with browser.new_context(**PHONE) as context, ExitStack() as stack:
            page, at = context.new_page(), urlsplit(address)
            session = context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
            if line:
                port = stack.enter_context(slow(int(at.port or 80), latency / 1_000, speed))
                at = at._replace(netloc=f"127.0.0.1:{port}")
            else:
                session.send("Network.enable")
                session.send("Network.emulateNetworkConditions", {
                    "offline": False, "latency": latency, "downloadThroughput": speed,
                    "uploadThroughput": speed})
            if cookie:
                context.add_cookies([{"name": "antworten", "value": cookie, "url": at.geturl()}])
            page.goto(at.geturl(), wait_until="commit", timeout=60_000)
            found.append(page.evaluate(PAINT) / 1_000)
            page.close()
    return statistics.median(found)


def rows(app: Flask, samples: list[Sample]) -> Iterator[list[str]]:
    """Yield the first paint of each kind of page, of "who" with GOV.UK's kit last."""
    path = next((each for each in map(shutil.which, BROWSERS) if each), None)
    yield ["page in German, seconds", *(f"{name} (bar {bar})"
                                        for name, (_ms, _bytes, bar) in NETWORKS.items()),
           *(f"{name}, Chromium's" for name in NETWORKS), ""]
    if path is None:
        yield ["left out: needs Chromium or Chrome", *[""] * (2 * len(NETWORKS) + 1)]
        return
    guide = app.extensions["laufmappe"].guide
    with sync_playwright() as playwright, served() as (address, _process, _seconds):
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for sample in samples:
            cookie = token.write(guide, sample.answers) if sample.answers else ""
            yield _row(browser, sample.name, f"{address}/de/{sample.path}", cookie, barred=True)
        if KIT.exists():
            with kit(app) as other:
                yield _row(browser, "who, with GOV.UK's kit", other, "", barred=False)
        browser.close()


def _row(browser: Browser, name: str, address: str, cookie: str, *, barred: bool) -> list[str]:
    """Return the row of a page; `barred`: the bars are for it."""
    times = [(network, painted(browser, network, address, cookie, line=line))
             for line in (True, False) for network in NETWORKS]
    missed = barred and any(seconds > NETWORKS[network][2] for network, seconds in times)
    return [name, *(f"{seconds:.2f}" for _network, seconds in times), "MISSED" if missed else ""]
