"""The record of the last proof, beside the content it is about; it counts for that content only."""

import datetime
import json
from dataclasses import dataclass
from pathlib import Path

NAME = "proof.json"


@dataclass(frozen=True)
class Record:
    """On which day how many classes of answers were proven."""

    day: datetime.date
    classes: int


def write(root: Path, content_hash: str, record: Record) -> bool:
    """Write the record into the content folder; False where that cannot be written to."""
    values = {"content": content_hash, "day": record.day.isoformat(), "classes": record.classes}
    try:
        (root / NAME).write_text(json.dumps(values) + "\n", encoding="utf-8")
    except OSError:
        return False
    return True


def read(root: Path, content_hash: str) -> Record | None:
    """Return the record for this content; None where there is none or it is about another."""
    try:
        values = json.loads((root / NAME).read_text(encoding="utf-8"))
        if values["content"] != content_hash:
            return None
        return Record(datetime.date.fromisoformat(values["day"]), int(values["classes"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
