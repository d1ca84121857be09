"""Tables of rows, filters, principles and switches."""

from typing import Literal

from pydantic import Field, RootModel

from laufmappe.content.fields.values import (
    Conditions,
    Day,
    Id,
    Ids,
    PairName,
    Part,
    SourcePart,
    Text,
    Word,
    Yes,
)


class BranchPart(Part):
    when: Conditions = Field(description="Bedingung, unter der die Liste bei send gilt")
    send: list["PairName | BranchPart"] = Field(
        default=[], description="Wohin es geht, wenn die Bedingung zutrifft")
    otherwise: list["PairName | BranchPart"] = Field(
        default=[], alias="else", description="Wohin es geht, wenn sie nicht zutrifft")


class ValidPart(Part):
    start: Day | None = Field(
        default=None, alias="from", description="Erster Tag, an dem die Zeile gilt")
    until: Day | None = Field(
        default=None, description="Letzter Tag, an dem die Zeile gilt; danach heißt es von selbst: "
                                  "in der Beratung prüfen lassen")


class RowPart(Part):
    id: Id = Field(description="Kennung der Zeile, zum Beispiel G9; wird nie neu vergeben")
    when: Conditions = Field(
        default={}, description="Bedingung, unter der die Zeile zutrifft; fehlt sie, immer")
    send: list[PairName | BranchPart] = Field(
        description="Wohin es geht, der Reihe nach: aufgabe/art; \"@base\" ist die Beratung, die "
                    "zu der Person gehört")
    deadline: Ids = Field(default=[], description="Fristen, die hier zählen, aus deadlines.yaml")
    why: Text = Field(
        default="", description="Begründung in einfachen Worten, mit „Sie“; verspricht kein Recht")
    why_young: Text = Field(
        default="", description="Dieselbe Begründung für Jugendliche, mit „du“")
    about: list[PairName] = Field(
        default=[], description="Stellen, von denen die Begründung spricht; wird eine davon nicht "
                                "gezeigt, fällt der Satz weg")
    why_without: dict[PairName, Text] = Field(
        default={}, description="Der Satz, der gilt, wenn die genannte Stelle nicht gezeigt wird")
    basis: Word = Field(
        default="", description="Rechtsgrundlage, zum Beispiel § 44 Abs. 1, 2 AufenthG")
    source: list[SourcePart] = Field(description="Quellen, auf denen die Zeile beruht")
    confidence: Literal["high", "medium", "low", "unsourced"] = Field(
        description="Wie sicher belegt: high, medium, low, unsourced (ohne Quelle); bei low und "
                    "unsourced muss der Satz zur Beratung schicken")
    valid: ValidPart = Field(
        default=ValidPart(), description="Von wann bis wann die Zeile gilt; fehlt die Angabe, "
                                         "immer")


class TableFile(Part):
    first: Yes = Field(
        description="yes: nur die erste Zeile gilt, die zutrifft; no: jede, die zutrifft")
    rows: list[RowPart] = Field(description="Die Zeilen, von oben nach unten geprüft")


class FilterPart(Part):
    id: Id = Field(description="Kennung des Filters, zum Beispiel FLT1")
    when: Conditions = Field(
        default={}, description="Bedingung, unter der der Filter wirkt; fehlt sie, immer")
    rows: Ids = Field(default=[], description="Wirkt nur auf diese Zeilen, zum Beispiel [S1, S4]")
    tables: Ids = Field(
        default=[], description="Wirkt nur auf die Zeilen dieser Tabellen: safety, advice")
    remove: list[str] = Field(
        default=[], description="Was aus dem Weg genommen wird: Aufgaben oder aufgabe/art")
    only_safe: Yes = Field(
        default=False, description="yes: nimmt jede Stelle heraus, die einen Aufenthalt ohne "
                                   "Papiere melden muss; sonst no")
    keep: list[PairName] = Field(
        default=[], description="Stellen, die trotz aller Filter bleiben: aufgabe/art")
    replace: dict[PairName, PairName] = Field(
        default={}, description="Was ersetzt wird: alte aufgabe/art und dahinter die neue")
    why_of: Id | None = Field(
        default=None, description="Zeile, deren Begründung gilt, wenn die Stelle ersetzt wurde, "
                                  "von der die Begründung spricht")
    drop_deadlines: Ids = Field(
        default=[], description="Fristen aus deadlines.yaml, die hier wegfallen")
    say: Text = Field(default="", description="Satz, der dazu auf Bildschirm und Papier steht")
    at: PairName | None = Field(
        default=None, description="Stelle, bei der der Satz steht; fehlt die Zeile, gehört er zum "
                                  "ganzen Weg")
    link: Id | None = Field(default=None, description="Frage, zu der der Satz führt")
    fallback: list[PairName | BranchPart] = Field(
        default=[], description="Wen man fragt statt der Stellen unter fallbacks in site.yaml; es "
                                "gilt die erste, die erreichbar ist")
    note: str = Field(default="", description="Notiz für die Redaktion; erscheint nirgends")


