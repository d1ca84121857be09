"""The PDF: what stands on the paper, read back with poppler and a QR decoder."""

import datetime
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
import zxingcpp

from laufmappe.domain.text import isolated
from laufmappe.export import pdf, qr
from laufmappe.export.paper import Both, MissingGlyph, PaperError
from laufmappe.export.sheet import WORDS, Sheet, Stop

DAY = datetime.date(2026, 11, 21)
LANGUAGES = ["de", "ar", "uk", "en"]
LETTERS = {
    "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي ًٌٍَُِّْ ٪؛،؟",
    "bg": "Здравейте, щъркел юнак ь",
    "ckb": "ێۆەڵڕڤگکچپژیۊ",
    "el": "Καλημέρα, ΐΰάέήίόύώς;",
    "fa": "یکگچپژۀ می‌خواهم",
    "fr": "« œuvre » àâçéèêëîïôùûüÿ",
    "pl": "ąćęłńóśźż",
    "ps": "ټډړښږځڅېۍڼګۀئ",
    "ro": "ăâîșț ĂÂÎȘȚ",
    "ru": "Здравствуйте, ёж, объём",
    "sr": "čćđšž ČĆĐŠŽ",
    "ti": "ትግርኛ፣ ሰላም። ክልተ፦",
    "tr": "çğıİöşü ÇĞÖŞÜ",
    "uk": "ґєії ҐЄІЇ ʼ’",
    "ur": "ٹڈڑںہےۓۂ۔،؟ھ",
    "vi": "ảạấầẩẫậắằẳẵặẻẽẹềểễệỉịỏọốồổỗộớờởỡợủụứừửữựỳỵỷỹđ",
}
RIGHT_TO_LEFT = {"ar", "ckb", "fa", "ps", "ur"}

Build = Callable[..., Sheet]
Read = Callable[..., str]
Poppler = Callable[..., bytes]


def first_stop(sheet: Sheet, **changes: object) -> Sheet:
    """The sheet with its first stop changed."""
    return replace(sheet, stops=(replace(sheet.stops[0], **changes), *sheet.stops[1:]))


def seen(text: str) -> list[str]:
    """The lines as the eye meets them, from left to right, out of `pdftotext -bbox`."""
    lines: dict[str, list[tuple[float, str]]] = {}
    for across, down, word in re.findall(r'xMin="(.*?)" yMin="(.*?)".*?>(.*?)</word>', text):
        lines.setdefault(down, []).append((float(across), word.strip("\u202a\u202b\u202c")))
    return [" ".join(word for _, word in sorted(words)) for words in lines.values()]


def page(paper: bytes, poppler: Poppler, dots: int) -> memoryview:
    """The first page as grey pixels."""
    picture = poppler("pdftoppm", paper, "-gray", "-r", str(dots), "-l", "1")
    size = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", picture)
    assert size
    return memoryview(picture[size.end() :]).cast("B", (int(size[2]), int(size[1])))


@pytest.mark.parametrize("language", LANGUAGES)
def test_five_usual_stops_take_two_pages(sheet: Build, read: Read, language: str) -> None:
    assert read(pdf.render(sheet(language, 5), DAY)).count("\f") == 2


@pytest.mark.parametrize("stops", [1, 3, 5, 14])
@pytest.mark.parametrize("language", LANGUAGES)
def test_folded_sheet_tells_nothing_outside(
    sheet: Build, read: Read, language: str, stops: int
) -> None:
    usual = sheet(language, stops)
    half = ("-f", "2", "-l", "2", "-x", "0", "-y", "421", "-W", "596", "-H", "421")
    outside = re.sub("[\u202a-\u202e\u2066-\u2069]", "", read(pdf.render(usual, DAY), *half))
    german, own = ([getattr(words, each) for words in (usual.title, usual.notice)]
                   for each in ("de", "own"))
    told = {word for text in (*german, *own, "laufmappe.example") for word in text.split()}
    assert {word.strip(".") for word in outside.split()} <= {word.strip(".") for word in told}
    assert {word for text in german for word in text.split()} <= set(outside.split())


