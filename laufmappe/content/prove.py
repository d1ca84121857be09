"""What a proof found, in German: which person, what goes wrong, which line made it."""

from collections.abc import Callable, Iterator

from laufmappe.content.check.files import Files
from laufmappe.content.finding import Finding
from laufmappe.content.reading import Place
from laufmappe.content.telling import sentence, words
from laufmappe.domain.proof import Fault, fault
from laufmappe.domain.rules import Pair

PRINCIPLES = "rules/principles.yaml"
Culprit = tuple[str, Place]


class Told:
    """Tells faults about one guide and its files."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.guide = files.guide
        self._places: dict[str, Culprit] = {
            written.row.id: (written.file, written.place) for written in files.rows}
        self._kinds: dict[str, Callable[[Fault], str]] = {
            fault.DEAD_END: self._dead_end,
            fault.FAMILY: self._family,
            fault.GAP: self._gap,
            fault.EXPOSURE: self._exposure,
            fault.SAFETY_MISSING: self._safety_missing,
            fault.SAFETY_EMPTY: self._safety_empty,
            fault.PRINCIPLE: self._principle,
            fault.PROMISE: self._promise,
            fault.SILENCE: self._silence,
            fault.CIRCLE: self._circle,
            fault.QUESTION: self._question,
            fault.VAIN: self._vain,
            fault.ROW: self._row,
        }

    def finding(self, each: Fault) -> Finding:
        """Return one fault as a finding."""
        parts = []
        if each.turned:
            stand = " und ".join(f"„{name}“ auf „{value}“" for name, value in each.turned)
            parts.append(f"Wenn der Schalter {stand} steht:")
        if each.answers is not None:
            parts.append(sentence(self.guide, each.answers))
        parts.append(self._kinds[each.kind](each))
        if each.answers is not None:
            if each.classes > 1:
                parts.append(f"So geht es {each.classes} Klassen von Antworten.")
            parts.append(f'Nachsehen: laufmappe route --answers "{words(each.answers)}"')
        file, place = self._culprit(each)
        return self.files.error(file, place, " ".join(parts))

    def _culprit(self, each: Fault) -> Culprit:
        if each.kind == fault.CIRCLE:
            return "offices.yaml", (each.rule, "wants")
        if each.kind in {fault.QUESTION, fault.VAIN}:
            return self.files.questions[each.rule], ()
        if each.kind == fault.SAFETY_MISSING:
            return "rules/safety.yaml", ("rows",)
        return self._places.get(each.row, ("rules/advice.yaml", ("rows",)))

    def _pair(self, pair: Pair | None) -> str:
        return f"„{self.guide.offices[pair.office].name}“ ({pair})" if pair else ""

    def _dead_end(self, each: Fault) -> str:
        if not each.row:
            return ("Sie hat gar keine Beratung: In rules/advice.yaml trifft keine Zeile zu. Bitte "
                    "am Ende eine Zeile ohne „when“ ergänzen.")
        if each.pair is None:
            return (f"Sie hat gar keine Beratung: Zeile {each.row} trifft zu, aber "
                    f"{_filters(each.rule)} nimmt alles weg, wohin sie schickt.")
        return (f"Sie erreicht keine Beratung: Zeile {each.row} schickt zu "
                f"{self._pair(each.pair)}. Dafür gibt es keine Stelle mit Telefon, Anschrift, "
                "E-Mail oder Webseite, die diese Person nimmt, und keine Auffangstelle ist "
                "erreichbar (site.yaml: fallbacks, filters.yaml: fallback).")

    def _family(self, each: Fault) -> str:
        return (f"Für sie ist {self._pair(each.pair)} nicht erreichbar, für andere in derselben "
                "Familie schon. Steht die Station nur einmal auf dem Weg, kann die Beratung "
                "verloren gehen. Bitte die Stelle für alle Alter öffnen oder die Zeilen trennen.")

    def _gap(self, each: Fault) -> str:
        return (f"Wegen Zeile {each.row} steht {self._pair(each.pair)} da, aber dort ist niemand "
                "erreichbar, und keine Auffangstelle springt ein (site.yaml: fallbacks, "
                "filters.yaml: fallback).")

    def _exposure(self, each: Fault) -> str:
        why = (f"services/{each.rule}.yaml hat exposure: reports" if each.rule
               else "Die Art muss melden (offices.yaml)")
        return (f"Wegen Zeile {each.row} sieht sie {self._pair(each.pair)}. {why}. Kein Filter "
                "nimmt das weg (rules/filters.yaml, only_safe und remove). Das kann einen Menschen "
                "in Gefahr bringen.")

    def _safety_missing(self, _each: Fault) -> str:
        return ("Sie hat Angst, und in rules/safety.yaml trifft keine Zeile zu: Es steht keine "
                "Hilfe vorn.")

    def _safety_empty(self, each: Fault) -> str:
        return (f"Zeile {each.row} soll sie schützen, aber {_filters(each.rule)} nimmt alles weg, "
                "wohin die Zeile schickt.")

    def _principle(self, each: Fault) -> str:
        principle = next(one for one in self.guide.principles if one.id == each.rule)
        happens = "fehlt" if each.pair in principle.always else "steht da"
        first = " zuerst" if each.pair and _among(each.pair, principle.never_first) else ""
        return (f"Wegen Zeile {each.row} {happens}{first} {self._pair(each.pair)}. Grundsatz "
                f"{each.rule}: „{principle.text}“")

    def _promise(self, each: Fault) -> str:
        return (f"Sie liest wegen Zeile {each.row}: „{each.text}“ Das gilt nicht für alle in "
                f"dieser Lage ({each.rule} in {PRINCIPLES}). Bitte die Bedingung enger oder den "
                "Satz vorsichtiger schreiben.")

    def _silence(self, each: Fault) -> str:
        return (f"Sie liest wegen Zeile {each.row}: „{each.text}“ Mit einer Antwort mehr läse sie "
                f"das nicht. Wer nichts sagt, darf nicht mehr versprochen bekommen ({each.rule} in "
                f"{PRINCIPLES}, ends).")

    def _circle(self, each: Fault) -> str:
        return (f"„{self.guide.offices[each.rule].name}“ will ein Papier, für das man zuerst dort "
                "gewesen sein muss. Bitte gives und wants prüfen.")

    def _question(self, each: Fault) -> str:
        return ("Diese Frage ändert bei niemandem den Weg. Bitte löschen oder eine Zeile "
                f"schreiben, die „{each.rule}“ liest.")

    def _vain(self, each: Fault) -> str:
        return (f"Sie wird gefragt „{self.guide.questions[each.rule].text}“, aber keine Antwort "
                "ändert ihren Weg. Bitte „ask“ enger schreiben.")

    def _row(self, each: Fault) -> str:
        return (f"Die Zeile {each.row} erreicht niemand: Davor trifft immer eine andere zu, die "
                "Antworten werden nie zusammen gefragt, oder die Filter nehmen alles weg. Bitte "
                "Bedingung und Reihenfolge prüfen oder die Zeile löschen.")

    def hints(self, faults: list[Fault]) -> Iterator[Finding]:
        """Yield one hint for each kind of thing that nobody needs, with all their names."""
        texts = {
            fault.FILTER: ("rules/filters.yaml", "Diese Filter ändern zurzeit bei niemandem etwas; "
                           "sie schützen nur, falls sich Zeilen ändern"),
            fault.OFFICE: ("offices.yaml", "Zu diesen Arten von Stellen schickt keine Zeile; sie "
                           "stehen nur im Verzeichnis"),
            fault.SERVICE: ("services", "Diese Stellen kommen auf keinem Weg vor, nur im "
                            "Verzeichnis; andere ihrer Art stehen immer davor, oder keine Zeile "
                            "schickt zu ihrer Art"),
        }
        for kind, (file, text) in texts.items():
            names = [each.rule for each in faults if each.kind == kind]
            if names:
                yield Finding(file, 1, f"{text}: {', '.join(names)}.", error=False)


def _among(pair: Pair, names: frozenset[str]) -> bool:
    return pair.role in names or str(pair) in names


def _filters(names: str) -> str:
    return f"der Filter {names}" if names else "ein Filter"
