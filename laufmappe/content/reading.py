"""YAML read as text: every value stays what the editor wrote, and every value knows its line."""

from pathlib import Path

import yaml

from laufmappe.content.finding import ContentError, Finding

Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
Value = str | list["Value"] | dict[str, "Value"]
Place = tuple[str | int, ...]
LARGEST = 2_000_000


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
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ContentError([Finding(name, 1, "Die Datei fehlt oder ist nicht lesbar.")]) from error
    except UnicodeDecodeError as error:
        note = "Die Datei ist nicht in UTF-8 gespeichert. Bitte neu in UTF-8 speichern."
        raise ContentError([Finding(name, 1, note)]) from error
    return parse(text, name)


def parse(text: str, name: str) -> Document:
    """Parse YAML text; see read()."""
    try:
        node = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        note = "Das ist kein gültiges YAML. Häufig: falsche Einrückung, fehlender Doppelpunkt " \
               "oder ein Doppelpunkt im Text ohne Anführungszeichen."
        raise ContentError([Finding(name, line, note)]) from error
    except RecursionError as error:
        raise ContentError([Finding(name, 1, "Die Datei ist zu tief verschachtelt.")]) from error
    if node is None:
        raise ContentError([Finding(name, 1, "Die Datei ist leer.")])
    lines: dict[Place, int] = {}
    findings: list[Finding] = []
    value = _value(node, (), name, lines, findings)
    if findings:
        raise ContentError(findings)
    return Document(name, value, lines)


def _value(node: yaml.Node, place: Place, name: str, lines: dict[Place, int],
           findings: list[Finding]) -> Value:
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_value(each, (*place, index), name, lines, findings)
                for index, each in enumerate(node.value)]
    result: dict[str, Value] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key in result:
            findings.append(Finding(name, line, f"„{key}“ steht hier zum zweiten Mal."))
        lines[*place, key] = line
        result[key] = _value(value_node, (*place, key), name, lines, findings)
    return result
