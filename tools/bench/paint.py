"""First paint on a slow phone under two networks, beside GOV.UK's kit on the same page."""

import shutil
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright

from laufmappe.domain import token
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


def painted(browser: Browser, network: str, address: str, cookie: dict[str, str] | None) -> float:
    """Return the seconds to the first paint on a phone four times slower, median of some runs."""
    latency, speed, _bar = NETWORKS[network]
    found = []
    for _ in range(RUNS):
        context = browser.new_context(**PHONE)
        if cookie:
            context.add_cookies([cookie])
        page: Page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", {
            "offline": False, "latency": latency, "downloadThroughput": speed,
            "uploadThroughput": speed})
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.goto(address, wait_until="commit", timeout=60_000)
        found.append(page.evaluate(PAINT) / 1_000)
        context.close()
    return statistics.median(found)


def rows(app: Flask, samples: list[Sample]) -> Iterator[list[str]]:
    """Yield the first paint of each kind of page, of "who" with GOV.UK's kit last."""
    path = next((each for each in map(shutil.which, BROWSERS) if each), None)
    yield ["page in German, seconds", *(f"{name} (bar {bar})"
                                        for name, (_ms, _bytes, bar) in NETWORKS.items()), ""]
    if path is None:
        yield ["left out: needs Chromium or Chrome", *[""] * len(NETWORKS), ""]
        return
    guide = app.extensions["laufmappe"].guide
    with sync_playwright() as playwright, served() as (address, _process, _seconds):
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for sample in samples:
            cookie = {"name": "antworten", "url": address,
                      "value": token.write(guide, sample.answers)} if sample.answers else None
            times = [painted(browser, name, f"{address}/de/{sample.path}", cookie)
                     for name in NETWORKS]
            missed = any(each > bar for each, (_ms, _bytes, bar)
                         in zip(times, NETWORKS.values(), strict=True))
            yield [sample.name, *(f"{each:.2f}" for each in times), "MISSED" if missed else ""]
        if KIT.exists():
            with kit(app) as other:
                yield ["who, with GOV.UK's kit", *(
                    f"{painted(browser, name, other, None):.2f}" for name in NETWORKS), ""]
        browser.close()