@pytest.mark.parametrize("stops", [1, 5, 14])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stop_stands_on_the_paper(
    sheet: Build, read: Read, language: str, stops: int
) -> None:
    text = read(pdf.render(sheet(language, stops), DAY))
    for stop in sheet(language, stops).stops:
        assert stop.sign in text.splitlines()
        assert re.search(rf"^{stop.number}$", text, re.MULTILINE)
    assert text.count("war da am") >= stops


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_stop_goes_on_overleaf_with_nothing_lost(
    sheet: Build, read: Read, language: str
) -> None:
    usual = sheet(language)
    own = "" if language == "de" else usual.stops[0].reasons[0].own
    reasons = tuple(
        Both(own or f"Grund {number} Ende.", f"Grund {number} Ende.") for number in range(90)
    )
    text = read(pdf.render(first_stop(usual, reasons=reasons), DAY))
    flat = " ".join(re.sub("[\u202a-\u202e]", "", text).split())
    for number in range(90):
        assert flat.count(f"Grund {number} Ende.") == 1
    assert usual.stops[-1].sign in text.splitlines()


def test_long_compound_words_are_divided_not_cut(sheet: Build, read: Read) -> None:
    word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
    usual = first_stop(sheet("ar"), title=Both("تسجيل", word), reasons=(Both("تسجيل", word),))
    text = read(pdf.render(usual, DAY)).replace("\u00ad", "").replace("\n", "")
    assert word in text.replace("-", "")


def test_german_names_and_numbers_are_exact_beside_arabic(sheet: Build, read: Read) -> None:
    text = read(pdf.render(sheet("ar"), DAY))
    for words in (
        "Bürgerberatung",
        "Stadt Bielefeld, Bürgeramt · Niederwall 23, 33602 Bielefeld",
        "0521 51-0 · Mo–Do 8:00–12:00 Uhr, nur mit Termin",
        "Niederwall 23, Flure A und C",
        "0521 51-6789",
        "Teutoburger Straße 106, 33607 Bielefeld · 0521 52190-30",
        "116 016",
    ):
        assert words in text


@pytest.mark.parametrize(
    "run",
    [
        "+49 521 51-6789",
        "(0521) 51-0",
        "8:00–12:00",
        "116 117",
        "21.11.2026",
        "§ 24",
        "50 %",
        "VHS (Volkshochschule)",
        "AWO (e.V.)",
        "Büro „Neu hier“",
    ],
)
def test_left_to_right_runs_are_not_turned(sheet: Build, read: Read, run: str) -> None:
    usual = first_stop(sheet("ar", 1), reasons=(Both(f"هو {run} غدا", "Anruf."),))
    lines = seen(read(pdf.render(usual, DAY), "-bbox"))
    assert [line for line in lines if run in line]


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("مركز VHS (Volkshochschule) هنا", "مركز <VHS (Volkshochschule)> هنا"),
        ("(انظر VHS)", "(انظر <VHS>)"),
        ("(VHS في المدينة)", "(<VHS> في المدينة)"),
        ("عام 2024. اتصل", "عام <2024>. اتصل"),
        ("جمعية (AWO, Caritas) و [1]) نعم", "جمعية <(AWO, Caritas)> و <[1]>) نعم"),
        ("من 8:00–12:00، ثم", "من <8:00–12:00>، ثم"),
        ("بلا شيء", "بلا شيء"),
    ],
)
def test_isolation_takes_whole_runs_and_no_lone_bracket(words: str, marked: str) -> None:
    marked_words = isolated(words)
    assert marked_words.replace("\u2066", "<").replace("\u2069", ">") == marked


