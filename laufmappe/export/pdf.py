"""The Laufmappe as a tagged PDF. The only file that knows typst, the engine."""

import datetime
import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import typst

from laufmappe.domain.text import isolated
from laufmappe.export import qr
from laufmappe.export.sheet import WORDS, Both, MissingGlyph, PaperError, Sheet, Stop

__all__ = ["MissingGlyph", "PaperError", "render"]

PACKAGE = Path(__file__).parents[1]
# As laufmappe.paths does: in a wheel the data lie inside the package, in a checkout above it.
DATA = PACKAGE / "_data" if (PACKAGE / "_data").is_dir() else PACKAGE.parent
FONTS = DATA / "static" / "fonts" / "print"
SPRITE = DATA / "static" / "icons" / "sprite.svg"
TEMPLATE = Path(__file__).with_name("mappe.typ")

SYMBOL = re.compile(r'<symbol id="([^"]+)" viewBox="([^"]+)">(.*?)</symbol>', re.DOTALL)


def render(sheet: Sheet, when: datetime.date) -> bytes:
    """The sheet as PDF/UA-1. The same sheet on the same day gives the same bytes."""
    data = json.dumps(_data(sheet, when), ensure_ascii=False)
    noon = datetime.datetime.combine(when, datetime.time(12), datetime.UTC)
    try:
        paper = _compiler().compile(
            sys_inputs={"data": data}, format="pdf", pdf_standards=["ua-1"], timestamp=noon
        )
    except typst.TypstError as error:
        raise _reason(error) from error
    finally:
        _forget()
    if not isinstance(paper, bytes):
        raise PaperError("The engine returned no document.")
    return paper


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(
        str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=_fonts(), ignore_system_fonts=True
    )


@cache
def _symbols() -> dict[str, str]:
    """The signs of the sprite, each as an SVG of its own, in black."""
    text = SPRITE.read_text(encoding="utf-8")
    return {
        name: f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" fill="none" stroke="#000"'
        ' stroke-width="2" stroke-linecap="round" stroke-linejoin="round">'
        + body.replace("currentColor", "#000").replace("var(--page,#fff)", "#fff")
        + "</svg>"
        for name, box, body in SYMBOL.findall(text)
    }


def _forget() -> None:
    """The engine keeps the results of its last ten sheets; empty ones push the old ones out.

    Measured over 400 sheets: 100 MB instead of 255 MB, at the same speed.
    """
    for _ in range(4):
        _blank().compile(b"", format="pdf")


@cache
def _blank() -> typst.Compiler:
    return typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True)


def _families(direction: str) -> list[str]:
    """The families of the fonts, the one for most texts of this direction first."""
    first = "Vazirmatn" if direction == "rtl" else "Noto Sans"
    return sorted(_fonts().families(), key=lambda name: (name != first, name != "Noto Sans", name))


def _reason(error: typst.TypstError) -> PaperError:
    if "could not be displayed" in error.message:
        return MissingGlyph(f"A character stands in no font for print: {error.message}")
    return PaperError(f"The sheet could not be set: {error.message}")


def _data(sheet: Sheet, when: datetime.date) -> dict[str, object]:
    """All that the template reads. Texts stay data: nothing in them is ever read as markup."""
    turned = sheet.direction == "rtl"
    return {
        "lang": sheet.language,
        "region": sheet.region,
        "turned": turned,
        "single": sheet.german_only,
        "families": _families(sheet.direction),
        "day": [when.year, when.month, when.day],
        "title": _pair(sheet.title, turned),
        "subtitle": _pair(sheet.subtitle, turned),
        "date": _pair(sheet.date, turned),
        "code": sheet.code,
        "url": sheet.url,
        "host": urlsplit(sheet.url).netloc.lower(),
        "qr": qr.svg(sheet.url, "QR") if sheet.url else "",
        "modules": len(qr.matrix(sheet.url)) if sheet.url else 0,
        "groups": [_pair(text, turned) for text in sheet.groups],
        "stops": [_stop(stop, turned) for stop in sheet.stops],
        "words": {word: _pair(sheet.words[word], turned) for word in WORDS},
        "emergency": [[_fixed(number), *_pair(text, turned)] for number, text in sheet.emergency],
        "notice": _pair(sheet.notice, turned),
        "review": _pair(sheet.review, turned) if sheet.review else None,
        "say": [_pair(text, turned) for text in sheet.say],
        "clock": _symbol("clock").replace("#000", "#fff"),
    }


def _stop(stop: Stop, turned: bool) -> dict[str, object]:
    return {
        "number": stop.number,
        "icon": _symbol(stop.icon) if stop.icon else None,
        "title": _pair(stop.title, turned),
        "sign": stop.sign,
        "lines": [_fixed(line) for line in stop.lines],
        "confirmed": stop.confirmed,
        "deadlines": [_pair(text, turned) for text in stop.deadlines],
        "reasons": [_pair(text, turned) for text in stop.reasons],
        "bring": [_pair(text, turned) for text in stop.bring],
        "notes": [_pair(text, turned) for text in stop.notes],
        "group": stop.group,
    }


def _symbol(name: str) -> str:
    try:
        return _symbols()[name]
    except KeyError:
        raise PaperError(f"There is no sign called {name!r} in {SPRITE.name}.") from None


def _pair(text: Both, turned: bool) -> list[str]:
    own, german = _fixed(text.own), _fixed(text.de)
    return [isolated(own) if turned and own != german else own, german]


def _fixed(text: str) -> str:
    """Numbers in groups, and the number of a house, stay on one line."""
    text = re.sub(r"(?<=[\d§]) (?=\d)", "\u00a0", text)
    return re.sub(r"(?<=[a-zß.]) (?=\d{1,3}[a-z]?\b)", "\u00a0", text)
