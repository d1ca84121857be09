"""How hard the German texts are: the first Wiener Sachtextformel, and the longest sentence.

The formula (Bamberger and Vanecek, 1984) gives about the school year in which a text is understood:
0.1935 MS + 0.1672 SL + 0.1297 IW - 0.0327 ES - 0.875, with MS the share of words of three and more
syllables, IW of words with more than six letters, ES of words of one syllable (all in per cent), SL
the words a sentence. Syllables are counted as groups of vowels. Words of the glossary that stay
German and names of the guide's places count as one word of two syllables: they stand on doors and
letters, cannot be replaced, and are explained.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import yaml

from laufmappe.paths import TRANSLATIONS

FILE = TRANSLATIONS / "readability.yaml"
LEVEL = 10.0
"""Above this a text is harder than B1 allows; so are sentences of more words than LONGEST."""
LONGEST = 18
SHORTEST = 10
"""Texts of fewer words have no level: one long word would decide it."""
WORD = re.compile(r"[^\W\d_]+(?:[-*][^\W\d_]+)*")
SENTENCE = re.compile(r"(?<!\bAbs)(?<!\bz)(?<!\bB)(?<!\d)[.!?:;](?:\s|$)| – ")
VOWELS = re.compile(r"[aeiouyäöü]+")
NAME = "Name"
MANY_SYLLABLES, MANY_LETTERS = 3, 6


@dataclass(frozen=True)
class Measured:
    """A text with its level (None for short ones) and the words of its longest sentence."""

    text: str
    level: float | None
    longest: int

    @property
    def hard(self) -> bool:
        """Say whether it is above the limits."""
        return self.longest > LONGEST or (self.level or 0) > LEVEL


def measured(text: str, names: Iterable[str] = ()) -> Measured:
    """Return how hard a German text is; `names`: words that count as easy."""
    plain = re.sub(r"%\(\w+\)s", NAME, text)
    for name in names:
        plain = plain.replace(name, NAME)
    sentences = [len(words) for part in SENTENCE.split(plain) if (words := WORD.findall(part))]
    words = WORD.findall(plain)
    if len(words) < SHORTEST:
        return Measured(text, None, max(sentences, default=0))
    syllables = [max(1, sum(1 for _ in VOWELS.finditer(word.lower()))) for word in words]
    share = 100 / len(words)
    level = (0.1935 * share * sum(each >= MANY_SYLLABLES for each in syllables)
             + 0.1672 * len(words) / len(sentences)
             + 0.1297 * share * sum(len(word) > MANY_LETTERS for word in words)
             - 0.0327 * share * sum(each == 1 for each in syllables) - 0.875)
    return Measured(text, level, max(sentences))


def reasons() -> dict[str, str]:
    """Return why a text may be hard, by the text (translations/readability.yaml)."""
    if not FILE.exists():
        return {}
    found = yaml.load(FILE.read_text("utf-8"), Loader=yaml.CSafeLoader) or {}
    return {text: why for why, texts in found.items() for text in texts}


def hard(texts: Iterable[str], names: Iterable[str]) -> Iterator[Measured]:
    """Yield the texts above the limits, the hardest first."""
    easy = sorted(names, key=len, reverse=True)
    found = (measured(text, easy) for text in texts)
    yield from sorted((each for each in found if each.hard),
                      key=lambda each: (-(each.level or 0), -each.longest))
