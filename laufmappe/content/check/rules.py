"""Rules that name each other: ids, filters, questions, needs; and what has grown old."""

from collections.abc import Iterable, Iterator

from laufmappe.content.check.files import Files
from laufmappe.content.finding import Finding
from laufmappe.content.nearest import nearest
from laufmappe.content.reading import Place
from laufmappe.domain.condition import NOTHING
from laufmappe.domain.question import GENERIC_NUMBERS, PREFER_NOT
from laufmappe.domain.rules import BASE, Branch, Filter, Send

FILTERS = "rules/filters.yaml"
SWITCHES = "rules/switches.yaml"
PRINCIPLES = "rules/principles.yaml"
NEEDED = {
    "who": {"me", "child", "family"},
    "need": {"first_steps"},
    "age": set(),
    "children": set(),
    "status": {"no_papers", PREFER_NOT},
}
"""Questions and options that the program itself knows."""
HIDDEN = frozenset({"no_papers", PREFER_NOT})
"""Who must not be seen by an office that reports (rules.md, Exposure)."""
LAST_NUMBER = 31
SECTIONS = ("advice", "safety")


def missing(files: Files) -> list[Finding]:
    """Return a finding for each question without which nothing else can be checked."""
    return [Finding("questions", 1, f"Es fehlt die Frage „{name}“; ohne sie geht nichts.")
            for name in NEEDED if name not in files.guide.questions]


def findings(files: Files) -> Iterator[Finding]:
    """Yield what is wrong with questions, tables, filters and switches."""
    yield from _ids(files)
    yield from _switches(files)
    yield from _known_questions(files)
    yield from _options(files)
    yield from _bands(files)
    yield from _needs(files)
    for index, each in enumerate(files.guide.filters):
        yield from _filter(files, each, ("filters", index))
    for index, principle in enumerate(files.guide.principles):
        yield from (files.error(PRINCIPLES, ("principles", index, "rows"), (
            f"Die Zeile „{row}“ gibt es hier nicht.{nearest(row, files.guide.rows)}"))
            for row in sorted(principle.rows - set(files.guide.rows)))
    for written in files.rows:
        row = written.row
        yield from files.stale(written.file, written.place, row.sources)
        if not row.valid(files.today):
            yield files.warning(written.file, (*written.place, "valid"), (
                f"Die Zeile {row.id} gilt heute nicht (valid). Bitte Gesetz lesen und die Zeile "
                "ändern; bis dahin steht statt ihres Satzes ein Hinweis auf die Beratung."))


def _ids(files: Files) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    places: list[tuple[str, str, Place]] = [
        (written.row.id, written.file, (*written.place, "id")) for written in files.rows]
    places += [(each.id, FILTERS, ("filters", index, "id"))
               for index, each in enumerate(files.guide.filters)]
    places += [(each.id, PRINCIPLES, ("principles", index, "id"))
               for index, each in enumerate(files.guide.principles)]
    places += [(each.id, PRINCIPLES, ("promises", index, "id"))
               for index, each in enumerate(files.guide.promises)]
    for name, file, place in places:
        if name in seen:
            yield files.error(file, place, f"„{name}“ gibt es schon in {seen[name]}. "
                                           "Bitte einen anderen Namen wählen.")
        seen.setdefault(name, file)
    for name in files.guide.switches:
        if name in files.guide.questions:
            yield files.error(SWITCHES, (name,), f"„{name}“ heißt schon eine Frage. "
                                                 "Bitte den Schalter anders nennen.")


def _switches(files: Files) -> Iterator[Finding]:
    """Yield switches that stand nowhere, or where they cannot."""
    for name, switch in files.guide.switches.items():
        days = [day for day, _ in switch.values]
        if not days or days != sorted(days):
            yield files.error(SWITCHES, (name, "values"), (
                "Ein Schalter braucht mindestens eine Zeile mit „from“ und „value“, die frühesten "
                "zuerst."))
        for index, (_, value) in enumerate(switch.values):
            if value not in switch.options:
                yield files.error(SWITCHES, (name, "values", index), (
                    f"Den Wert „{value}“ hat der Schalter nicht.{nearest(value, switch.options)}"))


