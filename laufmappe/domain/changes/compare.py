"""What a reader finds changed between two views of the same unit."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from laufmappe.domain.changes import item
from laufmappe.domain.changes.item import Item, Part
from laufmappe.domain.changes.shown import Data
from laufmappe.domain.changes.side import GERMAN, OTHER, Place, Rule, View
from laufmappe.domain.rules import Pair


class Compare:
    """Compares views of two guides; places that were compared before are remembered."""

    def __init__(self, data: Data) -> None:
        self._data = data
        self._known: dict[tuple[Place, Place], tuple[Part, ...]] = {}

    def parts(self, old: View, new: View) -> frozenset[Part]:
        """Return what changed, taken apart into what can change by itself."""
        found: set[Part] = set()
        if old.rule != new.rule:
            found.update(_rule(old.rule, new.rule))
        before = {place.pair: place for place in old.places}
        for place in new.places:
            other = before.get(place.pair)
            if other is not None:
                if (other, place) not in self._known:
                    self._known[other, place] = tuple(self._place(other, place))
                found.update(self._known[other, place])
        for code in {code for code, _ in old.rule.deadlines} & {
                code for code, _ in new.rule.deadlines}:
            found.update(self._told("deadline", code))
        return frozenset(found)

    def _told(self, kind: str, name: str) -> Iterator[Part]:
        items = self._data.of(kind, name)
        if items:
            yield Part(items, name)

    def _named(self, service: str) -> Iterator[Part]:
        items = self._data.name(service)
        if items:
            yield Part(items, service)

    def _place(self, old: Place, new: Place) -> Iterator[Part]:
        yield from self._told("role", new.pair.role)
        yield from self._told("office", new.pair.office)
        yield from self._first(old, new)
        for name in set(old.first.values()) & set(new.first.values()):
            yield from self._told("service", name)
        before, after = old.instead, new.instead
        if old.first[GERMAN] != new.first[GERMAN]:
            return
        if before and after and before.id == after.id:
            yield from self._named(after.id)
        elif before != after:
            yield Part((Item(item.FALLBACK, "", before.id if before else "",
                             after.id if after else ""),))
        yield from self._besides(old, new)

    def _first(self, old: Place, new: Place) -> Iterator[Part]:
        """Yield which service stands for another one, and for readers of which languages."""
        every = sorted({*old.first, *new.first})
        found: dict[tuple[str, str], list[str]] = {}
        for language in every:
            two = (old.first.get(language, old.first[OTHER]),
                   new.first.get(language, new.first[OTHER]))
            found.setdefault(two, []).append(language)
        for (before, after), languages in found.items():
            if before != after:
                instead = new.instead.id if new.instead and not after else ""
                only = () if len(languages) == len(every) else tuple(languages)
                yield Part((Item(item.SERVICE, instead, before, after, only),))

    def _besides(self, old: Place, new: Place) -> Iterator[Part]:
        """Yield what changed besides the service, which stayed the same."""
        if old.conditions != new.conditions:
            yield Part((Item(item.CONDITIONS, "", old.conditions, new.conditions),))
        if old.bring != new.bring:
            yield Part((Item(item.BRING, "", "; ".join(old.bring), "; ".join(new.bring)),))
        if old.others != new.others:
            gone = [name for name in old.others if name not in new.others]
            come = [name for name in new.others if name not in old.others]
            yield Part((Item(item.ALTERNATIVES, "", " ".join(gone), " ".join(come)),))
        for name in old.others:
            if name in new.others:
                yield from self._named(name)


def _rule(old: Rule, new: Rule) -> Iterator[Part]:
    items = [*_stations(old.pairs, new.pairs), *_sentences(old, new), *_deadlines(old, new)]
    if items:
        yield Part(tuple(sorted(items)))
    before, after = dict(old.says), dict(new.says)
    for pair in [each for each in old.pairs if each in new.pairs]:
        if before.get(pair, "") != after.get(pair, ""):
            yield Part((Item(item.SAYS, str(pair), before.get(pair, ""), after.get(pair, "")),))
    if old.hidden is not new.hidden:
        yield Part((Item(item.HIDDEN, "", _yes(old.hidden), _yes(new.hidden)),))
    if old.lines != new.lines:
        gone = [text for text, _ in old.lines if text not in dict(new.lines)]
        come = [text for text, _ in new.lines if text not in dict(old.lines)]
        yield Part((Item(item.LINE, "", " ".join(gone), " ".join(come)),))


def _yes(hidden: bool | None) -> str:
    return "yes" if hidden else "no"


def _stations(old: Sequence[Pair], new: Sequence[Pair]) -> Iterator[Item]:
    yield from (Item(item.LOST, str(pair)) for pair in old if pair not in new)
    yield from (Item(item.GAINED, str(pair)) for pair in new if pair not in old)
    before = [pair for pair in old if pair in new]
    after = [pair for pair in new if pair in old]
    if before != after:
        match = SequenceMatcher(None, before, after, autojunk=False)
        for what, _, _, start, end in match.get_opcodes():
            if what in ("insert", "replace"):
                for pair in after[start:end]:
                    forward = after.index(pair) < before.index(pair)
                    yield Item(item.MOVED, str(pair), new="forward" if forward else "back")


def _sentences(old: Rule, new: Rule) -> Iterator[Item]:
    """Yield the sentence that changed; what it says beside other rows only if that alone did."""
    if old.sentence != new.sentence:
        yield Item(item.SENTENCE, "", old.sentence, new.sentence)
    elif old.full != new.full:
        yield Item(item.SENTENCE, "", old.full or old.sentence, new.full or new.sentence)
    elif old.about != new.about:
        yield Item(item.ABOUT, new.full or new.sentence, _without(old), _without(new))
    elif old.at != new.at and old.at in new.pairs and new.at in old.pairs:
        yield Item(item.PLACED, new.sentence, str(old.at), str(new.at))


def _without(rule: Rule) -> str:
    return "; ".join(f"{pair}: {text}" if text else str(pair) for pair, text, _ in rule.about)


def _deadlines(old: Rule, new: Rule) -> Iterator[Item]:
    """Yield deadlines that went or came, or stand at another station that was there before."""
    gone = sorted({code for code, _ in old.deadlines} - {code for code, _ in new.deadlines})
    come = sorted({code for code, _ in new.deadlines} - {code for code, _ in old.deadlines})
    yield from (Item(item.DEADLINE, "", before, after)
                for before, after in zip_longest(gone, come, fillvalue=""))
    if not (gone or come) and set(old.deadlines) != set(new.deadlines):
        stay = set(old.pairs) & set(new.pairs)
        for code, pair in sorted(set(new.deadlines) - set(old.deadlines)):
            if pair in stay:
                yield Item(item.DEADLINE, str(pair), code, code)
