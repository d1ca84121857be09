"""The layout holds in every script, where no catalog exists yet as well."""

import datetime
import re
from dataclasses import replace

import pytest
import samples
from printed import plain, words
from scripts import LONG, OFFICE_WORD, PSEUDO, RIGHT_TO_LEFT, SENTENCES, direction, pseudo

from laufmappe.export import pdf
from laufmappe.export.paper import Both
from laufmappe.export.sheet import Sheet, Stop

DAY = datetime.date(2026, 11, 20)
MARGIN = 30  # points that are free left and right of every word
PAGE = 595.28


def spoken(text: Both, tag: str) -> Both:
    """Return a text with the reader's side in this script, about as long as such texts are."""
    if tag == PSEUDO:
        return Both(pseudo(text.de), text.de)
    sentence = SENTENCES[tag]
    if len(text.de) < 30:
        return Both(" ".join(sentence.split()[:2]), text.de)
    return Both(" ".join([sentence] * max(1, len(text.de) * 12 // 10 // len(sentence))), text.de)


def stop(each: Stop, tag: str) -> Stop:
    """Return a stop in this script."""
    parts = ("deadlines", "reasons", "bring", "notes")
    return replace(each, title=spoken(each.title, tag), **{
        part: tuple(spoken(text, tag) for text in getattr(each, part)) for part in parts})


def sheet(tag: str) -> Sheet:
    """Return a usual sheet in this script."""
    usual = samples.sheet("uk")
    return replace(
        usual, language=tag if tag != PSEUDO else "de", direction=direction(tag),
        title=spoken(usual.title, tag), subtitle=spoken(usual.subtitle, tag),
        date=spoken(usual.date, tag), notice=spoken(usual.notice, tag),
        groups=tuple(spoken(each, tag) for each in usual.groups),
        words={name: spoken(text, tag) for name, text in usual.words.items()},
        emergency=tuple((number, spoken(text, tag)) for number, text in usual.emergency),
        review=usual.review and spoken(usual.review, tag),
        stops=tuple(stop(each, tag) for each in usual.stops))


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("tag", [*SENTENCES, PSEUDO])
def test_layout_holds(tag: str, large: bool) -> None:
    usual = replace(sheet(tag), large=large, **({"start": ""} if large else {}))
    paper = pdf.render(usual, DAY)
    text = words(paper)
    flat = plain(text)
    for each in usual.stops:
        assert [word for word in each.sign.split() if plain(word) not in flat] == []
        for line in each.lines:
            assert [word for word in line.split() if plain(word) not in flat] == [], line
    assert text.count("war da am") >= len(usual.stops)
    assert large or text.count("\f") <= 3
    boxes = words(paper, "-bbox").replace("\n", "")
    across = [(float(low), float(high), word) for low, high, word in re.findall(
        r'<word xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)" yMax="[\d.-]+">(.*?)</word>',
        boxes)]
    assert len(across) > 200
    assert [word for low, high, word in across if low < MARGIN or high > PAGE - MARGIN] == []


@pytest.mark.parametrize("tag", sorted(SENTENCES))
def test_words_of_the_script_are_found_again(tag: str) -> None:
    flat = plain(words(pdf.render(sheet(tag), DAY)))
    wanted = set(re.findall(r"[^\W\d_]+", SENTENCES[tag]))
    found = {word for word in wanted if word in flat}
    assert len(found) / len(wanted) >= (0.75 if tag in RIGHT_TO_LEFT else 1), wanted - found


@pytest.mark.parametrize("tag", ["ar", "uk", PSEUDO])
def test_longest_plausible_words_stay_in_their_column(tag: str) -> None:
    usual = sheet(tag)
    long = Both(LONG if tag in RIGHT_TO_LEFT else pseudo(OFFICE_WORD), LONG)
    first = replace(usual.stops[0], title=long, reasons=(long, long), bring=(long,),
                    deadlines=(long,), sign=f"{LONG} {LONG}")
    paper = pdf.render(replace(usual, stops=(first, *usual.stops[1:])), DAY)
    boxes = words(paper, "-bbox")
    right = [float(high) for high in re.findall(r'xMax="([\d.-]+)"', boxes)]
    left = [float(low) for low in re.findall(r'<word xMin="([\d.-]+)"', boxes)]
    assert max(right) <= PAGE - MARGIN + 1
    assert min(left) >= MARGIN - 1
    assert plain(LONG) in plain(words(paper))
