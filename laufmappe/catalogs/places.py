"""Where a text stands, in words for translators: a button of which page, a word on which paper."""

import re
from functools import lru_cache
from pathlib import Path

from laufmappe.paths import DATA

PAGES = {
    "layout/base": "auf jeder Seite", "layout/foot": "unten auf jeder Seite",
    "layout/head": "oben auf jeder Seite", "components/second": "auf der Seite „Ihr Weg“",
    "components/top": "auf der Seite „Ihr Weg“", "components/below": "auf der Seite „Ihr Weg“",
    "components/take": "auf der Seite „Ihr Weg“", "components/end": "auf der Seite „Ihr Weg“",
    "components/exact": "auf der Seite „Ihr Weg“",
    "components/emergency": "bei den Notrufnummern", "components/facts": "bei einer Stelle",
    "components/stop": "bei einer Station", "components/folded": "bei einer Station",
    "components/kept": "auf der Seite „Ihr Weg“", "components/option": "bei einer Antwort",
    "errors/error": "auf der Seite zu einem Fehler", "errors/paper": "wenn das PDF nicht geht",
    "public/accessibility": "auf der Seite zur Barrierefreiheit",
    "public/check": "auf der Seite, auf der man seine Antworten prüft",
    "public/code": "auf der Seite, auf der man einen Code eingibt",
    "public/date": "auf der Seite, auf der man einen Termin in den Kalender übernimmt",
    "public/delete": "auf der Seite „Alles löschen“",
    "public/directory": "im Verzeichnis der Stellen",
    "public/help": "auf der Seite mit den Notrufnummern",
    "public/how": "auf der Seite „So geht es“",
    "public/imprint": "im Impressum",
    "public/language": "auf der Seite, auf der man die Sprache wählt",
    "public/offline": "auf der Seite ohne Netz", "public/privacy": "auf der Seite zum Datenschutz",
    "public/question": "auf der Seite mit einer Frage",
    "public/service": "auf der Seite einer Stelle",
    "public/start": "auf der Startseite", "public/way": "auf der Seite „Ihr Weg“",
    "public/wording": "auf der Seite, auf der man eine falsche Übersetzung meldet",
    "public/wrong": "auf der Seite, auf der man einen Fehler bei einer Stelle meldet",
    "style/style": "auf einer Seite für Entwickler",
}
PROGRAM = {
    "web/paper/mappe.py": "auf der gedruckten Laufmappe",
    "web/paper/neutral.py": "auf der gedruckten neutralen Laufmappe",
    "web/paper/cards.py": "auf gedruckten Karten zum Zeigen",
    "web/paper/slips.py": "auf einem gedruckten Verweis oder Gutschein",
    "web/paper/poster.py": "auf dem Plakat", "web/paper/writer.py": "bei einer Stelle, auf Papier",
    "web/carry.py": "in einem Kalendereintrag oder Kontakt", "web/card.py": "bei einer Station",
    "web/locale.py": "bei einer Stelle oder am Fuß der Seite",
    "web/stored.py": "in einer Mappe vom Schalter",
    "domain/report.py": "Knopf zum Melden eines Fehlers",
    "web/desk/new.py": "in einer Mappe vom Schalter",
}
TAGS = {
    "h1": "Überschrift", "h2": "Überschrift", "h3": "Überschrift", "h4": "Überschrift",
    "title": "Titel im Browser", "button": "Knopf", "summary": "Zeile zum Aufklappen",
    "label": "Beschriftung eines Feldes", "legend": "Frage", "a": "Link", "li": "Punkt einer Liste",
    "dt": "Stichwort", "option": "Eintrag einer Auswahl",
}
OPENED = re.compile(r"<(?P<tag>[a-z][a-z0-9]*)\b(?P<rest>[^<>]*)>?(?P<inside>[^<>]*)$")
ATTRIBUTE = re.compile(r"([a-z-]+)=\"[^\"]*$")


def told(file: str, line: int, text: str) -> str:
    """Return what a text of a template or of the program is and where it stands; "" for content.

    `file`: below the checkout; `line`: from 1.
    """
    name = file.removeprefix("laufmappe/")
    if file.endswith(".py"):
        return next((f"Text {where}" if where.split()[0] != "Knopf" else where
                     for part, where in PROGRAM.items() if name == part), "Text im Programm")
    page = name.removeprefix("web/templates/").removesuffix(".html")
    return f"{_kind(DATA / file, line, text)} {PAGES.get(page, '')}".strip() if (
        file.endswith(".html")) else ""


def _kind(path: Path, line: int, text: str) -> str:
    before = "\n".join(_lines(path)[max(0, line - 3):line])
    at = before.rfind(text.split("%")[0].split("\n")[0][:24])
    before = before[:at] if at >= 0 else before
    plain = re.sub(r"\{%.*?%\}|\{\{(?!.*\{\{).*$|\{\{.*?\}\}", "", before, flags=re.DOTALL)
    attribute = ATTRIBUTE.search(plain)
    if attribute and attribute[1] in {"aria-label", "alt"}:
        return "wird vorgelesen, nicht gezeigt:"
    found = OPENED.search(plain)
    if found is None:
        return "Text"
    if found["tag"] == "a" and "btn" in found["rest"]:
        return "Knopf"
    return TAGS.get(found["tag"], "Text")


@lru_cache
def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
