"""What a single value may be: text, word, id, number, day. Every value arrives as text.

A field marked `Text` is shown to visitors and goes to the translators; anything else is for code
or editors. Each key says in German what it means: that goes to docs/keys.md and, by schema.py, to
the program an editor writes with; translators never see it.
"""

import datetime
import re
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
)

from laufmappe.domain.text import fold

TEXT = "text"


def _plain(text: str) -> str:
    """Refuse markup and per cent signs in a text."""
    if "<" in text or "%" in text or "{{" in text:
        raise ValueError("Texte sind ohne HTML, ohne { } und ohne Prozentzeichen "
                         "(bitte „Prozent“ schreiben)")
    if not text:
        raise ValueError("Der Text ist leer. Bitte ausfüllen oder die Zeile löschen")
    return text


class Form:
    """The form of a value: a pattern, and the examples shown to whoever misses it.

    `offered`: an editor's program may propose the examples; not where each place wants another.
    """

    def __init__(self, pattern: str, *examples: str, offered: bool = True) -> None:
        self.pattern = pattern
        self.examples = {"examples": list(examples)} if offered else {}
        self.right = f"Richtig ist zum Beispiel {' oder '.join(examples)}"

    def check(self, text: str) -> str:
        """Return the text; ValueError in words where it has another form."""
        if not re.fullmatch(self.pattern, text):
            raise ValueError(f"„{text}“ geht hier nicht. {self.right}")
        return text

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> Any:
        return AfterValidator(self.check).__get_pydantic_core_schema__(source, handler)

    def __get_pydantic_json_schema__(self, core: Any,
                                     handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(core), "pattern": f"^(?:{self.pattern})$",
                "patternErrorMessage": self.right, **self.examples}


def _yes(value: Any) -> bool:
    if value not in {"yes", "no"}:
        raise ValueError("bitte yes oder no schreiben")
    return bool(value == "yes")


def _day(value: Any) -> datetime.date:
    try:
        return datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError("bitte ein Datum wie 2026-11-20 schreiben") from None


def _number(value: Any) -> int:
    if not isinstance(value, str) or not value.isdigit() or (len(value) > 1 and value[0] == "0"):
        raise ValueError("bitte eine Zahl ohne führende Null schreiben; Telefonnummern gehören "
                         "unter number oder tel einer Organisation")
    return int(value)


def _many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _as_written(value: Any) -> Any:
    return value


Text = Annotated[str, AfterValidator(fold), AfterValidator(_plain), TEXT]
Word = Annotated[str, AfterValidator(fold), AfterValidator(_plain)]
Id = Annotated[str, Form(r"[A-Za-z0-9][A-Za-z0-9_+-]*", "first-advice", offered=False)]
Yes = Annotated[bool, BeforeValidator(_yes)]
Day = Annotated[datetime.date, BeforeValidator(_day)]
Number = Annotated[int, BeforeValidator(_number)]
Ids = Annotated[list[Id], BeforeValidator(_many, json_schema_input_type=Id | list[Id])]
PairName = Annotated[str, Form(r"@base|[a-z-]+/[a-z0-9-]+", "money/jobcenter", "@base")]
Web = Annotated[str, Form(r"https?://\S+", "https://www.example.org/")]
Exposure = Literal["none", "reports"]
EXPOSURE = "reports: ein Amt, das einen Aufenthalt ohne Papiere melden muss; sonst none"


class Part(BaseModel):
    """Lines `key: value` with fixed keys; anything else is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ConditionPart(BaseModel):
    """How a condition is written. Only the schema reads this: conditions.py knows the questions."""

    model_config = ConfigDict(title="Bedingung", extra="allow", json_schema_extra={
        "description": "Bedingung: frage: antwort, frage: [antwort, antwort], all, any oder not; "
                       "mehrere Zeilen gelten zusammen"})
    __pydantic_extra__: dict[Id, Ids]

    every: list["ConditionPart"] = Field(
        alias="all", default=[], min_length=1,
        description="Liste von Bedingungen, die alle zutreffen müssen")
    some: list["ConditionPart"] = Field(
        alias="any", default=[], min_length=1,
        description="Liste von Bedingungen, von denen mindestens eine zutreffen muss")
    no: "ConditionPart | None" = Field(
        alias="not", default=None, description="Bedingung, die nicht zutreffen darf")


Conditions = Annotated[dict[str, Any], BeforeValidator(_as_written,
                                                       json_schema_input_type=ConditionPart)]


class SourcePart(Part):
    url: Web = Field(default="", description="Internetadresse der Quelle")
    locator: Word = Field(
        default="", description="Wo die Quelle steht, wenn es keine Internetadresse gibt; nach "
                                "einem Anruf: „Bestätigt von …“")
    date: str = Field(
        default="", description="Von wann der Text der Quelle ist, zum Beispiel 2024-12, ca. 2020 "
                                "oder undated")
    supports: str = Field(default="", description="Welche Angaben diese Quelle belegt")
    seen: Day = Field(description="Tag, an dem die Quelle zuletzt gelesen wurde, wie 2026-11-20")
