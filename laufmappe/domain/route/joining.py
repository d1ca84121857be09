"""Rows that fired become one list: merged, in order, with reasons, deadlines and numbers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from operator import attrgetter

from laufmappe.domain.condition import NOTHING
from laufmappe.domain.guide import Guide
from laufmappe.domain.route.firing import NEED, SAFETY, Fired
from laufmappe.domain.route.station import Choice, Fallback, Reason, Station, Stop
from laufmappe.domain.rules import Deadline, Pair
from laufmappe.domain.text import N_

URGENCY = {"now": 0, "soon": 1, "later": 2}
EMERGENCY = "emergency"
ALWAYS_NUMBERED = Pair("family", "jugendamt")
EXPIRED = N_("Diese Regel kann sich geändert haben. Bitte lassen Sie sie in der Beratung prüfen.")

PLACE = attrgetter("section", "order")
Choices = Callable[[Pair, Fired], tuple[Choice, ...]]


@dataclass(slots=True, eq=False)
class Draft:
    """A station in the making."""

    pair: Pair
    section: int
    choices: tuple[Choice, ...]
    rows: list[str] = field(default_factory=list)
    fired: list[Fired] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    says: list[str] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    urgency: int = 1

    @property
    def reachable(self) -> bool:
        """Say whether the best choice can be reached."""
        return bool(self.choices) and self.choices[0].service.reachable


def join(guide: Guide, fired: Iterable[Fired], choices: Choices,
         expired: frozenset[str]) -> list[Draft]:
    """Merge equal pairs at their first place, keeping every row, reason and deadline."""
    ordered = sorted(fired, key=PLACE)
    drafts: dict[Pair, Draft] = {}
    for each in ordered:
        found = {pair: choices(pair, each) for pair in each.pairs}
        each.pairs = reachable_first(each.pairs, found)
        for pair in each.pairs:
            draft = drafts.get(pair)
            if draft is None:
                draft = drafts[pair] = Draft(pair, each.section, found[pair])
            _note(draft, each)
        if each.row.id not in expired:
            _attach_deadlines(guide, each, drafts)
    for each in ordered:
        _attach_reason(guide, each, drafts, expired)
    result = list(drafts.values())
    for draft in result:
        draft.urgency = _urgency(guide, draft)
    return result


def reachable_first(pairs: list[Pair], found: dict[Pair, tuple[Choice, ...]]) -> list[Pair]:
    """Put reachable offices first among neighbours of the same role, the open ones of them before
    those that are closed (rules.md, Order).
    """
    result = list(pairs)
    end = 0
    for start, first in enumerate(pairs):
        if start < end:
            continue
        end = start + 1
        while end < len(pairs) and pairs[end].role == first.role:
            end += 1
        if end - start > 1 and first.role != EMERGENCY and ALWAYS_NUMBERED not in pairs[start:end]:
            result[start:end] = sorted(pairs[start:end], key=lambda pair: _ready(found[pair]))
    return result


def _ready(choices: tuple[Choice, ...]) -> int:
    """Return 0 for an open place, 1 for one that is closed today, 2 where nobody is reached."""
    best = choices[0] if choices else None
    return 2 if best is None or not best.service.reachable else int(best.closed)


def _note(draft: Draft, each: Fired) -> None:
    if each.row.id not in draft.rows:
        draft.rows.append(each.row.id)
    if each.advice and draft.pair in each.advised and each.advice.id not in draft.rows:
        draft.rows.append(each.advice.id)
    draft.fired.append(each)
    if each.says and each.says.get(draft.pair, "") not in ("", *draft.says):
        draft.says.append(each.says[draft.pair])


def _attach_deadlines(guide: Guide, each: Fired, drafts: dict[Pair, Draft]) -> None:
    for code in each.deadlines:
        deadline = guide.deadlines[code]
        targets = [pair for pair in each.pairs if pair.role in deadline.roles] or each.pairs[:1]
        for pair in targets:
            if deadline not in drafts[pair].deadlines:
                drafts[pair].deadlines.append(deadline)


def _attach_reason(guide: Guide, each: Fired, drafts: dict[Pair, Draft],
                   expired: frozenset[str]) -> None:
    text = _sentence(guide, each, drafts, expired)
    if not text or not each.pairs:
        return
    main = next((pair for pair in each.row.about if pair in each.pairs), each.pairs[0])
    for pair in each.pairs:
        reasons = drafts[pair].reasons
        for at, known in enumerate(reasons):
            if known.text == text:
                if each.person.id not in known.persons:
                    reasons[at] = known._replace(persons=(*known.persons, each.person.id))
                break
        else:
            reasons.append(Reason(each.row.id, text, (each.person.id,), pair == main))


def _sentence(guide: Guide, each: Fired, drafts: dict[Pair, Draft],
              expired: frozenset[str]) -> str:
    """Return the row's sentence if the offices it speaks of are shown (rules.md, Sentences)."""
    row = each.row
    if not row.why:
        return ""
    if row.id in expired:
        return EXPIRED
    if each.why_of:
        return guide.row(each.why_of).why
    missing = [pair for pair in row.about if pair not in drafts]
    if missing:
        fitting = (text for pair, text in row.why_without.items()
                   if pair in missing and not _names(guide, text, missing))
        return next(fitting, "")
    return row.why_young if row.why_young and each.person.speaks else row.why