def test_most_arabic_words_are_found_again(sheet: Build, read: Read) -> None:
    usual = sheet("ar")
    found = set(re.findall(r"\w+", read(pdf.render(usual, DAY))))
    words = {word for text in usual.texts() for word in re.findall(r"[^\W\d_a-zA-Z]+", text.own)}
    assert len(words) > 80
    assert len(words & found) / len(words) >= 0.75


@pytest.mark.parametrize("language", LANGUAGES)
def test_qr_code_is_read_from_a_coarse_picture(
    sheet: Build, poppler: Poppler, language: str
) -> None:
    usual = sheet(language)
    codes = zxingcpp.read_barcodes(page(pdf.render(usual, DAY), poppler, 150))
    assert [code.text for code in codes] == [usual.url]


def test_qr_code_has_modules_of_seven_tenths_of_a_millimetre(
    sheet: Build, poppler: Poppler
) -> None:
    longest = replace(sheet("uk"), url="HTTPS://LAUFMAPPE.EXAMPLE/" + "1ABC" * 35)
    picture = page(pdf.render(longest, DAY), poppler, 254)  # ten pixels a millimetre
    [code] = zxingcpp.read_barcodes(picture)
    modules = len(qr.matrix(longest.url))
    assert modules == 45
    assert (code.position.top_right.x - code.position.top_left.x) / 10 / modules >= 0.7


def test_sheet_without_an_address_has_no_qr_code(
    sheet: Build, read: Read, poppler: Poppler
) -> None:
    paper = pdf.render(replace(sheet("ar"), url="", code=""), DAY)
    assert zxingcpp.read_barcodes(page(paper, poppler, 150)) == []
    assert "Bürgerberatung" in read(paper)


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_sheet_on_the_same_day_gives_the_same_bytes(sheet: Build, language: str) -> None:
    first = pdf.render(sheet(language), DAY)
    pdf.render(sheet("de", 1), DAY)
    assert pdf.render(sheet(language), DAY) == first
    assert pdf.render(sheet(language), DAY + datetime.timedelta(days=1)) != first


@pytest.mark.parametrize("language", sorted(LETTERS))
def test_letters_of_every_alphabet_can_be_printed(sheet: Build, language: str) -> None:
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    usual = replace(sheet("en", 1), language=language, direction=direction)
    words = Both(LETTERS[language], "Deutsch")
    usual = first_stop(usual, title=words, reasons=(words,), notes=(words,), bring=(words,))
    assert pdf.render(usual, DAY).startswith(b"%PDF")


def test_missing_glyph_is_named(sheet: Build) -> None:
    with pytest.raises(MissingGlyph, match="漢"):
        pdf.render(first_stop(sheet("en"), reasons=(Both("漢字", "Grund"),)), DAY)
    assert pdf.render(sheet("en"), DAY).startswith(b"%PDF")


def test_unknown_sign_and_missing_word_are_named(sheet: Build) -> None:
    with pytest.raises(PaperError, match="no-such-sign"):
        pdf.render(first_stop(sheet("de"), icon="no-such-sign"), DAY)
    words = {word: Both("a", "a") for word in WORDS if word != "stamp"}
    with pytest.raises(PaperError, match="stamp"):
        replace(sheet("de"), words=words)


def test_german_sheet_says_nothing_twice(sheet: Build, read: Read) -> None:
    usual = sheet("de", 3)
    assert usual.german_only
    assert not sheet("en").german_only
    text = " ".join(read(pdf.render(usual, DAY)).split())
    texts = [words.de for words in usual.texts()]
    for stop in usual.stops:
        for words in (*stop.reasons, *stop.deadlines, *stop.bring, *stop.notes):
            assert text.count(words.de) <= sum(other.count(words.de) for other in texts)
        assert text.count(stop.reasons[0].de[:30]) == 1
    for words in ("Sofort", "So geht es", "Termine", usual.subtitle.de, usual.date.de):
        assert text.count(words) == 1
    assert text.count("Stadt Bielefeld, Bürgeramt") == 1
    assert text.count("Wohnung anmelden") == 2  # at a glance and at its stop


