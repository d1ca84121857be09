"""Which translations a person has read: a mark in the .po file, sealed with what was read.

A mark is a line among the translator's comments: `# checked: AB 2026-11-27 1a2b3c4d`. The last
word is a hash of the German text and of the translation: when one of them changes, the mark stops
counting by itself, and nothing else ever makes it stop. A translator may also write
`# checked: AB` in the editor; `laufmappe i18n reviewed` seals it.
"""

import datetime
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from babel.messages.catalog import Catalog, Message

KEY = "\x02checked"
"""The entry of a compiled catalog that tells what is checked; no text can be called so."""
NOBODY, EVERYTHING = "-", "*"
MARK = re.compile(r"checked: *(?P<by>[^\W\d_]{1,8})(?: +(?P<day>\d{4}-\d\d-\d\d))?"
                  r"(?: +(?P<seal>[0-9a-f]{8}))? *")


class State(StrEnum):
    """How far a translation is."""

    EMPTY = "nicht übersetzt"
    DRAFT = "Entwurf"
    UNSEALED = "als geprüft vermerkt, noch nicht besiegelt"
    CHANGED = "nach der Prüfung geändert"
    CHECKED = "geprüft"


class Checked:
    """The German texts whose translation is checked: none, all, or some by their hashes."""

    def __init__(self, packed: str) -> None:
        self.everything = packed == EVERYTHING
        self._hashes = frozenset(packed.split()) - {NOBODY, EVERYTHING}

    @property
    def partly(self) -> bool:
        """Say whether some are checked and some are not."""
        return bool(self._hashes)

    def __contains__(self, text: str) -> bool:
        return self.everything or (self.partly and _hash(text) in self._hashes)


@dataclass(frozen=True)
class Mark:
    """Who has read a translation, when, and the seal on what was read."""

    by: str
    day: str = ""
    seal: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, ("checked:", self.by, self.day, self.seal)))


def texts(message: Message) -> list[str]:
    """Return the translation of a message: one text, or its forms."""
    found = message.string
    return [str(each or "") for each in (found if isinstance(found, list | tuple) else [found])]


def seal(message: Message) -> str:
    """Return the hash of a German text with its context and of its translation."""
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    return _hash("\0".join([message.context or "", *map(str, ids), *texts(message)]))


def mark(message: Message) -> Mark | None:
    """Return the last mark on a message."""
    found = [match for line in message.user_comments if (match := MARK.fullmatch(line.strip()))]
    return Mark(found[-1]["by"], found[-1]["day"] or "", found[-1]["seal"] or "") if found else None


def state(message: Message) -> State:
    """Return how far a translation is, from the mark and what stands there now."""
    known = mark(message)
    if not all(texts(message)):
        return State.EMPTY
    if known is None or message.fuzzy:
        return State.DRAFT
    if not known.seal:
        return State.UNSEALED
    return State.CHECKED if known.seal == seal(message) else State.CHANGED


def sign(message: Message, by: str, day: datetime.date) -> None:
    """Mark a translation as read by somebody, in place of an older mark."""
    if not MARK.fullmatch(f"checked: {by}"):
        raise ValueError(f"{by}: Kürzel sind ein bis acht Buchstaben.")
    clear(message)
    message.user_comments.append(str(Mark(by, f"{day}", seal(message))))


def clear(message: Message) -> None:
    """Take the marks off a message."""
    message.user_comments = [each for each in message.user_comments
                             if not MARK.fullmatch(each.strip())]


def packed(catalog: Catalog) -> Catalog:
    """Add the entry to a catalog that tells a running site what is checked; return the catalog."""
    real = [each for each in catalog if each.id]
    done = [each for each in real if state(each) is State.CHECKED]
    if real and len(done) == len(real):
        told = EVERYTHING
    else:
        told = " ".join(sorted({_hash(first(each)) for each in done}
                               - {_hash(first(each)) for each in _open(real)})) or NOBODY
    catalog.add(KEY, told)
    return catalog


def _open(messages: Iterable[Message]) -> Iterable[Message]:
    """Return what is not checked: of a text with two contexts both must be."""
    return (each for each in messages if state(each) is not State.CHECKED)


def first(message: Message) -> str:
    """Return the German text of a message; of a plural the form for one."""
    return message.id if isinstance(message.id, str) else str(message.id[0])


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
