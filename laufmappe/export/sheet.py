"""The Laufmappe on paper as plain values: what the PDF prints, already in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal
from urllib.parse import urlsplit

from laufmappe.export import qr
from laufmappe.export.paper import Both, PaperError, fixed, pair, symbol

WORDS = (
    "bring",  # Mitbringen
    "stamp",  # Stempel
    "was_here",  # war da am
    "on_to",  # weiter an
    "more",  # weiter auf der nächsten Seite: beside the arrow at the foot of a page
    "how_title",  # So geht es
    "how_text",  # Gehen Sie der Reihe nach. …
    "appointments",  # Termine
    "col_date",
    "col_time",
    "col_where",
    "col_bring",
    "sign_on_door",  # So steht es an der Tür
    "page",  # Seite
)
USUAL = 5
"""So many stations have room on one sheet, as a rule."""
CLOSEST = 2
"""How closely a sheet can be set: 0 is the largest type."""
FULL = (1_500, 1_950)
"""From how much text on it is set more closely; measured with the acceptance cases."""
ROOM = {"ltr": 1.25, "rtl": 1.3}
"""How much room a character of the reader's type takes beside one of the German type, about."""


@dataclass(frozen=True)
class Stop:
    """One station of the way; without a number a marked gap: nothing to go to yet."""

    number: int | None
    icon: str  # a symbol of static/icons/sprite.svg, or empty
    title: Both
    sign: str  # the German name as it stands on the door
    lines: tuple[str, ...] = ()  # German: organization, address, telephone, hours
    confirmed: bool = True
    deadlines: tuple[Both, ...] = ()
    reasons: tuple[Both, ...] = ()
    bring: tuple[Both, ...] = ()
    notes: tuple[Both, ...] = ()
    spoken: Both | None = None  # which languages are spoken there
    group: int = 0  # 0 at once, 1 in the next weeks, 2 later

    def texts(self) -> Iterator[Both]:
        """Every text that stands there in two languages."""
        yield self.title
        for texts in (self.deadlines, self.reasons, self.bring, self.notes):
            yield from texts
        if self.spoken:
            yield self.spoken

    def values(self, turned: bool) -> dict[str, object]:
        """Return what the template reads of the station."""
        return {
            "number": self.number,
            "icon": symbol(self.icon) if self.icon else None,
            "title": pair(self.title, turned),
            "sign": self.sign,
            "lines": [fixed(line) for line in self.lines],
            "confirmed": self.confirmed,
            "deadlines": [pair(text, turned) for text in self.deadlines],
            "reasons": [pair(text, turned) for text in self.reasons],
            "bring": [pair(text, turned) for text in self.bring],
            "notes": [pair(text, turned) for text in self.notes],
            "spoken": pair(self.spoken, turned) if self.spoken else None,
            "group": self.group,
        }


@dataclass(frozen=True)
class Part:
    """What concerns one child of a family: whom, and the numbers of the stations."""

    title: Both
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Sheet:
    """A whole Laufmappe. With own and German alike everywhere it is printed in one language."""

    template: ClassVar[str] = "mappe.typ"

    language: str
    region: str | None
    direction: Literal["ltr", "rtl"]
    title: Both
    subtitle: Both
    date: Both  # "Ausgegeben am 21.11.2026"
    code: str  # "1ABC DEF2", or empty
    url: str  # for the QR code, in capitals; empty: no QR code
    groups: tuple[Both, Both, Both]
    stops: tuple[Stop, ...]
    words: Mapping[str, Both]  # one for each of WORDS
    emergency: tuple[tuple[str, Both], ...]  # number and label
    notice: Both  # "Orientierung, keine Rechtsberatung."
    review: Both | None = None  # this translation was not yet checked by a person
    say: tuple[Both, ...] = ()  # sentences that must stand before the stops
    parts: tuple[Part, ...] = ()  # one for each child of a family
    form: tuple[Both, ...] = ()  # what to fill in by hand at each stop, which is empty then
    large: bool = False  # nothing smaller than 16 pt
    tight: int = 0  # up to CLOSEST: smaller type and stamps
    beside: tuple[str, bool] | None = None  # a second language instead of German; turned or not
    start: str = ""  # for the QR code outside, when folded, in capitals; empty: not to be folded

    def __post_init__(self) -> None:
        missing = [word for word in WORDS if word not in self.words]
        if missing:
            raise PaperError(f"The sheet lacks these words: {', '.join(missing)}.")

    def texts(self) -> Iterator[Both]:
        """Every text that stands there in two languages."""
        yield from (self.title, self.subtitle, self.date, self.notice, *self.groups, *self.say)
        yield from (self.words[word] for word in WORDS)
        yield from (label for _, label in self.emergency)
        yield from self.form
        yield from (part.title for part in self.parts)
        for stop in self.stops:
            yield from stop.texts()
        if self.review:
            yield self.review

    @property
    def usual(self) -> bool:
        """Whether one sheet should be enough: to be folded, with at most five stations."""
        return bool(self.start) and sum(stop.number is not None for stop in self.stops) <= USUAL

    @property
    def closeness(self) -> int:
        """How closely to set a usual sheet at least, guessed by its texts: each try costs time."""
        texts = (*self.say, *(text for stop in self.stops for text in stop.texts()))
        own = sum(len(text.own) for text in texts)
        load = own * (1 if self.german_only else ROOM[self.direction])
        return max(len(self.stops) > USUAL - 1, sum(load > most for most in FULL))

    @property
    def german_only(self) -> bool:
        """Whether both languages say the same, so that one column is enough."""
        return all(text.own == text.de for text in self.texts())

    def values(self) -> dict[str, object]:
        """Return what the template reads."""
        turned = self.direction == "rtl"
        return {
            "single": self.german_only,
            "title": pair(self.title, turned),
            "subtitle": pair(self.subtitle, turned),
            "date": pair(self.date, turned),
            "form": [pair(text, turned) for text in self.form],
            "large": self.large,
            "tight": self.tight,
            "second": {"lang": self.beside[0], "turned": self.beside[1]} if self.beside else None,
            "share": self._share(),
            "code": self.code,
            "link": _code(self.url),
            "outside": _code(self.start),
            "groups": [pair(text, turned) for text in self.groups],
            "stops": [stop.values(turned) for stop in self.stops],
            "parts": [{"title": pair(part.title, turned), "numbers": part.numbers}
                      for part in self.parts],
            "words": {word: pair(self.words[word], turned) for word in WORDS},
            "emergency": [[fixed(number), *pair(text, turned)] for number, text in self.emergency],
            "notice": pair(self.notice, turned),
            "review": pair(self.review, turned) if self.review else None,
            "say": [pair(text, turned) for text in self.say],
            "clock": symbol("clock") if self.large else symbol("clock").replace("#000", "#fff"),
        }

    def _share(self) -> int:
        """Return how many hundredths of the width the reader's column gets, by its texts."""
        told = [text for stop in self.stops for text in (*stop.reasons, *stop.bring)]
        own = sum(len(text.own) for text in told) * ROOM[self.direction]
        german = sum(len(text.de) for text in told)
        return max(46, min(60, round(100 * own / (own + german)))) if told else 50


def _code(url: str) -> dict[str, object] | None:
    """Return an address as a QR code; None if there is none."""
    if not url:
        return None
    return {"url": url, "host": urlsplit(url).netloc.lower(), "qr": qr.svg(url, "QR"),
            "modules": len(qr.matrix(url))}
