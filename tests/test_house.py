"""The house rules that a program can check: layers, cycles, length, marks, templates."""

import ast
import graphlib
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "laufmappe"
LONGEST_FILE = 300
LONGEST_FUNCTION = 40

# What each part may import: parts of ours, then libraries. The standard library is open to all.
LAYERS: dict[str, tuple[set[str], set[str]]] = {
    "": (set(), set()),
    "paths": (set(), set()),
    "settings": ({"paths"}, set()),
    "catalogs": ({"domain", "paths"}, {"babel", "yaml"}),
    "domain": (set(), set()),
    "content": (
        {"domain", "paths"},
        {"yaml", "pydantic", "opening_hours", "phonenumbers", "holidays"},
    ),
    "store": ({"domain"}, {"sqlalchemy", "alembic", "argon2", "pyotp",
                           "cryptography"}),
    "export": ({"domain"}, {"qrcode", "typst", "opening_hours", "holidays", "jinja2", "vobject"}),
    "web": (
        {"domain", "content", "store", "export", "catalogs", "paths", "settings"},
        {"flask", "flask_babel", "babel", "werkzeug", "jinja2", "markupsafe", "brotli",
         "rjsmin", "limits", "itsdangerous", "authlib", "requests", "joserfc", "zxcvbn"},
    ),
}
FREE = {"cli", "__main__"}  # may import everything
NO_CHANCE = {"random", "secrets", "time", "uuid"}
NO_CLOCK = {"now", "today", "utcnow"}
VAGUE = {"utils", "util", "common", "helpers", "helper", "manager", "misc"}
CODES = re.compile(r"noqa(:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*)?|type: ignore(\[[\w, -]+\])?")


@dataclass(frozen=True)
class Import:
    """One name that a module imports. `inside`: within a function."""

    module: str
    target: str
    line: int
    inside: bool

    @property
    def place(self) -> str:
        """Say where it stands, for the message of a failed test."""
        return f"{self.module}:{self.line}: {self.target}"


@cache
def modules() -> dict[str, Path]:
    """Return every module of the package, by its dotted name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if "_data" not in parts:
            found[".".join(parts).removesuffix(".__init__")] = path
    return found


@cache
def tree(name: str) -> ast.Module:
    """Return the parsed module."""
    return ast.parse(modules()[name].read_text(encoding="utf-8"))


def part(name: str) -> str:
    """Return the part of the package that a module belongs to; "" for the package itself."""
    return [*name.split("."), ""][1]


@cache
def imports() -> tuple[Import, ...]:
    """Return every import of every module."""
    return tuple(each for name in modules() for each in _imports(name, tree(name), inside=False))


def _imports(module: str, node: ast.AST, *, inside: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield Import(module, alias.name, child.lineno, inside)
        elif isinstance(child, ast.ImportFrom):
            for alias in child.names:
                longer = f"{child.module}.{alias.name}"
                target = longer if longer in modules() else str(child.module)
                yield Import(module, target, child.lineno, inside)
        function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
        yield from _imports(module, child, inside=inside or function)


def allowed(each: Import) -> bool:
    """Say whether the layer table allows this import."""
    top = each.target.split(".")[0]
    own = part(each.module)
    if own in FREE or top in sys.stdlib_module_names:
        return True
    if own not in LAYERS:
        return False
    ours, libraries = LAYERS[own]
    if top == "laufmappe":
        return part(each.target) in {"", own} | ours
    return top in libraries


def files(*suffixes: str) -> list[Path]:
    """Return the files of the project: what git knows or would add, else all that lie here."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT, capture_output=True, text=True, check=False)
    names = listed.stdout.split("\0") if listed.returncode == 0 else [
        str(path.relative_to(ROOT)) for path in ROOT.rglob("*")
        if not {".venv", ".git"} & set(path.parts)]
    paths = [ROOT / name for name in names if name]
    return [path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes)]


def matches(pattern: str, paths: list[Path]) -> list[str]:
    """Return "file:line" for each line of these text files in which the pattern is found."""
    found = []
    for path in paths:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}:{number}" for number, line in enumerate(lines, 1)
                  if re.search(pattern, line)]
    return found


def test_layers_imports_point_inward() -> None:
    assert [each.place for each in imports() if not allowed(each)] == []


def test_domain_no_chance() -> None:
    assert [each.place for each in imports()
            if part(each.module) == "domain" and each.target.split(".")[0] in NO_CHANCE] == []


def test_domain_and_export_no_clock() -> None:
    found = [f"{name}:{node.lineno}" for name in modules() if part(name) in {"domain", "export"}
             for node in ast.walk(tree(name))
             if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
             and node.func.attr in NO_CLOCK]
    assert found == []


def test_imports_no_cycles() -> None:
    graph: dict[str, set[str]] = {name: set() for name in modules()}
    for each in imports():
        if not each.inside and each.target in graph and each.target != each.module:
            graph[each.module].add(each.target)
    assert len(list(graphlib.TopologicalSorter(graph).static_order())) == len(graph)


def test_imports_inside_functions_give_a_reason() -> None:
    found = []
    for each in imports():
        lines = modules()[each.module].read_text(encoding="utf-8").splitlines()
        line, before = lines[each.line - 1], lines[each.line - 2].strip()
        comment = line.partition("#")[2] + (before if before.startswith("#") else "")
        if each.inside and not re.search(r"\w{3}", CODES.sub("", comment)):
            found.append(each.place)
    assert found == []


def test_files_short() -> None:
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines())
               for name, path in modules().items()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_functions_short() -> None:
    found = {f"{name}.{node.name}": length for name in modules() for node in ast.walk(tree(name))
             if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
             and (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION}
    assert found == {}


def test_modules_open_with_a_sentence() -> None:
    assert [name for name in modules() if not ast.get_docstring(tree(name))] == []


def test_modules_named_for_what_they_hold() -> None:
    assert [name for name in modules() if name.rsplit(".", 1)[-1] in VAGUE] == []


def test_files_name_no_machine() -> None:
    assert matches(r"(?<![\w.~/-])/(work|root|home|Users)" + "/", files()) == []


def test_locks_name_no_registry() -> None:
    locks = sorted(ROOT.glob("requirements*.txt"))
    assert len(locks) == 3
    assert matches(r"^\s*--(index|extra|find|trusted)|https?:", locks) == []


def test_files_no_marks_left() -> None:
    sources = files(".py", ".html", ".css", ".js", ".sh", ".toml", ".yaml", ".yml", ".md", ".typ")
    assert matches(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b", sources) == []


def templates() -> list[Path]:
    """Return the templates; there may be none yet."""
    return sorted(path for path in PACKAGE.glob("web/templates/**/*") if path.is_file())


def test_templates_escape_everything() -> None:
    assert matches(r"\|\s*safe\b|autoescape\s+false", templates()) == []


def test_templates_no_style_attribute() -> None:
    assert matches(r"\bstyle\s*=", templates()) == []


def test_templates_no_inline_script() -> None:
    assert matches(r"<script(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*[\"'{]", templates()) == []


def test_names_of_test_files_differ() -> None:
    """Two of the same name cannot be collected together."""
    names = [path.name for path in (ROOT / "tests").rglob("*.py") if path.name != "conftest.py"]
    assert sorted(names) == sorted(set(names))
