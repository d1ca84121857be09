"""`laufmappe print`: papers as PDF, one or all of them in every language."""

import argparse
import datetime
import itertools
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from flask import Flask, g

from laufmappe.cli import options as shared
from laufmappe.content.given import from_words
from laufmappe.export import pdf
from laufmappe.export.paper import Paper, PaperError
from laufmappe.settings import from_environment
from laufmappe.web import create_app
from laufmappe.web.book import Book
from laufmappe.web.paper import cards, mappe, poster, samples
from laufmappe.web.paper.samples import EXAMPLE, SLIPS

VARIANTS = mappe.VARIANTS[1:]
Make = Callable[[Book, argparse.Namespace], Paper]


def add(commands: shared.Commands) -> None:
    """Add the command."""
    parser = shared.reader(commands, "print", (
        "drucken: Laufmappe, Plakat, Karten, leere Laufmappe, Verweis, Gutschein als PDF"), run)
    parser.add_argument("paper", metavar="PAPIER", choices=[*PAPERS, "all"],
                        help=f"{', '.join(PAPERS)}, oder all für alle in jeder Sprache")
    parser.add_argument("--locale", metavar="SPRACHE", default="", help=(
        "Sprache neben dem Deutschen (Vorgabe: de); bei all auch mehrere mit Komma "
        "(Vorgabe: alle)"))
    shared.output(parser, "die PDF-Datei; bei all ein Ordner")
    parser.add_argument("--answers", metavar="ANTWORTEN", default=EXAMPLE,
                        help=f"für mappe (Vorgabe: {EXAMPLE})")
    parser.add_argument("--variant", choices=VARIANTS, default="",
                        help="für mappe: neutral, große Schrift oder nur Deutsch")
    parser.add_argument("--size", choices=("a4", "a3"), default="a4", help="für poster")
    parser.add_argument("--codes", choices=("one", "each"), default="one",
                        help="für poster: ein QR-Code für alle Sprachen oder je Sprache einer")
    parser.add_argument("--kind", choices=tuple(SLIPS), default="verweis", help="für slip")
    parser.add_argument("--url", default="", metavar="ADRESSE",
                        help="Adresse der Seite für QR-Codes (Vorgabe: LAUFMAPPE_URL)")


def run(options: argparse.Namespace) -> int:
    """Write one PDF, or all of them into a folder; return 0."""
    app = _app(options)
    book: Book = app.extensions["laufmappe"]
    if options.paper == "all":
        return _all(app, options)
    code, *_ = _codes(book, options.locale or "de")
    _write(options.output, _printed(app, code, PAPERS[options.paper], options))
    shared.lines(f"Geschrieben: {options.output}")
    return shared.FINE


def _codes(book: Book, wanted: str) -> list[str]:
    """Return the languages that are meant; ValueError for one that is not offered."""
    found = [each.strip().lower() for each in wanted.split(",") if each.strip()]
    for code in found:
        if code not in book.languages:
            raise ValueError(f"Die Sprache „{code}“ gibt es nicht. Es gibt: "
                             f"{', '.join(book.languages)}.")
    return found or list(book.languages)


def _app(options: argparse.Namespace) -> Flask:
    day = shared.day(options)
    now = datetime.datetime.combine(day, datetime.time(12), ZoneInfo("Europe/Berlin"))
    settings = from_environment({**os.environ, "LAUFMAPPE_URL": options.url or os.environ.get(
        "LAUFMAPPE_URL", ""), "LAUFMAPPE_AS_OF": ""})
    settings = replace(settings, content=shared.folder(options))
    return create_app(settings, lambda: now, shared.files(options).guide)


def _printed(app: Flask, code: str, make: Make, options: argparse.Namespace) -> bytes:
    book: Book = app.extensions["laufmappe"]
    with app.app_context():
        g.language = book.languages[code]
        try:
            return pdf.render(make(book, options), book.now().date())
        except PaperError as error:
            raise ValueError(f"Das lässt sich so nicht drucken: {error}") from error


def _all(app: Flask, options: argparse.Namespace) -> int:
    """Write every paper of every language into the folder."""
    book: Book = app.extensions["laufmappe"]
    jobs = [job for job in _jobs(book, options) if book.address or not job[0].startswith("poster")]
    for name, code, make, chosen in shared.bar("Drucken")(jobs):
        _write(options.output / name, _printed(app, code, make, chosen))
    shared.lines(f"Geschrieben: {len(jobs)} Dateien in {options.output}")
    if not book.address:
        shared.note("Ohne Plakat und ohne QR-Codes: Es fehlt --url oder LAUFMAPPE_URL.")
    return shared.FINE


def _jobs(book: Book, options: argparse.Namespace,
          ) -> Iterator[tuple[str, str, Make, argparse.Namespace]]:
    """Yield the name, language, maker and options of every paper."""
    for size, codes in itertools.product(("a4", "a3"), ("one", "each")):
        yield f"poster-{size}-{codes}.pdf", "de", _poster, _chosen(options, size=size, codes=codes)
    for code in _codes(book, options.locale):
        for variant in ("", *(VARIANTS[:2] if code == "de" else VARIANTS)):
            name = f"{code}/mappe{variant and '-'}{variant}.pdf"
            yield name, code, _mappe, _chosen(options, variant=variant)
        for name in ("cards", "blank", "voucher"):
            yield f"{code}/{name}.pdf", code, PAPERS[name], options
        for kind in SLIPS:
            yield f"{code}/slip-{kind}.pdf", code, PAPERS["slip"], _chosen(options, kind=kind)


def _chosen(options: argparse.Namespace, **values: str) -> argparse.Namespace:
    return argparse.Namespace(**{**vars(options), **values})


def _write(file: Path, paper: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(paper)
    except OSError as error:
        raise ValueError(f"Hierhin lässt sich nicht schreiben: {file}") from error


def _mappe(book: Book, options: argparse.Namespace) -> Paper:
    return mappe.build(book, from_words(book.guide, options.answers), options.variant)


def _poster(book: Book, options: argparse.Namespace) -> Paper:
    return poster.build(book, options.size, options.codes == "each")


PAPERS: Mapping[str, Make] = {
    "mappe": _mappe, "poster": _poster, "cards": lambda book, _options: cards.build(book),
    "blank": lambda book, _options: mappe.blank(book),
    "slip": lambda book, options: samples.referral(book, SLIPS[options.kind]),
    "voucher": lambda book, _options: samples.voucher(book),
}
