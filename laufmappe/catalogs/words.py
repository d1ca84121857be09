"""The .po files: compile what is stale, look texts up, count what is translated.

Catalogs are read with the standard library: one GNUTranslations a language with its fallbacks.
The callables return plain text, so that templates escape it (docs/decisions).
"""

import gettext
import io
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from laufmappe.paths import DATA, TRANSLATIONS

DOMAIN = "messages"
KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None}
PLACEHOLDER = re.compile(r"%\([a-z]+\)s")
DIGITS = re.compile(r"\d+")
MARKS = ("<", ">", "&", "{{", "http", "\u200e", "\u200f", "\u202a", "\u202b", "\u2066", "\u2067")


def po_path(folder: str) -> Path:
    """Return the path of a catalog's .po file."""
    return TRANSLATIONS / folder / "LC_MESSAGES" / f"{DOMAIN}.po"


def compile_stale(folders: Iterable[str]) -> list[str]:
    """Write the .mo of each catalog whose .po is newer; return the folders compiled."""
    done = []
    for folder in folders:
        source = po_path(folder)
        target = source.with_suffix(".mo")
        if source.exists() and (not target.exists()
                                or target.stat().st_mtime < source.stat().st_mtime):
            with source.open("rb") as file:
                catalog = read_po(file, locale=folder, abort_invalid=True)
            with target.open("wb") as file:
                write_mo(file, catalog)
            done.append(folder)
    return done


class Words:
    """The texts of one language: German in, the language out, German where nothing stands."""

    def __init__(self, folder: str, fallbacks: Iterable[str] = ()) -> None:
        self._catalog: gettext.NullTranslations = gettext.NullTranslations()
        found = [name for name in (folder, *fallbacks) if po_path(name).with_suffix(".mo").exists()]
        for name in reversed(found):
            with po_path(name).with_suffix(".mo").open("rb") as file:
                catalog = gettext.GNUTranslations(file)
            catalog.add_fallback(self._catalog)
            self._catalog = catalog
        self.look_up: Callable[[str], str] = self._catalog.gettext if found else str
        self.german = not found

    def text(self, text: str, /, **values: object) -> str:
        """Return the translation of a German text with its named values put in."""
        found = self.look_up(text)
        return found % values if values else found

    def plural(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Return the form for this number; `%(number)s` stands for it."""
        return self._catalog.ngettext(one, many, number) % {"number": number, **values}

    def has(self, text: str) -> bool:
        """Say whether the text is translated (German always is)."""
        return self.german or self.look_up(text) != text


def catalog(folder: str) -> Catalog:
    """Read a .po file; raises babel's PoFileError where it is damaged."""
    with po_path(folder).open("rb") as file:
        return read_po(file, locale=folder, abort_invalid=True)


def template() -> Catalog:
    """Return the catalog of all texts of program, templates and content, in the order of files."""
    found = Catalog(charset="utf-8", fuzzy=False, project="Laufmappe")
    method, options = parse_mapping_cfg(io.StringIO((DATA / "babel.cfg").read_text("utf-8")))
    rows = sorted(extract_from_dir(DATA, method, options, KEYWORDS, ("Translators:",)),
                  key=lambda row: (row[0], row[1]))
    for file, _line, text, comments, context in rows:
        found.add(text, None, [(file, None)], auto_comments=comments, context=context)
    return found


def extract() -> int:
    """Write translations/messages.pot; return the number of texts."""
    found = template()
    with (TRANSLATIONS / "messages.pot").open("wb") as file:
        _write(file, found)
    return len(found)


def update(folders: Iterable[str]) -> None:
    """Bring the .po files up to date with the sources; old translations are kept as fuzzy."""
    fresh = template()
    for folder in folders:
        found = catalog(folder) if po_path(folder).exists() else Catalog(locale=folder)
        found.update(fresh, no_fuzzy_matching=True, update_creation_date=False)
        po_path(folder).parent.mkdir(parents=True, exist_ok=True)
        with po_path(folder).open("wb") as file:
            _write(file, found)


def _write(file: IO[bytes], found: Catalog) -> None:
    buffer = io.BytesIO()
    write_po(buffer, found, width=0, sort_by_file=False, include_lineno=False, ignore_obsolete=False)
    lines = [line for line in buffer.getvalue().split(b"\n")
             if not line.startswith((b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By'))]
    file.write(b"\n".join(lines))


def check(folders: Iterable[str]) -> list[str]:
    """Return what is wrong with catalogs, in words: damaged, stale, empty, other placeholders."""
    fresh = template()
    wanted = {_key(message) for message in fresh if message.id}
    return [finding for folder in folders for finding in _findings(folder, wanted)]


def _findings(folder: str, wanted: set[str]) -> Iterator[str]:
    if not po_path(folder).exists():
        yield f"{folder}: Die Datei messages.po fehlt."
        return
    try:
        found = catalog(folder)
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        yield f"{folder}: Die Datei ist beschädigt: {error}"
        return
    known = {_key(message) for message in found if message.id}
    for text in sorted(wanted - known):
        yield f"{folder}: fehlt (bitte laufmappe i18n update): {text}"
    for text in sorted(known - wanted):
        yield f"{folder}: nicht mehr gebraucht (bitte laufmappe i18n update): {text}"
    for message in found:
        if message.id:
            yield from (f"{folder}: {problem}: {_key(message)}"
                        for problem in _problems(message, found.num_plurals))


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _problems(message: Message, plurals: int) -> Iterator[str]:
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    if not all(texts):
        yield "nicht übersetzt"
        return
    if message.fuzzy:
        yield "als unsicher markiert"
    if isinstance(message.id, tuple) and len(texts) != plurals:
        yield f"braucht {plurals} Formen für die Mehrzahl"
    source = _key(message)
    if source.startswith(" ") != texts[0].startswith(" "):
        yield "anderer Anfang"
    for text in texts:
        if any(mark in text for mark in MARKS):
            yield "enthält HTML oder ein Richtungszeichen"
        if set(PLACEHOLDER.findall(text)) - set(PLACEHOLDER.findall(source)) or (
                isinstance(message.id, str)
                and sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(source))):
            yield "andere Platzhalter"
        if "%" in PLACEHOLDER.sub("", text):
            yield "ein Prozentzeichen, das kein Platzhalter ist"
        if isinstance(message.id, str) and sorted(DIGITS.findall(text)) != sorted(
                DIGITS.findall(source)):
            yield "andere Zahlen"
