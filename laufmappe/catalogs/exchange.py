"""Catalogs for agencies (XLIFF 2.0) and volunteers (CSV), and back, with context and marks.

A text is known by its German: what has changed there meanwhile is not taken and is named. Marks
of who has checked travel along; an agency's `final` counts as checked by whoever imports it.
"""

import csv
import datetime
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, ParseError, SubElement

from babel.messages.catalog import Catalog, Message

from laufmappe.catalogs import findings, reviews
from laufmappe.catalogs.reviews import State
from laufmappe.catalogs.standing import texts
from laufmappe.catalogs.wording import SIMPLE

XLIFF = "urn:oasis:names:tc:xliff:document:2.0"
COLUMNS = ("id", "deutsch", "uebersetzung", "hinweis", "wo", "stand", "geprueft", "sprache")
STATES = {State.EMPTY: "initial", State.CHECKED: "final"}
LARGEST = 20_000_000


class ExchangeError(ValueError):
    """A file that came back cannot be read; the text says why."""


@dataclass
class Row:
    """One text on its way: `form` counts the forms of a plural, else 0."""

    id: str
    german: str
    text: str
    form: int = 0
    notes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    state: str = ""
    checked: str = ""


@dataclass
class Taken:
    """What came in: how many texts changed, were marked as checked, and what was left out."""

    changed: int = 0
    checked: int = 0
    left: list[str] = field(default_factory=list)


def rows(catalog: Catalog) -> Iterator[Row]:
    """Yield a catalog text by text, each form of a plural by itself."""
    for message in texts(catalog):
        state = reviews.state(message)
        known = reviews.mark(message)
        for form, text in enumerate(reviews.texts(message)):
            german = message.id if isinstance(message.id, str) else message.id[min(form, 1)]
            yield Row(f"{ident(message)}-{form}" if isinstance(message.id, tuple) else
                      ident(message), german, text, form, tuple(message.auto_comments),
                      tuple(place for place, _ in message.locations), state.value,
                      known.by if known and state is State.CHECKED else "")


def ident(message: Message) -> str:
    """Return what a text is known by: a hash of its German and its context."""
    ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    whole = "\0".join((message.context or "", *map(str, ids)))
    return f"t{hashlib.sha256(whole.encode()).hexdigest()[:12]}"


