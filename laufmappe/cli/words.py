"""`laufmappe i18n`: texts for translators, catalogs updated, compiled and checked."""

import argparse
from collections.abc import Iterator, Sequence

from laufmappe.catalogs.findings import check as check_catalogs
from laufmappe.catalogs.sources import extract, update
from laufmappe.catalogs.words import Words, compile_stale
from laufmappe.cli import options as shared
from laufmappe.content.load import load
from laufmappe.domain.guide import Guide


def add(commands: shared.Commands) -> None:
    """Add the command."""
    parser = shared.command(commands, "i18n", "Übersetzungen: extract, update, compile, check",
                            words)
    parser.add_argument("step", choices=["extract", "update", "compile", "check"])
    parser.add_argument("folders", nargs="*", metavar="SPRACHE")


def words(options: argparse.Namespace) -> int:
    """Work on catalogs: extract texts, update .po files, compile them, check them."""
    guide = load(shared.folder(options))
    folders = options.folders or [each.folder for each in guide.locales.values()
                                  if each.code != "de"]
    if options.step == "extract":
        print(f"{extract()} Texte in translations/messages.pot")
    elif options.step == "update":
        update(folders)
    elif options.step == "compile":
        compile_stale(folders)
    else:
        return _check(options, guide, folders)
    return shared.FINE


def _check(options: argparse.Namespace, guide: Guide, folders: Sequence[str]) -> int:
    findings = check_catalogs(folders)
    if not findings:
        compile_stale(folders)
        findings = list(alike(guide, folders))
    if options.json:
        shared.as_json({"findings": findings, "catalogs": len(folders)})
    else:
        shared.lines(*findings, f"Befunde: {len(findings)} in {len(folders)} Katalogen")
    return shared.WRONG if findings else shared.FINE


def alike(guide: Guide, folders: Sequence[str]) -> Iterator[str]:
    """Yield where two options of one question read the same in a translation."""
    for folder in folders:
        words = Words(folder)
        for question in guide.questions.values():
            seen: set[str] = set()
            for option in question.options.values():
                text = words.text(option.text)
                if text in seen:
                    yield f"{folder}: zwei Antworten von „{question.text}“ heißen gleich: {text}"
                seen.add(text)
