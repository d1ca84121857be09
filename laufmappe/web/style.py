"""The design system on one page, /stil, for developers: made from the sheet and the components."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, Response
from markupsafe import Markup

from laufmappe.domain.question import Answers
from laufmappe.web import card
from laufmappe.web.book import CLOSED, Book
from laufmappe.web.security import policy

VALUE = re.compile(r"--(\w+):\s*(#[0-9a-f]{3,6})\b")
COLOURS = {
    "ink": "Schrift", "soft": "Nebensache", "page": "Grund", "tint": "Grund einer Auswahl",
    "edge": "Rand eines Feldes", "way": "der Weg: Linie, Knöpfe, Links", "on": "Schrift darauf",
}
# Colour, ground, least contrast: 7 for text, 3 for the edge of something to tap.
PAIRS = (("ink", "page", 7), ("soft", "page", 7), ("way", "page", 7), ("on", "way", 7),
         ("ink", "tint", 7), ("edge", "page", 3))
SCRIPTS = (
    ("de", "ltr", "Latein", "Welches Papier haben Sie? Größe, Übung, Straße."),
    ("uk", "ltr", "Kyrillisch", "Який документ Ви маєте? Щоб їхати, ґанок."),
    ("ar", "rtl", "Arabisch", "ما هي الوثيقة التي لديك؟"),
    ("ti", "ltr", "Äthiopisch", "ሰላም። ትግርኛ ትዛረብ ዶ?"),
)
SPACES = (("0.25rem", "Kopf und Fuß"), ("0.5rem", "zwischen Antworten und Absätzen"),
          ("0.7rem", "zwischen Zeichen und Wort"), ("1rem", "Rand der Seite, um Knöpfe"),
          ("1.75rem", "zwischen Stationen"), ("3rem", "kleinste Höhe zum Tippen"))
SIGNS = {
    "first_steps": "erste Schritte", "german": "Deutsch lernen", "child": "Schule und Kita",
    "work": "Arbeit", "recognition": "Abschluss anerkennen", "money": "Geld",
    "housing": "Wohnen", "papers": "Aufenthalt und Papiere", "health": "Gesundheit",
    "family": "Familie", "safety": "Schutz und Gefahr", "language_help": "Hilfe mit der Sprache",
    "discrimination": "Diskriminierung", "meet": "Leute treffen", "study": "Studium",
    "clock": "Zeit, Frist", "pin": "Ort", "tel": "Telefon", "bring": "mitbringen",
    "tick": "erledigt", "exit": "Seite verlassen (gespiegelt)", "next": "weiter (gespiegelt)",
    "globe": "Sprache, Webseite", "search": "suchen", "ask": "weiß ich nicht", "warn": "Fehler",
    "sign": "Schild, zum Zeigen", "print": "drucken", "share": "weitergeben", "cal": "Kalender",
    "code": "Code", "bin": "löschen", "lock": "vertraulich", "mark": "Zeichen der Laufmappe",
    "mail": "E-Mail", "speaker": "vorlesen", "d-eu": "Pass oder Ausweis der EU",
    "d-visa": "Visum", "d-card": "Aufenthaltstitel als Karte",
    "d-asylum": "Papier für Asyl", "d-letter": "Bescheid vom BAMF",
    "d-24": "Papier für Menschen aus der Ukraine", "d-duldung": "Duldung",
    "d-register": "Registrierschein", "d-german": "deutscher Pass oder Ausweis",
    "d-none": "kein Papier", "d-unknown": "Papier unbekannt", "d-silent": "möchte ich nicht sagen",
}
EXAMPLE: Answers = {"who": ("me",), "need": ("german", "work"), "age": ("27-59",),
                    "status": ("eu",)}
QUESTIONS = ("who", "status", "need")


@dataclass(frozen=True)
class Pair:
    """A colour on a ground, and its contrast in the light and in the dark."""

    colour: str
    ground: str
    least: int
    light: float
    dark: float


def themes(sheet: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the colours of the sheet, in the light and in the dark."""
    blocks = re.findall(r":root\{([^}]*)\}", sheet)[:2]
    light, dark = (dict(VALUE.findall(block)) for block in blocks)
    return light, {**light, **dark}


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours like #fff or #101a1c (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) > 4 else "".join(each * 2 for each in colour[1:])
    parts = (int(digits[at:at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
                        for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def pairs(sheet: str) -> Iterator[Pair]:
    """Yield every colour with the ground it stands on."""
    light, dark = themes(sheet)
    for colour, ground, least in PAIRS:
        yield Pair(colour, ground, least, contrast(light[colour], light[ground]),
                   contrast(dark[colour], dark[ground]))


def sizes(sheet: str, tag: str, direction: str) -> tuple[str, str]:
    """Return size and leading of running text in a language, as the sheet sets them."""
    size = re.findall(r"body\{[^}]*font:([\d.]+rem)/", sheet)[0]
    leading = re.findall(r"--lh:([\d.]+)", sheet)[0]
    for where, wider, larger in re.findall(
            r"([^{}]*) body\{--lh:([\d.]+);font-size:([\d.]+rem)\}", sheet):
        if f"[lang={tag}]" in where or f"[dir={direction}]" in where:
            return larger, wider
    return size, leading


def blueprint(book: Book) -> Blueprint:
    """Return /stil, and the same page in the other languages at /stil/<code>."""
    views = Blueprint("style", __name__)

    @views.get("/stil")
    @views.get("/stil/<code>")
    def page() -> Response:
        return _page(book)

    return views


def _page(book: Book) -> Response:
    guide, sheet = book.guide, book.pages.sheets.whole
    route = book.router.route(EXAMPLE, book.language.code)
    shown = list(card.cards(guide, route, book.language.locale, route.stops))
    scripts = [(tag, direction, name, text, *sizes(sheet, tag, direction))
               for tag, direction, name, text in SCRIPTS]
    own = "".join(f".in-{tag}{{--lh:{leading};font-size:{size};line-height:{leading}}}"
                  for tag, _, _, _, size, leading in scripts)
    response = book.show(
        "style/style.html", pairs=list(pairs(sheet)), colours=COLOURS, themes=themes(sheet),
        scripts=scripts, spaces=SPACES, signs=SIGNS, names=book.pages.signs.names,
        asked=[guide.questions[each] for each in QUESTIONS if each in guide.questions],
        cards=shown, now=book.now(),
        own=Markup(own))  # noqa: S704 - numbers of our own sheet
    response.headers["Cache-Control"] = CLOSED
    response.headers["Content-Security-Policy"] = policy(
        book.sheet("style/style.html"), own)
    return response
