"""Groups of people in few German words: papers, ages, needs."""

from collections.abc import Collection, Iterable, Sequence

from laufmappe.domain.guide import Guide
from laufmappe.domain.question import ages

FEW = 4


def papers(guide: Guide, found: Collection[str], every: Sequence[str]) -> str:
    """Return the papers by their texts: "alle Papiere", "alle Papiere außer …" or the list."""
    options = guide.questions["status"].options
    return _listed({name: options[name].text for name in every}, found, "alle Papiere")


def needs(guide: Guide, found: Collection[str]) -> str:
    """Return the needs by their texts."""
    options = guide.questions["need"].options
    return _listed({name: options[name].text.rstrip(".") for name in guide.needs}, found,
                   "jeder Bedarf")


def years(found: Collection[str], every: Sequence[str]) -> str:
    """Return age bands as spans of years: "jedes Alter", "0–5 und 12–17 Jahre", "ab 27 Jahren"."""
    if set(every) <= set(found):
        return "jedes Alter"
    spans: list[tuple[int, int]] = []
    for low, high in (ages(band) for band in every if band in found):
        if spans and spans[-1][1] + 1 == low:
            spans[-1] = (spans[-1][0], high)
        else:
            spans.append((low, high))
    return _and(_span(low, high) for low, high in spans)


def _span(low: int, high: int) -> str:
    if high > 120:  # an open band
        return f"ab {low} Jahren"
    return f"{low} Jahre" if low == high else f"{low}–{high} Jahre"


def _listed(texts: dict[str, str], found: Collection[str], every: str) -> str:
    missing = [text for name, text in texts.items() if name not in found]
    if not missing:
        return every
    if len(missing) <= FEW < len(texts) - len(missing):
        return f"{every} außer {_quoted(missing)}"
    return _quoted(text for name, text in texts.items() if name in found)


def _quoted(texts: Iterable[str]) -> str:
    return ", ".join(f"„{text}“" for text in texts)


def _and(texts: Iterable[str]) -> str:
    *most, last = texts
    return f"{', '.join(most)} und {last}" if most else last
