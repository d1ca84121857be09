"""`laufmappe diff`: which classes of people get another Mappe, old beside new."""

import argparse
import textwrap
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

from laufmappe.cli import options as shared
from laufmappe.content.changed import Line, Told
from laufmappe.content.check import sound
from laufmappe.content.finding import ContentError
from laufmappe.content.revisions import opened
from laufmappe.domain.changes import Change, Changes, changes, item, known
from laufmappe.domain.route import Router, Stop

SHOWN = 20
WIDTH = 100
COLUMN = 47
WORD = 12
HANG = 9


class Compared(NamedTuple):
    """Two guides and what changes between them."""

    old: Router
    new: Router
    found: Changes
    told: Told

    def stops(self, change: Change) -> tuple[list[str], list[str]]:
        """Return the stops of the example in both guides."""
        before, after = (router.route(known(router.guide, change.answers)).stops
                         for router in (self.old, self.new))
        return list(map(_stop, before)), list(map(_stop, after))


def add(commands: shared.Commands) -> None:
    """Add the command."""
    parser = shared.command(commands, "diff", (
        "vergleichen: wer bekommt mit anderen Inhalten eine andere Mappe?"), run)
    parser.add_argument("old", metavar="ALT", help="Ordner, oder Stand in git, zum Beispiel HEAD")
    parser.add_argument("new", metavar="NEU", nargs="?", default="",
                        help="Ordner oder Stand in git (Vorgabe: die Inhalte, wie sie jetzt sind)")
    parser.add_argument("--all", action="store_true",
                        help=f"alle Gruppen zeigen, nicht nur {SHOWN}")


def run(options: argparse.Namespace) -> int:
    """Compare two guides; print whose Mappe changes and how. Return 1 if any does."""
    content = shared.folder(options)
    with opened(options.old, content) as before, opened(options.new or str(content),
                                                        content) as after:
        old = _router(options, before, options.old)
        new = _router(options, after, options.new or str(content))
    found = changes(old, new, shared.bar("Vergleich"))
    compared = Compared(old, new, found, Told(old.guide, new.guide, found))
    if options.json:
        shared.as_json(_values(compared))
    else:
        shared.lines(*_lines(compared, len(found.groups) if options.all else SHOWN))
    return shared.WRONG if found.groups else shared.FINE


def _router(options: argparse.Namespace, folder: Path, name: str) -> Router:
    """Return a router for one of the folders; ValueError where its content is damaged."""
    day = shared.day(options)
    try:
        return Router(sound(folder, day).guide, day)
    except ContentError as error:
        raise ValueError(f"„{name}“ lässt sich nicht lesen.\n{error}") from error


def _lines(compared: Compared, most: int) -> Iterator[str]:
    found = compared.found
    if not found.groups:
        yield f"Alle {_number(found.classes)} Klassen von Antworten bekommen dieselbe Mappe."
        return
    groups = "einer Gruppe" if len(found.groups) == 1 else f"{len(found.groups)} Gruppen"
    yield (f"{_number(found.affected)} von {_number(found.classes)} Klassen von Antworten bekommen "
           f"eine andere Mappe, in {groups}.")
    yield "Eine Klasse sind Menschen in gleicher Lage; manche Klassen stehen in mehreren Gruppen."
    for number, change in enumerate(found.groups[:most], 1):
        yield ""
        yield from _group(compared, number, change)
    if len(found.groups) > most:
        yield ""
        yield f"… und {len(found.groups) - most} weitere Gruppen (alle mit --all)."


def _group(compared: Compared, number: int, change: Change) -> Iterator[str]:
    classes = "1 Klasse" if change.classes == 1 else f"{_number(change.classes)} Klassen"
    yield f"{number}. {classes}"
    whom = compared.told.whom(change)
    short = len("; ".join(whom)) <= WIDTH - 3
    for text in ["; ".join(whom)] if short else whom:
        yield from _wrapped(text, "   ", HANG)
    for line in compared.told.lines(change):
        yield from _change(line)
    yield from _wrapped(f"Zum Beispiel: {compared.told.example(change)}", "   ")
    if change.items[0].kind != item.OPTION:
        yield from _beside(*compared.stops(change))


def _change(line: Line) -> Iterator[str]:
    """Yield what changed; old and new words below each other where one line is too short."""
    text = f"{line.text}: {line.old} → {line.new}" if line.old or line.new else line.text
    if text == line.text or len(text) <= WIDTH - WORD - 3:
        yield from _wrapped(f"{line.word:{WORD}}{text}", "   ", WORD)
        return
    yield from _wrapped(f"{line.word:{WORD}}{line.text}", "   ", WORD)
    yield from _wrapped(f"bisher: {line.old}", " " * (WORD + 3), len("bisher: "))
    yield from _wrapped(f"jetzt:  {line.new}", " " * (WORD + 3), len("jetzt:  "))


def _wrapped(text: str, indent: str, hang: int = 0) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, break_on_hyphens=False,
                         subsequent_indent=indent + " " * hang)


def _beside(old: list[str], new: list[str]) -> Iterator[str]:
    """Yield the stops old beside new, equal names on one line; one sentence if all are equal."""
    if old == new:
        yield "   Ihre Stellen und deren Reihenfolge bleiben."
        return
    yield f"   {'Bisher':{COLUMN}}  Neu"
    match = SequenceMatcher(None, _names(old), _names(new), autojunk=False)
    for _, first, last, start, end in match.get_opcodes():
        for place in range(max(last - first, end - start)):
            left = old[first + place] if first + place < last else ""
            right = new[start + place] if start + place < end else ""
            yield f"   {_short(left):{COLUMN}}  {_short(right)}".rstrip()


def _names(stops: list[str]) -> list[str]:
    return [each.split(maxsplit=1)[1] for each in stops]


def _short(text: str) -> str:
    return text if len(text) <= COLUMN else text[:COLUMN - 1].rstrip() + "…"


def _stop(stop: Stop) -> str:
    """Return a stop as `laufmappe route` names it."""
    number = f"{stop.number}." if stop.number else "–"
    first = stop.first
    name = first.service.name if first.service else f"{first.office.name} (Lücke)"
    return f"{number:>3} {name}"


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _values(compared: Compared) -> dict[str, Any]:
    found = compared.found
    return {"classes": found.classes, "affected": found.affected,
            "groups": [_change_values(compared, each) for each in found.groups]}


def _change_values(compared: Compared, change: Change) -> dict[str, Any]:
    old, new = compared.stops(change)
    return {
        "classes": change.classes,
        "items": [{"kind": each.kind, "at": each.at, "old": each.old, "new": each.new,
                   "languages": list(each.languages)} for each in change.items],
        "kept": sorted(change.kept), "subjects": sorted(change.subjects),
        "statuses": sorted(change.statuses), "ages": sorted(change.bands),
        "needs": sorted(change.needs),
        "lines": list(map(str, compared.told.lines(change))),
        "example": compared.told.example(change), "person": change.person,
        "answers": {name: list(given) for name, given in change.answers.items()},
        "old": [each.strip() for each in old], "new": [each.strip() for each in new],
    }
