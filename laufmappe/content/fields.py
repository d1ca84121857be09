"""Each kind of file: its keys, which are required, which are texts for translators.

Every value arrives as text (reading.py). A field marked `Text` is shown to visitors and goes to
the translators; anything else is for code or editors.
"""

import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, RootModel

from laufmappe.domain.text import fold

TEXT = "text"


def _plain(text: str) -> str:
    """Refuse markup and per cent signs in a text (house.md 5)."""
    if "<" in text or "%" in text or "{{" in text:
        raise ValueError("Texte sind ohne HTML, ohne { } und ohne Prozentzeichen "
                         "(bitte „Prozent“ schreiben)")
    if not text:
        raise ValueError("Der Text ist leer. Bitte ausfüllen oder die Zeile löschen")
    return text


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
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_+-]*$")]
Yes = Annotated[bool, BeforeValidator(_yes)]
Day = Annotated[datetime.date, BeforeValidator(_day)]
Number = Annotated[int, BeforeValidator(_number)]
Ids = Annotated[list[Id], BeforeValidator(_many)]
PairName = Annotated[str, Field(pattern=r"^(@base|[a-z-]+/[a-z0-9-]+)$")]
Conditions = dict[str, Any]


class Part(BaseModel):
    """A mapping with fixed keys; anything else is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SourcePart(Part):
    url: Annotated[str, Field(pattern=r"^https?://[^\s]+$")] = ""
    locator: Word = ""
    date: str = ""
    supports: str = ""
    seen: Day


class OptionPart(Part):
    number: Number
    text: Text
    help: Text = ""
    paper: Word = ""
    sign: Id | None = None
    group: Id | None = None
    who: Ids | None = None
    ask: Conditions = {}


class QuestionFile(Part):
    number: Number
    choose: Literal["one", "many"]
    text: Text
    help: Text = ""
    why: Text = ""
    page: Id | None = None
    ask: Conditions = {}
    default: Id | None = None
    groups: dict[Id, Ids] = {}
    group_titles: dict[Id, Text] = {}
    options: dict[Id, OptionPart]


class BranchPart(Part):
    when: Conditions
    send: list["PairName | BranchPart"] = []
    otherwise: Annotated[list["PairName | BranchPart"], Field(alias="else")] = []


class ValidPart(Part):
    start: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None


class RowPart(Part):
    id: Id
    when: Conditions = {}
    send: list[PairName | BranchPart]
    deadline: Ids = []
    why: Text = ""
    why_young: Text = ""
    about: list[PairName] = []
    why_without: dict[PairName, Text] = {}
    basis: Word = ""
    source: list[SourcePart]
    confidence: Literal["high", "medium", "low", "unsourced"]
    valid: ValidPart = ValidPart()


class TableFile(Part):
    first: Yes
    rows: list[RowPart]


class FilterPart(Part):
    id: Id
    when: Conditions = {}
    rows: Ids = []
    tables: Ids = []
    remove: list[str] = []
    only_safe: Yes = False
    keep: list[PairName] = []
    replace: dict[PairName, PairName] = {}
    why_of: Id | None = None
    drop_deadlines: Ids = []
    say: Text = ""
    at: PairName | None = None
    link: Id | None = None
    fallback: list[PairName | BranchPart] = []
    note: str = ""


class FiltersFile(Part):
    filters: list[FilterPart]


class SwitchValue(Part):
    start: Annotated[Day, Field(alias="from")]
    value: Id


class SwitchPart(Part):
    question: Word
    options: Ids
    values: list[SwitchValue]
    source: list[SourcePart]


class DeadlinePart(Part):
    text: Text
    urgency: Literal["now", "soon", "later"]
    days: Number
    roles: Ids = []
    basis: Word
    counted_from: Word = ""
    confidence: Literal["high", "medium", "low"]


class RolePart(Part):
    title: Text
    does: Text
    sign: Id
    urgency: Literal["now", "soon", "later"]
    needs: Ids
    advice: Yes = False
    sensitive: Yes = False


class OfficePart(Part):
    name: Word
    title: Text
    does: Text
    roles: Ids
    exposure: Literal["none", "reports"]
    public_body: Literal["yes", "no", "either"]
    bring: Id
    gives: Ids = []
    wants: list[str] = []
    gap: Text = ""
    called: list[Word] = []
    note: str = ""


class PhonePart(Part):
    number: Word
    tel: str
    label: Text = ""


class OrganizationFile(Part):
    name: Word
    website: str = ""
    phones: dict[Id, PhonePart] = {}


class LocationFile(Part):
    name: Word = ""
    street: Word = ""
    postcode: Annotated[str, Field(pattern=r"^\d{5}$")] = ""
    city: Word


class HoursPart(Part):
    text: Text
    osm: str = ""


class AgesPart(Part):
    start: Annotated[Number | None, Field(alias="from")] = None
    to: Number | None = None


class ServiceFile(Part):
    number: Number
    name: Word
    organization: Id
    unit: Word = ""
    summary: Text = ""
    scope: Literal["bielefeld", "local", "nrw", "national"]
    kind: Literal["place", "phone", "online", "info"]
    public_body: Yes
    exposure: Literal["none", "reports"]
    confidential: Yes = False
    confidential_note: Text = ""
    directory_only: Yes = False
    state: Literal["assured", "sourced", "unconfirmed"]
    as_of: Annotated[str, Field(pattern=r"^(\d{4}|undated)$")]
    roles: Ids
    offices: Ids
    audience: Text = ""
    statuses: Ids | None = None
    statuses_partly: Ids = []
    ages: AgesPart | None = None
    languages: Ids = []
    location: Id | None = None
    room: Word = ""
    phones: list[str] = []
    email: Annotated[str, Field(pattern=r"^([^@\s]+@[^@\s]+\.[a-z]+)?$")] = ""
    website: Annotated[str, Field(pattern=r"^(https?://\S+)?$")] = ""
    hours: HoursPart | None = None
    phone_hours: HoursPart | None = None
    appointment: Literal["required", "walk-in", ""] = ""
    appointment_note: Text = ""
    cost: Text = ""
    bring: list[Text] = []
    access: Text = ""
    verify: list[str] = []
    source: list[SourcePart]


class FallbackPart(Part):
    services: Ids


class SiteFile(Part):
    town: Word
    title: Word
    owner: Word
    contact: str = ""
    exit_url: Annotated[str, Field(pattern=r"^https://\S+$")]
    map_url: Annotated[str, Field(pattern=r"^https://\S+$")]
    switchboard: PhonePart | None = None
    fallbacks: Ids
    emergency: Ids
    safety: Ids
    empty: dict[Id, Word] = {}


class LocalePart(Part):
    tag: str
    folder: str
    format: str
    direction: Literal["ltr", "rtl"]
    name: Word
    german: Word
    fallbacks: Ids = []


class Deadlines(RootModel[dict[Id, DeadlinePart]]):
    """deadlines.yaml"""


class Roles(RootModel[dict[Id, RolePart]]):
    """roles.yaml"""


class Offices(RootModel[dict[Id, OfficePart]]):
    """offices.yaml"""


class Papers(RootModel[dict[Id, Word]]):
    """papers.yaml"""


class Bring(RootModel[dict[Id, list[Text]]]):
    """bring.yaml"""


class Switches(RootModel[dict[Id, SwitchPart]]):
    """rules/switches.yaml"""


class Locales(RootModel[dict[Id, LocalePart]]):
    """locales.yaml"""


KINDS: dict[str, type[BaseModel]] = {
    "questions/*.yaml": QuestionFile,
    "rules/filters.yaml": FiltersFile,
    "rules/switches.yaml": Switches,
    "rules/*.yaml": TableFile,
    "rules/needs/*.yaml": TableFile,
    "deadlines.yaml": Deadlines,
    "roles.yaml": Roles,
    "offices.yaml": Offices,
    "papers.yaml": Papers,
    "bring.yaml": Bring,
    "site.yaml": SiteFile,
    "locales.yaml": Locales,
    "organizations/*.yaml": OrganizationFile,
    "locations/*.yaml": LocationFile,
    "services/*.yaml": ServiceFile,
}
