"""Every key of every kind of file on one line, in German: what docs/keys.md says."""

from collections.abc import Iterator, Mapping
from typing import Any

CONDITION = "ConditionPart"
INTRODUCTION = """\
# Alle Schlüssel

Jeder Schlüssel der Dateien in `content/`, nach Art der Datei. Wie man damit arbeitet, steht in
[editors.md](editors.md). Diese Datei schreibt ein Programm
(`.venv/bin/python -m laufmappe.content.schema`), bitte hier nichts ändern.

- **Pflicht**: Die Zeile muss da sein; bei `hours › text` nur, wenn es `hours` gibt. Alles andere
  ist freiwillig: Was leer bliebe, lässt man weg.
- `a › b`: Die Zeile `b` steht eingerückt unter `a`.

Visual Studio Code mit der Erweiterung „YAML“ (Red Hat) kennt diese Schlüssel von selbst: Es
schlägt sie vor, erklärt sie und unterstreicht, was nicht stimmt. In anderen Programmen (JetBrains:
„JSON Schema Mappings“) ordnen Sie jeder Art von Datei ihr Schema aus `content/schema/` zu, wie es
in `.vscode/settings.json` steht. Ob Wörter aus anderen Dateien stimmen, sagt nur `laufmappe check`.
"""
CONDITIONS = """\
## Bedingungen

Was nach `when`, `ask`, `only`, `ends` und `firm` steht: `frage: antwort` oder
`frage: [antwort, antwort]`. Mehrere Zeilen gelten zusammen. Dazu drei Wörter:
"""
HEAD = ("| Schlüssel | | Bedeutung |", "|---|---|---|")


def document(schemas: Mapping[str, Any]) -> str:
    """Return docs/keys.md: a section a kind of file, a line a key; conditions once, at the end."""
    condition = next(schema["$defs"][CONDITION] for schema in schemas.values()
                     if CONDITION in schema.get("$defs", {}))
    sections = [_section(f"## {schema['title']}\n\n{schema['description']}\n", schema, schema)
                for schema in schemas.values()]
    return "\n".join([INTRODUCTION, *sections, _section(CONDITIONS, condition, {})])


def _section(opening: str, part: Any, schema: Any) -> str:
    """Return a section: its opening and a table of the keys of this part of a schema."""
    found = list(_keys(part, schema.get("$defs", {})))
    return "\n".join([opening, *HEAD, *map(_line, found), ""]) if found else opening


def _line(key: tuple[str, bool, str]) -> str:
    path, needed, meaning = key
    meaning = meaning.replace("|", "\\|")
    return f"| `{path}` | {'Pflicht' if needed else 'freiwillig'} | {meaning} |"


def _keys(part: Any, named: Mapping[str, Any], path: str = "",
          above: tuple[str, ...] = (CONDITION,)) -> Iterator[tuple[str, bool, str]]:
    """Yield path, whether it is required, and meaning of each key of a part and the parts in it."""
    name = part.get("$ref", "").rpartition("/")[2]
    if name in above:
        return
    if name:
        yield from _keys(named[name], named, path, (*above, name))
    for key, value in part.get("properties", {}).items():
        yield path + key, key in part.get("required", ()), value["description"]
        yield from _keys(value, named, f"{path}{key} › ", above)
    inner = [*part.get("anyOf", ()), *part.get("patternProperties", {}).values()]
    for each in [*inner, part["items"]] if "items" in part else inner:
        yield from _keys(each, named, path, above)
