"""The examples of docs/editors.md are run, section by section, on a copy of Musterstadt."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from laufmappe.cli import main

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs/editors.md").read_text(encoding="utf-8")
SECTIONS = {part.splitlines()[0]: part for part in re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]}
BLOCK = re.compile(r"^```(\w+)[ ]?([\w./-]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECONDS = re.compile(r"\(\d+ Sekunden\)")


def blocks(section: str) -> list[tuple[str, str, str]]:
    """Return language, file and text of each example of a section."""
    return BLOCK.findall(SECTIONS[section])


def change(town: Path, file: str, diff: str) -> None:
    """Replace the lines marked - by those marked +."""
    path = town / file
    old = "".join(f"{line[1:]}\n" for line in diff.splitlines() if line.startswith("-"))
    new = "".join(f"{line[1:]}\n" for line in diff.splitlines() if line.startswith("+"))
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} steht {text.count(old)} Mal in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def runs(console: str) -> list[tuple[str, str]]:
    """Return each command with the output that stands under it."""
    return [(part.partition("\n")[0], part.partition("\n")[2])
            for part in re.split(r"^\$ ", console, flags=re.MULTILINE)[1:]]


def alike(shown: str, expected: str) -> bool:
    """Say whether an output is the one expected; a line … stands for any lines."""
    parts = [re.escape(SECONDS.sub("(0 Sekunden)", part))
             for part in re.split(r"^…\n", expected, flags=re.MULTILINE)]
    return re.fullmatch(r"(?:.*\n)*?".join(parts),
                        SECONDS.sub("(0 Sekunden)", shown)) is not None


@pytest.mark.parametrize("section", [name for name in SECTIONS if "```console" in SECTIONS[name]])
def test_examples_show_what_happens(section: str, tmp_path: Path,
                                    monkeypatch: pytest.MonkeyPatch,
                                    capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "tests/town", tmp_path / "content")
    shutil.copytree(ROOT / "tests/town", tmp_path / "vorher")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LAUFMAPPE_CONTENT", "content")
    for language, file, text in blocks(section):
        if language == "diff":
            change(tmp_path / "content", file, text)
        elif language == "yaml" and file:
            (tmp_path / "content" / file).write_text(text, encoding="utf-8")
        for command, expected in runs(text) if language == "console" else ():
            main(shlex.split(command)[1:])
            shown = capsys.readouterr().out
            assert alike(shown, expected), shown


def test_every_example_is_run() -> None:
    assert len([name for name in SECTIONS if "```console" in SECTIONS[name]]) >= 7
