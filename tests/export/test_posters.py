"""The poster with one language and with 24, of every script; phrases are test data, unread."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

import pytest
import zxingcpp
from printed import codes, codes_of_zbar, fonts, picture, plain, words
from tongues import few

from laufmappe.domain.text import isolated
from laufmappe.export import pdf, qr
from laufmappe.export.paper import PaperError
from laufmappe.export.poster import Greeting, Poster

pytestmark = pytest.mark.unmeasured

DAY = datetime.date(2026, 11, 20)
ADDRESS = "HTTPS://LAUFMAPPE.BIELEFELD.EXAMPLE/"
TEXTS = {
    "de": ("Deutsch", "Neu in Bielefeld?"),
    "ls": ("Leichte Sprache", "Sind Sie neu hier in der Stadt?"),
    "en": ("English", "New in Bielefeld?"),
    "es": ("Español", "¿Acaba de llegar a Bielefeld?"),
    "fr": ("Français", "Vous venez d’arriver à Bielefeld ?"),
    "it": ("Italiano", "Da poco a Bielefeld?"),
    "ku": ("Kurdî (Kurmancî)", "Hûn nû hatine Bielefeldê?"),
    "pl": ("Polski", "Od niedawna w Bielefeld?"),
    "ro": ("Română", "Abia ați sosit în Bielefeld?"),
    "sq": ("Shqip", "Sapo keni ardhur në Bielefeld?"),
    "so": ("Soomaali", "Ma ku cusub tahay Bielefeld?"),
    "sr": ("Srpski", "Novi ste u Bilefeldu?"),
    "vi": ("Tiếng Việt", "Bạn mới đến Bielefeld?"),
    "tr": ("Türkçe", "Bielefeld’de yeni misiniz?"),
    "el": ("Ελληνικά", "Μόλις ήρθατε στο Bielefeld;"),
    "bg": ("Български", "Отскоро сте в Билефелд?"),
    "ru": ("Русский", "Вы недавно в Билефельде?"),
    "uk": ("Українська", "Ви нещодавно в місті Bielefeld?"),
    "ar": ("العربية", "هل أنت جديد في Bielefeld؟"),
    "fa": ("فارسی", "تازه به Bielefeld آمده‌اید؟"),
    "ckb": ("کوردیی ناوەندی", "تازە هاتوویتە Bielefeld؟"),
    "ps": ("پښتو", "نوي راغلي یاست؟"),
    "ur": ("اردو", "کیا آپ یہاں نئے ہیں؟"),
    "ti": ("ትግርኛ", "ሓድሽ ዲኹም ኣብ Bielefeld?"),
}
RIGHT_TO_LEFT = {"ar", "fa", "ckb", "ps", "ur"}
LAYOUTS: list[tuple[Literal["a4", "a3"], bool]] = [
    ("a4", False), ("a4", True), ("a3", False), ("a3", True)]
EDGE = 20  # points that no printer can reach


def greeting(code: str, text: str = "") -> Greeting:
    """Return one language of the poster."""
    name, question = TEXTS[code]
    turned = code in RIGHT_TO_LEFT
    return Greeting(
        "de" if code == "ls" else code, "rtl" if turned else "ltr",
        isolated(text or question) if turned else text or question, name,
        f"{ADDRESS}{code.upper()}/", "Free of charge. No registration." if not turned else "مجانًا.")


def poster(number: int, size: Literal["a4", "a3"] = "a4", each: bool = False) -> Poster:
    """Return the poster in so many languages."""
    return Poster(
        title="Neu in Bielefeld?", subtitle="Ihr Weg durch die ersten Wochen in Bielefeld.",
        promise="Kostenlos. Ohne Anmeldung, ohne Namen.", scan="Kamera auf\nden Code halten",
        stamp="Ausgegeben von", greetings=tuple(map(greeting, list(TEXTS)[:number])), url=ADDRESS,
        host="laufmappe.bielefeld.example", size=size, each=each)


def boxes(paper: bytes) -> list[tuple[float, float, float, float, str]]:
    """Return every word with the middle of its line: left, top, right, bottom, word."""
    found = re.findall(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>',
                       words(paper, "-bbox"))
    return [(float(left), float(top) * .65 + float(bottom) * .35, float(right),
             float(top) * .35 + float(bottom) * .65, word)
            for left, top, right, bottom, word in found]


def modules(paper: bytes) -> list[float]:
    """Return how many millimetres wide a module of each code is."""
    found = []
    for code in zxingcpp.read_barcodes(picture(paper, 254)):
        corners = code.position
        across = (corners.top_right.x - corners.top_left.x,
                  corners.top_right.y - corners.top_left.y)
        found.append((across[0] ** 2 + across[1] ** 2) ** .5 / 10 / len(qr.matrix(code.text)))
    return found


def bands(seen: memoryview) -> Iterator[memoryview]:
    """Yield a picture in bands that overlap, as a telephone never sees all codes at once."""
    high, wide = seen.shape or (0, 0)
    grey, step = seen.tobytes(), high // 8
    for top in range(0, high - step, step):
        part = grey[top * wide:min(top + 2 * step, high) * wide]
        yield memoryview(part).cast("B", (len(part) // wide, wide))


def holds(paper: bytes, made: Poster) -> None:
    """Check that a poster is one page on which every word stands, and none in another's place."""
    text = words(paper)
    assert text.count("\f") == 1
    flat = plain(text)
    for one in made.greetings:
        parts = re.findall(r"[^\W\d_]+", one.text)
        found = [part for part in parts if part in flat]
        assert len(found) / len(parts) >= (.6 if one.direction == "rtl" else 1), one.text
        assert one.direction == "rtl" or plain(one.name) in flat
    wide, high = (842, 1191) if made.size == "a3" else (595, 842)
    seen = boxes(paper)
    assert [word for left, top, right, bottom, word in seen
            if left < EDGE or top < EDGE or right > wide - EDGE or bottom > high - EDGE] == []
    overlaid = [(one[4], other[4]) for place, one in enumerate(seen) for other in seen[place + 1:]
                if one[0] < other[2] - 1 and other[0] < one[2] - 1
                and one[1] < other[3] and other[1] < one[3]]
    assert overlaid == []
    assert min(fonts(paper)) >= 9


