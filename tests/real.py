"""The real content, read once for all tests of a process; a test that changes it reads its own."""

from functools import cache
from pathlib import Path

from laufmappe.content import load as reading
from laufmappe.domain.guide import Guide
from laufmappe.paths import CONTENT


def load(root: Path) -> Guide:
    """Return the guide of a folder; the real one is shared."""
    return _real() if root == CONTENT else reading.load(root)


@cache
def _real() -> Guide:
    return reading.load(CONTENT)
