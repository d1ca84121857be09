"""A content folder becomes validated parts: which file is of which kind, and what is wrong."""

import fnmatch
import hashlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from laufmappe.content.fields import KINDS
from laufmappe.content.finding import ContentError, Finding
from laufmappe.content.nearest import nearest
from laufmappe.content.reading import Document, Place, read

REQUIRED = ("deadlines.yaml", "roles.yaml", "offices.yaml", "papers.yaml", "bring.yaml",
            "site.yaml", "locales.yaml", "rules/safety.yaml", "rules/duty.yaml",
            "rules/advice.yaml", "rules/filters.yaml", "rules/principles.yaml",
            "rules/switches.yaml")
WORDS = {
    "missing": "Hier fehlt „{key}“.",
    "extra_forbidden": "„{key}“ ist hier kein bekanntes Wort.{near}",
    "literal_error": "„{value}“ geht hier nicht. Möglich: {expected}.",
    "string_type": "Hier wird ein Text erwartet.",
    "list_type": "Hier wird eine Liste erwartet, zum Beispiel [a, b].",
    "dict_type": "Hier werden Zeilen der Form „wort: wert“ erwartet.",
    "model_type": "Hier werden Zeilen der Form „wort: wert“ erwartet.",
}


class Folder:
    """All files of a content folder, each with its document and its validated part."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.findings: list[Finding] = []
        self.documents: dict[str, Document] = {}
        self.parts: dict[str, BaseModel] = {}
        digest = hashlib.sha256()
        for path in self._paths():
            name = path.relative_to(root).as_posix()
            self._take(path, name)
            digest.update(name.encode())
            digest.update(path.read_bytes())
        self.hash = digest.hexdigest()[:12]
        self.findings += [Finding(name, 1, "Diese Datei fehlt.") for name in REQUIRED
                          if name not in self.documents and not self._named(name)]

    def _paths(self) -> list[Path]:
        if not self.root.is_dir():
            raise ContentError([Finding(self.root.name, 1, "Diesen Ordner gibt es nicht.")])
        return sorted(path for path in self.root.rglob("*.y*ml")
                      if path.relative_to(self.root).parts[0] != "cases")

    def _named(self, name: str) -> bool:
        return any(finding.file == name for finding in self.findings)

    def _take(self, path: Path, name: str) -> None:
        kind = kind_of(name)
        if kind is None:
            self.findings.append(Finding(name, 1, "Diese Datei gehört zu keiner bekannten Art."))
            return
        try:
            document = read(path, name)
        except ContentError as error:
            self.findings += error.findings
            return
        self.documents[name] = document
        try:
            self.parts[name] = kind.model_validate(document.value)
        except ValidationError as error:
            self.findings += _findings(document, kind, error.errors())

    def report(self, document: Document) -> Callable[[Place, str], None]:
        """Return a function that notes what is wrong at a place of this document."""
        return lambda place, text: self.findings.append(document.finding(place, text))

    def known(self, document: Document, place: Place, word: str, words: Iterable[str],
              what: str) -> bool:
        """Say whether a word is known; note it, with the nearest known one, where it is not."""
        if word in words:
            return True
        note = f"{what} „{word}“ gibt es nicht.{nearest(word, words)}"
        self.findings.append(document.finding(place, note))
        return False

    def of(self, pattern: str) -> list[tuple[str, Document, Any]]:
        """Return (id, document, part) of each valid file that matches, sorted by name."""
        return [(Path(name).stem, self.documents[name], part) for name, part in self.parts.items()
                if fnmatch.fnmatch(name, pattern) and name.count("/") == pattern.count("/")]


def question_id(stem: str) -> str:
    """Return the id of a question: its file name without the leading number."""
    head, _, tail = stem.partition("-")
    return tail if head.isdigit() else stem


def kind_of(name: str) -> type[BaseModel] | None:
    """Return the kind of a file by its place in the folder."""
    for pattern, kind in KINDS.items():
        if fnmatch.fnmatch(name, pattern) and name.count("/") == pattern.count("/"):
            return kind
    return None


def _findings(document: Document, kind: type[BaseModel], errors: list[Any]) -> list[Finding]:
    """Put errors in words. Where a pair or a branch may stand, pydantic reports both as wrong."""
    placed = [(_place(document, each["loc"]), each) for each in errors]
    places = [place for place, _ in placed]
    return [_finding(document, kind, each, place) for place, each in placed
            if each["type"] != "model_type" or places.count(place) == 1]


def _finding(document: Document, kind: type[BaseModel], error: Any, place: Place) -> Finding:
    if error["type"] == "value_error":
        key = next((step for step in reversed(place) if isinstance(step, str)), "")
        text = f"„{key}“: {error['ctx']['error']}."
    else:
        key = str(error["loc"][-1]) if error["loc"] else ""
        expected = error.get("ctx", {}).get("expected", "").replace(" or ", " oder ")
        text = WORDS.get(error["type"], error["msg"]).format(
            key=key, near=nearest(key, _keys(kind)), value=error["input"], expected=expected)
    return document.finding(place, re.sub(r"\s+", " ", text))


def _place(document: Document, loc: tuple[str | int, ...]) -> Place:
    """Return the part of the location that exists in the file (pydantic adds branch names)."""
    value: Any = document.value
    place: Place = ()
    for step in loc:
        if isinstance(value, dict) and step in value:
            value = value[str(step)]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            continue
        place = (*place, step)
    return place


def _keys(kind: type[BaseModel]) -> list[str]:
    """Return every key that a kind of file and its parts know, for "did you mean"."""
    # What is read, not how it is written: so without the words of a condition (all, any, not).
    schema = kind.model_json_schema(mode="serialization")
    found: list[str] = []
    text = repr(schema.get("properties", {}))
    found += re.findall(r"'([a-z_]+)': \{", text)
    for part in schema.get("$defs", {}).values():
        found += list(part.get("properties", {}))
    return found
