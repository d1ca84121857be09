"""Web addresses: where they stand in the files, and whether their form can be right."""

import re
from collections.abc import Iterator

from laufmappe.content.check.files import Files
from laufmappe.content.finding import Finding
from laufmappe.content.reading import Document, Place, Value

BASE = "map_url"  # no address yet: the page adds a place to it
KEYS = ("url", "website", "exit_url", BASE)
PLACE = "Weg"
LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
HOST = re.compile(rf"(?=.{{1,253}}$){LABEL}(?:\.{LABEL})+", re.IGNORECASE)
PORT = re.compile("[1-9][0-9]{0,4}")
LAST_PORT = 65535
STRAY = ".,;:"
ODD = """<>"{}|\\^`„“”"""
COPY = "Bitte die Adresse neu aus dem Browser kopieren."


def findings(files: Files) -> Iterator[Finding]:
    """Yield what is wrong with the form of each web address; nothing is fetched."""
    for document in files.folder.documents.values():
        for place, url in written(document):
            wrong = fault(url + PLACE if place[-1] == BASE else url)
            if wrong:
                yield document.finding(place, wrong)
            elif place[-1] == "website" and url.startswith("http://"):
                yield document.finding(place, (
                    f"„{url}“ ist nicht verschlüsselt. Bitte prüfen, ob die Seite auch mit "
                    "https:// erscheint, und dann https:// schreiben."), error=False)


def written(document: Document) -> Iterator[tuple[Place, str]]:
    """Yield each web address of a document with its place."""
    yield from _walk(document.value, ())


def _walk(value: Value, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _walk(each, (*place, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _walk(each, (*place, index))
    elif place and place[-1] in KEYS:
        yield place, value


def fault(url: str) -> str:
    """Return what is wrong with the form of an address and what to do; "" where it is sound."""
    scheme, _, rest = url.partition("://")
    if " " in url or not url.isprintable():
        return f"In „{url}“ steht ein Leerzeichen oder ein unsichtbares Zeichen. {COPY}"
    odd = set(url).intersection(ODD)
    if odd:
        return f"In „{url}“ gehört {' '.join(sorted(odd))} nicht dazu. {COPY}"
    if scheme not in {"http", "https"}:
        return f"„{url}“ ist keine Web-Adresse. Bitte mit https:// beginnen."
    if url[-1] in STRAY or (url[-1] == ")" and url.count("(") < url.count(")")):
        return f"Am Ende von „{url}“ gehört „{url[-1]}“ nicht dazu. Bitte streichen."
    return _server_fault(url, re.split("[/?#]", rest)[0])


def _server_fault(url: str, server: str) -> str:
    """Return what is wrong with the part between // and the path."""
    if "@" in server:
        return f"In „{url}“ steht vor dem @ ein Name. Bitte alles zwischen // und @ samt @ " \
               "streichen; Namen und Passwörter gehören nie in die Inhalte."
    host, colon, port = server.partition(":")
    if colon and not (PORT.fullmatch(port) and int(port) <= LAST_PORT):
        return f"In „{url}“ ist „:{port}“ kein Anschluss (Port, 1 bis {LAST_PORT}). Bitte " \
               "streichen."
    try:
        sound = HOST.fullmatch(host.encode("idna").decode())
    except UnicodeError:
        sound = None
    return "" if sound else f"In „{url}“ ist „{host}“ kein Name einer Seite wie " \
                            f"www.example.org. {COPY}"
