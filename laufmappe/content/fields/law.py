"""Files of the law: questions, rules, deadlines, roles, kinds of offices, papers."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, RootModel

from laufmappe.content.fields.values import (
    CLOSED,
    Conditions,
    Day,
    Id,
    Ids,
    Number,
    PairName,
    SourcePart,
    Text,
    Word,
    Yes,
)


class Part(BaseModel):
    model_config = CLOSED


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
