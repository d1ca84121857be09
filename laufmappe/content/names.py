"""Names of things in German, looked up in two guides: in the new one, else in the old one."""

from collections.abc import Iterable

from laufmappe.domain.guide import Guide
from laufmappe.domain.question import Question, ages

OLDEST = 120
FIELDS = {
    "service": {
        "name": "Name", "organization": "Träger", "summary": "Beschreibung", "phones": "Telefon",
        "dial": "Nummer, die gewählt wird", "address": "Anschrift", "email": "E-Mail",
        "website": "Webseite", "hours": "Öffnungszeiten", "opening": "Öffnungszeiten zum Rechnen",
        "phone_hours": "Zeiten am Telefon", "appointment": "Termin",
        "appointment_note": "Satz zum Termin", "cost": "Kosten", "languages": "Sprachen",
        "access": "Zugang", "audience": "Für wen", "confidential": "Vertraulich", "kind": "Art",
        "public_body": "Amt", "exposure": "Meldepflicht", "state": "Wie sicher die Angaben sind",
        "as_of": "Stand der Angaben",
    },
    "office": {
        "name": "Name der Art", "title": "Überschrift", "does": "Was man dort tut",
        "gap": "Satz zur Lücke", "exposure": "Meldepflicht", "public_body": "Amt",
        "gives": "Papiere, die es dort gibt", "wants": "Papiere, die man braucht",
    },
    "role": {"title": "Aufgabe", "sign": "Zeichen", "urgency": "Dringlichkeit"},
    "deadline": {"text": "Frist", "urgency": "Dringlichkeit der Frist"},
}
VALUES = {
    "yes": "ja", "no": "nein", "either": "je nach Stelle", "none": "muss nichts melden",
    "reports": "muss melden", "assured": "zugesichert", "sourced": "belegt",
    "unconfirmed": "noch nicht bestätigt", "undated": "ohne Datum", "now": "sofort",
    "soon": "in den nächsten Wochen", "later": "später", "place": "vor Ort",
    "phone": "am Telefon", "online": "im Internet", "info": "Auskunft",
    "required": "nur mit Termin", "walk-in": "ohne Termin", "partly": "nur unter Bedingungen",
    "some_ages": "nicht für jedes Alter dieser Gruppe",
    "partly some_ages": "nur unter Bedingungen, nicht für jedes Alter dieser Gruppe",
}
CODED = frozenset({"confidential", "kind", "public_body", "exposure", "state", "as_of", "urgency",
                   "appointment"})


class Names:
    """Names of services, kinds of offices, time limits and languages of either guide."""

    def __init__(self, old: Guide, new: Guide) -> None:
        self._services = {**old.services, **new.services}
        self._offices = {**old.offices, **new.offices}
        self._roles = {**old.roles, **new.roles}
        self._deadlines = {**old.deadlines, **new.deadlines}
        self._locales = {**old.locales, **new.locales}

    def pair(self, pair: str) -> str:
        """Return the kind of office of a station, with the words that stand in the files."""
        return f"„{self._offices[pair.partition('/')[2]].name}“ ({pair})"

    def services(self, ids: Iterable[str]) -> str:
        """Return the names of services."""
        return ", ".join(f"„{self._services[each].name}“" for each in ids)

    def deadline(self, name: str) -> str:
        """Return the text of a time limit; "" where none is meant."""
        return self._deadlines[name].text if name else ""

    def things(self, kind: str, ids: Iterable[str]) -> str:
        """Return the names of services, kinds of offices or roles."""
        if kind == "service":
            return self.services(ids)
        if kind == "office":
            return ", ".join(f"„{self._offices[each].name}“" for each in ids)
        return ", ".join(f"„{self._roles[each].title}“" for each in ids)

    def languages(self, codes: Iterable[str]) -> str:
        """Return the German names of languages as far as the guide knows them."""
        return ", ".join((self._locales[code].german if code in self._locales else code)
                         or "andere Sprachen" for code in codes)


def value(field: str, text: str) -> str:
    """Return a text as people say it."""
    return VALUES.get(text, text) if field in CODED else text


def options(question: Question, chosen: Iterable[str], every: Iterable[str]) -> str:
    """Return answers in words; "alle" or "alle außer" where that is shorter."""
    meant = [name for name in dict.fromkeys(every) if name in question.options]
    have = [name for name in meant if name in set(chosen)]
    left = [name for name in meant if name not in set(have)]
    if not left:
        return "alle"
    few, sign = (left, "alle außer ") if len(left) * 3 < len(have) else (have, "")
    return sign + ", ".join(f"„{question.options[name].text.rstrip('.')}“" for name in few)


def bands(chosen: Iterable[str], every: Iterable[str]) -> str:
    """Return ages in words, neighbours joined: "unter 3 Jahren, 27–66 Jahre, nicht gesagt".

    `chosen`: age bands, "" for not said; `every`: those there are.
    """
    have = set(chosen)
    joined: list[tuple[int, int]] = []
    for low, high in sorted(map(ages, have - {""})):
        if joined and joined[-1][1] + 1 >= low:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    spans = [ages(name) for name in every]
    whole = (min(low for low, _ in spans), max(high for _, high in spans))
    texts = ["alle" if "" in have else "alle, die es sagen"]
    if joined != [whole]:
        texts = [_span(low, high) for low, high in joined] + ["nicht gesagt"] * ("" in have)
    return ", ".join(texts)


def _span(low: int, high: int) -> str:
    if high > OLDEST:
        return f"ab {low} Jahren"
    if not low:
        return f"unter {high + 1} {'Jahren' if high else 'Jahr'}"
    return f"{low} Jahre" if low == high else f"{low}–{high} Jahre"
