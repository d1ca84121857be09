"""A content folder becomes a Guide, or a ContentError that names file, line and what to do."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from laufmappe.content.city import City, sources
from laufmappe.content.conditions import Names
from laufmappe.content.fields.law import OptionPart, QuestionFile, RowPart
from laufmappe.content.finding import ContentError
from laufmappe.content.folder import Folder, question_id
from laufmappe.content.reading import Document, Place
from laufmappe.domain.condition import NEVER, NOTHING, Condition
from laufmappe.domain.guide import Guide, Locale
from laufmappe.domain.question import GENERIC_NUMBERS, Option, Question
from laufmappe.domain.rules import Deadline, Filter, Pair, Principle, Promise, Row, Switch, Table
from laufmappe.domain.service import Office, Paper, Role

PRINCIPLES = "rules/principles.yaml"
GENERIC_TEXTS = {"dont_know": "Ich weiß nicht", "prefer_not": "Das möchte ich nicht sagen"}


def load(root: Path) -> Guide:
    """Read the folder `root` and return the guide.

    Raises ContentError with every finding where a file is damaged, missing or names something
    that does not exist.
    """
    return build(Folder(root))


def build(folder: Folder) -> Guide:
    """Return the guide of a folder that was read; see load()."""
    if folder.findings:
        raise ContentError(folder.findings)
    builder = _Builder(folder)
    guide = builder.guide()
    if folder.findings:
        raise ContentError(folder.findings)
    return guide


class _Builder:
    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        roles = frozenset(folder.parts["roles.yaml"].root)  # type: ignore[attr-defined]
        offices = folder.parts["offices.yaml"].root  # type: ignore[attr-defined]
        questions = folder.of("questions/*.yaml")
        options = {question_id(stem): frozenset(_all_options(part)) for stem, _, part in questions}
        switches = folder.parts["rules/switches.yaml"].root  # type: ignore[attr-defined]
        options |= {name: frozenset(part.options) for name, part in switches.items()}
        groups = {question_id(stem): {name: frozenset(words) for name, words in part.groups.items()}
                  for stem, _, part in questions}
        self.names = Names(options, groups, roles,
                           {name: tuple(part.roles) for name, part in offices.items()})

    def guide(self) -> Guide:
        city = City(self.folder, self.names)
        return Guide(
            questions=dict(self.questions()),
            safety=self.table("rules/safety.yaml", "safety"),
            duty=self.table("rules/duty.yaml", "duty"),
            advice=self.table("rules/advice.yaml", "advice"),
            needs=self.needs(),
            filters=tuple(self.filters()),
            principles=tuple(self.principles()),
            promises=tuple(self.promises()),
            deadlines=dict(self.deadlines()),
            switches={name: Switch(name, part.question, tuple(part.options), tuple(
                (each.start, each.value) for each in part.values))
                for name, part in self.part("rules/switches.yaml").root.items()},
            roles=dict(self.roles()),
            offices=dict(self.offices()),
            papers={name: Paper(name, text)
                    for name, text in self.part("papers.yaml").root.items()},
            bring={name: tuple(lines) for name, lines in self.part("bring.yaml").root.items()},
            services=dict(city.services()),
            organizations=city.organizations,
            site=city.site(),
            locales={code: Locale(code, **{**part.model_dump(), "fallbacks":
                                           tuple(part.fallbacks)})
                     for code, part in self.part("locales.yaml").root.items()},
            content_hash=self.folder.hash,
        )

    def part(self, name: str) -> Any:
        return self.folder.parts[name]

    def needs(self) -> dict[str, Table]:
        """Return the need tables by the option of the question `need` that they serve."""
        tables = {stem: self.table(f"rules/needs/{stem}.yaml", stem)
                  for stem, _, _ in self.folder.of("rules/needs/*.yaml")}
        known = self.names.options.get("need", NOTHING)
        for name in tables:
            self.folder.known(self.folder.documents[f"rules/needs/{name}.yaml"], (), name, known,
                       "Den Bedarf")
        return tables

    def roles(self) -> Iterator[tuple[str, Role]]:
        document = self.folder.documents["roles.yaml"]
        known = self.names.options.get("need", NOTHING)
        for name, part in self.part("roles.yaml").root.items():
            for need in part.needs:
                self.folder.known(document, (name, "needs"), need, known, "Den Bedarf")
            yield name, Role(name, **{**part.model_dump(), "needs": tuple(part.needs)})

    def questions(self) -> Iterator[tuple[str, Question]]:
        numbers: dict[int, str] = {}
        for stem, document, part in self.folder.of("questions/*.yaml"):
            report = self.folder.report(document)
            name = question_id(stem)
            if part.number in numbers:
                report(("number",), f"Die Nummer {part.number} hat schon {numbers[part.number]}.")
            numbers[part.number] = name
            groups = {key: frozenset(words) for key, words in part.groups.items()}
            for key, words in groups.items():
                for word in words:
                    self.folder.known(document, ("groups", key), word, part.options, "Die Antwort")
            yield name, Question(
                name, part.number, part.text, self.options(document, part),
                part.choose == "many", part.why, part.help,
                self.names.condition(part.ask, ("ask",), report), part.page or name,
                part.default or "", groups, part.group_titles)

    def options(self, document: Document, part: QuestionFile) -> dict[str, Option]:
        report = self.folder.report(document)
        numbers: dict[int, str] = {}
        result: dict[str, Option] = {}
        for name, each in part.options.items():
            if each.number in numbers or not 0 < each.number < 30:
                report(("options", name), f"Die Nummer {each.number} ist doppelt oder nicht "
                                          "zwischen 1 und 29.")
            numbers[each.number] = name
            result[name] = self.option(name, each, document)
        for name, number in GENERIC_NUMBERS.items():
            if name not in result:
                result[name] = Option(name, number, GENERIC_TEXTS[name], own=False)
        return result

    def option(self, name: str, part: OptionPart, document: Document) -> Option:
        report = self.folder.report(document)
        condition = self.names.condition(part.ask, ("options", name, "ask"), report)
        return Option(name, part.number, part.text, part.help, part.sign or "", part.paper,
                      None if part.who is None else frozenset(part.who), condition,
                      group=part.group or "")

    def table(self, file: str, name: str) -> Table:
        document, part = self.folder.documents[file], self.part(file)
        rows = tuple(self.row(document, each, ("rows", index))
                     for index, each in enumerate(part.rows))
        return Table(name, rows, part.first)

    def row(self, document: Document, part: RowPart, place: Place) -> Row:
        report = self.folder.report(document)
        deadlines = self.part("deadlines.yaml").root
        for code in part.deadline:
            self.folder.known(document, (*place, "deadline"), code, deadlines, "Die Frist")
        return Row(
            part.id,
            self.names.condition(part.when, (*place, "when"), report),
            self.names.send(part.send, (*place, "send"), report),
            part.why,
            part.why_young,
            tuple(self.names.pair(each, (*place, "about"), report) for each in part.about),
            {self.names.pair(key, (*place, "why_without"), report): text
             for key, text in part.why_without.items()},
            tuple(part.deadline),
            part.basis,
            sources(part.source),
            part.confidence,
            part.valid.start,
            part.valid.until,
        )

    def filters(self) -> Iterator[Filter]:
        document = self.folder.documents["rules/filters.yaml"]
        part = self.part("rules/filters.yaml")
        report = self.folder.report(document)
        for index, each in enumerate(part.filters):
            here: Place = ("filters", index)

            def pair(word: str, key: str, here: Place = here) -> Pair:
                return self.names.pair(word, (*here, key), report)

            self.roles_or_pairs(document, (*here, "remove"), each.remove)
            yield Filter(
                each.id, self.names.condition(each.when, (*here, "when"), report),
                frozenset(each.rows), frozenset(each.tables), frozenset(each.remove),
                each.only_safe, frozenset(pair(word, "keep") for word in each.keep),
                {pair(old, "replace"): pair(new, "replace") for old, new in each.replace.items()},
                each.why_of or "", frozenset(each.drop_deadlines), each.say,
                pair(each.at, "at") if each.at else None, each.link or "",
                self.names.send(each.fallback, (*here, "fallback"), report))

    def roles_or_pairs(self, document: Document, place: Place, words: list[str]) -> frozenset[str]:
        """Return the words of a list that names roles or pairs; reports those that are neither."""
        for word in words:
            if "/" in word:
                self.names.pair(word, place, self.folder.report(document))
            else:
                self.folder.known(document, place, word, self.names.roles, "Die Aufgabe")
        return frozenset(words)

    def principles(self) -> Iterator[Principle]:
        document = self.folder.documents[PRINCIPLES]
        report = self.folder.report(document)
        for index, each in enumerate(self.part(PRINCIPLES).principles):
            here: Place = ("principles", index)
            yield Principle(
                each.id, each.text, self.names.condition(each.when, (*here, "when"), report),
                frozenset(each.rows),
                self.roles_or_pairs(document, (*here, "never"), each.never),
                self.roles_or_pairs(document, (*here, "never_first"), each.never_first),
                frozenset(self.names.pair(word, (*here, "always"), report)
                          for word in each.always))

    def promises(self) -> Iterator[Promise]:
        report = self.folder.report(self.folder.documents[PRINCIPLES])
        for index, each in enumerate(self.part(PRINCIPLES).promises):
            def condition(key: str, value: Any, place: Place = ("promises", index)) -> Condition:
                return NEVER if value is None else self.names.condition(
                    value, (*place, key), report)

            yield Promise(each.id, tuple(each.words), condition("only", each.only),
                          condition("ends", each.ends), tuple(each.soften),
                          condition("firm", each.firm))

    def deadlines(self) -> Iterator[tuple[str, Deadline]]:
        document = self.folder.documents["deadlines.yaml"]
        for name, part in self.part("deadlines.yaml").root.items():
            for role in part.roles:
                self.folder.known(document, (name, "roles"), role, self.names.roles, "Die Aufgabe")
            yield name, Deadline(name, part.text, part.urgency, part.days, part.basis,
                                 part.counted_from, frozenset(part.roles), part.confidence)

    def offices(self) -> Iterator[tuple[str, Office]]:
        document = self.folder.documents["offices.yaml"]
        papers = self.part("papers.yaml").root
        for name, part in self.part("offices.yaml").root.items():
            for role in part.roles:
                self.folder.known(document, (name, "roles"), role, self.names.roles, "Die Aufgabe")
            self.folder.known(document, (name, "bring"), part.bring, self.part("bring.yaml").root,
                       "Die Liste in bring.yaml")
            wants = tuple(frozenset(group.split("|")) for group in part.wants)
            wanted = [("wants", paper) for group in wants for paper in sorted(group)]
            for key, paper in [*(("gives", each) for each in part.gives), *wanted]:
                self.folder.known(document, (name, key), paper, papers, "Das Papier")
            yield name, Office(name, part.name, part.title, part.does, tuple(part.roles),
                               part.exposure, part.public_body, part.bring,
                               frozenset(part.gives), wants, part.gap, tuple(part.called),
                               part.telling)


def _all_options(part: QuestionFile) -> list[str]:
    return [*part.options, *(name for name in GENERIC_NUMBERS if name not in part.options)]
