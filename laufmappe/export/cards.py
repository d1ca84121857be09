"""Cards to cut out and show: a German sentence large, the same in the reader's language small."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from laufmappe.export.paper import Both, pair


@dataclass(frozen=True)
class Cards:
    """One sheet of cards; ten have room."""

    template: ClassVar[str] = "cards.typ"

    language: str
    region: str | None
    direction: Literal["ltr", "rtl"]
    title: Both
    cards: tuple[Both, ...]

    def values(self) -> dict[str, object]:
        """Return what the template reads."""
        turned = self.direction == "rtl"
        every = (self.title, *self.cards)
        return {"single": all(each.own == each.de for each in every),
                "title": pair(self.title, turned),
                "cards": [pair(each, turned) for each in self.cards]}
