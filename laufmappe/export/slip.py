"""A slip that leads from one place to another: a referral or a voucher, on half an A4 page twice.

It names nobody: the person carries it, and the lower half stays with the place.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from laufmappe.export import qr
from laufmappe.export.paper import Both, fixed, pair


@dataclass(frozen=True)
class Field:
    """A label and what it says in two languages; without a text a line to write on.

    `spare`: left out where there is no room, the lowest first; 0 for never.
    """

    label: Both
    text: Both | None = None
    spare: int = 0

    def values(self, turned: bool) -> dict[str, object]:
        """Return what the template reads."""
        return {"label": pair(self.label, turned),
                "text": pair(self.text, turned) if self.text else None, "spare": self.spare}


@dataclass(frozen=True)
class Slip:
    """A referral or a voucher. `number` stands large and as a QR code; "" for none.

    `sample`: a word that says it is none, "" for a real one. `halves`: for whom each half is.
    """

    template: ClassVar[str] = "slip.typ"

    language: str
    region: str | None
    direction: Literal["ltr", "rtl"]
    title: Both
    lead: Both
    ends: tuple[Both, Both]  # the labels of sender and goals
    sender: str  # a German name
    goals: tuple[tuple[str, ...], ...]  # German lines of each, the name as on the door first
    fields: tuple[Field, ...]
    stamps: tuple[Both, ...]
    halves: tuple[Both, Both]
    notice: Both
    number: str = ""
    sample: str = ""

    def values(self) -> dict[str, object]:
        """Return what the template reads."""
        turned = self.direction == "rtl"
        return {
            "single": all(each.own == each.de for each in (self.title, self.lead, self.notice)),
            "title": pair(self.title, turned), "lead": pair(self.lead, turned),
            "ends": [pair(each, turned) for each in self.ends],
            "sender": self.sender,
            "goals": [[fixed(line) for line in goal] for goal in self.goals],
            "fields": [each.values(turned) for each in self.fields],
            "stamps": [pair(each, turned) for each in self.stamps],
            "halves": [pair(each, turned) for each in self.halves],
            "notice": pair(self.notice, turned),
            "number": self.number, "sample": self.sample,
            "qr": qr.svg(self.number.replace(" ", ""), "QR") if self.number else "",
        }
