"""Texts: the one way white space is normalised, and Latin words in right-to-left text."""

import re
from functools import lru_cache

LATIN = "A-Za-z0-9À-ɏḀ-ỿ"
PAIRS = {")": "(", "]": "[", "“": "„"}
# From the first Latin letter or digit to the last one, with what stands between and belongs to it.
RUN = re.compile(
    rf"[(\[„]?(?:[+§]\s?)?[{LATIN}]"
    rf"(?:[\s.,:;/–‑\-+&'’@_()\[\]„“%€§]{{0,4}}[{LATIN}])*"
    r"(?:(?<=\.[A-Za-z])\.|\s?[%€]|[)\]“])*"
)


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
