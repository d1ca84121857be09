"""QR codes: a text as a matrix of modules and as one small SVG path."""

from functools import cache, lru_cache
from html import escape
from itertools import groupby

import qrcode  # type: ignore[import-untyped]
from qrcode.constants import ERROR_CORRECT_M  # type: ignore[import-untyped]
from qrcode.util import QRData  # type: ignore[import-untyped]

QUIET = 4  # modules of white around the code, as the standard asks
MASK = 4  # fixed: trying all eight costs six times as much; for our addresses 4 is nearly best


def matrix(text: str) -> list[list[bool]]:
    """The modules of the code, True is black, without the quiet zone.

    A text in capitals is packed more densely (alphanumeric mode).
    """
    return [list(row) for row in _modules(text)]


@lru_cache(256)
def svg(text: str, title: str) -> str:
    """The code as an SVG without width and height: the page that shows it sets the size."""
    rows = _modules(text)
    side = len(rows) + 2 * QUIET
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img"'
        f' shape-rendering="crispEdges"><title>{escape(title)}</title>'
        f'<rect width="{side}" height="{side}" fill="#fff"/>'
        f'<path fill="#000" d="{_path(rows)}"/></svg>'
    )


@lru_cache(256)
def _modules(text: str) -> tuple[tuple[bool, ...], ...]:
    data = QRData(text)
    code = qrcode.QRCode(_version(data.mode, len(data)), ERROR_CORRECT_M, border=0,
                         mask_pattern=MASK)
    code.add_data(data)
    code.make(fit=False)
    return tuple(tuple(map(bool, row)) for row in code.get_matrix())


@cache
def _version(mode: int, length: int) -> int:
    """The smallest size for so many characters; to look for it anew takes a quarter of the time."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M)
    code.add_data(QRData("0" * length, mode))
    return int(code.best_fit())


def _path(rows: tuple[tuple[bool, ...], ...]) -> str:
    """One rectangle for each run of black modules in a row."""
    runs = []
    for down, row in enumerate(rows, QUIET):
        across = QUIET
        for black, cells in groupby(row):
            length = len(list(cells))
            if black:
                runs.append(f"M{across} {down}h{length}v1H{across}z")
            across += length
    return "".join(runs)
