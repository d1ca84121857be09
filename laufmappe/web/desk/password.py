"""Whether a new password will do: long enough, not common, not made of names everybody knows.

There are no rules about kinds of characters. zxcvbn guesses as somebody would who knows lists of
common passwords, keyboards, dates and the words given here (docs/decisions/0035).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from threading import Lock
from typing import Any

from laufmappe.domain.account import Account, place, weak
from laufmappe.domain.guide import Guide

LOOKED_AT = 40
"""Characters that are looked at: for 100, other installations' usual limit, it took up to 20 s."""

ENOUGH, REST = 3, 8
"""The score a password needs, of 4; and how many characters beside names that are known."""
FEW_WORDS = 2
"""So many everyday words need as much beside them; more of them make a phrase."""

OWN = ("laufmappe", "schalter")
OFTEN = """frühling frühjahr sommer herbst winter ostern weihnachten silvester
januar februar märz april mai juni juli august september oktober november dezember
montag dienstag mittwoch donnerstag freitag samstag sonntag urlaub ferien kennwort geheim geheimnis
hallo willkommen guten morgen tag abend danke bitte schatz liebe sonne sonnenschein sternchen
schmetterling blume hund katze fussball fußball arminia schalke borussia deutschland westfalen
ostwestfalen büro arbeit kollege kollegin stadt rathaus behörde beratung computer drucker internet
fenster schlüssel anmeldung zugang start neu"""
"""German words that people take for passwords, mostly with a year; zxcvbn knows English ones."""
SHARP = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
INSTEAD = ("Bitte ein anderes wählen, zum Beispiel vier Wörter, die nichts miteinander zu tun "
           "haben.")
NAMES = ("Das Passwort besteht vor allem aus Namen, die viele kennen: der Stadt, dieser Seite, der "
         "Stelle oder des Kontos.")
COMMON = "Das Passwort steht so oder ähnlich auf Listen häufiger Passwörter."
WHY = {
    "repeat": "Das Passwort wiederholt sich und ist darum leicht zu erraten.",
    "sequence": "Das Passwort ist eine Reihe wie abc oder 123 und darum leicht zu erraten.",
    "spatial": "Die Tasten des Passworts liegen nebeneinander: Das ist leicht zu erraten.",
    "date": "Das Passwort besteht vor allem aus einem Datum und ist darum leicht zu erraten.",
}
EVERYDAY = ("Das Passwort besteht vor allem aus einem Wort, das viele nehmen, wie einer Jahreszeit "
            "mit der Jahreszahl.")
ELSE = "Das Passwort ist leicht zu erraten."
_ALONE = Lock()  # zxcvbn keeps the words it was given where all threads find them


def problem(guide: Guide, account: Account, password: str) -> str:
    """Return what is wrong with a new password, in German; "" if it will do."""
    return weak(password, account.name) or _guessed(password, sorted(set(words(guide, account))))


def words(guide: Guide, account: Account) -> Iterator[str]:
    """Yield the names that a password may not be made of, each as a whole and word by word."""
    names = (guide.site.town, guide.site.title, account.office, place(guide, account.office),
             account.name, *OWN)
    for name in names:
        plain = unicodedata.normalize("NFC", name).casefold()
        for part in ("".join(re.findall(r"\w+", plain)), *re.findall(r"\w+", plain)):
            if len(part) > 2:
                yield from _spelt([part])


def _spelt(plain: Iterable[str]) -> Iterator[str]:
    """Yield words as they are written, with ae for ä, and with a."""
    for word in plain:
        yield from dict.fromkeys((word, word.translate(SHARP), _bare(word)))


def _bare(text: str) -> str:
    """Return a word without the dots of its letters, as some type it."""
    return "".join(each for each in unicodedata.normalize("NFD", text)
                   if not unicodedata.combining(each))


def _guessed(password: str, known: list[str]) -> str:
    # Its lists take 80 ms and some memory; passwords are chosen seldom.
    from zxcvbn import zxcvbn  # noqa: PLC0415

    plain = unicodedata.normalize("NFC", password)[:LOOKED_AT]
    with _ALONE:
        found = zxcvbn(plain, [*known, *_spelt(OFTEN.split())], max_length=LOOKED_AT)
    parts: list[Mapping[str, Any]] = found["sequence"]
    names = frozenset(known)
    named = sum(len(each["token"]) for each in parts if _named(each, names))
    rest = min(len(plain) - named, _rest(plain, known))
    if rest < REST or (named and found["score"] < ENOUGH):
        return f"{NAMES} {INSTEAD}"
    often = [each["token"] for each in parts if _given(each) and each["matched_word"] not in names]
    if 0 < len(often) <= FEW_WORDS and len(plain) - len("".join(often)) < REST:
        return f"{EVERYDAY} {INSTEAD}"
    if found["score"] >= ENOUGH:
        return ""
    longest = max(parts, key=lambda each: len(each["token"]), default={})
    return f"{_why(longest)} {INSTEAD}"


def _rest(text: str, known: list[str]) -> int:
    """Return how many characters are left of a text without the names in it."""
    plain = text.casefold()
    for word in sorted(known, key=len, reverse=True):
        plain = plain.replace(word, "")
    return len(plain)


def _given(part: Mapping[str, Any]) -> bool:
    """Say whether a part is one of the words that zxcvbn was given."""
    return part.get("dictionary_name") == "user_inputs"


def _named(part: Mapping[str, Any], names: frozenset[str]) -> bool:
    """Say whether a part of a password is a name that is known, perhaps repeated."""
    return (_given(part) and part["matched_word"] in names) or any(
        _named(each, names) for each in part.get("base_matches") or ())


def _why(part: Mapping[str, Any]) -> str:
    if part.get("pattern") == "dictionary" and part.get("dictionary_name") == "passwords":
        return COMMON
    return WHY.get(str(part.get("pattern")), ELSE)
