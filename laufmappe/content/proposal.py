"""A confirmed profile as a patch for the content: three lines of a file, so that git keeps all."""

import datetime
import difflib
import re
from pathlib import Path

ASSURED = "Bestätigt von"
"""What `laufmappe check` asks for beside `state: assured` (content/check/services.py)."""
STATE = re.compile(r"^state: .*$", re.MULTILINE)
AS_OF = re.compile(r"^as_of: .*$", re.MULTILINE)
SOURCE = re.compile(r"^source:\n", re.MULTILINE)


def proposal(text: str, office: str, day: datetime.date) -> str:
    """Return the text of a service's file with what an office confirmed on that day.

    `office`: its German name. Everything else stays as it is written, line by line.
    """
    quoted = office.replace("'", "''")
    entry = (f"source:\n  - locator: '{ASSURED} {quoted}, am Schalter'\n    date: '{day}'\n"
             f"    supports: alle Angaben\n    seen: {day}\n")
    for pattern, line in ((STATE, "state: assured"), (AS_OF, f"as_of: '{day:%Y}'"),
                          (SOURCE, entry)):
        text = pattern.sub(line.replace("\\", r"\\"), text, count=1)
    return text


def patch(root: Path, service: str, office: str, day: datetime.date) -> str:
    """Return the change to a service's file as `git apply` takes it. `root`: the content."""
    before = (root / "services" / f"{service}.yaml").read_text(encoding="utf-8")
    name = f"content/services/{service}.yaml"
    changed = difflib.unified_diff(
        before.splitlines(keepends=True), proposal(before, office, day).splitlines(keepends=True),
        f"a/{name}", f"b/{name}")
    return "".join(changed)
