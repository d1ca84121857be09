"""Where the catalogs lie, and how they are read and written."""

import io
import re
from gettext import c2py
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from laufmappe.paths import TRANSLATIONS

DOMAIN = "messages"
LINE = re.compile(r'(|#.*|((msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\]) ?)?"([^"\\]|\\.)*")')
COUNTED = 1_000
WIDTH = 10_000
"""Nothing is wrapped: what a wrapped comment says twice would be lost when it is read again."""
DATES = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By')


def po_path(folder: str) -> Path:
    """Return the path of a catalog's .po file."""
    return TRANSLATIONS / folder / "LC_MESSAGES" / f"{DOMAIN}.po"


class CatalogError(ValueError):
    """A .po file cannot be read; the text names folder, line and what to do."""


def read(folder: str) -> Catalog:
    """Read a .po file; raises CatalogError where it is damaged."""
    path = po_path(folder)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CatalogError(f"{folder}: Die Datei messages.po ist nicht in UTF-8 gespeichert. "
                           "Bitte im Programm UTF-8 einstellen und neu speichern.") from error
    _check_form(folder, text)
    try:
        found = read_po(io.BytesIO(text.encode()), locale=folder, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        line = getattr(error, "lineno", 0)
        raise CatalogError(f"{folder}/messages.po:{line}: Die Datei ist beschädigt.") from error
    if not _counts(found):
        raise CatalogError(f"{folder}/messages.po:1: Die Zeile Plural-Forms im Kopf ist "
                           "beschädigt. Bitte aus einer früheren Fassung der Datei übernehmen.")
    return found


def _counts(found: Catalog) -> bool:
    """Say whether the head of a catalog names a form of the plural for every number."""
    try:
        form = c2py(found.plural_expr)
    except ValueError:
        return False
    return all(form(number) < found.num_plurals for number in range(COUNTED))


def _check_form(folder: str, text: str) -> None:
    """Refuse lines that are no part of a .po file and another character set than UTF-8."""
    for number, line in enumerate(text.splitlines(), 1):
        if not LINE.fullmatch(line.rstrip()):
            raise CatalogError(f"{folder}/messages.po:{number}: Diese Zeile ist beschädigt. Häufig "
                               "fehlt ein Anführungszeichen am Ende.")
    charset = re.search(r"charset=([\w-]+)", text)
    if charset is None or charset[1].lower() != "utf-8":
        raise CatalogError(f"{folder}/messages.po:1: Im Kopf der Datei muss charset=utf-8 stehen.")


def write(path: Path, found: Catalog) -> None:
    """Write a catalog without dates and line numbers, so that diffs stay small."""
    buffer = io.BytesIO()
    write_po(buffer, found, width=WIDTH, include_lineno=False)
    lines = [line for line in buffer.getvalue().split(b"\n") if not line.startswith(DATES)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\n".join(lines))
