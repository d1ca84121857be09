"""Bars as SVG, drawn without a library: readable on a screen, on paper and aloud."""

from collections.abc import Sequence
from html import escape

WIDE, ROW, BAR, TEXT = 640, 56, 20, 18
SPACE = 80
"""Room on the right for the number of the longest bar."""


def bars(name: str, title: str, about: str, values: Sequence[tuple[str, int]]) -> str:
    """Return a bar for each label, in the order given.

    `name`: makes the ids unique on a page. The label stands above its bar, the number behind it,
    both as text in the colour of the page: nothing is told by colour alone.
    """
    most = max((number for _, number in values), default=0) or 1
    drawn = "".join(_bar(at, label, number, number * (WIDE - SPACE) / most)
                    for at, (label, number) in enumerate(values))
    ids = f"{name}-title", f"{name}-about"
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {ROW * len(values)}"'
            f' role="img" aria-labelledby="{escape(" ".join(ids))}" fill="currentColor"'
            f' font-size="{TEXT}"><title id="{escape(ids[0])}">{escape(title)}</title>'
            f'<desc id="{escape(ids[1])}">{escape(about)}</desc>{drawn}</svg>')


def _bar(at: int, label: str, number: int, long: float) -> str:
    top = at * ROW
    return (f'<text x="0" y="{top + TEXT}">{escape(label)}</text>'
            f'<rect x="0" y="{top + TEXT + 8}" width="{long:.1f}" height="{BAR}"/>'
            f'<text x="{long + 8:.1f}" y="{top + TEXT + 24}">{number}</text>')