def test_texts_are_never_read_as_markup(sheet: Build, read: Read) -> None:
    words = "*fett* #let x = 1 $y$ <marke> \\ _k_ @z `c` // ~ ---"
    text = read(pdf.render(first_stop(sheet("en", 1), reasons=(Both("why", words),)), DAY))
    assert words in " ".join(text.split())


def test_gap_has_no_number_and_says_where_to_ask(sheet: Build, read: Read) -> None:
    gap = Stop(
        number=None,
        icon="",
        title=Both("Standesamt: ask first", "Standesamt: erst fragen"),
        sign="Standesamt",
        lines=("0521 51-0",),
        confirmed=False,
        notes=(Both("Ask at the desk.", "Fragen Sie am Schalter."),),
    )
    usual = sheet("en", 1)
    text = read(pdf.render(replace(usual, stops=(gap, *usual.stops)), DAY))
    flat = " ".join(text.split())
    for words in (gap.title.own, gap.title.de, gap.notes[0].own, gap.notes[0].de):
        assert flat.count(words) == 1
    assert text.count("war da am") == 2  # one stamp box, one explanation


@pytest.mark.parametrize("language", LANGUAGES)
def test_stop_with_nothing_but_a_name_has_its_stamp_box(
    sheet: Build, read: Read, language: str
) -> None:
    bare = Stop(number=1, icon="", title=Both("Rathaus", "Rathaus"), sign="Rathaus")
    text = read(pdf.render(replace(sheet(language, 1), stops=(bare,)), DAY))
    assert re.search(r"^1$", text, re.MULTILINE)
    assert text.count("weiter an") == (1 if language == "de" else 2)  # box and explanation


def test_sentences_review_and_every_number_are_printed(sheet: Build, read: Read) -> None:
    say = Both("The Jugendamt helps each child.", "Das Jugendamt hilft jedem Kind.")
    usual = replace(sheet("en"), say=(say,))
    usual = replace(usual, emergency=(*usual.emergency, ("116 117", Both("Doctor", "Arzt"))))
    text = read(pdf.render(usual, DAY))
    flat = " ".join(text.split())
    assert flat.count(say.own) == flat.count(say.de) == 1
    assert usual.review
    assert flat.count(usual.review.own) == 1
    for number in ("112", "110", "116 016", "116 117"):
        assert number in text.split("\f")[0]
    assert "1 / 2" in text
    assert "2 / 2" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_smaller_than_nine_points(sheet: Build, poppler: Poppler, language: str) -> None:
    paper = pdf.render(sheet(language), DAY)
    marked = poppler("pdftohtml", paper, "-xml", "-i", "-stdout", "-zoom", "3").decode()
    sizes = {int(size) / 3 for size in re.findall(r'<fontspec[^>]* size="(\d+)"', marked)}
    assert len(sizes) > 4
    assert min(sizes) >= 9


def test_pdf_is_tagged_and_titled_and_names_nobody(sheet: Build, poppler: Poppler) -> None:
    facts = poppler("pdfinfo", pdf.render(sheet("ar"), DAY)).decode()
    assert re.search(r"^Tagged: +yes$", facts, re.MULTILINE)
    assert re.search(r"^Title: +ملف طريقي – Meine Laufmappe$", facts, re.MULTILINE)
    assert re.search(r"^Author: +Laufmappe$", facts, re.MULTILINE)
    assert re.search(r"^Page size: .*A4", facts, re.MULTILINE)
    assert sheet("ar").code not in facts


def test_spoken_languages_stand_on_both_sides(sheet: Build, read: Read) -> None:
    spoken = Both("We speak Arabic, Farsi", "Gesprochene Sprachen: Arabisch, Persisch")
    text = " ".join(read(pdf.render(first_stop(sheet("en"), spoken=spoken), DAY)).split())
    assert text.count(spoken.own) == text.count(spoken.de) == 1
