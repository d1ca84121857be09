"""Parts of pages that are the same for many, kept as they were rendered.

A part sees what it is given and nothing else of a page. What it is known by must hold all of that,
and nothing of a visitor; what is a visitor's own is put in afterwards. It is kept in pieces, in
UTF-8, so that a page is put together from them without being read or written anew (decision 41).
"""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from jinja2 import Environment
from markupsafe import escape

from laufmappe.web.locale import DRAFT, STANDING, Language
from laufmappe.web.signs import BEGIN, LENGTH, Drawn, Signs

KEPT = 1_000
"""So many of all languages are kept, half a kilobyte to seven; then all are forgotten."""
CUT = "\x05"
HOLE = re.compile(f"{CUT}(\\w+){CUT}|({STANDING})")
NONE: Mapping[str, str] = {}
Piece = bytes | Drawn | str
"""What stands there, a sign, or the name of a hole."""


class Part(NamedTuple):
    """A part as it goes into a page. `own`: what fills its holes; `drafts`: nobody checked some."""

    pieces: Sequence[Piece]
    own: Mapping[str, str]
    drafts: bool


class Line(list[Part]):
    """Parts one after the other."""


class Parts:
    """The parts of one language. `kept`: those of all languages, by what they are known by."""

    def __init__(self, language: Language, environment: Environment, signs: Signs,
                 kept: dict[Hashable, Part]) -> None:
        self._language, self._environment, self._signs = language, environment, signs
        self._kept = kept

    def __call__(self, name: str, known: Hashable, own: Mapping[str, str] = NONE,
                 make: Callable[[], Mapping[str, object]] = dict, /, **values: object) -> Part:
        """Return the template `name` with these values; the same again for what is `known`.

        `known` None: it is somebody's own and not kept. `own`: values that are not kept; the
        template can only put them out, as they are. `make` gives more values, if they are needed.
        """
        if known is None:
            return self._rendered(name, {**make(), **values, **own})
        key = self._language.code, name, known
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            holes = {each: f"{CUT}{each}{CUT}" for each in own}
            found = self._kept[key] = self._rendered(name, {**make(), **values, **holes})
        return Part(found.pieces, own, found.drafts) if own else found

    def _rendered(self, name: str, values: Mapping[str, object]) -> Part:
        text = self._environment.get_template(name).render(values)
        pieces: list[Piece] = []
        before = 0
        for hole in HOLE.finditer(marked := self._language.marked(text)):
            pieces += signed(marked[before:hole.start()], self._signs)
            pieces.append(hole[1] or STANDING)
            before = hole.end()
        return Part((*pieces, *signed(marked[before:], self._signs)), NONE, DRAFT in text)


def signed(text: str, signs: Signs) -> list[bytes | Drawn]:
    """Return a text with its signs."""
    before, *rest = text.split(BEGIN)
    found: list[bytes | Drawn] = [before.encode()]
    for each in rest:
        drawn = signs.drawn(each[:LENGTH])
        if drawn:
            found += (drawn, each[LENGTH:].encode())
        else:  # somebody sent it
            found.append(f"{BEGIN}{each}".encode())
    return found


def together(items: Iterable[str | Part | Line], language: Language, signs: Signs) -> bytes:
    """Return a page in UTF-8: what its template puts out, with parts and signs."""
    found: list[Part] = []
    texts: list[str] = []
    for item in items:
        if isinstance(item, str):
            texts.append(item)
            continue
        found.append(_text(texts, language, signs))
        found += item if isinstance(item, Line) else [item]
        texts.clear()
    found.append(_text(texts, language, signs))
    return _joined(found, language)


def _text(texts: Iterable[str], language: Language, signs: Signs) -> Part:
    text = "".join(texts)
    return Part(signed(language.marked(text), signs), NONE, DRAFT in text)


def _joined(parts: Sequence[Part], language: Language) -> bytes:
    """Return the parts as one; a sign is drawn where it first stands, and referred to after."""
    found: list[bytes] = []
    seen = set[str]()
    for pieces, own, _drafts in parts:
        for piece in pieces:
            if type(piece) is bytes:
                found.append(piece)
            elif type(piece) is Drawn:
                found.append(piece.again if piece.name in seen else piece.first)
                seen.add(piece.name)
            elif piece == STANDING:
                found.append(language.foot(any(each.drafts for each in parts)))
            else:
                found.append(escape(own[str(piece)]).encode())
    return b"".join(found)
