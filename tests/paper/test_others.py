"""What stands on cards, slips, vouchers, posters and the empty Mappe is found again as well."""

import argparse
import re
from collections.abc import Iterator

import pytest
from flask import Flask, g
from paper_url import GUIDE
from printed import MARKS, plain
from test_read_back import RIGHT_TO_LEFT, extracted
from tongues import few

from laufmappe.cli.printing import PAPERS
from laufmappe.web.book import Book
from laufmappe.web.paper.samples import EXAMPLE

NAMES = {"cards": "cards", "blank": "blank", "slip": "slip-verweis", "voucher": "voucher"}
UNREAD = {"qr", "icon", "link", "outside", "url", "clock", "lang"}
# A title that only programs show; what an empty sheet, which begins with no group, leaves out.
UNSEEN = {"cards": {"title"}, "blank": {"groups", "sign_on_door", "more"}}
OPTIONS = argparse.Namespace(kind="verweis", answers=EXAMPLE, variant="", size="a4", codes="one")
OWN = re.compile(r"[^\W\d_]+")


def pairs(values: object, unseen: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of texts in what a template reads; single German texts twice."""
    if isinstance(values, str):
        yield values, values
    elif isinstance(values, dict):
        for name, value in values.items():
            if name not in unseen:
                yield from pairs(value, unseen)
    elif isinstance(values, list):
        if len(values) > 1 and all(isinstance(each, str) for each in values):
            yield values[-2], values[-1]
            yield from pairs(values[:-2], unseen)
        else:
            for each in values:
                yield from pairs(each, unseen)


def shown(text: str) -> list[str]:
    """Return the words of a text as they can be found; lines to write on are none."""
    return [word for word in MARKS.sub("", text).split() if not word.startswith("__")]


@pytest.mark.parametrize("paper", NAMES)
@pytest.mark.parametrize("code", few(GUIDE.locales))
def test_texts_of_other_papers_are_found_again(
    app: Flask, papers: dict[str, bytes], code: str, paper: str
) -> None:
    book: Book = app.extensions["laufmappe"]
    with app.app_context():
        g.language = book.languages[code]
        values = PAPERS[paper](book, OPTIONS).values()
    texts = list(pairs(values, UNREAD | UNSEEN.get(paper, set())))
    if values["single"]:
        texts = [(own, own) for own, _ in texts]
    german = {word for _, text in texts for word in shown(text)}
    own = {word for text, other in texts if text != other for word in OWN.findall(
        " ".join(shown(text)))}
    assert len(german) > 20
    for program, text in extracted(papers[f"{code}/{NAMES[paper]}.pdf"]):
        flat = plain(text)
        assert [word for word in german if plain(word) not in flat] == [], program
        found = [word for word in own if word in flat]
        least = 0.75 if code in RIGHT_TO_LEFT else 1
        assert len(found) >= least * len(own), (program, sorted(own - set(found))[:9])


@pytest.mark.parametrize("size", ["a4", "a3"])
@pytest.mark.parametrize("which", ["one", "each"])
def test_poster_greets_in_every_language(
    app: Flask, papers: dict[str, bytes], size: str, which: str
) -> None:
    book: Book = app.extensions["laufmappe"]
    for _program, text in extracted(papers[f"poster-{size}-{which}.pdf"]):
        flat = plain(text)
        for code, language in book.languages.items():
            words = OWN.findall(language.words.text("Neu in %(town)s?", town="Bielefeld"))
            lost = [word for word in words if word not in flat]
            assert len(lost) <= (1 if code in RIGHT_TO_LEFT else 0), (code, lost)
