"""Twelve screens in German and Arabic look as they did: pictures beside this file.

`PICTURES=new .venv/bin/pytest tests/browser/test_pictures.py` takes them anew. They show real
texts, so they are looked at in `make matrix`, where no editor's change stops a change of code.
"""

import io
import json
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from kinds import kinds
from PIL import Image, ImageChops, ImageFilter, ImageOps
from playwright.sync_api import Page
from real import load
from served import NOW, Site

from laufmappe.paths import CONTENT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Window = Callable[..., AbstractContextManager[Page]]
PICTURES = Path(__file__).parent / "pictures"
FONTS = PICTURES / "fonts.json"
NEW = os.environ.get("PICTURES") == "new"
KINDS = {each.name: each for each in kinds(load(CONTENT))}
SCREENS = ("start", "languages", "question who", "question need", "question status",
           "question missing", "check adult", "way adult", "directory", "service", "code", "how")
CELL = 4  # pixels: edges of letters differ between versions of a browser, blocks of them do not
APART = 32  # of 255: so far may a colour of a block lie outside its neighbourhood
ASTRAY = 24  # blocks of 14,400; measured: 0 again, 32 where the small mark in the head is gone
QUIET = """Object.defineProperty(window, "speechSynthesis", {value: undefined});
    Object.defineProperty(navigator, "share", {value: undefined});"""


def fonts(page: Page) -> list[str]:
    """Return the families that the browser takes for the text of a page."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": "main"})["nodeId"]
    found = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return sorted({each["familyName"] for each in found})


def picture(site: Site, page: Page, name: str, code: str) -> Image.Image:
    """Return the first screen of a page in few colours."""
    page.context.add_init_script(QUIET)
    page.clock.set_fixed_time(NOW)
    site.show(page, KINDS[name], code)
    return shot(page)


def shot(page: Page) -> Image.Image:
    """Return what a window shows in few colours."""
    seen = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    return ImageOps.posterize(seen.convert("RGB"), 3)


def astray(one: Image.Image, other: Image.Image) -> int:
    """Return how many blocks of either picture have no like near them in the other."""
    if one.size != other.size:
        return one.width * one.height
    first, second = (each.reduce(CELL) for each in (one, other))
    return max(_outside(first, second), _outside(second, first))


def _outside(one: Image.Image, other: Image.Image) -> int:
    over = ImageChops.subtract(one, other.filter(ImageFilter.MaxFilter(3)))
    under = ImageChops.subtract(other.filter(ImageFilter.MinFilter(3)), one)
    red, green, blue = ImageChops.lighter(over, under).split()
    return sum(ImageChops.lighter(ImageChops.lighter(red, green), blue).histogram()[APART:])


@pytest.fixture(scope="module")
def families(site: Site, window: Window) -> dict[str, list[str]]:
    """Return the fonts of this machine, as far as the pictures show them."""
    found = {}
    for code in ("de", "ar"):
        with window(whole=True) as page:
            site.show(page, KINDS["how"], code)
            found[code] = fonts(page)
    if NEW:
        PICTURES.mkdir(exist_ok=True)
        FONTS.write_text(json.dumps(found) + "\n", encoding="utf-8")
    return found


@pytest.mark.parametrize("code", ["de", "ar"])
@pytest.mark.parametrize("name", SCREENS)
def test_screen_looks_as_it_did(site: Site, window: Window, families: dict[str, list[str]],
                                name: str, code: str, tmp_path: Path) -> None:
    expected = json.loads(FONTS.read_text(encoding="utf-8"))
    if families != expected:
        pytest.skip(f"the pictures show other fonts: {expected}, here {families}")
    with window(whole=True) as page:
        taken = picture(site, page, name, code)
    kept = PICTURES / f"{name.replace(' ', '-')}-{code}.png"
    if NEW:
        taken.quantize(64).save(kept, optimize=True)
        pytest.skip("taken anew: please look at it")
    taken.save(tmp_path / kept.name)
    found = astray(taken, Image.open(kept).convert("RGB"))
    assert found <= ASTRAY, f"compare {tmp_path / kept.name} with {kept}; both right: PICTURES=new"


@pytest.mark.parametrize("change", [
    ".btn{border-color:#444!important;background:#444!important}", "header .mark{opacity:0}",
    "h1{font-size:1.9em!important}", "main{padding:.25rem 2rem!important}",
    ".dot{visibility:hidden}"])
def test_comparison_sees_a_change(site: Site, window: Window, change: str) -> None:
    with window(whole=True, bypass_csp=True) as page:
        before = picture(site, page, "start", "ar")
        again = picture(site, page, "start", "ar")
        page.add_style_tag(content=change)
        after = shot(page)
    assert astray(before, again) == 0
    assert astray(before, after) > ASTRAY
