"""One more language: what CLDR knows of it, and its line in locales.yaml."""

import re
import unicodedata
from pathlib import Path

from babel.core import Locale as Cldr
from babel.core import UnknownLocaleError

from laufmappe.domain.guide import Locale

PRINTED = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARABIC", "ETHIOPIC"})
"""The scripts for which static/fonts/print has letters."""
CODE = re.compile(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{2})?")


def new(code: str, name: str = "", german: str = "", form: str = "", *,
        rtl: bool = False) -> Locale:
    """Return a language to be offered; names and direction by CLDR where they are not given.

    `form`: the locale for dates and numbers where CLDR lacks the language. Raises ValueError where
    something must be given that CLDR does not know.
    """
    if not CODE.fullmatch(code):
        raise ValueError(f"„{code}“ ist keine Kennung einer Sprache wie hu oder sr_Cyrl.")
    try:
        known = Cldr.parse(form or code)
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError(
            f"CLDR kennt „{form or code}“ nicht. Bitte mit --format eine verwandte Sprache für "
            "Datum und Zahlen nennen, dazu --name und --german.") from error
    folder = code if form else str(known)
    name = name or ("" if form else known.get_display_name() or "")
    german = german or ("" if form else known.get_display_name("de") or "")
    if not name or not german:
        raise ValueError("Bitte die Namen der Sprache angeben: --name und --german.")
    scripts = {unicodedata.name(each, "").split(" ")[0] for each in name
               if each.isalpha() and unicodedata.category(each) != "Lm"}
    strange = scripts - PRINTED
    if strange:
        raise ValueError(f"Für diese Schrift ({', '.join(sorted(strange)).title()}) hat das Papier "
                         "noch keine Buchstaben: Schriftdateien gehören nach static/fonts/print.")
    direction = "rtl" if rtl or (not form and known.text_direction == "rtl") else "ltr"
    address = code.split("_")[0]
    return Locale(address, folder.replace("_", "-"), folder, form or str(known), direction,
                  name[:1].upper() + name[1:], german[:1].upper() + german[1:], ("de",))


def write(folder: Path, locale: Locale) -> None:
    """Add the line of a language at the end of locales.yaml."""
    path = folder / "locales.yaml"
    line = (f"{locale.code}: {{tag: {locale.tag}, folder: {locale.folder}, "
            f"format: {locale.format}, direction: {locale.direction}, "
            f'name: "{locale.name}", german: "{locale.german}", fallbacks: [de]}}\n')
    path.write_text(path.read_text("utf-8").rstrip("\n") + "\n" + line, encoding="utf-8")
