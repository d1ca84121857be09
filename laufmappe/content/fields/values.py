"""What a single value may be: text, word, id, number, day. Every value arrives as text.

A field marked `Text` is shown to visitors and goes to the translators; anything else is for code
or editors.
"""

import datetime
import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

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


def form(pattern: str, example: str) -> AfterValidator:
    """Return a validator for values of this form; it names the example to whom it refuses."""
    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(f"„{text}“ geht hier nicht. Richtig ist zum Beispiel {example}")
        return text

    return AfterValidator(check)


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


Text = Annotated[str, AfterValidator(fold), AfterValidator(_plain), TEXT]
Word = Annotated[str, AfterValidator(fold), AfterValidator(_plain)]
Id = Annotated[str, form(r"[A-Za-z0-9][A-Za-z0-9_+-]*", "first-advice")]
Yes = Annotated[bool, BeforeValidator(_yes)]
Day = Annotated[datetime.date, BeforeValidator(_day)]
Number = Annotated[int, BeforeValidator(_number)]
Ids = Annotated[list[Id], BeforeValidator(_many)]
PairName = Annotated[str, form(r"@base|[a-z-]+/[a-z0-9-]+", "money/jobcenter oder @base")]
Web = Annotated[str, form(r"https?://\S+", "https://www.example.org/")]
Conditions = dict[str, Any]


CLOSED = ConfigDict(extra="forbid", frozen=True)
"""What every mapping has in common: fixed keys, anything else is refused."""


class SourcePart(BaseModel):
    model_config = CLOSED

    url: Web = ""
    locator: Word = ""
    date: str = ""
    supports: str = ""
    seen: Day
