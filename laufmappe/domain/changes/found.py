"""Changes, counted by what they are: how many classes, whose, and an example."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from laufmappe.domain.changes.item import DATA, GAINED, LOST, OPTION, Item, Part
from laufmappe.domain.changes.shown import seen
from laufmappe.domain.changes.side import known
from laufmappe.domain.proof.cells import NEED
from laufmappe.domain.proof.classes import Profile
from laufmappe.domain.question import Answers
from laufmappe.domain.route import Router


@dataclass(frozen=True)
class Change:
    """What changes in the same way for some classes, and whose classes they are.

    `subjects`: ids of the things that DATA is about; `answers`: an example, with which the whole
    way differs if that was found, of the person `person` of the household ("" the reader);
    `bands`: "" is age not said. `kept`: stations that other rows of the example bring all the same,
    though they are lost or gained here.
    """

    items: tuple[Item, ...]
    subjects: frozenset[str]
    classes: int
    answers: Answers
    person: str
    statuses: frozenset[str]
    bands: frozenset[str]
    needs: frozenset[str]
    kept: frozenset[str] = frozenset()

    @property
    def gravity(self) -> int:
        """Rank it by its gravest item; 0 is the gravest, 2 what stays all the same."""
        return min(2 if each.kind in (LOST, GAINED) and each.at in self.kept else each.gravity
                   for each in self.items)


@dataclass(slots=True)
class _Record:
    classes: int = 0
    subjects: set[str] = field(default_factory=set)
    statuses: set[str] = field(default_factory=set)
    bands: set[str] = field(default_factory=set)
    needs: set[str] = field(default_factory=set)
    examples: dict[tuple[bool, int], tuple[Answers, str, tuple[str, ...]]] = field(
        default_factory=dict)


class Found:
    """Collects what changes, class by class."""

    def __init__(self) -> None:
        self.classes = 0
        self.affected = 0
        self._records: dict[tuple[Item, ...], _Record] = {}

    def add(self, parts: Iterable[Part], profile: Profile, answers: Answers,
            needs: tuple[str, ...]) -> None:
        """Note what changed for a class."""
        self.affected += 1
        told = {items: {each.subject for each in parts if each.items == items}
                for items in {each.items for each in parts}}
        for items, subjects in told.items():
            record = self._records.setdefault(items, _Record())
            record.classes += 1
            record.subjects |= subjects - {""}
            record.statuses.update(profile.core["status"])
            record.bands.add(profile.person.band)
            record.needs.update(needs)
            record.examples.setdefault((not profile.person.band, len(answers)),
                                       (answers, profile.person.id, needs))

    def changes(self, old: Router, new: Router) -> tuple[Change, ...]:
        """Return the changes, the gravest first, among them those of most classes."""
        found = [_change(items, record, old, new) for items, record in self._records.items()]
        return tuple(sorted(found, key=lambda each: (each.gravity, -each.classes, each.items)))


def _change(items: tuple[Item, ...], record: _Record, old: Router, new: Router) -> Change:
    answers, person = _example(items, record, old, new)
    return Change(items, frozenset(record.subjects), record.classes, answers, person,
                  frozenset(record.statuses), frozenset(record.bands), frozenset(record.needs),
                  _kept(items, answers, old, new))


def _kept(items: tuple[Item, ...], answers: Answers, old: Router, new: Router) -> frozenset[str]:
    before, after = (
        {str(each.pair) for each in router.route(known(router.guide, answers)).stations}
        for router in (old, new))
    return frozenset(each.at for each in items
                     if (each.kind == LOST and each.at in after)
                     or (each.kind == GAINED and each.at in before))


def _example(items: tuple[Item, ...], record: _Record, old: Router,
             new: Router) -> tuple[Answers, str]:
    """Return answers with which the whole way differs, else the first; simple ones preferred."""
    tried = [two for _, two in sorted(_tried(record), key=lambda each: each[0])]
    for answers, person in tried if items[0].kind not in (DATA, OPTION) else ():
        if seen(old.route(known(old.guide, answers))) != seen(
                new.route(known(new.guide, answers))):
            return answers, person
    return tried[0]


def _tried(record: _Record) -> Iterator[tuple[tuple[bool, int], tuple[Answers, str]]]:
    for rank, (answers, person, needs) in record.examples.items():
        yield rank, (answers, person)
        for need in needs if NEED not in answers else ():
            yield rank, ({**answers, NEED: (need,)}, person)
