"""The JSON Schemas of content files and the list of all keys: current, as wide as the loader."""

import datetime
import fnmatch
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from copies import Copy
from jsonschema import Draft202012Validator, ValidationError

from laufmappe.content import reading, schema
from laufmappe.content.fields import KINDS
from laufmappe.content.finding import Finding
from laufmappe.content.folder import kind_of

ROOT = Path(__file__).parents[2]
FOLDERS = ("content", "tests/town")
SETTINGS = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
RUN = "Bitte .venv/bin/python -m laufmappe.content.schema aufrufen und das Ergebnis mit aufnehmen."
SCHEMAS = schema.schemas()
NAMES = {kind: f"{name}.schema.json" for kind, (name, _, _) in schema.ABOUT.items()}


class Older(yaml.SafeLoader):
    """Reads YAML 1.1: yes is true, 0521 a number; days stay text, as JSON knows no days."""

    yaml_implicit_resolvers = {  # noqa: RUF012  a table of the library's
        first: [each for each in found if not each[0].endswith("timestamp")]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()}


class Newer(yaml.SafeLoader):
    """Reads YAML 1.2, as yaml-language-server does: only true and false are no text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


for tag, form, firsts in (("bool", "true|false", "tf"), ("null", "~|null|", ["~", "n", ""]),
                          ("int", "[-+]?[0-9]+", "-+0123456789"),
                          ("float", r"[-+]?[0-9]+\.[0-9]*", "-+0123456789")):
    Newer.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{form})$"), firsts)


def named(value: Any) -> Any:
    """Return a value whose keys are text, as in JSON."""
    if isinstance(value, dict):
        return {str(key): named(each) for key, each in value.items()}
    return [named(each) for each in value] if isinstance(value, list) else value


def as_text(text: str) -> Any:
    return reading.parse(text, "x.yaml").value


def older(text: str) -> Any:
    return named(yaml.load(text, Loader=Older))  # noqa: S506  a SafeLoader


def newer(text: str) -> Any:
    return named(yaml.load(text, Loader=Newer))  # noqa: S506  a SafeLoader


def errors(name: str, value: Any) -> list[ValidationError]:
    """Return what the schema of this kind of file says of a value."""
    kind = kind_of(name)
    assert kind
    return list(Draft202012Validator(SCHEMAS[NAMES[kind]]).iter_errors(value))


def changed(file: str, **values: Any) -> list[str]:
    """Return which keys the schema refuses in a file of Musterstadt with these values."""
    text = (ROOT / "tests/town" / file).read_text(encoding="utf-8")
    return sorted({".".join(map(str, each.absolute_path)) or each.message
                   for each in errors(file, as_text(text) | values)})


def files(folder: str) -> Iterator[str]:
    """Yield every file of a content folder that is of some kind."""
    for path in sorted((ROOT / folder).rglob("*.yaml")):
        name = path.relative_to(ROOT / folder).as_posix()
        if kind_of(name):
            yield name


def nodes(part: Any) -> Iterator[dict[str, Any]]:
    """Yield every mapping inside a schema."""
    if isinstance(part, dict):
        yield part
    for each in part.values() if isinstance(part, dict) else part:
        if isinstance(each, dict | list):
            yield from nodes(each)


def test_committed_files_are_current(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    schema.main(tmp_path)
    for pattern in ("content/schema/*", "docs/keys.md"):
        written, committed = ({path.name: path.read_text(encoding="utf-8")
                               for path in root.glob(pattern)} for root in (tmp_path, ROOT))
        assert written == committed, RUN


def test_every_kind_has_a_schema() -> None:
    assert set(schema.ABOUT) == set(KINDS.values())
    assert sorted(SCHEMAS) == sorted(set(NAMES.values()))
    for each in SCHEMAS.values():
        Draft202012Validator.check_schema(each)


def test_every_key_says_what_it_means() -> None:
    found = {(name, key): value.get("description", "") for name, each in SCHEMAS.items()
             for node in nodes(each) for key, value in node.get("properties", {}).items()}
    assert len(found) > 100
    assert {key for key, text in found.items()
            if not 8 < len(text) < 140 or "\n" in text or text.endswith(".")} == set()


def test_schemas_propose_nothing_wrong() -> None:
    inner = [node for each in SCHEMAS.values() for node in nodes(each)
             if node is not each and {"type", "enum"} & set(node)]
    assert {node["title"] for node in inner if isinstance(node.get("title"), str)} == {"Bedingung"}
    assert [node for node in inner if isinstance(node.get("default"), str | bool)] == []
    assert [node for node in inner if True in node.get("enum", ())] == []
    assert [node for node in inner if node.get("type") == "boolean"] == []


def test_examples_have_the_form() -> None:
    found = [(node["pattern"], example) for each in SCHEMAS.values() for node in nodes(each)
             if isinstance(node.get("examples"), list) for example in node["examples"]]
    assert {"33602", "2026", "undated", "@base", "info@example.org"} < {each for _, each in found}
    assert [each for each in found if not re.search(*each)] == []


@pytest.mark.parametrize("read", [as_text, newer, older])
@pytest.mark.parametrize("folder", FOLDERS)
def test_every_content_file_fits(folder: str, read: Callable[[str], Any]) -> None:
    wrong = {name: [f"{each.json_path}: {each.message[:200]}" for each in errors(name, read(
        (ROOT / folder / name).read_text(encoding="utf-8")))] for name in files(folder)}
    assert len(wrong) > 30
    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.parametrize("values", [
    {"number": 12}, {"number": "12"}, {"number": 0}, {"confidential": True}, {"name": 112},
    {"confidential": "no"}, {"roles": "youth-advice"}, {"roles": ["a", "b"]}, {"as_of": 2024},
    {"as_of": "undated"}, {"ages": {"from": "0", "to": 17}}, {"appointment": ""},
    {"statuses": [True, 12, "eu"]}, {"phones": ["zentrale", "stadt/zentrale"]},
    {"source": [{"seen": "2026-11-20", "date": 2024}]}])
def test_service_accepted_in_each_form(values: dict[str, Any]) -> None:
    assert changed("services/jmd.yaml", **values) == []


@pytest.mark.parametrize(("values", "refused"), [
    ({"exposure": "report"}, "exposure"), ({"kind": "Place"}, "kind"), ({"scope": True}, "scope"),
    ({"as_of": "bald"}, "as_of"), ({"website": "www.example.org"}, "website"),
    ({"email": "info(at)example.org"}, "email"), ({"organization": "der Verein"}, "organization"),
    ({"confidential": "ja"}, "confidential"), ({"confidential": 1}, "confidential"),
    ({"number": "007"}, "number"), ({"number": -1}, "number"), ({"number": 1.5}, "number"),
    ({"number": True}, "number"), ({"name": None}, "name"), ({"name": ["a"]}, "name"),
    ({"location": None}, "location"), ({"bring": "Pass"}, "bring"), ({"source": [{}]}, "source.0"),
    ({"source": [{"seen": "20.11.2026"}]}, "source.0.seen"), ({"hours": "Mo"}, "hours"),
    ({"ages": {"von": 12}}, "ages"), ({"roles": {"a": "b"}}, "roles"),
    ({"ofices": ["jmd"]},
     "Additional properties are not allowed ('ofices' was unexpected)")])
def test_service_refused(values: dict[str, Any], refused: str) -> None:
    assert changed("services/jmd.yaml", **values) == [refused]


def test_missing_key_refused() -> None:
    assert [each.message for each in errors("locations/x.yaml", {"name": "Rathaus"})] == [
        "'city' is a required property"]


@pytest.mark.parametrize("ask", [
    {}, {"who": "me"}, {"who": ["me", "child"]}, {"age": 5, "registered": True}, {"age": "67+"},
    {"all": [{"who": "me"}, {"not": {"age": "0-17"}}]}, {"any": [{"any": [{"who": "me"}]}]},
    {"status": "eu", "not": {"all": [{"who": "me"}], "age": [5]}}])
def test_condition_accepted(ask: Any) -> None:
    assert changed("questions/51-alone_minor.yaml", ask=ask) == []


@pytest.mark.parametrize(("ask", "refused"), [
    (["who"], "ask"), ("who", "ask"), ({"all": {"who": "me"}}, "ask.all"), ({"any": []}, "ask.any"),
    ({"any": ["who"]}, "ask.any.0"), ({"not": "me"}, "ask.not"), ({"not": [{}]}, "ask.not"),
    ({"who": {"me": "child"}}, "ask.who"), ({"age": ["< 18"]}, "ask.age"),
    ({"not": {"all": [{"any": "x"}]}}, "ask.not.all.0.any")])
def test_condition_refused(ask: Any, refused: str) -> None:
    assert changed("questions/51-alone_minor.yaml", ask=ask) == [refused]


@pytest.mark.parametrize(("send", "refused"), [
    (["money/jobcenter", "@base", {"when": {"who": "me"}, "else": ["@base"]}], []),
    ([{"when": {}, "send": [{"when": {"age": 5}, "send": ["work/bfw"]}]}], []),
    (["jobcenter"], ["rows.0.send.0"]), ([{"send": ["@base"]}], ["rows.0.send.0"]),
    ("@base", ["rows.0.send"])])
def test_send_list(send: Any, refused: list[str]) -> None:
    row = {"id": "X1", "send": send, "source": [], "confidence": "low"}
    assert changed("rules/safety.yaml", rows=[row]) == refused


@pytest.mark.parametrize(("name", "value", "refused"), [
    ("papers.yaml", {"pass": "Pass", "2x": 5}, []), ("papers.yaml", {"a": ["b"]}, ["$.a"]),
    ("papers.yaml", {"mein pass": "Pass"}, ["$"]), ("papers.yaml", ["Pass"], ["$"]),
    ("bring.yaml", {"a": ["Pass"]}, []), ("bring.yaml", {"a": "Pass"}, ["$.a"])])
def test_lists_of_words(name: str, value: Any, refused: list[str]) -> None:
    assert [each.json_path for each in errors(name, value)] == refused


@pytest.mark.parametrize(("value", "refused"), [
    ("yes", []), ("either", []), (True, []), ("ja", ["$.a.public_body"]), (1, ["$.a.public_body"])])
def test_yes_no_either_also_as_older_yaml_reads_it(value: Any, refused: list[str]) -> None:
    office = {"name": "Amt", "title": "Amt", "does": "Hilft.", "roles": "work",
              "exposure": "none", "public_body": value, "bring": "general"}
    assert [each.json_path for each in errors("offices.yaml", {"a": office})] == refused


def test_settings_map_every_file_to_the_schema_of_its_kind() -> None:
    for folder in FOLDERS:
        for name in files(folder):
            found = [path for path, patterns in SETTINGS.items()
                     if any(fnmatch.fnmatch(f"{folder}/{name}", each) for each in patterns)]
            kind = kind_of(name)
            assert kind
            assert found == [f"./content/schema/{NAMES[kind]}"], name


def test_settings_name_only_what_exists() -> None:
    assert {(ROOT / path).name for path in SETTINGS} == set(SCHEMAS)
    named = [*SETTINGS, *(each for patterns in SETTINGS.values() for each in patterns)]
    assert [each for each in named if not list(ROOT.glob(each.removeprefix("./")))] == []


def test_folder_reads_no_schema(copy: Copy) -> None:
    schema.write(copy.root / "schema")
    assert [each for each in copy.check(datetime.date(2026, 11, 20)) if each.error] == []


def test_unknown_key_is_no_word_of_a_condition(copy: Copy) -> None:
    copy.change("rules/needs/safety.yaml", "    why:", "    nott:")
    assert copy.faults() == [Finding("rules/needs/safety.yaml", 5, (
        "„nott“ ist hier kein bekanntes Wort."))]


def test_keys_every_key_on_one_line() -> None:
    lines = (ROOT / "docs/keys.md").read_text(encoding="utf-8").splitlines()
    keys = {key for each in SCHEMAS.values() for node in nodes(each)
            for key in node.get("properties", {})}
    titles = [f"## {each['title']}" for each in SCHEMAS.values()]
    assert [line for line in lines if line.startswith("## ")] == [*titles, "## Bedingungen"]
    assert {key for key in keys if not any(f"{key}` | " in line for line in lines)} == set()


@pytest.mark.parametrize("line", [
    "| `scope` | Pflicht | Wo sie da ist: bielefeld oder local (in der Stadt), nrw, national |",
    "| `hours › text` | Pflicht | Die Zeiten in Worten |",
    "| `ages › from` | freiwillig | Ab diesem Alter in Jahren; fehlt die Zeile, ab 0 |",
    "| `rows › send › else` | freiwillig | Wohin es geht, wenn sie nicht zutrifft |",
    "| `wants` | freiwillig | Papiere aus papers.yaml, die man hier braucht; "
    r"a\|b: eines von beiden |",
    "| `not` | freiwillig | Bedingung, die nicht zutreffen darf |"])
def test_keys_line(line: str) -> None:
    assert (ROOT / "docs/keys.md").read_text(encoding="utf-8").splitlines().count(line) == 1
