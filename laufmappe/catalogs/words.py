"""The texts of one language at run time: compiled when stale, looked up, put together.

Catalogs are read with the standard library: one GNUTranslations a language with its fallbacks.
The callables return plain text, so that templates escape it (docs/decisions/0016).
"""

import gettext
import os
from collections.abc import Callable, Iterable

from babel.messages.mofile import write_mo

from laufmappe.catalogs.files import po_path, read


def compile_stale(folders: Iterable[str]) -> list[str]:
    """Write the .mo of each catalog whose .po is newer; return the folders compiled.

    Raises CatalogError where a .po file is damaged.
    """
    done = []
    for folder in folders:
        source = po_path(folder)
        target = source.with_suffix(".mo")
        if source.exists() and (not target.exists()
                                or target.stat().st_mtime < source.stat().st_mtime):
            catalog = read(folder)
            # Another process may read it at this moment: it finds the old one or the new one.
            fresh = target.with_suffix(f".{os.getpid()}.mo")
            with fresh.open("wb") as file:
                write_mo(file, catalog)
            fresh.replace(target)
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
