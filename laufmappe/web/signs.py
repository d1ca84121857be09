"""The drawn signs: inlined at their first use on a page, referred to afterwards.

A template writes a mark for each sign; it is drawn when the page is put together. So a part of a
page can be kept as it was rendered, whatever stands before it. The marks are other ones in each
process, so that nobody can send one.
"""

import re
import secrets
from itertools import count
from typing import NamedTuple

from markupsafe import Markup

SYMBOL = re.compile(r'<symbol id="([^"]+)" viewBox="([^"]+)">(.*?)</symbol>', re.DOTALL)
MIRRORED = frozenset({"next", "exit"})
BEGIN, OURS, DIGITS = "\x04", secrets.token_hex(8), 4
LENGTH = len(OURS) + DIGITS


class Drawn(NamedTuple):
    """A sign as SVG, hidden from screen readers: where it first stands on a page, and after."""

    name: str
    first: bytes
    again: bytes


class Signs:
    """All signs of a sprite."""

    def __init__(self, sprite: str) -> None:
        self._shapes = {name: (box, body.strip()) for name, box, body in SYMBOL.findall(sprite)}
        self._marks: dict[tuple[str, str], Markup] = {}
        self._drawn: dict[str, Drawn] = {}
        self._number = count()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the name of every sign, in the order of the sprite."""
        return tuple(self._shapes)

    def mark(self, name: str, kind: str = "") -> Markup:
        """Return the mark of a sign, of a class if given; KeyError for an unknown name."""
        known = self._marks.get((name, kind))
        if known is None:
            box, body = self._shapes[name]
            names = " ".join(each for each in (kind, "flip" if name in MIRRORED else "") if each)
            named = f' class="{names}"' if names else ""
            at = f"{OURS}{next(self._number):0{DIGITS}}"
            svg = f'<svg{named} viewBox="{box}" aria-hidden="true">'
            self._drawn[at] = Drawn(name, f'{svg}<g id="i-{name}">{body}</g></svg>'.encode(),
                                    f'{svg}<use href="#i-{name}"/></svg>'.encode())
            known = self._marks[name, kind] = Markup(f"{BEGIN}{at}")  # noqa: S704 - ours alone
        return known

    def drawn(self, at: str) -> Drawn | None:
        """Return the sign of a mark, without BEGIN; None where it is none of ours."""
        return self._drawn.get(at)
