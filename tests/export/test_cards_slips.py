"""Cards to show, referral slip and voucher: what stands on them, and what has no room there."""

import datetime
import re
from dataclasses import replace

import pytest
from flask import Flask, g
from printed import codes, fonts, picture, plain, words
from scripts import LONG, PSEUDO, SENTENCES, direction, pseudo

from laufmappe.domain import referral as rules
from laufmappe.domain import token
from laufmappe.export import pdf
from laufmappe.export.cards import Cards
from laufmappe.export.paper import Both, PaperError
from laufmappe.export.slip import Slip
from laufmappe.web.book import Book
from laufmappe.web.paper import cards, slips
from laufmappe.web.paper.slips import KINDS, Referral, Voucher

pytestmark = pytest.mark.unmeasured

DAY, SOON = datetime.date(2026, 11, 20), datetime.date(2026, 11, 26)
SCRIPTS = [*SENTENCES, PSEUDO]
LANGUAGES = ("de", "en", "ar", "uk")
PRIVATE = re.compile(r"vorname|nachname|familienname|name:|geburt|geboren|unterschrift|status|"
                     r"staatsangeh|aufenthalt|behörde|\bamt\b|jobcenter|polizei", re.IGNORECASE)
MIDDLE = 841.89 / 2


def book(app: Flask) -> Book:
    """Return the guide as a site."""
    found: Book = app.extensions["laufmappe"]
    return found


def shown(app: Flask, code: str) -> Cards:
    """Return the cards in a language."""
    with app.test_request_context():
        g.language = book(app).languages[code]
        return cards.build(book(app))


def referral(app: Flask, code: str, kind: str = "verweis", time: str = "", line: str = "",
             *, real: bool = False) -> Slip:
    """Return a referral to the place with the longest name. `time`: of the appointment, or none.

    `real`: with a number; a second place where there are two.
    """
    site = book(app)
    places = sorted(site.guide.services.values(), key=lambda each: len(each.name))
    with app.test_request_context():
        g.language = site.languages[code]
        return slips.referral(site, Referral(
            kind, places[0].name, tuple(places[-2:] if kind == rules.CO else places[-1:]),
            max(rules.REASONS.values(), key=len), DAY, SOON if time else None, time, line,
            rules.number("0A1B2C3") if real else ""))


def voucher(app: Flask, code: str) -> Slip:
    """Return a voucher for two places."""
    site = book(app)
    places = tuple(each for each in site.guide.services.values() if each.location)[:2]
    with app.test_request_context():
        g.language = site.languages[code]
        return slips.voucher(site, Voucher(token.numbered("26110001"), "Beratung", places[0].name,
                                           places, datetime.date(2027, 2, 18)))


