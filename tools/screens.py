"""`python -m tools.screens`: a way in every language as a small phone shows it.

Writes docs/pictures/languages/<code>.png, 360 pixels wide, in few colours to be small. Needs
Chromium or Chrome on the PATH.
"""

import io
import logging
import shutil
import sys
import threading
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from laufmappe.domain import token
from laufmappe.paths import DATA
from laufmappe.settings import Settings
from laufmappe.web import create_app

PHONE = {"width": 360, "height": 780}
COLOURS = 16
ANSWERS = {"who": ("me",), "need": ("german",), "age": ("27-59",), "status": ("asylum",)}
TARGET = DATA / "docs" / "pictures" / "languages"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def main() -> int:
    """Write one picture a language; return 0."""
    browser_path = next((path for path in map(shutil.which, NAMES) if path), None)
    if browser_path is None:
        sys.stderr.write("Es fehlt Chromium oder Chrome.\n")
        return 1
    app = create_app(Settings())
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    TARGET.mkdir(parents=True, exist_ok=True)
    guide = app.extensions["laufmappe"].guide
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=PHONE)
        for code in guide.locales:
            page.goto(f"http://127.0.0.1:{server.port}/{code}/m/{token.write(guide, ANSWERS)}")
            _save(page.screenshot(), TARGET / f"{code}.png")
        browser.close()
    server.shutdown()
    return 0


def _save(data: bytes, path: Path) -> None:
    """Write a picture with few colours."""
    picture = Image.open(io.BytesIO(data)).convert("RGB").quantize(COLOURS)
    picture.save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
