"""Pictures of the desk for docs/desk.md: `python -m tools.desk` writes them to docs/img."""

import datetime
import io
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import pyotp
from PIL import Image
from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import make_server

from laufmappe.settings import Settings
from laufmappe.store.migrate import migrate
from laufmappe.store.staff import Staff
from laufmappe.web import create_app
from tools.bench.paint import BROWSERS

FOLDER = Path(__file__).parents[1] / "docs" / "img"
NOW = datetime.datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Europe/Berlin"))
WINDOW = {"width": 1200, "height": 800}
COLOURS = 32
NAME, PASSWORD = "leitung", "wandern im Wald bei Regen"
ANSWERS = ("who-1", "need-2", "need-3", "age-5", "status-4")


@contextmanager
def desk() -> Iterator[tuple[str, str]]:
    """Serve a desk with one account; give its address and the secret of its one-time codes."""
    secret = pyotp.random_base32()
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/laufmappe.sqlite"
        staff = Staff(database)
        migrate(staff.engine)
        staff.enrol(staff.add(NAME, "lead", "mbe-awo", NOW), PASSWORD, secret, 0, NOW)
        app = create_app(Settings(database=database), now=lambda: NOW)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/schalter", secret
        server.shutdown()
        app.extensions["laufmappe"].press.close()


def save(page: Page, name: str) -> None:
    """Write what the window shows, in few colours so that the file is small."""
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").quantize(COLOURS).save(FOLDER / f"schalter-{name}.png", optimize=True)


def take(page: Page, address: str, secret: str) -> None:
    """Sign in, put a Mappe together, keep it, open it; a picture of each screen."""
    page.goto(f"{address}/neu")
    save(page, "anmelden")
    page.locator("#name").fill(NAME)
    page.locator("#passwort").fill(PASSWORD)
    page.locator("#code").fill(pyotp.TOTP(secret).at(NOW))
    page.keyboard.press("Enter")
    page.wait_for_url("**/neu")
    page.locator("#sprache").select_option("ar")
    for each in ANSWERS:
        with page.expect_response("**/schalter/neu"):
            page.locator(f"label[for={each}]").click()
    page.locator("#weg h3").first.wait_for()
    page.evaluate("scrollTo(0, 0)")
    save(page, "neu")
    page.locator("#weg summary").first.click()
    page.locator("#tag-1").fill("2026-12-01")
    page.locator("#zeit-1").fill("09:30")
    code = page.locator("input[name=mappe]").input_value()
    with page.context.expect_page() as opened:
        page.locator("#drucken").click()
    opened.value.close()
    page.goto(f"{address}/mappe")
    page.locator("#code").fill(code)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="war da").first.click()
    save(page, "mappe")


def main() -> None:
    """Take all pictures."""
    path = next(each for each in map(shutil.which, BROWSERS) if each)
    with sync_playwright() as playwright, desk() as (address, secret):
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        take(browser.new_page(viewport=WINDOW), address, secret)
        browser.close()


if __name__ == "__main__":
    main()
