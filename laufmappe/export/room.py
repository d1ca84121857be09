"""Where a text has too little room: measured by the engine of the paper, with its fonts.

A text may be longer than its German; what counts is whether it fits. Screens use the phone's own
fonts, so for buttons it is the nearest measure there is.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import typst

from laufmappe.export.pdf import FONTS, TEMPLATES, families


@dataclass(frozen=True)
class Place:
    """A place for short texts: millimetres and points, and how many lines it has room for."""

    name: str
    width: float
    size: float
    lines: int


TITLE = Place("Titel einer Station auf Papier", 58, 13.4, 4)
LABEL = Place("Übersicht über den Weg auf Papier", 28, 9, 5)
HEADING = Place("Überschrift auf Papier", 32, 9, 2)
# 320 pixels of 1/96 inch without margins, border and padding; 18 pixels are 13.5 points.
BUTTON = Place("Knopf auf einem kleinen Handy", 66, 13.5, 4)


@dataclass(frozen=True)
class Short:
    """A translation and where it must fit."""

    german: str
    text: str
    place: Place


def cramped(language: str, turned: bool, texts: Iterable[Short]) -> Iterator[str]:
    """Yield, in words, which texts do not fit in their place.

    `language`: two or three letters; `turned`: it runs from right to left.
    """
    asked = list(texts)
    for each, found in zip(asked, _measured(language, turned, asked), strict=True):
        if found["wide"]:
            yield f"ein Wort ist zu lang: {each.place.name}: {each.german}"
        elif found["lines"] > each.place.lines:
            yield (f"{found['lines']:.0f} Zeilen, Platz ist für {each.place.lines}: "
                   f"{each.place.name}: {each.german}")


def _measured(language: str, turned: bool, texts: list[Short]) -> list[dict[str, float]]:
    data = json.dumps({
        "families": families("rtl" if turned else "ltr"),
        "texts": [{"text": each.text, "lang": language, "turned": turned,
                   "width": each.place.width, "size": each.place.size,
                   "divided": each.place in (TITLE, LABEL)} for each in texts],
    }, ensure_ascii=False)
    compiler = typst.Compiler(
        str(TEMPLATES / "room.typ"), root=str(TEMPLATES), ignore_system_fonts=True,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False,
                               font_paths=[str(FONTS)]), sys_inputs={"data": data})
    found: list[dict[str, float]] = json.loads(compiler.query("<found>", field="value", one=True))
    return found
