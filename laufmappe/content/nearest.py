"""The nearest known word for a typing mistake."""

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """Return " Meinten Sie „…“?" with the nearest known word, or nothing."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" Meinten Sie „{found[0]}“?" if found else ""
