"""A confirmed profile as a patch for the content: three lines of a file, so that git keeps all."""

import datetime
import difflib
import re
from pathlib import Path

import yaml

ASSURED = "Bestätigt von"
"""What `laufmappe check` asks for beside `state: assured` (content/check/services.py)."""
STATE = re.compile(r"^state: .*$", re.MULTILINE)
AS_OF = re.compile(r"^as_of: .*$", re.MULTILINE)
SOURCE = re.compile(r"^source:[ \t]*(?:#.*)?\n((?:[ \t#-].*(?:\n|\Z)|\n)*)", re.MULTILINE)
"""The sources of a service: the key, and all lines that belong to it."""

ENTRY = re.compile(r"^([ \t]*)- .*(?:\n|\Z)(?:\n*\1[ \t]+\S.*(?:\n|\Z))*", re.MULTILINE)
"""One source: its first line, and those that stand further in."""


def proposal(text: str, office: str, day: datetime.date) -> str:
    """Return the text of a service's file with what an office confirmed on that day.

    `office`: its German name. Where it confirmed before, this takes the place of that; everything
    else stays as it is written, line by line.
    """
    locator = f"{ASSURED} {office}, am Schalter"
    quoted = locator.replace("'", "''")

    def sourced(found: re.Match[str]) -> str:
        first = ENTRY.search(found[1])
        at = first[1] if first else "  "
        entry = (f"{at}- locator: '{quoted}'\n{at}  date: '{day}'\n"
                 f"{at}  supports: alle Angaben\n{at}  seen: {day}\n")
        rest = ENTRY.sub(lambda each: "" if _locator(each[0]) == locator else each[0], found[1])
        return found[0][:len(found[0]) - len(found[1])] + entry + rest

    for pattern, line in ((STATE, "state: assured"), (AS_OF, f"as_of: '{day:%Y}'")):
        text = pattern.sub(line, text, count=1)
    return SOURCE.sub(sourced, _in_lines(text), count=1)


def _in_lines(text: str) -> str:
    """Return a service's file with its sources one below another, if they stood in brackets."""
    root = yaml.compose(text)
    for key, value in root.value if root else ():
        if key.value == "source" and value.flow_style:
            begin, end = value.start_mark.index, value.end_mark.index
            entries = yaml.load(text[begin:end], Loader=yaml.BaseLoader)  # noqa: S506 - text only
            lines = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=10_000)
            block = "\n".join(f"  {each}" for each in lines.splitlines())
            return f"{text[:begin].rstrip()}\n{block}{text[end:]}"
    return text


def _locator(entry: str) -> str:
    """Return what a source says where it is to be found, however that is quoted."""
    [source] = yaml.safe_load(entry)
    return str(source.get("locator", "")) if isinstance(source, dict) else ""


def patch(root: Path, service: str, office: str, day: datetime.date) -> str:
    """Return the change to a service's file as `git apply` takes it. `root`: the content."""
    before = (root / "services" / f"{service}.yaml").read_text(encoding="utf-8")
    name = f"content/services/{service}.yaml"
    changed = difflib.unified_diff(
        before.splitlines(keepends=True), proposal(before, office, day).splitlines(keepends=True),
        f"a/{name}", f"b/{name}")
    return "".join(changed)
