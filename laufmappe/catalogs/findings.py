"""What is wrong with catalogs, in words: damaged, stale, empty, other placeholders or numbers."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from laufmappe.catalogs import files, glossary, reviews, wording
from laufmappe.catalogs.sources import template
from laufmappe.paths import TRANSLATIONS

PLACEHOLDER = re.compile(r"%\([a-z]+\)s")
DIGITS = re.compile(r"\d+")
WHOLE_HOUR = re.compile(r"(?<=\d):00\b")
MARKS = ("<", ">", "&", "{{", "http",
         *"\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
NUMBERS = ("zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf",
           "zwölf")
SPELLED = re.compile(rf"\b(?:{'|'.join(NUMBERS)})\b")
LARGEST = 5_000_000
WORD = re.compile(r"[^\W\d_]{2,}")
SAME_FROM = 3  # shorter texts may be names that stay German


def check(folders: Iterable[str], names: Iterable[str] = ()) -> list[str]:
    """Return every finding about these catalogs and about messages.pot.

    `names`: German names of places, which may stand in every language.
    """
    fresh = template()
    read = _wording(fresh, names)
    wanted = {key(message): message for message in fresh if message.id}
    found = [] if _current(fresh) else [
        "messages.pot ist nicht aktuell. Bitte laufmappe i18n extract aufrufen."]
    return found + [finding for folder in folders for finding in _catalog(folder, wanted, read)]


def _wording(fresh: Catalog, more: Iterable[str]) -> Callable[[str, str, str], Iterator[str]]:
    """Return what reads one translation, knowing the glossary and all names of the texts."""
    terms = glossary.load()
    german = [str(each) for message in fresh if message.id for each in (
        [message.id] if isinstance(message.id, str) else message.id)]
    names = wording.latin([*german, *more, *(f"{term.german} {term.means}" for term in terms)])
    return partial(wording.problems, terms=terms, names=names)


def reader(folder: str, plurals: int,
           names: Iterable[str] = ()) -> Callable[[Message], list[str]]:
    """Return what tells all that is wrong with a translation of this language."""
    return partial(_wrong, folder, plurals, _wording(template(), names))


def _wrong(folder: str, plurals: int, read: Callable[[str, str, str], Iterator[str]],
           message: Message) -> list[str]:
    wrong = list(problems(message, plurals, german=folder == wording.SIMPLE))
    wrong += [each for text in reviews.texts(message) if text
              for each in read(folder, key(message), text)]
    return list(dict.fromkeys(wrong))


def _current(fresh: Catalog) -> bool:
    path = TRANSLATIONS / "messages.pot"
    if not path.exists():
        return False
    before = path.read_bytes()
    after = path.with_suffix(".fresh")
    files.write(after, fresh)
    same = after.read_bytes() == before
    after.unlink()
    return same


def _catalog(folder: str, wanted: dict[str, Message],
             read: Callable[[str, str, str], Iterator[str]]) -> Iterator[str]:
    path = files.po_path(folder)
    if not path.exists():
        yield f"{folder}: Die Datei messages.po fehlt."
        return
    if path.stat().st_size > LARGEST:
        yield f"{folder}: Die Datei messages.po ist zu groß."
        return
    try:
        found = files.read(folder)
    except files.CatalogError as error:
        yield str(error)
        return
    yield from (f"{folder}: steht zweimal in der Datei: {text}" for text in _twice(path))
    known = {key(message) for message in found if message.id}
    yield from (f"{folder}: fehlt (bitte laufmappe i18n update): {text}"
                for text in sorted(set(wanted) - known))
    yield from (f"{folder}: nicht mehr gebraucht (bitte laufmappe i18n update): {text}"
                for text in sorted(known - set(wanted)))
    for message in found:
        if message.id:
            yield from (f"{folder}: {problem}: {key(message)}"
                        for problem in _wrong(folder, found.num_plurals, read, message))


def _twice(path: Path) -> Iterator[str]:
    """Yield texts that stand twice; a program that reads the file takes one of them unseen."""
    seen: set[str] = set()
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        found = re.match(r'msgid (.*?)\nmsg(?:str|id_plural)', "\n".join(lines), re.DOTALL)
        text = "".join(re.findall(r'"(.*)"', found[1])) if found else ""
        if text in seen:
            yield text
        seen |= {text} - {""}


def key(message: Message) -> str:
    """Return the German text of a message."""
    return message.id if isinstance(message.id, str) else str(message.id[0])


def problems(message: Message, plurals: int, *, german: bool = False) -> Iterator[str]:
    """Yield what is wrong with one translation; `german`: it may read as its source does."""
    plural = not isinstance(message.id, str)
    strings = message.string if isinstance(message.string, list | tuple) else [message.string]
    texts = [str(text or "") for text in strings]
    if not all(texts):
        yield "nicht übersetzt"
        return
    if message.fuzzy:
        yield "als unsicher markiert"
    if plural and len(texts) != plurals:
        yield f"braucht {plurals} Formen für die Mehrzahl"
    for text in texts:
        yield from _differences(key(message), text, plural, spelled=german)
    if (not german and not plural and texts == [key(message)]
            and len(WORD.findall(texts[0])) >= SAME_FROM):
        yield "noch auf Deutsch"


def _differences(source: str, text: str, plural: bool, *, spelled: bool) -> Iterator[str]:
    if any(mark in text for mark in MARKS if mark not in source):
        yield "enthält HTML, eine Adresse oder ein Richtungszeichen"
    ours, theirs = PLACEHOLDER.findall(source), PLACEHOLDER.findall(text)
    if set(theirs) - set(ours) or (not plural and sorted(ours) != sorted(theirs)):
        yield "andere Platzhalter"
    if "%" in PLACEHOLDER.sub("", text):
        yield "ein Prozentzeichen, das kein Platzhalter ist"
    if spelled:  # Leichte Sprache writes numbers in figures
        source, text = _figures(source), _figures(text)
    if not plural and _numbers(text) != _numbers(source):
        yield "andere Zahlen"


def _figures(text: str) -> str:
    """Return a German text with its smaller numbers in figures."""
    return SPELLED.sub(lambda match: str(NUMBERS.index(match[0]) + 2), text)


def _numbers(text: str) -> list[str]:
    """Return the numbers of a text; "18 Uhr" and "18:00" are the same."""
    return sorted(number.lstrip("0") or "0" for number in DIGITS.findall(WHOLE_HOUR.sub("", text)))
