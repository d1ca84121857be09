"""A language that nobody speaks: accented, longer, in brackets; what bypasses gettext is plain."""

import re
from collections.abc import Callable
from dataclasses import replace

from flask import Flask

from laufmappe.catalogs import sources
from laufmappe.catalogs.reviews import EVERYTHING, Checked
from laufmappe.catalogs.words import Words
from laufmappe.web.locale import Language

ACCENTED = str.maketrans("aeiouyAEIOUYcnsz", "àéîõüýÀÉÎÕÜÝçñšž")
PLACEHOLDER = re.compile(r"(%\(\w+\)s)")
LONGER = 0.4
BEGIN, END = "‹", "›"  # in every font of the print
HELD = re.compile(f"{BEGIN}[^{BEGIN}{END}]*{END}")


def pseudo(text: str) -> str:
    """Return a text in brackets, accented and about four tenths longer, placeholders untouched."""
    parts = PLACEHOLDER.split(text)
    said = "".join(part if number % 2 else part.translate(ACCENTED)
                   for number, part in enumerate(parts))
    return f"{BEGIN}{said}{' õ' * max(1, int(len(text) * LONGER / 2))}{END}"


def plain(text: str) -> str:
    """Return what of a text is not in brackets; one text may stand in another."""
    while text != (text := HELD.sub(" ", text)):
        pass
    return text


class Pseudo(Words):
    """Words of that language, for texts that translators would get; others stay as they are."""

    def __init__(self) -> None:
        super().__init__("none")
        self.german = False
        self.checked = Checked(EVERYTHING)  # type: ignore[misc]
        known = {str(each) for message in sources.template() if message.id for each in (
            [message.id] if isinstance(message.id, str) else message.id)}
        self.look_up: Callable[[str], str] = (  # type: ignore[misc]
            lambda text: pseudo(text) if text in known else text)

    def plural(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Return the form for this number."""
        return pseudo(one if number == 1 else many) % {"number": number, **values}


def speak(app: Flask, code: str = "en", direction: str = "ltr") -> None:
    """Let one language of a site be the pseudo one, running in this direction."""
    book = app.extensions["laufmappe"]
    locale = replace(book.guide.locales[code], direction=direction)
    book.renew(Language(locale, Pseudo()))
    book.guide.locales[code] = locale