def to_csv(catalog: Catalog, tag: str) -> str:
    """Return a catalog as CSV with semicolons, as German spreadsheets open it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for row in rows(catalog):
        writer.writerow([row.id, row.german, row.text, " / ".join(row.notes),
                         ", ".join(row.places), row.state, row.checked, tag])
    return "\ufeff" + out.getvalue()


def to_xliff(catalog: Catalog, tag: str) -> str:
    """Return a catalog as XLIFF 2.0, with notes and places, for the language with this tag."""
    root = Element("xliff", {"xmlns": XLIFF, "version": "2.0", "srcLang": "de", "trgLang": tag})
    file = SubElement(root, "file", {"id": "laufmappe"})
    for row in rows(catalog):
        unit = SubElement(file, "unit", {"id": row.id})
        notes = SubElement(unit, "notes")
        for note in row.notes:
            SubElement(notes, "note", {"category": "context"}).text = note
        for place in row.places:
            SubElement(notes, "note", {"category": "location"}).text = place
        if row.checked:
            SubElement(notes, "note", {"category": "checked"}).text = row.checked
        if not len(notes):
            unit.remove(notes)
        state = next((name for each, name in STATES.items() if each.value == row.state),
                     "translated")
        segment = SubElement(unit, "segment", {"state": state})
        SubElement(segment, "source").text = row.german
        if row.text:
            SubElement(segment, "target").text = row.text
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def read(data: bytes, tag: str) -> list[Row]:
    """Return the texts of a file in either form; raises ExchangeError in words.

    `tag`: of the language it is to be for; a file that says another one is refused.
    """
    if len(data) > LARGEST:
        raise ExchangeError("Die Datei ist zu groß.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExchangeError("Die Datei ist nicht in UTF-8 gespeichert. In der Tabelle bitte "
                            "„CSV UTF-8“ wählen.") from error
    try:
        return list(_of_xliff(text, tag) if text.lstrip().startswith("<") else _of_csv(text, tag))
    except csv.Error as error:
        raise ExchangeError(f"Die Tabelle ist beschädigt ({error}). Häufig fehlt ein "
                            "Anführungszeichen am Ende eines Textes.") from error


def _same(found: str, tag: str) -> None:
    if found and found.casefold() != tag.casefold():
        raise ExchangeError(f"Die Datei ist für die Sprache „{found}“, nicht für „{tag}“.")


def _of_csv(text: str, tag: str) -> Iterator[Row]:
    first = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in first else ",")
    missing = {"id", "deutsch", "uebersetzung"} - set(reader.fieldnames or ())
    if missing:
        raise ExchangeError(f"Der Datei fehlen die Spalten: {', '.join(sorted(missing))}. "
                            "Die erste Zeile muss bleiben, wie sie war.")
    for each in reader:
        _same((each.get("sprache") or "").strip(), tag)
        yield Row(each["id"] or "", each["deutsch"] or "", (each["uebersetzung"] or "").strip(),
                  checked=(each.get("geprueft") or "").strip())


def _of_xliff(text: str, tag: str) -> Iterator[Row]:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ExchangeError("Die Datei enthält eine DTD. Bitte ohne sie speichern.")
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - no DTD, no entities: see above
    except ParseError as error:
        raise ExchangeError(f"Die Datei ist beschädigt, Zeile {error.position[0]}.") from error
    if root.tag != f"{{{XLIFF}}}xliff":
        raise ExchangeError("Das ist keine Datei in XLIFF 2.0.")
    _same(root.get("trgLang", ""), tag)
    names = {"x": XLIFF}
    for unit in root.iterfind(".//x:unit", names):
        segments = unit.findall("x:segment", names)
        marks = [note.text or "" for note in unit.iterfind("x:notes/x:note", names)
                 if note.get("category") == "checked"]
        final = segments and all(each.get("state") == "final" for each in segments)
        yield Row(unit.get("id", ""), _joined(unit, "source"), _joined(unit, "target"),
                  state="final" if final else "", checked=marks[0] if marks else "")


def _joined(unit: Element, name: str) -> str:
    """Return what a unit says, with the spaces that a tool put between its segments.

    Between them a target may be missing: then the space of the source stands there.
    """
    found = []
    for each in unit:
        if each.tag in {f"{{{XLIFF}}}segment", f"{{{XLIFF}}}ignorable"}:
            part = each.find(f"{{{XLIFF}}}{name}")
            if part is None and each.tag.endswith("ignorable"):
                part = each.find(f"{{{XLIFF}}}source")
            found.append(part)
    return "".join("".join(each.itertext()) for each in found if each is not None).strip()


def take(catalog: Catalog, given: list[Row], by: str, day: datetime.date) -> Taken:
    """Put texts that came back into a catalog; what is wrong is left out and told in words.

    `by`: who answers for texts that come back as final or checked; "" marks none.
    """
    taken, known = Taken(), {ident(each): each for each in texts(catalog)}
    for name, parts in _whole(given).items():
        message = known.get(name)
        german = findings.key(message) if message else parts[0].german
        if message is None or parts[0].german != german:
            taken.left.append(f"den deutschen Text gibt es nicht mehr so: {parts[0].german}")
            continue
        before = reviews.texts(message)
        fresh = [part.text for part in parts]
        if not all(fresh) or len(fresh) != len(before):
            continue
        wrong = _wrong(message, fresh, catalog)
        if wrong:
            taken.left.append(f"{wrong}: {german}")
            continue
        if fresh != before:
            message.string = fresh[0] if isinstance(message.id, str) else tuple(fresh)
            taken.changed += 1
        if by and all(part.state == "final" or part.checked for part in parts) and (
                reviews.state(message) is not State.CHECKED):
            reviews.sign(message, by, day)
            taken.checked += 1
    return taken


def _whole(given: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in given:
        found.setdefault(row.id.split("-")[0], []).append(row)
    for parts in found.values():  # whoever sorted the table has sorted the forms too
        parts.sort(key=lambda row: int(number) if (
            number := row.id.rpartition("-")[2]).isdecimal() else 0)
    return found


def _wrong(message: Message, fresh: list[str], catalog: Catalog) -> str:
    plural = not isinstance(message.id, str)
    tried = Message(message.id, tuple(fresh) if plural else fresh[0])
    german = str(catalog.locale) == SIMPLE
    return next(findings.problems(tried, catalog.num_plurals, german=german), "")
