"""`laufmappe i18n`: texts for translators; catalogs updated, checked, marked, exchanged."""

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from babel.messages.catalog import Message

from laufmappe.catalogs import exchange, files, glossary, offered, readability, reviews
from laufmappe.catalogs.findings import check as check_catalogs
from laufmappe.catalogs.sources import extract, template, update
from laufmappe.catalogs.standing import Standing, sign, standing, texts
from laufmappe.catalogs.words import Words, compile_stale
from laufmappe.cli import options as shared
from laufmappe.cli.room import hints
from laufmappe.content.load import load
from laufmappe.domain.guide import Guide, Locale

Step = Callable[[argparse.Namespace, Guide, Sequence[Locale]], int]


def add(commands: shared.Commands) -> None:
    """Add the command with its steps."""
    parser = commands.add_parser("i18n", help="Übersetzungen: laufmappe i18n --help")
    steps = parser.add_subparsers(required=True, metavar="SCHRITT")
    made = {name: _step(steps, name, text, run) for name, (text, run) in STEPS.items()}
    made["reviewed"].add_argument("--by", default="", metavar="KÜRZEL",
                                  help="wer gelesen hat: ein bis acht Buchstaben")
    made["reviewed"].add_argument("--all", action="store_true", help="alle Texte der Sprache")
    made["reviewed"].add_argument("--file", default="", metavar="DATEI", help=(
        "nur Texte aus dieser Datei, zum Beispiel content/questions/20-need.yaml"))
    made["reviewed"].add_argument("--text", action="append", default=[], metavar="DEUTSCH",
                                  help="nur dieser deutsche Text; der Anfang genügt")
    for name in ("export", "import"):
        made[name].add_argument("path", type=Path, metavar="DATEI", help="Datei .xlf oder .csv")
    made["import"].add_argument("--by", default="", metavar="KÜRZEL", help=(
        "wer für Texte einsteht, die als fertig zurückkommen; ohne bleibt alles Entwurf"))
    made["add"].add_argument("--name", default="", help="Name der Sprache in der Sprache selbst")
    made["add"].add_argument("--german", default="", help="Name der Sprache auf Deutsch")
    made["add"].add_argument("--format", default="", help=(
        "Sprache für Datum und Zahlen, wo CLDR die Sprache nicht kennt"))
    made["add"].add_argument("--rtl", action="store_true", help="läuft von rechts nach links")
    made["preview"].add_argument("--port", type=int, default=8001)


def _step(steps: shared.Commands, name: str, text: str, run: Step) -> argparse.ArgumentParser:
    parser = shared.command(steps, name, text, partial(_run, run))
    many = name in {"update", "compile", "check", "status"}
    if name not in {"extract", "readability"}:
        parser.add_argument("languages", metavar="SPRACHE", nargs="*" if many else 1)
    return parser


def _run(step: Step, options: argparse.Namespace) -> int:
    guide = load(shared.folder(options))
    wanted = getattr(options, "languages", [])
    if step is _add:
        return step(options, guide, [])
    return step(options, guide, _chosen(guide, wanted))


def _chosen(guide: Guide, wanted: Sequence[str]) -> list[Locale]:
    """Return the languages by their codes or folders; all but German where none is named."""
    known = [each for each in guide.locales.values() if each.code != "de"]
    found = []
    for name in wanted:
        matching = [each for each in known if name in (each.code, each.folder)]
        if name == "de":
            raise ValueError("Deutsch ist die Quelle und hat keinen Katalog; die deutschen Texte "
                             "stehen in content/ und in den Vorlagen.")
        if not matching:
            raise ValueError(f"Die Sprache „{name}“ gibt es nicht. Es gibt: "
                             f"{', '.join(each.code for each in known)}. "
                             f"Neu anlegen: laufmappe i18n add {name}")
        found += matching
    return found if wanted else known


def _folders(languages: Sequence[Locale]) -> list[str]:
    return [each.folder for each in languages]


def _extract(_options: argparse.Namespace, _guide: Guide, _languages: Sequence[Locale]) -> int:
    print(f"{extract()} Texte in translations/messages.pot")
    return shared.FINE


def _update(_options: argparse.Namespace, _guide: Guide, languages: Sequence[Locale]) -> int:
    update(_folders(languages))
    return shared.FINE


