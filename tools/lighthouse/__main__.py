"""`make lighthouse`: what Lighthouse, the Nu HTML checker, MDN and Chromium 69 say of the site."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from laufmappe.content.load import load
from laufmappe.domain import token
from laufmappe.domain.route import Router
from laufmappe.paths import CONTENT
from laufmappe.web import create_app
from tools.bench.__main__ import NOW, table
from tools.bench.pages import HOUSEHOLDS, finished, samples
from tools.bench.server import served
from tools.bench.weight import fetch

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
SINCE = HERE.parents[1] / "tests" / "browsers.json"
CODES = ("de", "ar", "uk")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
WANTED = [100, 100, 100, 100]


def node(script: str, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run a script of this folder."""
    chrome = next((path for path in map(shutil.which, BROWSERS) if path), "")
    return subprocess.run(["node", str(HERE / script), *arguments],  # noqa: S603, S607
                          input=given, capture_output=True, text=True, check=False,
                          env={**os.environ, "CHROME_PATH": chrome})


def pages(address: str) -> Iterator[dict[str, object]]:
    """Yield the pages that Lighthouse looks at; private ones ask search engines to stay away."""
    guide = load(CONTENT)
    router = Router(guide, NOW.date())
    answers = finished(router, HOUSEHOLDS["family of four, Ukraine"])
    number = next(each.number for each in guide.services.values() if each.hours)
    kinds = {"start": "", "question": "frage/who", "directory": "stellen",
             "service": f"stellen/{number}", "result": f"m/{token.write(guide, answers)}"}
    for code in CODES:
        for name, path in kinds.items():
            yield {"name": f"{name} {code}", "url": f"{address}/{code}/{path}",
                   "private": name == "result"}


def judged(address: str) -> tuple[list[list[str]], bool]:
    """Return Lighthouse's scores as a table, and whether all are 100."""
    done = node("lighthouse.mjs", given=json.dumps(list(pages(address))))
    found = [json.loads(line) for line in done.stdout.splitlines()]
    lines = [["page", "performance", "accessibility", "best practices", "SEO", "not passed"]]
    lines += [[each["name"], *map(str, each["scores"]), ", ".join(each["failed"])]
              for each in found]
    if done.returncode:
        print(done.stderr[-2_000:])
    wrong = [each["name"] for each in found if each["scores"] != WANTED]
    return lines, not wrong and len(found) == len(list(pages(address))) and not done.returncode


def checked() -> list[str]:
    """Return what the Nu HTML checker finds on a page of each kind in each language."""
    app = create_app(now=lambda: NOW)
    book = app.extensions["laufmappe"]
    with tempfile.TemporaryDirectory() as folder:
        for sample in samples(book.router):
            for code in book.languages:
                name = "".join(each if each.isalnum() else "-" for each in sample.name)
                (Path(folder) / f"{name}-{code}.html").write_text(
                    fetch(app, sample, code), encoding="utf-8")
        jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
        done = subprocess.run(["java", "-jar", str(jar), "--format", "json",  # noqa: S603, S607
                               folder], capture_output=True, text=True, check=False)
    found = json.loads(done.stderr)["messages"]
    said: dict[str, set[str]] = {}
    for each in found:
        if each["type"] == "error" or each.get("subType") == "warning":
            said.setdefault(each["message"], set()).add(Path(each["url"]).stem)
    return [f"{message} ({len(names)} pages, {min(names)})"
            for message, names in sorted(said.items())]


def compared() -> bool:
    """Say whether tests/browsers.json is what MDN's data say."""
    return node("since.mjs").stdout == SINCE.read_text(encoding="utf-8")


def main() -> int:
    """Ask them all and print what they say; 1 if anything is wrong."""
    if not MODULES.exists():
        print("Left out: `make lighthouse` needs node and npm.")
        return 0
    with served() as (address, _process, _seconds), tempfile.TemporaryDirectory() as folder:
        lines, perfect = judged(address)
        table("Lighthouse on a phone, the best of three in performance", lines,
              "Result pages ask search engines to stay away: is-crawlable is left out there.")
        old = node("oldest.mjs", address, folder)
    print(f"\nOldest engine: {(old.stdout or old.stderr).strip()}")
    current = compared()
    print("tests/browsers.json: " + ("as MDN has it" if current else "not what since.mjs prints"))
    wrong = checked() if shutil.which("java") else []
    print("Nu HTML checker: " + ("needs java" if not shutil.which("java") else
                                 "\n  ".join(wrong) or "no error and no warning"))
    return int(not perfect or bool(wrong) or old.returncode != 0 or not current)


if __name__ == "__main__":
    sys.exit(main())
