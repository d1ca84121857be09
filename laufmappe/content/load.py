"""A content folder becomes a Guide, or a ContentError that names file, line and what to do."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from laufmappe.content.conditions import Names
from laufmappe.content.fields import OptionPart, QuestionFile, RowPart, ServiceFile, SourcePart
from laufmappe.content.finding import ContentError
from laufmappe.content.folder import Folder, question_id
from laufmappe.content.nearest import nearest
from laufmappe.content.reading import Document, Place
from laufmappe.domain.guide import Guide, Locale, Site
from laufmappe.domain.question import GENERIC_NUMBERS, Option, Question
from laufmappe.domain.rules import Deadline, Filter, Pair, Row, Source, Switch, Table
from laufmappe.domain.service import (
    Hours,
    Location,
    Office,
    Organization,
    Paper,
    Phone,
    Role,
    Service,
)

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

    def report(self, document: Document) -> Callable[[Place, str], None]:
        return lambda place, text: self.folder.findings.append(document.finding(place, text))

    def known(self, document: Document, place: Place, word: str, words: Any, what: str) -> bool:
        if word in words:
            return True
        self.report(document)(place, f"{what} „{word}“ gibt es nicht.{nearest(word, words)}")
        return False

    def guide(self) -> Guide:
        organizations = {stem: _organization(stem, part)
                         for stem, _, part in self.folder.of("organizations/*.yaml")}
        return Guide(
            questions=dict(self.questions()),
            safety=self.table("rules/safety.yaml", "safety"),
            duty=self.table("rules/duty.yaml", "duty"),
            advice=self.table("rules/advice.yaml", "advice"),
            needs=self.needs(),
            filters=tuple(self.filters()),
            deadlines=dict(self.deadlines()),
            switches={name: Switch(name, part.question, tuple(part.options), tuple(
                (each.start, each.value) for each in part.values))
                for name, part in self.part("rules/switches.yaml").root.items()},
            roles=dict(self.roles()),
            offices=dict(self.offices()),
            papers={name: Paper(name, text)
                    for name, text in self.part("papers.yaml").root.items()},
            bring={name: tuple(lines) for name, lines in self.part("bring.yaml").root.items()},
            services=dict(self.services(organizations)),
            organizations=organizations,
            site=self.site(),
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
        known = self.names.options.get("need", frozenset())
        for name in tables:
            self.known(self.folder.documents[f"rules/needs/{name}.yaml"], (), name, known,
                       "Den Bedarf")
        return tables

    def roles(self) -> Iterator[tuple[str, Role]]:
        document = self.folder.documents["roles.yaml"]
        for name, part in self.part("roles.yaml").root.items():
            for need in part.needs:
                self.known(document, (name, "needs"), need, self.names.options.get("need", ()),
                           "Den Bedarf")
            yield name, Role(name, **{**part.model_dump(), "needs": tuple(part.needs)})

    def questions(self) -> Iterator[tuple[str, Question]]:
        numbers: dict[int, str] = {}
        for stem, document, part in self.folder.of("questions/*.yaml"):
            report = self.report(document)
            name = question_id(stem)
            if part.number in numbers:
                report(("number",), f"Die Nummer {part.number} hat schon {numbers[part.number]}.")
            numbers[part.number] = name
            groups = {key: frozenset(words) for key, words in part.groups.items()}
            for key, words in groups.items():
                for word in words:
                    self.known(document, ("groups", key), word, part.options, "Die Antwort")
            yield name, Question(
                name, part.number, part.text, self.options(document, part),
                part.choose == "many", part.why, part.help,
                self.names.condition(part.ask, ("ask",), report), part.page or name,
                part.default or "", groups, part.group_titles)

    def options(self, document: Document, part: QuestionFile) -> dict[str, Option]:
        report = self.report(document)
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
        condition = self.names.condition(part.ask, ("options", name, "ask"), self.report(document))
        return Option(name, part.number, part.text, part.help, part.sign or "", part.paper,
                      None if part.who is None else frozenset(part.who), condition,
                      group=part.group or "")

    def table(self, file: str, name: str) -> Table:
        document, part = self.folder.documents[file], self.part(file)
        rows = tuple(self.row(document, each, ("rows", index))
                     for index, each in enumerate(part.rows))
        return Table(name, rows, part.first)

    def row(self, document: Document, part: RowPart, place: Place) -> Row:
        report = self.report(document)
        deadlines = self.part("deadlines.yaml").root
        for code in part.deadline:
            self.known(document, (*place, "deadline"), code, deadlines, "Die Frist")
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
            _sources(part.source),
            part.confidence,
            part.valid.start,
            part.valid.until,
        )

    def filters(self) -> Iterator[Filter]:
        document, part = self.folder.documents["rules/filters.yaml"], self.part("rules/filters.yaml")
        report = self.report(document)
        for index, each in enumerate(part.filters):
            here: Place = ("filters", index)

            def pair(word: str, key: str, here: Place = here) -> Pair:
                return self.names.pair(word, (*here, key), report)

            for word in each.remove:
                if "/" in word:
                    pair(word, "remove")
                else:
                    self.known(document, (*here, "remove"), word, self.names.roles, "Die Aufgabe")
            yield Filter(
                each.id, self.names.condition(each.when, (*here, "when"), report),
                frozenset(each.rows), frozenset(each.tables), frozenset(each.remove),
                each.only_safe, frozenset(pair(word, "keep") for word in each.keep),
                {pair(old, "replace"): pair(new, "replace") for old, new in each.replace.items()},
                each.why_of or "", frozenset(each.drop_deadlines), each.say,
                pair(each.at, "at") if each.at else None, each.link or "",
                self.names.send(each.fallback, (*here, "fallback"), report))

    def deadlines(self) -> Iterator[tuple[str, Deadline]]:
        document = self.folder.documents["deadlines.yaml"]
        for name, part in self.part("deadlines.yaml").root.items():
            for role in part.roles:
                self.known(document, (name, "roles"), role, self.names.roles, "Die Aufgabe")
            yield name, Deadline(name, part.text, part.urgency, part.days, part.basis,
                                 part.counted_from, frozenset(part.roles), part.confidence)

    def offices(self) -> Iterator[tuple[str, Office]]:
        document = self.folder.documents["offices.yaml"]
        papers = self.part("papers.yaml").root
        for name, part in self.part("offices.yaml").root.items():
            for role in part.roles:
                self.known(document, (name, "roles"), role, self.names.roles, "Die Aufgabe")
            self.known(document, (name, "bring"), part.bring, self.part("bring.yaml").root,
                       "Die Liste in bring.yaml")
            wants = tuple(frozenset(group.split("|")) for group in part.wants)
            for paper in [*part.gives, *(each for group in wants for each in sorted(group))]:
                self.known(document, (name, "wants"), paper, papers, "Das Papier")
            yield name, Office(name, part.name, part.title, part.does, tuple(part.roles),
                               part.exposure, part.public_body, part.bring,
                               frozenset(part.gives), wants, part.gap, tuple(part.called))

    def services(self, organizations: dict[str, Organization]) -> Iterator[tuple[str, Service]]:
        locations = {stem: Location(stem, part.city, part.street, part.postcode, part.name)
                     for stem, _, part in self.folder.of("locations/*.yaml")}
        numbers: dict[int, str] = {}
        for stem, document, part in self.folder.of("services/*.yaml"):
            if part.number in numbers:
                note = f"Die Nummer {part.number} hat schon {numbers[part.number]}."
                self.report(document)(("number",), note)
            numbers[part.number] = stem
            found = self.service(stem, document, part, organizations, locations)
            if found:
                yield stem, found

    def service(self, stem: str, document: Document, part: ServiceFile,
                organizations: dict[str, Organization],
                locations: dict[str, Location]) -> Service | None:
        fine = self.known(document, ("organization",), part.organization, organizations,
                          "Den Träger (organizations/)")
        if part.location:
            fine &= self.known(document, ("location",), part.location, locations,
                               "Den Ort (locations/)")
        for office in part.offices:
            self.known(document, ("offices",), office, self.names.offices, "Die Art von Stelle")
        for role in part.roles:
            self.known(document, ("roles",), role, self.names.roles, "Die Aufgabe")
        statuses = self.names.options.get("status", frozenset()) | {"any"}
        for status in [*(part.statuses or ()), *part.statuses_partly]:
            self.known(document, ("statuses",), status, statuses, "Das Papier (status)")
        if not fine:
            return None
        return _service(stem, part, organizations[part.organization],
                        self.phones(document, part, organizations),
                        locations.get(part.location or ""))

    def phones(self, document: Document, part: ServiceFile,
               organizations: dict[str, Organization]) -> tuple[Phone, ...]:
        result = []
        for word in part.phones:
            owner, _, key = word.rpartition("/")
            known = dict(organizations[owner or part.organization].phones
                         if (owner or part.organization) in organizations else ())
            if self.known(document, ("phones",), key, known, "Die Telefonnummer"):
                result.append(known[key])
        return tuple(result)

    def site(self) -> Site:
        document, part = self.folder.documents["site.yaml"], self.part("site.yaml")
        services = {stem for stem, _, _ in self.folder.of("services/*.yaml")}
        for key in ("fallbacks", "emergency", "safety"):
            for name in getattr(part, key):
                self.known(document, (key,), name, services, "Die Stelle")
        board = part.switchboard
        return Site(part.town, part.title, part.owner, part.contact, part.exit_url,
                    tuple(part.fallbacks), (board.number, board.tel) if board else ("", ""),
                    tuple(part.emergency), tuple(part.safety), part.map_url, part.empty)


def _all_options(part: QuestionFile) -> list[str]:
    return [*part.options, *(name for name in GENERIC_NUMBERS if name not in part.options)]


def _sources(parts: list[SourcePart]) -> tuple[Source, ...]:
    return tuple(Source(each.url, each.locator, each.supports, each.date, each.seen)
                 for each in parts)


def _organization(stem: str, part: Any) -> Organization:
    phones = tuple((key, Phone(each.number, each.tel, each.label))
                   for key, each in part.phones.items())
    return Organization(stem, part.name, phones, part.website)


def _hours(part: Any) -> Hours | None:
    return Hours(part.text, part.osm) if part else None


def _service(stem: str, part: ServiceFile, organization: Organization,
             phones: tuple[Phone, ...], location: Location | None) -> Service:
    ages = None
    if part.ages:
        ages = (part.ages.start or 0, 199 if part.ages.to is None else part.ages.to)
    same = {key: getattr(part, key) for key in (
        "number", "name", "summary", "scope", "kind", "public_body", "exposure", "state", "as_of",
        "unit", "confidential", "confidential_note", "directory_only", "audience", "room",
        "email", "website", "appointment", "appointment_note", "cost", "access")}
    return Service(
        id=stem, organization=organization, phones=phones, location=location, ages=ages,
        roles=tuple(part.roles), offices=tuple(part.offices), sources=_sources(part.source),
        statuses=None if part.statuses is None else frozenset(part.statuses),
        statuses_partly=frozenset(part.statuses_partly), languages=tuple(part.languages),
        hours=_hours(part.hours), phone_hours=_hours(part.phone_hours),
        bring=tuple(part.bring), verify=tuple(part.verify), **same)
