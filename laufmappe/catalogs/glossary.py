"""The glossary: which German words stay, how each language explains them, which word to use."""

import re
from dataclasses import dataclass
from functools import cached_property

import yaml

from laufmappe.paths import TRANSLATIONS

FILE = TRANSLATIONS / "glossary.yaml"


@dataclass(frozen=True)
class Term:
    """A German word. `stays`: it is not translated; then `words` explain it, else they replace it.

    `means`: what it is, in German; `words`: by the folder of a catalog.
    """

    german: str
    means: str
    stays: bool
    words: dict[str, str]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return what finds the word in a German text, alone or with an ending or a longer tail."""
        return re.compile(rf"(?<![\w-]){re.escape(self.german)}")

    def kept(self, text: str) -> bool:
        """Say whether a translation holds the word, declined or divided with points or not."""
        return self.german.rstrip("e") in text.replace("·", "")


def load() -> list[Term]:
    """Return the terms of translations/glossary.yaml; no terms where a wheel has none."""
    if not FILE.exists():
        return []
    found = yaml.load(FILE.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return [Term(german, each["means"], each["stays"], each["words"])
            for german, each in found.items()]
