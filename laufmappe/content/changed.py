"""What changes for people between two guides, in German: whose Mappe, and how."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from laufmappe.content import names
from laufmappe.content.names import FIELDS, VALUES, Names
from laufmappe.content.telling import sentence
from laufmappe.domain.changes import Change, Changes, Item, item
from laufmappe.domain.guide import Guide
from laufmappe.domain.question import GENERIC_NUMBERS

GONE, COME, INSTEAD, OTHERWISE, MOVED = "weg", "neu", "statt", "anders", "verschoben"
WORDS = (GONE, COME, INSTEAD, OTHERWISE, MOVED)
KEPT = {item.LOST: "steht nur noch wegen anderer Zeilen da",
        item.GAINED: "steht jetzt auch wegen dieser Zeile da"}
"""What is said of a station that other rows bring all the same."""
CORE = {"who": "Für wen", "need": "Bedarf", "age": "Alter", "children": "Alter des Kindes",
        "status": "Papier"}


class Line(NamedTuple):
    """One thing that changed: a word, what it is about, and where words changed, both."""

    word: str
    text: str
    old: str = ""
    new: str = ""

    def __str__(self) -> str:
        both = f": {self.old} → {self.new}" if self.old or self.new else ""
        return f"{self.word}: {self.text}{both}"


class Told:
    """Tells what changed between two guides."""

    def __init__(self, old: Guide, new: Guide, found: Changes) -> None:
        self._names = Names(old, new)
        self._questions = found.questions
        self._merged = replace(new, questions=found.questions)
        self._needs = (*new.needs, *old.needs)
        self._kinds: dict[str, Callable[[Item], Line]] = {
            item.LOST: lambda each: Line(GONE, self._names.pair(each.at)),
            item.GAINED: lambda each: Line(COME, self._names.pair(each.at)),
            item.MOVED: self._moved,
            item.SENTENCE: lambda each: _turned("Satz", each.old, each.new),
            item.PLACED: self._placed,
            item.ABOUT: self._about,
            item.DEADLINE: self._deadline,
            item.ORDER: self._order,
            item.SERVICE: self._service,
            item.CONDITIONS: self._conditions,
            item.ALTERNATIVES: self._alternatives,
            item.FALLBACK: self._fallback,
            item.BRING: lambda each: _turned("Mitbringen", each.old, each.new),
            item.SAYS: self._says,
            item.LINE: lambda each: _turned("Hinweis unter dem Weg", each.old, each.new),
            item.HIDDEN: self._hidden,
            item.OPTION: self._option,
        }

    def example(self, change: Change) -> str:
        """Return the example as a sentence about a person."""
        text = sentence(self._merged, change.answers)
        bands = self._questions["children"].options
        if change.answers.get("who") == ("family",) and change.person in bands:
            text += f" Es geht um ihr Kind ({bands[change.person].text})."
        return text

    def whom(self, change: Change) -> tuple[str, str, str]:
        """Return whom a change concerns: papers, ages, needs; "alle" where it is everybody."""
        statuses, needs = self._questions["status"], self._questions["need"]
        every = {**self._questions["age"].options, **self._questions["children"].options}
        bands = [name for name in every if name not in GENERIC_NUMBERS]
        return (f"Papiere: {names.options(statuses, change.statuses, statuses.options)}",
                f"Alter: {names.bands(change.bands, bands)}",
                f"Bedarf: {names.options(needs, change.needs, self._needs)}")

    def lines(self, change: Change) -> list[Line]:
        """Return what changes, in short lines: what goes and comes first."""
        real = [each for each in change.items if each.at not in change.kept]
        lost = [each for each in real if each.kind == item.LOST]
        gained = [each for each in real if each.kind == item.GAINED]
        found, items = [], sorted(change.items, key=lambda each: each.gravity)
        if len(lost) == len(gained) == 1:
            items = [each for each in items if each not in (*lost, *gained)]
            found.append(Line(INSTEAD, f"{self._names.pair(lost[0].at)} jetzt "
                                       f"{self._names.pair(gained[0].at)}"))
        found += [self._line(each, change) for each in items]
        return sorted(found, key=lambda line: WORDS.index(line.word))

    def _line(self, each: Item, change: Change) -> Line:
        if each.kind == item.DATA:
            return self._data(each, change)
        if each.kind in KEPT and each.at in change.kept:
            return Line(MOVED, f"{self._names.pair(each.at)} {KEPT[each.kind]}")
        return self._kinds[each.kind](each)

    def _data(self, each: Item, change: Change) -> Line:
        kind, _, field = each.at.partition(".")
        text = FIELDS[kind][field]
        if kind != "deadline":
            text += f" bei {self._names.things(kind, sorted(change.subjects))}"
        old, new = (names.value(field, one) for one in (each.old, each.new))
        if field == "languages":
            old, new = (self._names.languages(one.split("; ")) if one else "" for one in (old, new))
        return _turned(text, old, new)

    def _moved(self, each: Item) -> Line:
        return Line(MOVED, f"{self._names.pair(each.at)} weiter nach "
                    f"{'vorn' if each.new == 'forward' else 'hinten'}")

    def _placed(self, each: Item) -> Line:
        return Line(OTHERWISE, f"Der Satz „{each.at}“ steht jetzt bei "
                    f"{self._names.pair(each.new)} statt bei {self._names.pair(each.old)}")

    def _about(self, each: Item) -> Line:
        return Line(OTHERWISE, f"Wann der Satz „{each.at}“ zu lesen ist: Er hängt an Stellen, die "
                    "andere Zeilen zeigen", each.old or "an keiner", each.new or "an keiner")

    def _deadline(self, each: Item) -> Line:
        text = self._names.deadline(each.new)
        if each.at:
            return Line(OTHERWISE, f"Die Frist „{text}“ steht jetzt bei "
                        f"{self._names.pair(each.at)}")
        return _turned("Frist", self._names.deadline(each.old), text)

    def _order(self, each: Item) -> Line:
        return Line(MOVED, f"Was Zeile {each.at} bringt, steht jetzt vor dem von "
                    f"{', '.join(each.new.split())}, wenn beides zutrifft")

    def _service(self, each: Item) -> Line:
        only = (f" (nur für Menschen, die das lesen: {self._names.languages(each.languages)})"
                if each.languages else "")
        old, new = (self._names.services(one.split()) for one in (each.old, each.new))
        if not old:
            return Line(COME, f"{new}, wo bisher eine Lücke war{only}")
        helps = f", dafür hilft {self._names.services([each.at])}" if each.at else ""
        return Line(INSTEAD, f"{old} jetzt {new or 'eine Lücke'}{helps}{only}")

    def _conditions(self, each: Item) -> Line:
        return _turned("Bedingung", VALUES.get(each.old, ""), VALUES.get(each.new, ""))

    def _alternatives(self, each: Item) -> Line:
        return _turned("unter „Es gibt auch“", self._names.services(each.old.split()),
                       self._names.services(each.new.split()))

    def _fallback(self, each: Item) -> Line:
        return _turned("solange die Stelle nicht zu erreichen ist, hilft",
                       self._names.services(each.old.split()),
                       self._names.services(each.new.split()))

    def _says(self, each: Item) -> Line:
        return _turned(f"Hinweis bei {self._names.pair(each.at)}", each.old, each.new)

    def _hidden(self, each: Item) -> Line:
        now = "nicht mehr" if each.new == "yes" else "auch"
        return Line(OTHERWISE, f"Stellen, die melden müssen, werden jetzt {now} gezeigt")

    def _option(self, each: Item) -> Line:
        word, option = (COME, each.new) if each.new else (GONE, each.old)
        question = self._questions[each.at]
        return Line(word, f"{CORE[each.at]} „{question.options[option].text.rstrip('.')}“ als "
                          f"Antwort auf „{question.text}“")


def _turned(what: str, old: str, new: str) -> Line:
    if not old:
        return Line(COME, f"{what}: {new}")
    if not new:
        return Line(GONE, f"{what}: {old}")
    return Line(OTHERWISE, what, old, new)
