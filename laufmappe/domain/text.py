"""Texts: the one way white space is normalised, and foreign words in a translated text."""

import re
from collections.abc import Iterable
from functools import lru_cache

LATIN = "A-Za-z0-9À-ɏḀ-ỿ"
PAIRS = {")": "(", "]": "[", "“": "„"}
# From the first Latin letter or digit to the last one, with what stands between and belongs to it.
RUN = re.compile(
    rf"[(\[„]?(?:[+§]\s?)?[{LATIN}]"
    rf"(?:[\s.,:;/–‑\-+&'’@_()\[\]„“%€§]{{0,4}}[{LATIN}])*"
    r"(?:(?<=\.[A-Za-z])\.|\s?[%€]|[)\]“])*"
)


WORD = rf"[{LATIN}][{LATIN}’'\-/.]*[{LATIN}]"
STRANGE = re.compile(rf"[^\W\d_{LATIN}]")  # a letter of another script than Latin
WORDS = re.compile(rf"(?<![{LATIN}])(?=\S*[A-Za-zÀ-ɏḀ-ỿ]){WORD}(?: {WORD})*")


def N_(text: str) -> str:  # noqa: N802 - the name gettext tools know
    """Mark a German text for the translators; it is translated where it is shown."""
    return text


def fold(text: str) -> str:
    """Return the text with every run of white space as one space, none at the ends.

    Loader and message extractor both use it, so that a text read from YAML equals its msgid.
    """
    return " ".join(text.split())


@lru_cache(maxsize=8192)
def isolated(text: str) -> str:
    """Right-to-left text with isolate marks around each Latin or number run.

    Without them a number after Arabic letters turns round, and a bracket jumps. A bracket
    without its partner belongs to the text around and stays outside: inside it would be turned.
    """
    return RUN.sub(lambda match: _marked(match[0]), text)


@lru_cache(maxsize=8192)
def tagged(text: str, german: str) -> str:
    """Left-to-right text with the same marks around its German words, as a voice needs them.

    `german`: the text it was translated from. In another script every Latin word is German; in
    Latin script these are: words with a capital that stand in the German text too; one that
    begins a sentence only together with a second.
    """
    if STRANGE.search(text):
        return WORDS.sub("\u2066\\g<0>\u2069", text)
    known = set(re.findall(WORD, german)).intersection(re.findall(WORD, text))
    names = _either(word for word in known if word[0].isupper() and len(word) > 2)
    if not names:
        return text
    more = rf"(?: {_either(known)})*? {names}"
    return re.sub(
        rf"(?<![{LATIN}])(?:{names}(?:{more})+|(?<!^)(?<![.!?:] ){names})(?![{LATIN}])",
        "\u2066\\g<0>\u2069", text)


def _either(words: Iterable[str]) -> str:
    """Return a pattern for any of these words, the longest first; "" for none."""
    found = "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
    return found and f"(?:{found})"


def _marked(run: str) -> str:
    pieces, start = [], 0
    for lone in [*_lone(run), len(run)]:
        piece = run[start:lone]
        core = piece.strip()
        if core:
            piece = piece.replace(core, f"\u2066{core}\u2069")
        pieces.append(piece + run[lone : lone + 1])
        start = lone + 1
    return "".join(pieces)


def _lone(run: str) -> list[int]:
    """Where brackets without a partner stand."""
    waiting: list[int] = []
    lone = []
    for place, sign in enumerate(run):
        if sign in PAIRS.values():
            waiting.append(place)
        elif sign in PAIRS:
            if waiting and run[waiting[-1]] == PAIRS[sign]:
                waiting.pop()
            else:
                lone.append(place)
    return sorted(lone + waiting)
