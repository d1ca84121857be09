"""How far each language is: complete, checked, changed since."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from babel.messages.catalog import Catalog, Message

from laufmappe.catalogs import files, findings, reviews
from laufmappe.catalogs.reviews import State
from laufmappe.catalogs.wording import SIMPLE
from laufmappe.domain.guide import Locale


@dataclass(frozen=True)
class Standing:
    """How many texts of a language are in which state; `findings` None where not asked."""

    code: str
    german: str
    texts: int
    empty: int
    draft: int
    unsealed: int
    changed: int
    checked: int
    findings: int | None = None

    def values(self) -> dict[str, object]:
        """Return it as plain values."""
        return asdict(self)


def standing(locale: Locale, wrong: int | None = None) -> Standing | None:
    """Return how far a language is; None where there is no .po file, as in a wheel."""
    if not files.po_path(locale.folder).exists():
        return None
    found = Counter(reviews.state(each) for each in texts(files.read(locale.folder)))
    return Standing(locale.code, locale.german, sum(found.values()), found[State.EMPTY],
                    found[State.DRAFT], found[State.UNSEALED], found[State.CHANGED],
                    found[State.CHECKED], wrong)


def texts(catalog: Catalog) -> Iterator[Message]:
    """Yield the messages of a catalog without its head."""
    return (each for each in catalog if each.id)


def sign(folder: str, by: str, day: datetime.date, wanted: Iterable[Message],
         catalog: Catalog) -> tuple[int, list[str]]:
    """Mark translations as read by somebody and write the file.

    Returns how many were marked and, in words, which were not and why.
    """
    done, left = 0, []
    for message in wanted:
        problems = list(findings.problems(message, catalog.num_plurals, german=folder == SIMPLE))
        if problems:
            left.append(f"{folder}: nicht vermerkt, {problems[0]}: {findings.key(message)}")
            continue
        reviews.sign(message, by, day)
        done += 1
    files.write(files.po_path(folder), catalog)
    return done, left
