"""The texts of program, templates and content, for messages.pot and the .po files."""

import io
from collections.abc import Iterable, Mapping
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from laufmappe.catalogs import files, places
from laufmappe.paths import DATA, TRANSLATIONS

KEYWORDS: Mapping[str, Any] = {**DEFAULT_KEYWORDS, "N_": None}
PLURALS = {
    "fa": "nplurals=2; plural=(n > 1)",
    "ti": "nplurals=2; plural=(n > 1)",
    "tr": "nplurals=2; plural=(n != 1)",
}
"""Plural forms by CLDR where the table that Babel has for gettext is older."""
HEADER = """\
# Texts of Laufmappe.
# This file is distributed under the licence of the project, EUPL-1.2."""


def new(folder: str | None) -> Catalog:
    """Return an empty catalog with a header that names no person and no machine."""
    found = Catalog(locale=folder, charset="utf-8", fuzzy=False, project="Laufmappe",
                    version="1", header_comment=HEADER, msgid_bugs_address="-",
                    last_translator="machine-drafted", language_team=folder or "-")
    if folder in PLURALS:
        found.mime_headers = [("Plural-Forms", PLURALS[folder])]
    return found


def template() -> Catalog:
    """Return the catalog of all texts, in the order of files; see babel.cfg."""
    found = new(None)
    mapping = io.StringIO((DATA / "babel.cfg").read_text("utf-8"))
    methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]
    rows = sorted(extract_from_dir(DATA, methods, options, KEYWORDS, ("Translators:",)),
                  key=lambda row: (row[0], row[1]))
    for file, line, text, comments, context in rows:
        where = places.told(file, line, text if isinstance(text, str) else text[0])
        notes = list(dict.fromkeys(comments)) or ([f"Translators: {where}"] if where else [])
        found.add(text, None, [(file, 0)], auto_comments=notes, context=context)
    return found


def extract() -> int:
    """Write translations/messages.pot; return the number of texts."""
    found = template()
    files.write(TRANSLATIONS / "messages.pot", found)
    return len(found)


def update(folders: Iterable[str]) -> None:
    """Bring the .po files up to date; what is no longer used is kept as obsolete."""
    fresh = template()
    for folder in folders:
        exists = files.po_path(folder).exists()
        found = files.read(folder) if exists else new(folder)
        found.update(fresh, no_fuzzy_matching=True, update_creation_date=False)
        files.write(files.po_path(folder), found)