def _names(guide: Guide, text: str, pairs: list[Pair]) -> bool:
    """Say whether the text names one of these offices."""
    return any(word in text for pair in pairs for word in guide.offices[pair.office].called)


def _urgency(guide: Guide, draft: Draft) -> int:
    if draft.section == SAFETY:
        return 0
    named = [URGENCY[deadline.urgency] for deadline in draft.deadlines]
    return min(named) if named else URGENCY[guide.roles[draft.pair.role].urgency]


def give_before_want(guide: Guide, drafts: list[Draft]) -> list[Draft]:
    """Put an office that gives a paper before one of other rows, as urgent, that wants it.

    The order inside a row stays: nothing moves past a station of its own rows ("advice before
    application"). Never moves residence-law forward (rules.md, Order). Safety and duties stay.
    """
    result = list(drafts)
    for giver in drafts:
        if giver.pair.role == "residence-law" or giver.section < NEED:
            continue
        if guide.offices[giver.pair.office].gives:
            place = result.index(giver)
            goal = _place_before(guide, result[:place], giver)
            result.insert(goal, result.pop(place))
    return result


def _place_before(guide: Guide, before: list[Draft], giver: Draft) -> int:
    """Return the place of the first station that waits for the giver's paper, or its own place."""
    own = set(giver.rows)
    start = len(before)
    while start and own.isdisjoint(before[start - 1].rows):
        start -= 1
    for index in range(start, len(before)):
        if _waits_for(guide, before[index], giver, before[:index]):
            return index
    return len(before)


def _waits_for(guide: Guide, other: Draft, giver: Draft, earlier: list[Draft]) -> bool:
    """Say whether an equally urgent station wants a paper that nobody before it gives."""
    if other.section < NEED or other.urgency != giver.urgency:
        return False
    gives = guide.offices[giver.pair.office].gives
    wants = [each for each in guide.offices[other.pair.office].wants if gives & each]
    if not wants:
        return False
    given = NOTHING.union(*(guide.offices[each.pair.office].gives for each in earlier))
    return any(given.isdisjoint(each) for each in wants)


def stations(guide: Guide, drafts: list[Draft], fallback: Callable[[Draft], Fallback],
             most: int) -> tuple[Station, ...]:
    """Turn drafts into stations; a gap beside a reachable one of its role gets no number."""
    open_to = [draft.reachable for draft in drafts]
    reached = {draft.pair.role for draft, reachable in zip(drafts, open_to, strict=True)
               if reachable}
    named: set[str] = set()
    result = []
    for draft, reachable in zip(drafts, open_to, strict=True):
        role = draft.pair.role
        numbered = (reachable or draft.pair == ALWAYS_NUMBERED
                    or (role not in reached and role not in named))
        named.add(role)
        result.append(Station(
            role=guide.roles[role],
            office=guide.offices[draft.pair.office],
            rows=tuple(draft.rows),
            choice=draft.choices[0] if draft.choices else None,
            alternatives=tuple([each for each in draft.choices[1:most + 1]
                                if each.service.reachable]),
            reasons=tuple(draft.reasons),
            deadlines=tuple(draft.deadlines),
            fallback=None if reachable else fallback(draft),
            says=tuple(draft.says),
            urgency=draft.urgency,
            persons=tuple(dict.fromkeys([each.person.id for each in draft.fired])),
            numbered=numbered,
        ))
    return tuple(result)


def stops(found: tuple[Station, ...]) -> tuple[Stop, ...]:
    """Join stations that lead to the same service; number them; group them by urgency."""
    joined: dict[object, list[Station]] = {}
    for station in found:
        key: object = station.service.id if station.service else station.pair
        joined.setdefault(key, []).append(station)
    groups = []
    group = 2
    for members in reversed(joined.values()):
        group = min([group, *[station.urgency for station in members]])
        groups.append(group)
    number = 0
    result = []
    for members, group in zip(joined.values(), reversed(groups), strict=True):
        numbered = any(station.numbered for station in members)
        number += numbered
        result.append(Stop(tuple(members), number if numbered else None, group))
    return tuple(result)