class FiltersFile(Part):
    filters: list[FilterPart] = Field(description="Die Filter; sie wirken zuletzt, der Reihe nach")


class PrinciplePart(Part):
    id: Id = Field(description="Kennung des Grundsatzes, zum Beispiel PR1")
    text: Word = Field(description="Der Grundsatz in einem Satz")
    when: Conditions = Field(
        default={}, description="Bedingung: für diese Menschen gilt er; fehlt sie, für alle")
    rows: Ids = Field(
        default=[], description="Gilt nur für das, was diese Zeilen ergeben, zum Beispiel [S10]")
    never: list[str] = Field(
        default=[], description="Wohin niemand geschickt wird: Aufgaben oder aufgabe/art")
    never_first: list[str] = Field(
        default=[], description="Womit kein Weg beginnt, außer wegen einer Pflicht: Aufgaben oder "
                                "aufgabe/art")
    always: list[PairName] = Field(
        default=[], description="Was von diesen Zeilen immer übrig bleibt: aufgabe/art")
    source: list[SourcePart] = Field(description="Quellen, auf denen der Grundsatz beruht")


class PromisePart(Part):
    id: Id = Field(description="Kennung, zum Beispiel V1")
    words: list[Word] = Field(description="Wörter, mit denen ein Satz von einem Recht spricht")
    only: Conditions = Field(
        default={}, description="Bedingung: nur diesen Menschen darf ein solcher Satz gezeigt "
                                "werden; fehlt sie, allen")
    ends: Conditions | None = Field(
        default=None, description="Bedingung, mit der das Recht endet; wer die Antwort weglässt, "
                                  "darf den Satz trotzdem lesen")
    soften: list[Word] = Field(
        default=[], description="Eines dieser Wörter muss im Satz stehen, außer für Menschen in "
                                "firm")
    firm: Conditions | None = Field(
        default=None, description="Bedingung: für diese Menschen braucht der Satz kein Wort aus "
                                  "soften")
    basis: Word = Field(
        default="", description="Rechtsgrundlage, zum Beispiel § 44 Abs. 1 AufenthG")
    source: list[SourcePart] = Field(description="Quellen, auf denen das beruht")


class PrinciplesFile(Part):
    principles: list[PrinciplePart] = Field(
        description="Grundsätze, die für jeden Weg gelten; `laufmappe prove` prüft sie")
    promises: list[PromisePart] = Field(
        description="Wo Sätze von einem Recht sprechen und wem sie gezeigt werden dürfen")


class SwitchValue(Part):
    start: Day = Field(alias="from", description="Tag, ab dem der Wert gilt, wie 2026-02-09")
    value: Id = Field(description="Der Wert: ein Wort aus options")


class SwitchPart(Part):
    question: Word = Field(description="Worum es geht, als Frage an die Redaktion")
    options: Ids = Field(description="Welche Werte der Schalter haben kann")
    values: list[SwitchValue] = Field(
        description="Je Änderung eine Zeile mit Datum; es gilt die letzte, deren Tag begonnen hat")
    source: list[SourcePart] = Field(description="Quellen für den Stand des Schalters")


class Switches(RootModel[dict[Id, SwitchPart]]):
    """rules/switches.yaml"""
