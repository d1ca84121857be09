"""YAML read as text: every value stays what the editor wrote, and every value knows its line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import yaml

from laufmappe.content.finding import ContentError, Finding

Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
Value = str | list["Value"] | dict[str, "Value"]
Place = tuple[str | int, ...]
LARGEST = 2_000_000
DEEPEST = 40


class Document:
    """One file: its value and the line of each part of it."""

    def __init__(self, file: str, value: Value, lines: dict[Place, int]) -> None:
        self.file = file
        self.value = value
        self._lines = lines

    def line(self, place: Place) -> int:
        """Return the line (from 1) of a part, or of the nearest part around it."""
        while place and place not in self._lines:
            place = place[:-1]
        return self._lines.get(place, 1)

    def finding(self, place: Place, text: str, error: bool = True) -> Finding:
        """Return a finding about this part of the file."""
        return Finding(self.file, self.line(place), text, error)


def read(path: Path, name: str) -> Document:
    """Read a YAML file; `name` is how findings call it.

    Raises ContentError where the file is missing, too large, not UTF-8, not YAML, empty, or
    names a key twice.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise ContentError([Finding(name, 1, "Die Datei ist zu groß. Bitte teilen Sie sie.")])
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ContentError([Finding(name, 1, "Die Datei fehlt oder ist nicht lesbar.")]) from error
    except UnicodeDecodeError as error:
        note = "Die Datei ist nicht in UTF-8 gespeichert. Bitte neu in UTF-8 speichern."
        raise ContentError([Finding(name, 1, note)]) from error
    return parse(text, name)


def parse(text: str, name: str) -> Document:
    """Parse YAML text; see read()."""
    try:
        return _Reading(text, name).document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = min(mark.line + 1, text.count("\n") + 1) if mark else 1
        note = "Das ist kein gültiges YAML. Häufig: falsche Einrückung, fehlender Doppelpunkt " \
               "oder ein Doppelpunkt im Text ohne Anführungszeichen."
        raise ContentError([Finding(name, line, note)]) from error


class _Reading:
    """Reads events one by one: so depth is known before it is too great for the stack."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.events = yaml.parse(text, Loader=Loader)
        self.lines: dict[Place, int] = {}
        self.findings: list[Finding] = []

    def document(self) -> Document:
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            raise ContentError([Finding(self.name, 1, "Die Datei ist leer.")])
        value = self.value(next(self.events), ())
        next(self.events)
        more = next(self.events)
        if not isinstance(more, yaml.StreamEndEvent):
            self.fail(more, "Hier beginnt ein zweites Dokument („---“). Bitte nur eines je Datei.")
        if self.findings:
            raise ContentError(self.findings)
        return Document(self.name, value, self.lines)

    def value(self, event: Any, place: Place) -> Value:
        self.lines.setdefault(place, _line(event))
        if len(place) > DEEPEST:
            self.fail(event, "Die Datei ist zu tief verschachtelt.")
        if isinstance(event, yaml.AliasEvent):
            self.fail(event, "Verweise mit & und * gehen hier nicht. Bitte ausschreiben.")
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return [self.value(each, (*place, index))
                    for index, each in enumerate(self.until(yaml.SequenceEndEvent))]
        result: dict[str, Value] = {}
        for each in self.until(yaml.MappingEndEvent):
            if not isinstance(each, yaml.ScalarEvent):
                self.fail(each, "Vor dem Doppelpunkt steht hier kein einfaches Wort.")
            key = str(each.value)
            line = _line(each)
            if key in result:
                note = f"„{key}“ steht hier zum zweiten Mal."
                self.findings.append(Finding(self.name, line, note))
            self.lines[*place, key] = line
            result[key] = self.value(next(self.events), (*place, key))
        return result

    def until(self, end: type) -> Iterator[Any]:
        for event in self.events:
            if isinstance(event, end):
                return
            yield event

    def fail(self, event: Any, text: str) -> NoReturn:
        raise ContentError([*self.findings, Finding(self.name, _line(event), text)])


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
