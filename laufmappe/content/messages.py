"""Texts of content for the translators: Babel extractor and the list of all texts."""

import typing
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from pydantic import BaseModel

from laufmappe.content.fields.values import TEXT
from laufmappe.content.folder import kind_of
from laufmappe.content.load import GENERIC_TEXTS
from laufmappe.content.reading import Place, parse
from laufmappe.domain.text import fold

ABOUT = {
    "why": "Begründung: warum jemand zu dieser Stelle geht (bei Fragen: warum wir fragen)",
    "why_young": "Begründung für Jugendliche, auf Deutsch mit du",
    "why_without": "Begründung, wenn eine Stelle nicht gezeigt wird",
    "title": "Kurzer Titel einer Station oder Aufgabe",
    "does": "Was eine Stelle dieser Art macht",
    "gap": "Rat, wenn keine Adresse bekannt ist",
    "text": "Frage, Antwort, Frist oder Öffnungszeit",
    "help": "Erklärung unter einer Frage oder Antwort",
    "group_titles": "Überschrift einer Gruppe von Antworten",
    "say": "Satz, der auf Bildschirm und Papier steht",
    "summary": "Was diese Stelle macht",
    "audience": "Für wen diese Stelle ist",
    "appointment_note": "Wie man einen Termin bekommt",
    "cost": "Was es kostet",
    "access": "Zugang ohne Barrieren",
    "bring": "Was man mitbringt",
    "label": "Wer unter dieser Telefonnummer antwortet",
}


def texts(kind: Any, value: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Yield place and text of every translatable text in a validated part or a raw value."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield from _fields(kind, value, place)
        return
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        yield from _annotated(kind, value, place)
    elif origin in (list, dict):
        for key, each in _items(value):
            yield from texts(arguments[-1], each, (*place, key))
    else:
        for argument in arguments:
            yield from texts(argument, value, place)


def _items(value: Any) -> Iterable[tuple[str | int, Any]]:
    """Return what a list or mapping holds; nothing for a single value in place of a list."""
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


def _annotated(kind: Any, value: Any, place: Place) -> Iterator[tuple[Place, str]]:
    if TEXT in kind.__metadata__ and isinstance(value, str):
        yield place, fold(value)
    else:
        yield from texts(typing.get_args(kind)[0], value, place)


def _fields(kind: type[BaseModel], value: Any, place: Place) -> Iterator[tuple[Place, str]]:
    if "root" in kind.model_fields:
        yield from texts(kind.model_fields["root"].annotation, value, place)
        return
    if not isinstance(value, dict):
        return
    for name, field in kind.model_fields.items():
        key = field.alias or name
        if key not in value:
            continue
        if TEXT in field.metadata and isinstance(value[key], str):
            yield (*place, key), fold(value[key])
        else:
            yield from texts(field.annotation, value[key], (*place, key))


def extract(fileobj: IO[bytes], keywords: Any, comment_tags: Any,
            options: Any) -> Iterator[tuple[int, str, str, list[str]]]:
    """Babel's extractor for content files: line, function, text and comments for translators."""
    path = Path(str(getattr(fileobj, "name", "")))
    name = _name(path)
    kind = kind_of(name)
    if kind is None:
        return
    document = parse(fileobj.read().decode("utf-8"), name)
    for place, text in texts(kind, document.value):
        yield document.line(place), "gettext", text, [comment(name, place)]
    if name.startswith("questions/"):
        for text in GENERIC_TEXTS.values():
            yield 1, "gettext", text, ["Translators: Antwort, die zu jeder Frage gehört"]


def comment(name: str, place: Place) -> str:
    """Return what a translator should know about a text: what it is, and where it stands."""
    words = [str(step) for step in place if isinstance(step, str)]
    what = next((ABOUT[word] for word in reversed(words) if word in ABOUT), "Text")
    return f"Translators: {what} ({name.removesuffix('.yaml')})"


def _name(path: Path) -> str:
    """Return the path inside the content folder."""
    parts = path.as_posix().split("/content/")
    return parts[-1].removeprefix("content/")
