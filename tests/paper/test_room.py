"""Nothing stands in the place of something else, nothing is a large dark area."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pymupdf
import pytest
from PIL import Image, ImageFilter

RING = 9.5 / 25.4 * 72 / 2  # points from the middle of a number to the edge of its ring
SPACE = 5  # points; more than lies between words
TALL, WIDE = 12, 60  # millimetres
BLACK = 15  # of 255, the mean; a badge with white type in large print has 22


def alone(span: dict[str, Any], line: list[dict[str, Any]]) -> bool:
    """Say whether a number is no part of a sentence, whose other letters have another font."""
    left, right = span["bbox"][0], span["bbox"][2]
    return all(each is span or not each["text"].strip() or max(
        each["bbox"][0] - right, left - each["bbox"][2]) > SPACE for each in line)


def rings(page: pymupdf.Page) -> list[pymupdf.Rect]:
    """Return where the rings of the stations are: round bold numbers with room on both sides."""
    numbers = []
    for block in page.get_text("dict")["blocks"]:
        for line in block.get("lines", []):
            for span in line["spans"]:
                if re.fullmatch(r"\d{1,2}", span["text"].strip()) and "Bold" in span["font"] and (
                        alone(span, line["spans"])):
                    numbers.append(pymupdf.Rect(span["bbox"]))
    middles = [(box.x0 + box.x1) / 2 for box in numbers]
    return [pymupdf.Rect(middle - RING, (box.y0 + box.y1) / 2 - RING,
                         middle + RING, (box.y0 + box.y1) / 2 + RING)
            for box, middle in zip(numbers, middles, strict=True)]


def inked(word: tuple[float, ...]) -> pymupdf.Rect:
    """Return the box of a word without the air above and below."""
    left, top, right, bottom = word[:4]
    air = (bottom - top) * 0.3
    return pymupdf.Rect(left, top + air, right, bottom - air)


def covered(paper: bytes) -> Iterator[str]:
    """Yield the words that stand in a ring beside its number."""
    with pymupdf.open(stream=paper, filetype="pdf") as document:
        for page in document:
            words = [(inked(word), word[4]) for word in page.get_text("words")]
            for ring, (box, word) in product(rings(page), words):
                if ring.intersects(box) and not word.strip().isdigit():
                    yield f"{page.number + 1}: {word}"


@pytest.mark.parametrize("variant", ["", "-neutral", "-german", "-large"])
def test_no_word_stands_in_a_ring(some: dict[str, bytes], variant: str) -> None:
    sheets = {name: paper for name, paper in some.items() if f"/mappe{variant}.pdf" in name}
    assert len(sheets) > 1  # of three languages; German has no further German sheet
    assert {name: found for name, paper in sheets.items() if (found := list(covered(paper)))} == {}


def solid(page: Image.Image, wide: int, high: int) -> bool:
    """Return whether a black rectangle so large stands somewhere; one dot is a millimetre."""
    mean = page.filter(ImageFilter.BoxBlur((wide // 2, high // 2)))
    return mean.getextrema()[0] < BLACK


def test_no_large_black_area_eats_the_ink(some: dict[str, bytes]) -> None:
    for name, paper in some.items():
        with pymupdf.open(stream=paper, filetype="pdf") as document:
            for page in document:
                seen = page.get_pixmap(matrix=pymupdf.Matrix(25.4 / 72, 25.4 / 72),
                                       colorspace=pymupdf.csGRAY)
                image = Image.frombytes("L", (seen.width, seen.height), seen.samples)
                assert not solid(image, WIDE, TALL), name
                assert not solid(image, TALL, WIDE), name
                assert not solid(image, 25, 25), name


def test_black_area_is_noticed() -> None:
    page = Image.new("L", (210, 297), 255)
    page.paste(0, (20, 20, 20 + WIDE + 3, 20 + TALL + 3))
    assert solid(page, WIDE, TALL)
    assert not solid(page, TALL, WIDE)
