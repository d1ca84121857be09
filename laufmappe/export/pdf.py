"""Papers as tagged PDF. The only file that knows typst, the engine."""

import datetime
import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import typst

from laufmappe.export.paper import DATA, MissingGlyph, Paper, PaperError
from laufmappe.export.sheet import CLOSEST, Sheet

FONTS = DATA / "static" / "fonts" / "print"
TEMPLATES = Path(__file__).parent
FOLDED = 2  # pages of one sheet


def render(paper: Paper, when: datetime.date) -> bytes:
    """Return the paper as PDF/UA-1. The same paper on the same day gives the same bytes.

    A usual Mappe should be one sheet: it is set as closely as its texts ask for, and closer once
    more where that was not enough.
    Raises MissingGlyph where a character stands in no font for print, else PaperError.
    """
    if not isinstance(paper, Sheet) or not paper.usual:
        return _set(paper, when)
    best = b""
    for level in range(paper.closeness, CLOSEST + 1):
        found = _set(replace(paper, tight=level), when)
        if not best or pages(found) < pages(best):
            best = found
        if pages(best) <= FOLDED:
            break
    return best


def _set(paper: Paper, when: datetime.date) -> bytes:
    data = json.dumps(_data(paper, when), ensure_ascii=False)
    noon = datetime.datetime.combine(when, datetime.time(12), datetime.UTC)
    try:
        found = _compiler(paper.template).compile(
            sys_inputs={"data": data}, format="pdf", pdf_standards=["ua-1"], timestamp=noon
        )
    except typst.TypstError as error:
        raise _reason(error) from error
    finally:
        _forget()
    if not isinstance(found, bytes):
        raise PaperError("The engine returned no document.")
    return found


def pages(found: bytes) -> int:
    """Return how many pages a PDF of this engine has."""
    tree = re.search(rb"/Type ?/Pages ?/Count (\d+)", found)
    return int(tree[1]) if tree else 0


def _data(paper: Paper, when: datetime.date) -> dict[str, object]:
    """Return all that the template reads. Texts stay data: nothing is ever read as markup."""
    return {
        "lang": paper.language,
        "region": paper.region,
        "turned": paper.direction == "rtl",
        "families": families(paper.direction),
        "day": [when.year, when.month, when.day],
        **paper.values(),
    }


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


@cache
def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(
        str(TEMPLATES / template), root=str(TEMPLATES), font_paths=_fonts(),
        ignore_system_fonts=True
    )


def _forget() -> None:
    """The engine keeps what it set for ten more sheets; so many empty ones push it out.

    Measured over 126 sheets: 90 MB instead of 290, and not slower.
    """
    for _ in range(10):
        _blank().compile(b"", format="pdf")


@cache
def _blank() -> typst.Compiler:
    return typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True)


def families(direction: str) -> list[str]:
    """The families of the fonts, the one for most texts of this direction first."""
    first = "Vazirmatn" if direction == "rtl" else "Noto Sans"
    return sorted(_fonts().families(), key=lambda name: (name != first, name != "Noto Sans", name))


def _reason(error: typst.TypstError) -> PaperError:
    if "could not be displayed" in error.message:
        return MissingGlyph(f"Ein Zeichen steht in keiner Schrift für den Druck: {error.message}")
    return PaperError(f"Das Blatt ließ sich nicht setzen: {error.message}")
