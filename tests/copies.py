"""Copies of a content folder that a test may damage."""

import datetime
from pathlib import Path

import pytest

from laufmappe.content.check import check
from laufmappe.content.finding import ContentError, Finding
from laufmappe.content.load import load

TODAY = datetime.date(2026, 11, 20)


class Copy:
    """A content folder of one test."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, name: str, text: str) -> None:
        """Write a file anew."""
        (self.root / name).write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Replace the one place where `old` stands in a file."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} steht {text.count(old)} Mal in {name}"
        self.write(name, text.replace(old, new))

    def line(self, name: str, word: str) -> int:
        """Return the line (from 1) of the first place where a word stands."""
        lines = (self.root / name).read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, 1) if word in line)

    def faults(self) -> list[Finding]:
        """Return what stops this folder from being loaded."""
        with pytest.raises(ContentError) as caught:
            load(self.root)
        return caught.value.findings

    def check(self, today: datetime.date = TODAY) -> list[Finding]:
        """Return what the check finds."""
        return check(self.root, today)

    def told(self, today: datetime.date = TODAY) -> list[str]:
        """Return the findings of the check as text."""
        return [str(finding) for finding in self.check(today)]
