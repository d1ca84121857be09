"""Documents that cannot go stale: they name every command, setting, make target and folder."""

import re
from pathlib import Path

import pytest

from laufmappe.cli import main

ROOT = Path(__file__).parents[1]
DOCUMENTS = "\n".join(path.read_text(encoding="utf-8")
                      for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))])


def commands(capsys: pytest.CaptureFixture[str]) -> list[str]:
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out.split("BEFEHL", 2)[-1]
    return re.findall(r"^    ([a-z0-9]+)(?: |$)", shown, re.MULTILINE)


def test_documents_name_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    names = commands(capsys)
    assert len(names) >= 5
    assert [name for name in names if f"laufmappe {name}" not in DOCUMENTS] == []


def test_documents_name_no_other_command(capsys: pytest.CaptureFixture[str]) -> None:
    named = set(re.findall(r"`(?:\.venv/bin/)?laufmappe ([a-z0-9]+)", DOCUMENTS))
    assert named - set(commands(capsys)) == set()


def test_documents_name_every_setting() -> None:
    source = (ROOT / "laufmappe" / "settings.py").read_text(encoding="utf-8")
    settings = set(re.findall(r'"(LAUFMAPPE_[A-Z]+)"', source))
    assert settings
    assert [name for name in sorted(settings) if f"`{name}`" not in DOCUMENTS] == []


def test_documents_name_every_make_target() -> None:
    rules = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):", rules, re.MULTILINE)
    assert [name for name in targets if f"make {name}" not in DOCUMENTS] == []


def test_links_lead_somewhere() -> None:
    broken = []
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
            if "://" not in target and not (path.parent / target).exists():
                broken.append(f"{path.name}: {target}")
    assert broken == []


def test_traps_name_tests_that_exist() -> None:
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / "traps.md").read_text("utf-8")))
    sources = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py"))
    assert len(named) >= 25
    assert [name for name in sorted(named) if f"def {name}(" not in sources] == []
