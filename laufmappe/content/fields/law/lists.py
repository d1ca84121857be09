"""Lists in one file each: deadlines, roles, kinds of offices, papers, what to bring."""

from typing import Literal

from pydantic import Field, RootModel

from laufmappe.content.fields.values import (
    EXPOSURE,
    Exposure,
    Id,
    Ids,
    Number,
    Part,
    Text,
    Word,
    Yes,
)

Urgency = Literal["now", "soon", "later"]


class DeadlinePart(Part):
    text: Text = Field(description="Die Frist in Worten, wie sie gezeigt wird")
    urgency: Urgency = Field(
        description="Wie eilig: now (sofort), soon (in den nächsten Wochen), later (später)")
    days: Number = Field(
        description="Zahl der Tage, nur für die Reihenfolge; nie wird ein Datum berechnet")
    roles: Ids = Field(
        default=[], description="Aufgaben, bei denen die Frist steht; fehlt die Zeile, bei der "
                                "ersten Stelle der Regel")
    basis: Word = Field(description="Rechtsgrundlage, zum Beispiel § 17 Abs. 1 BMG")
    counted_from: Word = Field(
        default="", description="Ab wann die Frist zählt, zum Beispiel Einzug")
    confidence: Literal["high", "medium", "low"] = Field(
        description="Wie sicher belegt: high, medium oder low")


class RolePart(Part):
    title: Text = Field(description="Kurzer Titel der Aufgabe")
    does: Word = Field(
        description="Was eine Station mit dieser Aufgabe tut; für die Redaktion, wird nicht "
                    "gezeigt und nicht übersetzt")
    sign: Id = Field(description="Bild der Aufgabe: ein Name aus static/icons/sprite.svg")
    urgency: Urgency = Field(
        description="Wann man hingeht, wenn keine Frist es sagt: now (sofort), soon (in den "
                    "nächsten Wochen), later (später)")
    needs: Ids = Field(
        description="Bei welchem Bedarf (Antworten der Frage need) sie im Verzeichnis steht")
    advice: Yes = Field(default=False, description="yes: zählt als Beratung; sonst no")
    sensitive: Yes = Field(
        default=False, description="yes: Titel und Adressen solcher Seiten bleiben neutral; "
                                   "sonst no")


class OfficePart(Part):
    name: Word = Field(description="Name dieser Art von Stelle; bleibt in jeder Sprache deutsch")
    title: Text = Field(description="Kurzer Titel der Station")
    does: Text = Field(description="Was eine Stelle dieser Art macht")
    roles: Ids = Field(description="Aufgaben, die sie hat, aus roles.yaml")
    exposure: Exposure = Field(description=EXPOSURE)
    public_body: Literal["yes", "no", "either"] = Field(
        description="yes: Behörde oder andere öffentliche Stelle; no: keine; either: beides "
                    "kommt vor")
    bring: Id = Field(description="Was man mitbringt: eine Liste aus bring.yaml")
    gives: Ids = Field(default=[], description="Papiere aus papers.yaml, die man hier bekommt")
    wants: list[str] = Field(
        default=[], description="Papiere aus papers.yaml, die man hier braucht; a|b: eines von "
                                "beiden")
    gap: Text = Field(
        default="", description="Rat, der dasteht, wenn keine Adresse bekannt ist")
    called: list[Word] = Field(
        default=[], description="Wörter, mit denen Sätze diese Stelle nennen; solche Sätze "
                                "brauchen about")
    telling: Yes = Field(
        default=False, description="yes: der Name verrät ein Papier oder eine Not und steht nicht "
                                   "auf der neutralen Laufmappe; sonst no")
    note: str = Field(default="", description="Notiz für die Redaktion; erscheint nirgends")


class Deadlines(RootModel[dict[Id, DeadlinePart]]):
    """deadlines.yaml"""


class Roles(RootModel[dict[Id, RolePart]]):
    """roles.yaml"""


class Offices(RootModel[dict[Id, OfficePart]]):
    """offices.yaml"""


class Papers(RootModel[dict[Id, Word]]):
    """papers.yaml"""


class Bring(RootModel[dict[Id, list[Text]]]):
    """bring.yaml"""
