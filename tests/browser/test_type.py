"""Each script is set as a browser sets it, whose shaper is HarfBuzz: order, joins, brackets."""

import json
import re
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO
from pathlib import Path

import pytest
import typst
from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Page
from scripts import SENTENCES, direction
from tongues import few

from laufmappe.domain.text import isolated
from laufmappe.export import pdf

pytestmark = pytest.mark.browser

Window = Callable[..., AbstractContextManager[Page]]
DOTS = 192  # to the inch: two to a pixel of CSS
NEAR = 5  # two dots in each direction: so far aside a stroke may lie
ASTRAY = 6  # dots; measured: 0 where both are right, 16 for one dot of a letter
EXPORT = Path(pdf.__file__).parent
LINE = Path(__file__).parents[1] / "paper" / "line.typ"
FACES = "".join(
    f'@font-face{{font-family:"{family}";font-weight:{weight};'
    f'src:url("{(pdf.FONTS / family.replace(" ", "")).as_uri()}-{style}.ttf")}}'
    for family in ("Noto Sans", "Vazirmatn", "Noto Sans Ethiopic")
    for weight, style in ((500, "Medium"), (700, "Bold")))
SCRIPTS = ("ar", "ckb", "ti", "uk", "vi")  # one language of each
LINES = {
    "name, then brackets": "Bürgerberatung (استشارة) في Bielefeld",
    "brackets of one word": "مركز VHS (Volkshochschule) هنا",
    "lone brackets": "(انظر VHS) ثم (AWO في المدينة)",
    "brackets in brackets": "جمعية (AWO [Bielefeld]، Caritas) نعم",
    "telephone": "اتصل بالرقم +49 521 51-6789، أو (0521) 51-0.",
    "range": "من 8:00–12:00 ومن 14:00–16:30 Uhr، يوم 21.11.2026",
    "signs": "حسب § 24 AufenthG: 50 % أو 9,50 €؟",
    "quotes": "قل: „Ich brauche einen Dolmetscher“، من فضلك.",
    "joined letters": "لا إله الأسئلة ﷲ محمّد مستشفى",
    "list": "AWO، Caritas، VHS",
    "address": "Niederwall 23, 33602 Bielefeld، الطابق 2",
}


def by_the_engine(text: str, tag: str, folder: Path, weight: int = 500) -> Image.Image:
    """Return a line as the papers set it."""
    turned = direction(tag) == "rtl"
    for file in (EXPORT / "signs.typ", LINE):
        shutil.copy(file, folder)
    data = {"lang": tag, "region": None, "turned": turned, "stops": [],
            "families": pdf.families(direction(tag)), "line": isolated(text) if turned else text,
            "weight": weight}
    found = typst.compile(
        str(folder / "line.typ"), font_paths=[str(pdf.FONTS)], ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)}, format="png", ppi=DOTS)
    assert isinstance(found, bytes)
    return ink(found)


def by_the_browser(
    window: Window, text: str, tag: str, folder: Path, weight: int = 500
) -> Image.Image:
    """Return a line as Chromium sets it, with the same fonts and isolates."""
    turned = direction(tag) == "rtl"
    marked = isolated(text) if turned else text
    inside = re.sub("\u2066([^\u2069]*)\u2069", r'<bdi dir="ltr">\1</bdi>', marked)
    first = "Vazirmatn" if turned else "Noto Sans"
    size = 20 / 0.75
    file = folder / "line.html"
    file.write_text(
        f'<!doctype html><meta charset="utf-8"><style>{FACES}'
        f'p{{font:{weight} {size}px "{first}","Noto Sans","Noto Sans Ethiopic";white-space:nowrap;'
        'margin:20px;line-height:2}'
        'bdi{font-family:"Noto Sans";font-size:.94em}</style>'
        f'<p lang="{tag}" dir="{direction(tag)}">{inside}</p>', encoding="utf-8")
    with window(whole=True, viewport={"width": 1500, "height": 150},
                device_scale_factor=DOTS / 96) as page:
        page.goto(file.as_uri())
        page.evaluate("() => document.fonts.ready")
        return ink(page.screenshot())


