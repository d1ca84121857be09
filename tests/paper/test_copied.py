"""A sheet that was copied twice can still be read, as type and as code."""

import re
import subprocess
import tempfile
from pathlib import Path

import pytest
from paper_url import ADDRESS, GUIDE
from PIL import Image, ImageFilter
from printed import codes, picture, plain
from tongues import few

DOTS = 200
LIGHT = 150  # what is lighter becomes white, as on a worn copier


def copied(seen: memoryview) -> Image.Image:
    """Return a page after two copies: blurred, sharpened to black and white, turned a little."""
    high, wide = seen.shape or (0, 0)
    image = Image.frombytes("L", (wide, high), seen.tobytes())
    for turn in (0.4, -0.3):
        image = image.rotate(turn, Image.Resampling.BICUBIC, fillcolor=255)
        image = image.filter(ImageFilter.GaussianBlur(1.1))
        image = image.point([0 if value < LIGHT else 255 for value in range(256)])
    return image


def recognized(image: Image.Image) -> str:
    """Return the text that tesseract sees, as German."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.png"
        image.save(file)
        done = subprocess.run(  # noqa: S603
            ["/usr/bin/env", "tesseract", str(file), "-", "-l", "deu", "--dpi", str(DOTS),
             "--psm", "11"], capture_output=True, text=True, check=True)
    return plain(done.stdout)


def letters(text: str) -> str:
    """Return the letters and figures of a text, as they stand."""
    return re.sub(r"\W", "", text)


@pytest.mark.parametrize("code", few(GUIDE.locales, ["ar"]))
def test_german_and_code_survive_two_copies(
    papers: dict[str, bytes], signs: dict[str, list[str]], code: str
) -> None:
    copy = copied(picture(papers[f"{code}/mappe.pdf"], DOTS))
    text = recognized(copy)
    wanted = [word for line in signs[code] for word in line.split() if len(plain(word)) > 3]
    assert len(wanted) > 15
    lost = [word for word in wanted if letters(word) not in letters(text)]
    assert len(lost) <= len(wanted) // 6, lost
    assert [word for word in lost if word.isdigit()] == []
    grey = memoryview(copy.tobytes()).cast("B", (copy.height, copy.width))
    [link] = codes(grey)
    assert link.startswith(f"{ADDRESS.upper()}/{code.upper()}/M/")


@pytest.mark.parametrize(("name", "page", "count"), [
    ("ar/mappe.pdf", 2, 1), ("ar/mappe-large.pdf", 1, 1), ("uk/voucher.pdf", 1, 2),
    ("poster-a4-one.pdf", 1, 1), ("poster-a4-each.pdf", 1, len(GUIDE.locales))])
def test_every_code_survives_two_copies(
    papers: dict[str, bytes], name: str, page: int, count: int
) -> None:
    seen = picture(papers[name], DOTS, page)
    copy = copied(seen)
    grey = memoryview(copy.tobytes()).cast("B", (copy.height, copy.width))
    assert codes(grey) == codes(seen)
    assert len(codes(seen)) == count


def test_copying_can_destroy(papers: dict[str, bytes], signs: dict[str, list[str]]) -> None:
    """The measure itself: a copy of a picture that is too coarse is not read."""
    seen = copied(picture(papers["uk/mappe.pdf"], 60))
    text = recognized(seen)
    wanted = [word for line in signs["uk"] for word in line.split() if len(plain(word)) > 3]
    assert sum(plain(word) not in text for word in wanted) > len(wanted) // 2

