"""Puts content, static files and compiled catalogs into the wheel, at laufmappe/_data.

Only on standard builds: an editable install reads the folders where they are.
"""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA = "laufmappe/_data"
SOURCES = {".po", ".pot", ".mo"}


class Data(BuildHookInterface[Any]):
    """The build hook; hatchling calls initialize() before and finalize() after a build."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files to include; catalogs are compiled into a folder of their own."""
        if version != "standard":
            return
        root = Path(self.root)
        self.compiled = Path(tempfile.mkdtemp())
        translations = root / "translations"
        for catalog in sorted(translations.glob("*/LC_MESSAGES/*.po")):
            target = self.compiled / catalog.relative_to(root).with_suffix(".mo")
            compile_catalog(catalog, target)
        for path in sorted(translations.rglob("*")):
            if path.is_file() and path.suffix not in SOURCES:
                target = self.compiled / path.relative_to(root)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
        folders = [root / "content", root / "static", self.compiled / "translations"]
        build_data["force_include"].update(
            {str(folder): f"{DATA}/{folder.name}" for folder in folders if folder.is_dir()}
        )

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the compiled catalogs; the wheel holds them now."""
        if version == "standard":
            shutil.rmtree(self.compiled)


def compile_catalog(source: Path, target: Path) -> None:
    """Write the .mo of a .po file; raises PoFileError where it is damaged."""
    with source.open("rb") as file:
        catalog = read_po(file, locale=source.parts[-3], abort_invalid=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_mo(file, catalog)
