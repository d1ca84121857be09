"""Files of the law: questions, rules, deadlines, roles, kinds of offices, papers."""

from laufmappe.content.fields.law.lists import Bring, Deadlines, Offices, Papers, Roles
from laufmappe.content.fields.law.question import OptionPart, QuestionFile
from laufmappe.content.fields.law.rules import (
    BranchPart,
    FiltersFile,
    PrinciplesFile,
    RowPart,
    Switches,
    TableFile,
)

__all__ = [
    "BranchPart", "Bring", "Deadlines", "FiltersFile", "Offices", "OptionPart", "Papers",
    "PrinciplesFile", "QuestionFile", "Roles", "RowPart", "Switches", "TableFile",
]