def _known_questions(files: Files) -> Iterator[Finding]:
    questions = files.guide.questions
    for name, options in NEEDED.items():
        for option in sorted(options - {key for key, each in questions[name].options.items()
                                        if each.own}):
            yield files.error(files.questions[name], ("options",), (
                f"Der Frage „{name}“ fehlt die Antwort „{option}“, die das Programm kennt."))
    for option in HIDDEN - questions["status"].groups.get("hidden", NOTHING):
        yield files.error(files.questions["status"], ("groups",), (
            f"In der Gruppe „hidden“ fehlt {option}: Bei diesen Antworten wird kein Amt gezeigt, "
            "das melden muss."))


def _options(files: Files) -> Iterator[Finding]:
    for name, question in files.guide.questions.items():
        file = files.questions[name]
        if not 0 < question.number <= LAST_NUMBER:
            yield files.error(file, ("number",), (
                f"Die Nummer {question.number} passt nicht in den Code. Bitte eine freie von 1 bis "
                f"{LAST_NUMBER} nehmen."))
        seen: dict[str, str] = {}
        for key, option in question.options.items():
            if option.text in seen:
                yield files.error(file, ("options", key, "text"), (
                    f"„{key}“ und „{seen[option.text]}“ lesen sich gleich. Bitte einen Text "
                    "ändern."))
            seen.setdefault(option.text, key)
        if question.default and question.default not in question.options:
            near = nearest(question.default, question.options)
            yield files.error(file, ("default",), f"Die Antwort „{question.default}“ gibt es "
                                                  f"nicht.{near}")


def _bands(files: Files) -> Iterator[Finding]:
    """Bands of children are read by rules for `age`: id, number and words must be the same."""
    questions = files.guide.questions
    age = questions["age"].options
    for key, option in questions["children"].options.items():
        if key in GENERIC_NUMBERS:
            continue
        if key not in age or (age[key].number, age[key].text) != (option.number, option.text):
            yield files.error(files.questions["children"], ("options", key), (
                f"Das Altersband „{key}“ steht in der Frage „age“ nicht genauso. Nummer und Text "
                "müssen gleich sein."))


def _needs(files: Files) -> Iterator[Finding]:
    options = files.guide.questions["need"].options
    for key in options:
        if key not in files.guide.needs and key not in GENERIC_NUMBERS:
            yield files.error(files.questions["need"], ("options", key), (
                f"Für „{key}“ fehlt die Datei rules/needs/{key}.yaml."))


def _filter(files: Files, each: Filter, place: Place) -> Iterator[Finding]:
    guide = files.guide
    named: list[tuple[str, Iterable[str], Iterable[str], str]] = [
        ("rows", each.rows, guide.rows, "Die Zeile"),
        ("why_of", filter(None, [each.why_of]), guide.rows, "Die Zeile"),
        ("tables", each.tables, SECTIONS, "Die Tabelle"),
        ("drop_deadlines", each.drop_deadlines, guide.deadlines, "Die Frist"),
        ("link", filter(None, [each.link]), guide.questions, "Die Frage"),
    ]
    for key, words, known, what in named:
        for word in sorted(words):
            if word not in known:
                yield files.error(FILTERS, (*place, key), (
                    f"{what} „{word}“ gibt es hier nicht.{nearest(word, known)}"))
    if _has_base(each.fallback):
        yield files.error(FILTERS, (*place, "fallback"), (
            "„@base“ geht hier nicht. Bitte die Stellen einzeln nennen."))


def _has_base(send: tuple[Send, ...]) -> bool:
    return any(each == BASE or (isinstance(each, Branch) and _has_base((*each.then,
                                                                        *each.otherwise)))
               for each in send)
