"""The texts of one language at run time: compiled when stale, looked up, put together.

Catalogs are read with the standard library: one GNUTranslations a language with its fallbacks.
The callables return plain text, so that templates escape it (docs/decisions/0016).
"""

import gettext
import os
from collections.abc import Callable, Iterable
from functools import cached_property
from sys import intern
from typing import Any

from babel.messages.mofile import write_mo

from laufmappe.catalogs import reviews
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
            catalog = reviews.packed(read(folder))
            # Another process may read it at this moment: it finds the old one or the new one.
            fresh = target.with_suffix(f".{os.getpid()}.mo")
            with fresh.open("wb") as file:
                write_mo(file, catalog)
            fresh.replace(target)
            done.append(folder)
    return done


class Words:
    """The texts of one language: German in, the language out, German where nothing stands.

    A catalog is read when its first text is asked for: with two dozen languages most workers
    speak only some.
    """

    def __init__(self, folder: str, fallbacks: Iterable[str] = ()) -> None:
        self._files = [path for name in (folder, *fallbacks)
                       if (path := po_path(name).with_suffix(".mo")).exists()]
        self.german = not self._files

    @cached_property
    def _catalog(self) -> gettext.NullTranslations:
        found = gettext.NullTranslations()
        for path in reversed(self._files):
            with path.open("rb") as file:
                catalog = _Catalog(file)
            catalog.add_fallback(found)
            found = catalog
        return found

    @cached_property
    def look_up(self) -> Callable[[str], str]:
        """Return what gives the translation of a German text, or the text itself."""
        return str if self.german else self._catalog.gettext

    @cached_property
    def checked(self) -> reviews.Checked:
        """Return which texts a person has checked; German is the source and needs nobody."""
        return reviews.Checked(reviews.EVERYTHING if self.german else self.look_up(reviews.KEY))

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


class _Catalog(gettext.GNUTranslations):
    """A catalog that keeps one copy of each German text for all languages."""

    _catalog: dict[object, str]

    def _parse(self, fp: Any) -> None:
        super()._parse(fp)
        self._catalog = {intern(key) if isinstance(key, str) else key: text
                         for key, text in self._catalog.items()}
