"""One JSON Schema a kind of file, so that an editor's program completes keys and underlines faults.

Our loader reads every value as text. Other programs take `yes`, `12` or `true` for more than that,
so a schema accepts whatever the loader accepts, in each form a program may give it.

After a change of fields/ run `.venv/bin/python -m laufmappe.content.schema`.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from laufmappe.content import keys
from laufmappe.content.fields import city, law
from laufmappe.paths import DATA

Schema = dict[str, Any]

ABOUT: dict[type[BaseModel], tuple[str, str, str]] = {
    city.ServiceFile: ("service", "Stelle", (
        "services/*.yaml: eine Datei je Stelle in der Stadt. Der Dateiname ist die Kennung.")),
    city.OrganizationFile: ("organization", "Träger", (
        "organizations/*.yaml: eine Datei je Träger. Jede Telefonnummer steht nur hier.")),
    city.LocationFile: ("location", "Haus oder Ort", (
        "locations/*.yaml: eine Datei je Haus. Jede Anschrift steht nur hier.")),
    city.SiteFile: ("site", "Die Stadt", "site.yaml: was die Stadt über sich sagt."),
    city.Locales: ("locales", "Angebotene Sprachen", (
        "locales.yaml: je Sprache die Kennung in der Adresse und ihre Angaben.")),
    law.QuestionFile: ("question", "Frage", (
        "questions/*.yaml: eine Datei je Frage. Die Zahl vor dem Namen ordnet nur.")),
    law.TableFile: ("table", "Regeln", (
        "rules/safety.yaml (Schutz), rules/duty.yaml (Pflichten), rules/advice.yaml (Beratung) und "
        "rules/needs/*.yaml (je Bedarf): wer wohin geht.")),
    law.FiltersFile: ("filters", "Filter", (
        "rules/filters.yaml: was zuletzt aus einem Weg genommen wird.")),
    law.PrinciplesFile: ("principles", "Grundsätze", (
        "rules/principles.yaml: was für jeden Weg gilt, und wem ein Recht genannt werden darf.")),
    law.Switches: ("switches", "Schalter", (
        "rules/switches.yaml: Regeln in Bewegung, je Schalter ein Wort und seine Angaben.")),
    law.Deadlines: ("deadlines", "Fristen", (
        "deadlines.yaml: je Frist eine Kennung und ihre Angaben.")),
    law.Roles: ("roles", "Aufgaben", "roles.yaml: je Aufgabe ein Wort und ihre Angaben."),
    law.Offices: ("offices", "Arten von Stellen", (
        "offices.yaml: Ämter und Stellen, gleich in jeder Stadt; je Art ein Wort und ihre "
        "Angaben.")),
    law.Papers: ("papers", "Papiere", "papers.yaml: je Papier ein Wort und sein Name."),
    law.Bring: ("bring", "Was man mitbringt", (
        "bring.yaml: je Liste ein Wort und die Dinge, die man mitbringt.")),
}
"""For each kind of file the name of its schema, its title, and where and what it is."""


class Written(GenerateJsonSchema):
    """The schema of what an editor writes, as a YAML program may read it."""

    def str_schema(self, schema: Any) -> Schema:
        """Accept whatever is no list and no mapping: our loader reads it as text."""
        return _also({"type": "string"}, "number", "boolean")

    def int_schema(self, schema: Any) -> Schema:
        """Accept a number, or its digits as text."""
        return {"type": ["integer", "string"], "minimum": 0, "pattern": "^(?:0|[1-9][0-9]*)$",
                "patternErrorMessage": "Richtig ist eine Zahl ohne führende Null"}

    def bool_schema(self, schema: Any) -> Schema:
        """Accept yes and no, and what older YAML makes of them."""
        return _also({"enum": ["yes", "no"]}, "boolean")

    def date_schema(self, schema: Any) -> Schema:
        """Accept a day as text."""
        return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
                "patternErrorMessage": "Richtig ist zum Beispiel 2026-11-20",
                "examples": ["2026-11-20"]}

    def literal_schema(self, schema: Any) -> Schema:
        """Accept the words of a list; yes and no also as older YAML reads them."""
        found = super().literal_schema(schema)
        return _also(found, "boolean") if "yes" in found["enum"] else found

    def dict_schema(self, schema: Any) -> Schema:
        """Refuse keys of another form."""
        found = super().dict_schema(schema)
        found.pop("propertyNames", None)
        return {**found, "additionalProperties": False}

    def nullable_schema(self, schema: Any) -> Schema:
        """Leave out null: a line is there with a value, or it is not there."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> Schema:
        """Leave out the default: it is a value of the program, not what an editor writes."""
        return self.generate_inner(schema["schema"])

    def model_schema(self, schema: Any) -> Schema:
        """Leave out the name of a class, where it has no title for editors."""
        found = super().model_schema(schema)
        if found["title"] == schema["cls"].__name__:
            del found["title"]
        return found

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Give no key a title: its description says more."""
        return False


def _also(schema: Schema, *types: str) -> Schema:
    """Accept values of these types too, in words that make no program propose or expect them."""
    others = ["string", "number", "boolean", "array", "object", "null"]
    return {"anyOf": [schema, {"not": {"type": [each for each in others if each not in types]}}]}


def schemas() -> dict[str, Schema]:
    """Return the schema of each kind of file by its file name, such as `service.schema.json`."""
    found = {}
    for kind, (name, title, meaning) in ABOUT.items():
        head = {"$schema": Written.schema_dialect, "title": title, "description": meaning}
        body = kind.model_json_schema(schema_generator=Written)
        found[f"{name}.schema.json"] = {**head, **body, **head}
    return found


def text(schema: Schema) -> str:
    """Return a schema as it stands in its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write(folder: Path) -> None:
    """Write every schema into the folder, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_text(text(schema), encoding="utf-8")


def main(root: Path = DATA) -> None:
    """Write content/schema/ and docs/keys.md anew."""
    write(root / "content" / "schema")
    (root / "docs" / "keys.md").write_text(keys.document(schemas()), encoding="utf-8")


if __name__ == "__main__":
    main()