def spoken(text: Both, tag: str) -> Both:
    """Return a text with the reader's side in a script."""
    if tag == PSEUDO:
        return Both(pseudo(text.de), text.de)
    return Both(SENTENCES[tag][:max(12, len(text.de) * 13 // 10)], text.de)


def frames(paper: bytes) -> list[tuple[float, float, str]]:
    """Return the top and bottom of every word, from the top of the page, and the word."""
    return [(float(top), float(bottom), word) for top, bottom, word in re.findall(
        r'<word xMin=".*?" yMin="(.*?)" xMax=".*?" yMax="(.*?)">(.*?)</word>',
        words(paper, "-bbox"))]


@pytest.mark.parametrize("code", LANGUAGES)
def test_cards_hold_both_languages(app: Flask, code: str) -> None:
    made = shown(app, code)
    paper = pdf.render(made, DAY)
    assert paper == pdf.render(made, DAY)
    text = plain(words(paper))
    assert words(paper).count("\f") == 1
    assert len({each.de for each in made.cards}) == len({each.own for each in made.cards}) == 10
    for each in made.cards:
        assert plain(each.de) in text
        if code in {"en", "uk"}:
            assert plain(each.own) in text
            assert each.own != each.de
    assert min(fonts(paper)) >= 9
    assert [each.de for each in made.cards if PRIVATE.search(each.de)] == []
    language = book(app).languages[code].locale.german
    assert (language in made.cards[0].de) == (code != "de")


@pytest.mark.parametrize("tag", SCRIPTS)
def test_words_stay_on_their_card(app: Flask, tag: str) -> None:
    made = shown(app, "en")
    long = replace(made, language=tag if tag != PSEUDO else "de", direction=direction(tag),
                   cards=tuple(spoken(each, tag) for each in made.cards))
    paper = pdf.render(long, DAY)
    assert words(paper).count("\f") == 1
    assert all(plain(each.de) in plain(words(paper)) for each in made.cards)
    height, top = 277 / 5 * 72 / 25.4, 10 * 72 / 25.4
    cut = [word for high, low, word in frames(paper)
           if (high + 1 - top) // height != (low - 1 - top) // height]
    assert cut == []


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_slip_holds_all_twice(app: Flask, code: str, kind: str) -> None:
    made = referral(app, code, kind, "10:30", real=True)
    paper = pdf.render(made, DAY)
    assert words(paper).count("\f") == 1
    text = plain(words(paper))
    when = "26. November 2026, 10:30" if code == "de" else "26.11.2026, 10:30 Uhr"
    assert len(made.goals) == (2 if kind == rules.CO else 1)
    for told in (made.title.de, made.lead.de, made.sender, *(goal[0] for goal in made.goals),
                 made.goals[0][1], when, max(rules.REASONS.values(), key=len), "Angekommen am",
                 "W0A1 B2C3", made.notice.de):
        assert text.count(plain(told)) >= 2, told
    assert plain(made.halves[1].de) in text
    assert (text.count(plain("Darf ich jemanden mitbringen?")) >= 2) is (kind == rules.BEGLEITUNG)
    if code in {"en", "uk"}:
        assert text.count(plain(made.lead.own)) == 2
    assert "Muster" not in text
    assert min(fonts(paper)) >= 9
    assert codes(picture(paper, 150)) == [rules.number("0A1B2C3")] * 2


@pytest.mark.parametrize("code", LANGUAGES)
def test_own_line_stands_once_on_each_half(app: Flask, code: str) -> None:
    line = "Bitte nach der Beratung zum Mietvertrag fragen, in Ruhe und mit Zeit. " * 2
    for kind in KINDS:
        made = referral(app, code, kind, "10:30", line[:120].strip(), real=True)
        assert plain(words(pdf.render(made, DAY))).count(plain(line[:60])) == 2


@pytest.mark.parametrize("code", LANGUAGES)
def test_voucher_holds_all_twice(app: Flask, code: str) -> None:
    made = voucher(app, code)
    paper = pdf.render(made, DAY)
    assert words(paper).count("\f") == 1
    text = plain(words(paper))
    assert len(made.goals) == 2
    for told in (made.number, made.title.de, made.goals[0][0], made.goals[1][0],
                 "18.02.2027" if code != "de" else "18. Februar 2027"):
        assert text.count(plain(told)) >= 2, told


def test_nothing_asks_for_a_name_or_a_status(app: Flask) -> None:
    for made in (*(referral(app, "de", kind) for kind in KINDS), voucher(app, "de")):
        labels = [*made.ends, *(each.label for each in made.fields), *made.stamps]
        assert [each.de for each in labels if PRIVATE.search(each.de)] == []
        assert len(labels) >= 6
    assert PRIVATE.search("Name: ______")


def test_without_an_appointment_there_is_a_line_to_write_on(app: Flask) -> None:
    empty, given = referral(app, "uk"), referral(app, "uk", time="10:30")
    hand = "Von Hand, wenn Sie möchten"
    assert [each.label.de for each in empty.fields if not each.text] == ["Termin", hand]
    assert [each.label.de for each in given.fields if not each.text] == [hand]
    assert "Termin" in words(pdf.render(empty, DAY))


@pytest.mark.parametrize("tag", SCRIPTS)
@pytest.mark.parametrize("kind", KINDS)
def test_halves_stay_apart(app: Flask, tag: str, kind: str) -> None:
    usual = referral(app, "en", kind, "10:30", real=True)
    made = replace(
        usual, language=tag if tag != PSEUDO else "de", direction=direction(tag),
        title=spoken(usual.title, tag), lead=spoken(usual.lead, tag),
        notice=spoken(usual.notice, tag), sample="Muster, nicht gültig",
        ends=(spoken(usual.ends[0], tag), spoken(usual.ends[1], tag)),
        stamps=tuple(spoken(each, tag) for each in usual.stamps),
        fields=tuple(replace(each, label=spoken(each.label, tag),
                             text=each.text and spoken(each.text, tag)) for each in usual.fields))
    paper = pdf.render(made, DAY)
    assert words(paper).count("\f") == 1
    seen = frames(paper)
    assert [word for high, low, word in seen if high + 3 < MIDDLE < low - 3] == []
    assert len([word for high, _, word in seen if high < MIDDLE]) > 30
    upper = [word for high, _, word in seen if high < MIDDLE]
    assert upper.count("Muster,") == 1


def test_what_has_no_room_is_refused(app: Flask) -> None:
    made = voucher(app, "ar")
    with pytest.raises(PaperError, match="more than half a page"):
        pdf.render(replace(made, goals=made.goals * 4), DAY)


def test_long_words_stay_in_their_half(app: Flask) -> None:
    made = replace(referral(app, "de"), goals=((f"{LONG} {LONG}", LONG),))
    right = [float(each) for each in re.findall(
        r'xMax="([\d.]+)"', words(pdf.render(made, DAY), "-bbox"))]
    assert max(right) <= 595.28 - 30
