"""Every text of a file that visitors see, with its place: for checks and for translators."""

from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, RootModel

from laufmappe.content.fields import TEXT
from laufmappe.content.reading import Place


def texts(part: BaseModel, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Yield place and text of each filled field that is marked as a text, in file order."""
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        here = place if isinstance(part, RootModel) else (*place, field.alias or name)
        yield from _inside(field.annotation, TEXT in field.metadata, value, here)


def _inside(kind: Any, text: bool, value: Any, place: Place) -> Iterator[tuple[Place, str]]:
    if get_origin(kind) is Annotated:
        text = text or TEXT in kind.__metadata__
        kind = get_args(kind)[0]
    if isinstance(value, BaseModel):
        yield from texts(value, place)
    elif isinstance(value, str):
        if text and value:
            yield place, value
    elif isinstance(value, dict | list):
        inner = [*get_args(kind), None][-2 if get_args(kind) else 0]
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, each in pairs:
            yield from _inside(inner, False, each, (*place, key))
