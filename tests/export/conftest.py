"""Sample sheets in four languages, and what poppler reads in the PDF made from them."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable

import pytest
from samples import sheet

from laufmappe.export.sheet import Sheet


def poppler(name: str, paper: bytes, *options: str) -> bytes:
    """What a tool of poppler-utils says about a PDF."""
    tool = shutil.which(name)
    if not tool:
        pytest.skip(f"{name} is missing: apt-get install poppler-utils")
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(paper)
        file.flush()
        call = [tool, *options, file.name, *(["-"] if name == "pdftotext" else [])]
        return subprocess.run(call, capture_output=True, check=True).stdout  # noqa: S603


@pytest.fixture(name="sheet")
def sheet_builder() -> Callable[..., Sheet]:
    """sheet(language, stops): a usual sheet."""
    return sheet


@pytest.fixture(name="poppler")
def poppler_runner() -> Callable[..., bytes]:
    """poppler(tool, paper, *options): what the tool says."""
    return poppler


@pytest.fixture
def read() -> Callable[..., str]:
    """read(paper): the text of a PDF, pages apart by form feeds, no-break spaces made plain."""

    def words(paper: bytes, *options: str) -> str:
        text = poppler("pdftotext", paper, "-enc", "UTF-8", *options).decode()
        return text.replace("\u00a0", " ")

    return words
