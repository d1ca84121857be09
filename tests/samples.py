"""Sample sheets in four languages."""

import json
from pathlib import Path

from laufmappe.export.paper import Both
from laufmappe.export.sheet import WORDS, Sheet, Stop

SAMPLE = json.loads(Path(__file__).with_name("sheets.json").read_text(encoding="utf-8"))
URL = "HTTPS://LAUFMAPPE.EXAMPLE/M/1ABCDEF2GH3KMNPQ"


def sheet(language: str = "de", stops: int = 5) -> Sheet:
    """A usual sheet; with more than five stops the five places come again and again."""
    own, german = SAMPLE["languages"][language], SAMPLE["languages"]["de"]

    def both(key: str) -> Both:
        return Both(own[key], german[key])

    def all_of(key: str) -> list[Both]:
        return [Both(*pair) for pair in zip(own[key], german[key], strict=True)]

    return Sheet(
        language=language,
        region=None,
        direction=own["direction"],
        title=both("title"),
        subtitle=both("subtitle"),
        date=both("date"),
        code="1ABC DEF2 GH3K MNPQ",
        url=URL,
        groups=tuple(all_of("groups")),
        stops=tuple(stop(own, german, place, stops) for place in range(stops)),
        words=dict(zip(WORDS, all_of("words"), strict=True)),
        start="HTTPS://LAUFMAPPE.EXAMPLE/AR/",
        emergency=tuple(zip(("112", "110", "116 016"), all_of("emergency"), strict=True)),
        notice=both("notice"),
        review=None if language == "de" else both("review"),
    )


def stop(own: dict, german: dict, place: int, stops: int) -> Stop:
    """The stop at this place of the way, with a sign that no other stop has."""
    where = SAMPLE["places"][place % 5]
    ours, theirs = own["stops"][place % 5], german["stops"][place % 5]
    pairs = zip(ours["bring"], theirs["bring"], strict=True)
    return Stop(
        number=place + 1,
        icon=where["icon"],
        title=Both(ours["title"], theirs["title"]),
        sign=where["sign"] if place < 5 else f"{where['sign']} {place + 1}",
        lines=tuple(where["lines"]),
        confirmed=where["confirmed"],
        deadlines=(Both(ours["deadline"], theirs["deadline"]),) if ours["deadline"] else (),
        reasons=(Both(ours["reason"], theirs["reason"]),),
        bring=tuple(Both(*pair) for pair in pairs),
        notes=() if where["confirmed"] else (Both(own["note"], german["note"]),),
        group=where["group"] if stops <= 5 else min(2, place * 3 // stops),
    )
