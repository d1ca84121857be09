"""Draws the icons of the app from our mark: `python -m tools.icons` writes them to static/icons."""

import re
from pathlib import Path

import typst

ICONS = Path(__file__).parents[1] / "static" / "icons"
SIZES = (48, 192, 512)
MARK = re.compile(r'<symbol id="mark" viewBox="0 0 36 24">(.*?)</symbol>')


def svg(sprite: str) -> str:
    """Return the mark in white on the colour of the way, small enough for every mask."""
    [mark] = MARK.findall(sprite)
    drawn = mark.replace("var(--page,#fff)", "#005a60")
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-12 -18 60 60">'
            f'<path fill="#005a60" d="M-12-18h60v60h-60z"/>'
            f'<g fill="none" stroke="#fff" stroke-linecap="round">{drawn}</g></svg>\n')


def png(picture: str, size: int) -> bytes:
    """Return the picture as a square PNG of this many pixels."""
    page = (f'#set page(width: {size}pt, height: {size}pt, margin: 0pt)\n'
            f'#image(bytes(sys.inputs.svg), format: "svg", width: 100%)')
    drawn: bytes = typst.compile(page.encode(), format="png", ppi=72, sys_inputs={"svg": picture})
    return drawn


def main() -> None:
    """Write the SVG and the PNGs."""
    picture = svg((ICONS / "sprite.svg").read_text(encoding="utf-8"))
    (ICONS / "app.svg").write_text(picture, encoding="utf-8")
    for size in SIZES:
        (ICONS / f"app-{size}.png").write_bytes(png(picture, size))


if __name__ == "__main__":
    main()