def _compile(_options: argparse.Namespace, _guide: Guide, languages: Sequence[Locale]) -> int:
    compile_stale(_folders(languages))
    return shared.FINE


def _check(options: argparse.Namespace, guide: Guide, languages: Sequence[Locale]) -> int:
    folders = _folders(languages)
    findings = check_catalogs(folders, guide.names)
    if not any("messages.po" in each for each in findings):  # damaged or missing: told above
        compile_stale(folders)
        findings += alike(guide, folders)
    hinted = [] if findings else [each for locale in languages for each in hints(guide, locale)]
    if options.json:
        shared.as_json({"findings": findings, "hints": hinted, "catalogs": len(folders)})
    else:
        shared.lines(*findings, *hinted, f"Befunde: {len(findings)} in {len(folders)} Katalogen")
    return shared.WRONG if findings else shared.FINE


def alike(guide: Guide, folders: Sequence[str]) -> Iterator[str]:
    """Yield where two options of one question read the same in a translation."""
    for folder in folders:
        words = Words(folder)
        for question in guide.questions.values():
            seen: set[str] = set()
            for option in question.options.values():
                text = words.text(option.text)
                if text in seen:
                    yield f"{folder}: zwei Antworten von „{question.text}“ heißen gleich: {text}"
                seen.add(text)


def _status(options: argparse.Namespace, guide: Guide, languages: Sequence[Locale]) -> int:
    wrong = check_catalogs(_folders(languages), guide.names)
    found, damaged = list[Standing](), list[str]()
    for locale in languages:
        number = sum(text.startswith((f"{locale.folder}:", f"{locale.folder}/")) for text in wrong)
        try:
            each = standing(locale, number)
        except files.CatalogError as error:
            damaged.append(str(error))
            continue
        found += [each] if each else []
    if options.json:
        shared.as_json({"languages": [each.values() for each in found], "damaged": damaged})
    else:
        shared.lines(*_table(found), *damaged)
    return shared.WRONG if damaged else shared.FINE


def _table(found: Sequence[Standing]) -> Iterator[str]:
    heads = ("Sprache", "Texte", "fehlen", "Entwurf", "geprüft", "geändert", "Befunde")
    lines = [heads, *((each.code, each.texts, each.empty, each.draft + each.unsealed, each.checked,
                       each.changed, each.findings) for each in found)]
    for first, *rest in lines:
        yield f"{first:<12}{''.join(f'{each!s:>10}' for each in rest)}"
    yield "geändert: seit der Prüfung geändert, gilt wieder als Entwurf"


def _reviewed(options: argparse.Namespace, _guide: Guide, languages: Sequence[Locale]) -> int:
    """Mark what somebody has read; without choice seal the marks that were set in the editor."""
    (locale,) = languages
    catalog = files.read(locale.folder)
    chosen = options.all or options.file or options.text
    if not options.by:
        if chosen:
            raise ValueError("Bitte mit --by sagen, wer gelesen hat: ein bis acht Buchstaben.")
        return _seal(locale)
    wanted = [each for each in texts(catalog) if options.all or (
        options.file and any(options.file in place for place, _ in each.locations)) or any(
        reviews.first(each).startswith(begin) for begin in options.text)]
    if not wanted and chosen:
        raise ValueError("Kein Text passt dazu. Steht --file so da wie in der .po-Datei, und fängt "
                         "--text so an wie der deutsche Text?")
    if not wanted:
        raise ValueError("Bitte sagen, was gelesen ist: --all, --file DATEI oder --text DEUTSCH.")
    done, left = sign(locale.folder, options.by, shared.today(), wanted, catalog)
    shared.lines(*left, f"{done} Texte als geprüft vermerkt ({options.by})")
    return shared.WRONG if left else shared.FINE


def _seal(locale: Locale) -> int:
    catalog = files.read(locale.folder)
    done, left = 0, list[str]()
    waiting: dict[str, list[Message]] = {}
    for message in texts(catalog):
        mark = reviews.mark(message)
        if mark and reviews.state(message) is reviews.State.UNSEALED:
            waiting.setdefault(mark.by, []).append(message)
    for by, wanted in waiting.items():
        number, wrong = sign(locale.folder, by, shared.today(), wanted, catalog)
        done, left = done + number, left + wrong
    shared.lines(*left, f"{done} Vermerke besiegelt")
    return shared.WRONG if left else shared.FINE