@pytest.mark.parametrize("each", [False, True])
@pytest.mark.parametrize("number", few([1, 4, 5, 6, 8, 9, 12, 13, 24], [1, 5, 9, 24]))
def test_every_number_of_languages(number: int, each: bool) -> None:
    made = poster(number, "a4", each)
    paper = pdf.render(made, DAY)
    holds(paper, made)
    assert len(modules(paper)) == (number if each else 1)
    assert min(modules(paper)) >= .7


@pytest.mark.parametrize("dots", few([150, 100], [100]))
@pytest.mark.parametrize(("size", "each"), LAYOUTS)
def test_every_code_of_24_is_read(size: Literal["a4", "a3"], each: bool, dots: int) -> None:
    made = poster(24, size, each)
    seen = picture(pdf.render(made, DAY), dots)
    wanted = {one.url for one in made.greetings} if each else {ADDRESS}
    for read in (codes, codes_of_zbar):
        assert {url for part in (*bands(seen), seen) for url in read(part)} == wanted


def test_large_poster_is_the_same_enlarged() -> None:
    for each in (False, True):
        made = poster(24, "a3", each)
        paper = pdf.render(made, DAY)
        holds(paper, made)
        assert min(modules(paper)) >= .99
        assert min(fonts(paper)) > 13


@pytest.mark.parametrize("each", [False, True])
@pytest.mark.parametrize("number", [4, 12, 24])
def test_longest_plausible_questions(number: int, each: bool) -> None:
    made = poster(number, "a4", each)
    long = (greeting("de", "Haben Sie sich erst vor kurzem in Mönchengladbach angemeldet?"),
            *made.greetings[1:])
    holds(pdf.render(replace(made, greetings=long), DAY), replace(made, greetings=long))


def test_names_stand_in_their_own_language() -> None:
    drawn = pdf.render(poster(24), DAY)
    assert drawn == pdf.render(poster(24), DAY)
    assert plain("Kostenlos. Ohne Anmeldung") in plain(words(drawn))
    few = plain(words(pdf.render(poster(4), DAY)))
    assert few.count(plain("Free of charge. No registration.")) == 4
    assert plain("Ausgegeben von") in few


def test_too_small_codes_are_refused() -> None:
    crowded = poster(24, each=True)
    with pytest.raises(PaperError, match="too many languages"):
        pdf.render(replace(crowded, greetings=crowded.greetings * 2), DAY)
    long = tuple(replace(one, url=one.url + "X" * 60) for one in crowded.greetings)
    with pytest.raises(PaperError, match="too long an address"):
        pdf.render(replace(crowded, greetings=long), DAY)
