"""What every paper is made of: texts in two languages, signs, and what can go wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import ClassVar, Literal, Protocol

from laufmappe.domain.text import isolated, tagged

PACKAGE = Path(__file__).parents[1]
# As laufmappe.paths does: in a wheel the data lie inside the package, in a checkout above it.
DATA = PACKAGE / "_data" if (PACKAGE / "_data").is_dir() else PACKAGE.parent
SPRITE = DATA / "static" / "icons" / "sprite.svg"
SOFT_HYPHEN, ZERO_WIDTH_SPACE = "\u00ad", "\u200b"
# Wherever the engine knows no syllables of a language, such a word would stick out of its column.
LONG_WORD = re.compile(r"[^\W\d_]{25,}")
ENDLESS = re.compile(r"\b(?![A-ZÄÖÜ]?[a-zäöüß]{1,69}\b)\w{25,}")
"""No German word, which the engine would divide by its syllables: part of an address."""
SYMBOL = re.compile(r'<symbol id="([^"]+)" viewBox="([^"]+)">(.*?)</symbol>', re.DOTALL)


class PaperError(ValueError):
    """The sheet cannot be printed; the message says why."""


class MissingGlyph(PaperError):  # noqa: N818  reads as what it is
    """A character stands in none of the fonts for print."""

    @property
    def signs(self) -> str:
        """Return the characters, as the engine names them; "" if it does not."""
        found = re.search(r'text `"(.+?)"`', str(self))
        return found[1] if found else ""


class PaperBusy(PaperError):  # noqa: N818  reads as what it is
    """Too many sheets are waiting for the press; try again in a moment."""


class Paper(Protocol):
    """Something to print: in which language, with which template, and what stands on it.

    Papers are plain values that can be sent to another process; equal papers print alike.
    """

    template: ClassVar[str]
    """The file in this folder that sets it."""

    @property
    def language(self) -> str:
        """Return the reader's language, two or three letters."""

    @property
    def region(self) -> str | None:
        """Return the region of the language, if it matters."""

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Return which way the language runs."""

    def values(self) -> Mapping[str, object]:
        """Return all that the template reads beside language and day, fit for JSON."""


@dataclass(frozen=True)
class Both:
    """One text in the reader's language and in German."""

    own: str
    de: str


@dataclass(frozen=True)
class Beside(Both):
    """One text in the reader's language and, as `de`, in a second one instead of German.

    `german`: what both were translated from; `turned`: the second runs from right to left.
    """

    german: str = ""
    turned: bool = False


def pair(text: Both, turned: bool) -> list[str]:
    """Return the reader's text and the German one, or the second one, for a template.

    `turned`: the reader's language runs from right to left.
    """
    if isinstance(text, Beside):
        return [_marked(text.own, text.german, turned), _marked(text.de, text.german, text.turned)]
    return [_marked(text.own, text.de, turned), _broken(fixed(text.de))]


def _marked(own: str, german: str, turned: bool) -> str:
    """Return a translation with marks around what is German in it, its long words divided."""
    own, german = fixed(own), fixed(german)
    if own == german:
        return _broken(own)
    own = isolated(own) if turned else tagged(own, german)
    return LONG_WORD.sub(partial(_divided, ZERO_WIDTH_SPACE if turned else SOFT_HYPHEN), own)


def _broken(text: str) -> str:
    """Divide what no dictionary can, as an address of a page that somebody typed."""
    return ENDLESS.sub(partial(_divided, ZERO_WIDTH_SPACE), text)


def _divided(mark: str, word: re.Match[str]) -> str:
    return re.sub(r"(.{10})(?=.{5})", r"\1" + mark, word[0])


def fixed(text: str) -> str:
    """Keep numbers in groups, and the number of a house, on one line."""
    text = re.sub(r"(?<=[\d§]) (?=\d)", "\u00a0", text)
    return re.sub(r"(?<=[a-zß.]) (?=\d{1,3}[a-z]?\b)", "\u00a0", text)


def symbol(name: str) -> str:
    """Return a sign of the sprite as an SVG of its own, in black; PaperError if there is none."""
    try:
        return _symbols()[name]
    except KeyError:
        raise PaperError(f"There is no sign called {name!r} in {SPRITE.name}.") from None


@cache
def _symbols() -> dict[str, str]:
    text = SPRITE.read_text(encoding="utf-8")
    return {
        name: f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" fill="none" stroke="#000"'
        ' stroke-width="2" stroke-linecap="round" stroke-linejoin="round">'
        + body.replace("currentColor", "#000").replace("var(--page,#fff)", "#fff")
        + "</svg>"
        for name, box, body in SYMBOL.findall(text)
    }