def _readability(options: argparse.Namespace, guide: Guide, _languages: Sequence[Locale]) -> int:
    """List German texts that are harder than B1, with the reason that is given for them."""
    names = [*(each.german for each in glossary.load() if each.stays), *guide.names]
    found = list(readability.hard((reviews.first(each) for each in texts(template())), names))
    reasons = readability.reasons()
    open_ones = [each for each in found if each.text not in reasons]
    stale = sorted(set(reasons) - {each.text for each in found})
    if options.json:
        shared.as_json({"hard": [{"text": each.text, "level": each.level, "longest": each.longest,
                                  "reason": reasons.get(each.text)} for each in found],
                        "without_reason": len(open_ones), "not_needed": stale})
    else:
        shared.lines(*(f"{each.level or 0:5.1f} {each.longest:3d}  {each.text}  "
                       f"[{reasons.get(each.text, 'ohne Grund: bitte kürzen')}]"
                       for each in found),
                     *(f"Grund nicht mehr nötig: {text}" for text in stale),
                     f"{len(found)} schwere Texte, {len(open_ones)} ohne Grund")
    return shared.WRONG if open_ones or stale else shared.FINE


def _export(options: argparse.Namespace, _guide: Guide, languages: Sequence[Locale]) -> int:
    (locale,) = languages
    catalog = files.read(locale.folder)
    table = options.path.suffix.lower() == ".csv"
    text = exchange.to_csv(catalog, locale.tag) if table else exchange.to_xliff(catalog, locale.tag)
    options.path.write_bytes(text.encode())
    print(f"Geschrieben: {options.path}")
    return shared.FINE


def _import(options: argparse.Namespace, _guide: Guide, languages: Sequence[Locale]) -> int:
    (locale,) = languages
    catalog = files.read(locale.folder)
    taken = exchange.take(catalog, exchange.read(options.path.read_bytes(), locale.tag),
                          options.by, shared.today())
    files.write(files.po_path(locale.folder), catalog)
    shared.lines(*(f"{locale.folder}: nicht übernommen, {each}" for each in taken.left),
                 f"{taken.changed} Texte geändert, {taken.checked} als geprüft vermerkt, "
                 f"{len(taken.left)} nicht übernommen")
    return shared.WRONG if taken.left else shared.FINE


def _add(options: argparse.Namespace, guide: Guide, _languages: Sequence[Locale]) -> int:
    """Offer one more language: a line in locales.yaml and an empty .po file."""
    locale = offered.new(options.languages[0], options.name, options.german, options.format,
                         rtl=options.rtl)
    if locale.code in guide.locales:
        raise ValueError(f"Die Sprache „{locale.code}“ gibt es schon.")
    offered.write(shared.folder(options), locale)
    update([locale.folder])
    print(f"{locale.german} ({locale.name}): {files.po_path(locale.folder)}\nJetzt die Datei "
          f"übersetzen, dann: laufmappe i18n check {locale.code}")
    return shared.FINE


def _preview(options: argparse.Namespace, _guide: Guide, languages: Sequence[Locale]) -> int:
    """Show every text of a language in place, refreshed whenever its file is saved."""
    from laufmappe.web.preview import serve  # noqa: PLC0415 - slow; one step needs it

    print(f"Alle Texte, gleich: http://localhost:{options.port}/vorschau (beenden mit Strg+C)",
          flush=True)
    serve(languages[0].code, shared.folder(options), options.port)
    return shared.FINE


STEPS: Mapping[str, tuple[str, Step]] = {
    "extract": ("alle deutschen Texte nach translations/messages.pot sammeln", _extract),
    "update": (".po-Dateien auf den neuen Stand bringen", _update),
    "compile": (".po in .mo übersetzen (machen run und test von selbst)", _compile),
    "check": ("sagen, was an Übersetzungen falsch ist", _check),
    "status": ("zeigen, wie weit jede Sprache ist", _status),
    "reviewed": ("Gelesenes als geprüft vermerken", _reviewed),
    "readability": ("schwere deutsche Texte zeigen", _readability),
    "export": ("eine Sprache als XLIFF 2 oder CSV schreiben", _export),
    "import": ("eine Sprache aus XLIFF 2 oder CSV übernehmen", _import),
    "add": ("eine Sprache dazu anbieten", _add),
    "preview": ("jeden Text an seinem Ort zeigen, während man übersetzt", _preview),
}
