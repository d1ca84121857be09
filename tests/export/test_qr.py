"""The QR code: read back by a decoder that is not the encoder."""

import re
import xml.etree.ElementTree as ET

import pytest
import qrcode  # type: ignore[import-untyped]
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from qrcode.constants import ERROR_CORRECT_M  # type: ignore[import-untyped]
from qrcode.util import QRData  # type: ignore[import-untyped]

from laufmappe.export import qr

ADDRESS = "HTTPS://LAUFMAPPE.EXAMPLE/M/1ABCDEF2GH3KMNPQ"
LONGEST = "HTTPS://LAUFMAPPE.EXAMPLE/M/" + "1ABCDEF2GH3KMNPQRSTVWXYZ0123456789"[:33]
NAMESPACE = "{http://www.w3.org/2000/svg}"


def decoded(rows: list[list[bool]]) -> str:
    """What a reader sees, each module eight pixels wide and four modules of white around."""
    size = (len(rows) + 8) * 8
    pixels = bytearray(b"\xff" * size * size)
    for down, row in enumerate(rows):
        for across, black in enumerate(row):
            for line in range(8 if black else 0):
                start = ((down + 4) * 8 + line) * size + (across + 4) * 8
                pixels[start : start + 8] = bytes(8)
    found = zxingcpp.read_barcodes(memoryview(bytes(pixels)).cast("B", (size, size)))
    return found[0].text if found else ""


def painted(svg: str, side: int) -> list[list[bool]]:
    """The modules that the path of the SVG paints black."""
    path = ET.fromstring(svg).find(f"{NAMESPACE}path")  # noqa: S314  our own text
    assert path is not None
    rows = [[False] * side for _ in range(side)]
    lines = path.get("d", "")
    assert re.fullmatch(r"(M\d+ \d+\.5((h\d+)|(m\d+ 0))+)+", lines)
    for at, down, runs in re.findall(r"M(\d+) (\d+)\.5([^M]+)", lines):
        across = int(at)
        for kind, length in re.findall(r"([hm])(\d+)", runs):
            for cell in range(across, across + int(length)):
                rows[int(down)][cell] = kind == "h"
            across += int(length)
    return rows


def by_the_library(text: str) -> list[list[bool]]:
    """The modules as the library makes them from beginning to end."""
    data = QRData(text)
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=qr.MASK)
    code.add_data(data)
    code.make()
    return [list(map(bool, row)) for row in code.get_matrix()]


@pytest.mark.parametrize("text", [ADDRESS, LONGEST, "https://laufmappe.example/ar/m/1abc-ä"])
def test_matrix_is_read_back(text: str) -> None:
    assert decoded(qr.matrix(text)) == text


@pytest.mark.parametrize("length", [*range(1, 62), *range(62, 2_300, 131)])
def test_matrix_is_the_one_of_the_library_in_every_size(length: int) -> None:
    for letters in ("1234567890", "1ABCD-$ %*+./:", "abc-ä€"):
        text = (letters * length)[:length]
        if len(text.encode()) < 2_300:
            assert qr.matrix(text) == by_the_library(text)


@settings(max_examples=100, deadline=None)
@given(st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ:/.-", min_size=1, max_size=90))
def test_matrix_is_the_one_of_the_library_for_every_text(text: str) -> None:
    assert qr.matrix(text) == by_the_library(text)


def test_matrix_of_the_longest_address_in_capitals_has_29_modules() -> None:
    assert len(LONGEST) == 61
    assert len(qr.matrix(LONGEST)) == 29
    assert len(qr.matrix(LONGEST.lower())) > 29


def test_matrix_is_a_fresh_list_each_time() -> None:
    qr.matrix(ADDRESS)[0][0] = False
    assert qr.matrix(ADDRESS)[0][0] is True


def test_svg_paints_the_matrix_inside_four_modules_of_white() -> None:
    rows = qr.matrix(ADDRESS)
    side = len(rows) + 8
    inside = [row[4:-4] for row in painted(qr.svg(ADDRESS, "QR"), side)[4:-4]]
    assert inside == rows
    assert sum(map(sum, painted(qr.svg(ADDRESS, "QR"), side))) == sum(map(sum, rows))


def test_svg_is_one_path_on_white_sized_by_the_page_that_shows_it() -> None:
    root = ET.fromstring(qr.svg(ADDRESS, "QR"))  # noqa: S314  our own text
    side = str(len(qr.matrix(ADDRESS)) + 8)
    assert root.tag == f"{NAMESPACE}svg"
    assert root.get("viewBox") == f"0 0 {side} {side}"
    assert root.get("role") == "img"
    assert root.get("width") is None
    assert root.get("height") is None
    assert [child.tag.removeprefix(NAMESPACE) for child in root] == ["title", "rect", "path"]
    assert (root[1].get("width"), root[1].get("fill")) == (side, "#fff")
    assert root[1].get("stroke") == "none"
    assert [root[2].get(name) for name in ("stroke", "stroke-width", "stroke-linecap")] == [
        "#000", "1", "butt"]
    assert "style" not in qr.svg(ADDRESS, "QR")


def test_svg_escapes_its_title() -> None:
    svg = qr.svg(ADDRESS, 'Weg <von> "A" & B')
    assert "<von>" not in svg
    root = ET.fromstring(svg)  # noqa: S314  our own text
    assert root[0].text == 'Weg <von> "A" & B'


def test_svg_stays_small_and_no_code_is_kept() -> None:
    assert len(qr.svg(ADDRESS, "QR")) < 2_000
    for each in (qr.svg, qr.matrix, qr._modules, qr._words):  # a way's code says the answers
        assert not hasattr(each, "cache_info")
