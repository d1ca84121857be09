"""The poster in every offered language, from the catalogs."""

from typing import Literal

from laufmappe.domain.text import N_, isolated
from laufmappe.export.poster import Greeting, Poster
from laufmappe.web.book import Book
from laufmappe.web.locale import Language

QUESTION = N_("Neu in %(town)s?")
STAMP = "Ausgegeben von"
# Translators: Auf dem Plakat. Anmeldung: kein Konto, keine E-Mail-Adresse; nicht die Wohnung.
PROMISE = N_("Kostenlos. Ohne Anmeldung, ohne Namen.")
SCAN = "Kamera auf\nden Code halten"


def build(book: Book, size: Literal["a4", "a3"] = "a4", each: bool = False) -> Poster:
    """Return the poster; `each`: a code for each language. ValueError without a public address."""
    if not book.address:
        raise ValueError("Für das Plakat fehlt die Adresse der Seite. Bitte --url angeben oder "
                         "LAUFMAPPE_URL setzen.")
    german = book.languages["de"].words
    return Poster(
        title=german.text(QUESTION, town=book.guide.site.town),
        subtitle=german.text(N_("Ihr Weg durch die ersten Wochen in %(town)s"),
                             town=book.guide.site.town) + ".",
        promise=PROMISE, scan=SCAN, stamp=STAMP,
        greetings=tuple(_greeting(book, language) for language in book.languages.values()),
        url=f"{book.address}/".upper(), host=book.address.split("//")[1], size=size, each=each)


def _greeting(book: Book, language: Language) -> Greeting:
    locale, words = language.locale, language.words
    texts = [words.text(QUESTION, town=book.guide.site.town), words.text(PROMISE)]
    turned = locale.direction == "rtl"
    text, promise = map(isolated, texts) if turned else texts
    return Greeting(
        locale.format.split("_")[0], "rtl" if turned else "ltr", text, locale.name,
        f"{book.address}/{locale.code}/".upper(),
        promise if words.has(PROMISE) else "")