def ink(picture: bytes) -> Image.Image:
    """Return a picture in black and white, cut to what is drawn; ink is white."""
    grey = Image.open(BytesIO(picture)).convert("L")
    drawn = grey.point([255 if value < 128 else 0 for value in range(256)])
    return drawn.crop(drawn.getbbox())


def astray(one: Image.Image, other: Image.Image, tag: str) -> int:
    """Return how many dots of either line have no ink of the other near, both begun alike."""
    wide, high = (max(pair) + 2 * NEAR for pair in zip(one.size, other.size, strict=True))
    placed = []
    for line in (one, other):
        sheet = Image.new("L", (wide, high))
        begin = wide - NEAR - line.width if direction(tag) == "rtl" else NEAR
        sheet.paste(line, (begin, NEAR))
        placed.append(sheet)
    return max(far(*placed), far(*reversed(placed)))


def far(one: Image.Image, other: Image.Image) -> int:
    """Return how many dots of the one are not near the other's."""
    return ImageChops.subtract(one, other.filter(ImageFilter.MaxFilter(NEAR))).histogram()[255]


@pytest.mark.parametrize("weight", [500, pytest.param(700, marks=pytest.mark.slow)])
@pytest.mark.parametrize("tag", few(sorted(SENTENCES), SCRIPTS))
def test_line_is_set_as_in_a_browser(
    window: Window, tmp_path: Path, tag: str, weight: int
) -> None:
    ours = by_the_engine(SENTENCES[tag], tag, tmp_path, weight)
    theirs = by_the_browser(window, SENTENCES[tag], tag, tmp_path, weight)
    assert astray(ours, theirs, tag) <= ASTRAY


@pytest.mark.parametrize("tag", few(["ar", "ckb"]))
@pytest.mark.parametrize("line", LINES)
def test_mixed_line_is_set_as_in_a_browser(
    window: Window, tmp_path: Path, line: str, tag: str
) -> None:
    ours = by_the_engine(LINES[line], tag, tmp_path)
    assert astray(ours, by_the_browser(window, LINES[line], tag, tmp_path), tag) <= ASTRAY


@pytest.mark.parametrize(("tag", "right", "wrong"), [
    ("ar", "0521 51-0", "0-15 1250"),
    ("ar", "8:00–12:00", "12:00–8:00"),
    ("ar", "(Meldebehörde)", ")Meldebehörde("),
    ("ar", "Meldebehörde) من", "Meldebehörde( من"),
    ("ar", "عنوانك", "ع\u200cنوانك"),
    ("ar", "مكتب", "مكتت"),
    ("ar", "سجّل", "سجل"),
    ("ur", "پتہ", "بتہ"),
    ("ti", "ኣድ", "አድ"),
    ("el", "διεύθυνσή", "διευθυνσή"),
    ("uk", "свою", "сваю"),
    ("vi", "địa", "đia"),
    ("vi", "của", "cua"),
])
def test_comparison_notices_what_goes_wrong(
    window: Window, tmp_path: Path, tag: str, right: str, wrong: str
) -> None:
    text = SENTENCES[tag]
    assert right in text
    ours = by_the_engine(text, tag, tmp_path)
    theirs = by_the_browser(window, text.replace(right, wrong), tag, tmp_path)
    assert astray(ours, theirs, tag) > 2 * ASTRAY


def test_comparison_notices_a_line_without_isolates(window: Window, tmp_path: Path) -> None:
    line = LINES["telephone"]
    theirs = by_the_browser(window, line, "ar", tmp_path)
    text = re.sub(r"[\d+(][\d ()-]+\d", lambda found: found[0][::-1], line)
    assert astray(by_the_engine(text, "ar", tmp_path), theirs, "ar") > 2 * ASTRAY
