"""Where the catalogs lie, and how they are read and written."""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from laufmappe.paths import TRANSLATIONS

DOMAIN = "messages"
DATES = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By')


def po_path(folder: str) -> Path:
    """Return the path of a catalog's .po file."""
    return TRANSLATIONS / folder / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(folder: str) -> Catalog:
    """Read a .po file; raises babel's PoFileError where it is damaged."""
    with po_path(folder).open("rb") as file:
        return read_po(file, locale=folder, abort_invalid=True)


def write(path: Path, found: Catalog) -> None:
    """Write a catalog without dates and line numbers, so that diffs stay small."""
    buffer = io.BytesIO()
    write_po(buffer, found, width=0, include_lineno=False)
    lines = [line for line in buffer.getvalue().split(b"\n") if not line.startswith(DATES)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\n".join(lines))
