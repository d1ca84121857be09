"""What can be read in a PDF: its words, the sizes of its type, its pixels, its codes."""

import re
import shutil
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

import zxingcpp

SIZE = re.compile(r'<fontspec [^>]*size="(\d+)"')
MARKS = re.compile("[\u00ad\u200b\u200f\u202a-\u202e\u2066-\u2069]")
ZBAR = shutil.which("zbarimg") or "zbarimg"
FINE = 3  # pdftohtml rounds to whole points; so much finer it is asked


def _asked(paper: bytes, *call: str) -> bytes:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(paper)
        file.flush()
        done = subprocess.run(  # noqa: S603
            [each.replace("FILE", file.name) for each in call], capture_output=True, check=True)
        return done.stdout


def words(paper: bytes, *options: str) -> str:
    """Return the text of a PDF; a form feed ends each page."""
    text = _asked(paper, "pdftotext", "-enc", "UTF-8", *options, "FILE", "-").decode()
    return text.replace("\u00a0", " ")


def plain(text: str) -> str:
    """Return a text without line breaks, hyphens, spaces and marks that nobody sees."""
    return re.sub(r"[\s-]", "", MARKS.sub("", text.replace("\u00a0", " ")))


def fonts(paper: bytes) -> set[float]:
    """Return the sizes of type in a PDF, in points, rounded down to a third."""
    marked = _asked(paper, "pdftohtml", "-xml", "-zoom", str(FINE), "-i", "-stdout", "FILE")
    return {int(size) / FINE for size in SIZE.findall(marked.decode())}


@lru_cache(2)
def picture(paper: bytes, dots: int, page: int = 1) -> memoryview:
    """Return a page as grey pixels, `dots` to the inch."""
    found = _asked(paper, "pdftoppm", "-gray", "-r", str(dots), "-f", str(page), "-l", str(page),
                   "FILE")
    size = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", found)
    assert size
    return memoryview(found[size.end():]).cast("B", (int(size[2]), int(size[1])))


def codes(seen: memoryview) -> list[str]:
    """Return what zxing-cpp reads in the QR codes of a picture."""
    return sorted(code.text for code in zxingcpp.read_barcodes(seen))


def codes_of_zbar(seen: memoryview) -> list[str]:
    """Return what zbar reads in the QR codes of a picture."""
    high, wide = seen.shape or (0, 0)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.pgm"
        file.write_bytes(b"P5 %d %d 255\n" % (wide, high) + seen.tobytes())
        done = subprocess.run(  # noqa: S603
            [ZBAR, "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(file)],
            capture_output=True, text=True, check=False)
    return sorted(done.stdout.split())
