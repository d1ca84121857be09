"""The drawn signs: inlined at their first use on a page, referred to afterwards.

A template writes a mark for each sign; the whole page is drawn at once. So a part of a page can be
kept as it was rendered, whatever stands before it. The marks are other ones in each process, so
that nobody can send one.
"""

import re
import secrets

from markupsafe import Markup

SYMBOL = re.compile(r'<symbol id="([^"]+)" viewBox="([^"]+)">(.*?)</symbol>', re.DOTALL)
MIRRORED = frozenset({"next", "exit"})
BEGIN, END, OURS = "\ue004", "\ue005", secrets.token_hex(8)


class Signs:
    """All signs of a sprite."""

    def __init__(self, sprite: str) -> None:
        self._shapes = {name: (box, body.strip()) for name, box, body in SYMBOL.findall(sprite)}
        self._marks: dict[tuple[str, str], Markup] = {}
        self._drawn: dict[str, tuple[str, str, str]] = {}

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
            at = f"{OURS} {name} {kind}"
            svg = f'<svg{named} viewBox="{box}" aria-hidden="true">'
            self._drawn[at] = (name, f'{svg}<g id="i-{name}">{body}</g></svg>',
                               f'{svg}<use href="#i-{name}"/></svg>')
            known = self._marks[name, kind] = Markup(f"{BEGIN}{at}{END}")  # noqa: S704 - our names
        return known

    def drawn(self, page: str) -> str:
        """Return a page with its signs as SVG, hidden from screen readers."""
        seen = set[str]()
        before, *parts = page.split(BEGIN)
        pieces = [before]
        for part in parts:
            at, _end, rest = part.partition(END)
            known = self._drawn.get(at)
            if known is None:  # somebody sent it
                pieces += (BEGIN, part)
                continue
            name, first, again = known
            pieces += (again if name in seen else first, rest)
            seen.add(name)
        return "".join(pieces)
