"""Every character that a paper can hold stands in a font of the project; else CI stops here."""

import unicodedata
from collections.abc import Iterator

import polib
import pytest
from fontTools.ttLib import TTFont
from paper_url import GUIDE

from laufmappe.export import pdf
from laufmappe.paths import TRANSLATIONS

DRAWN_BY_NOBODY = {"Cc", "Cf"}


@pytest.fixture(scope="module")
def drawn() -> dict[str, set[int]]:
    """Return the characters of each weight of the fonts."""
    found: dict[str, set[int]] = {"Medium": set(), "Bold": set()}
    for file in pdf.FONTS.glob("*.ttf"):
        found[file.stem.split("-")[1]] |= set(TTFont(file).getBestCmap())
    return found


def missing(text: str, drawn: set[int]) -> set[str]:
    """Return the characters of a text that no font draws."""
    return {letter for letter in text if ord(letter) not in drawn
            and unicodedata.category(letter) not in DRAWN_BY_NOBODY}


def printable() -> Iterator[str]:
    """Yield the German names and details of every place."""
    for service in GUIDE.services.values():
        yield from (service.name, service.organization.name, service.room, service.website)
        yield from (phone.number for phone in service.phones)
        if service.location:
            yield from (service.location.street, service.location.name, service.location.city)
        if service.hours:
            yield service.hours.text
    for locale in GUIDE.locales.values():
        yield from (locale.name, locale.german)


@pytest.mark.parametrize("weight", ["Medium", "Bold"])
@pytest.mark.parametrize("code", [code for code in GUIDE.locales if code != "de"])
def test_every_translation_can_be_printed(
    drawn: dict[str, set[int]], code: str, weight: str
) -> None:
    file = TRANSLATIONS / GUIDE.locales[code].folder / "LC_MESSAGES" / "messages.po"
    catalog = polib.pofile(str(file))
    assert len(catalog) > 500
    lacking = {entry.msgid[:40]: letters for entry in catalog
               for text in (entry.msgid, entry.msgstr, *entry.msgstr_plural.values())
               if (letters := missing(text, drawn[weight]))}
    assert lacking == {}


@pytest.mark.parametrize("weight", ["Medium", "Bold"])
def test_every_place_can_be_printed(drawn: dict[str, set[int]], weight: str) -> None:
    texts = list(printable())
    assert len(texts) > 300
    assert {text: letters for text in texts if (letters := missing(text, drawn[weight]))} == {}


def test_lack_is_noticed(drawn: dict[str, set[int]]) -> None:
    assert missing("Straße 漢字 ☐", drawn["Medium"]) == {"漢", "字", "☐"}
