"""Cards to cut out and show at a counter."""

from laufmappe.domain.text import N_
from laufmappe.export.cards import Cards
from laufmappe.export.paper import Both
from laufmappe.web.book import Book
from laufmappe.web.paper.writer import Writer

TONGUE = N_("Meine Sprache ist %(language)s. Bitte sprechen Sie langsam.")
SLOWLY = "Bitte sprechen Sie langsam."
SENTENCES = (
    N_("Ich brauche jemanden, der für mich übersetzt."),
    N_("Bitte schreiben Sie mir das auf."),
    N_("Ich suche diesen Ort. Können Sie mir den Weg zeigen?"),
    N_("Bitte geben Sie mir einen Termin."),
    N_("Welche Unterlagen soll ich mitbringen?"),
    N_("Bitte sagen Sie das noch einmal, mit einfachen Worten."),
    N_("Ich kann das nicht lesen. Bitte lesen Sie es mir vor."),
    N_("Ich möchte allein mit Ihnen sprechen."),
    N_("Ich möchte mit einer Frau sprechen."),
)


def build(book: Book) -> Cards:
    """Return the cards in the language of the page, German large."""
    german = book.languages["de"]
    say, locale = Writer(book.language, german), book.language.locale
    tongue = Both(SLOWLY, SLOWLY) if book.language.words.german else Both(
        book.language.words.text(TONGUE, language=locale.name),
        german.words.text(TONGUE, language=locale.german))
    return Cards(
        language=say.tag, region=None, direction=say.direction,
        title=say.both(N_("Karten zum Zeigen")),
        cards=(tongue, *(say.both(text) for text in SENTENCES)))
