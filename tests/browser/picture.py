"""A screenshot as grey pixels, without a library for pictures."""

import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def grey(png: bytes) -> memoryview:
    """Return the pixels of a PNG as Chromium writes it: 8 bits, RGB or RGBA, not interlaced."""
    assert png.startswith(SIGNATURE)
    data, place = b"", len(SIGNATURE)
    width = height = depth = 0
    while place < len(png):
        length, kind = struct.unpack(">I4s", png[place:place + 8])
        chunk = png[place + 8:place + 8 + length]
        if kind == b"IHDR":
            width, height, bits, colour, *_rest = struct.unpack(">IIBBBBB", chunk)
            assert bits == 8
            depth = {2: 3, 6: 4}[colour]
        elif kind == b"IDAT":
            data += chunk
        place += length + 12
    rows = _unfiltered(zlib.decompress(data), width * depth, height, depth)
    pixels = b"".join(row[1::depth] for row in rows)
    return memoryview(pixels).cast("B", (height, width))


def _unfiltered(data: bytes, length: int, height: int, depth: int) -> list[bytearray]:
    """Undo the filter of each row (PNG specification, 9)."""
    rows = [bytearray(length)]
    for number in range(height):
        start = number * (length + 1)
        kind, row = data[start], bytearray(data[start + 1:start + 1 + length])
        above = rows[-1]
        for at in range(length):
            left = row[at - depth] if at >= depth else 0
            corner = above[at - depth] if at >= depth else 0
            row[at] = (row[at] + (0, left, above[at], (left + above[at]) // 2,
                                  _nearest(left, above[at], corner))[kind]) & 255
        rows.append(row)
    return rows[1:]


def _nearest(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    return min((left, above, corner), key=lambda value: abs(guess - value))
