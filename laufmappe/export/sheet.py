"""The Laufmappe on paper as plain values: what the PDF prints, already in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

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


class PaperError(ValueError):
    """The sheet cannot be printed; the message says why."""


class MissingGlyph(PaperError):  # noqa: N818  reads as what it is
    """A character stands in none of the fonts for print."""


class PaperBusy(PaperError):  # noqa: N818  reads as what it is
    """Too many sheets are waiting for the press; try again in a moment."""


@dataclass(frozen=True)
class Both:
    """One text in the reader's language and in German."""

    own: str
    de: str


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
    group: int = 0  # 0 at once, 1 in the next weeks, 2 later

    def texts(self) -> Iterator[Both]:
        """Every text that stands there in two languages."""
        yield self.title
        for texts in (self.deadlines, self.reasons, self.bring, self.notes):
            yield from texts


@dataclass(frozen=True)
class Sheet:
    """A whole Laufmappe. With own and German alike everywhere it is printed in one language."""

    language: str  # of the reader, two or three letters
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

    def __post_init__(self) -> None:
        missing = [word for word in WORDS if word not in self.words]
        if missing:
            raise PaperError(f"The sheet lacks these words: {', '.join(missing)}.")

    def texts(self) -> Iterator[Both]:
        """Every text that stands there in two languages."""
        yield from (self.title, self.subtitle, self.date, self.notice, *self.groups, *self.say)
        yield from (self.words[word] for word in WORDS)
        yield from (label for _, label in self.emergency)
        for stop in self.stops:
            yield from stop.texts()
        if self.review:
            yield self.review

    @property
    def german_only(self) -> bool:
        """Whether both languages say the same, so that one column is enough."""
        return all(text.own == text.de for text in self.texts())
