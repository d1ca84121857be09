"""A question and its options."""

from typing import Literal

from pydantic import Field

from laufmappe.content.fields.values import Conditions, Id, Ids, Number, Part, Text, Word


class OptionPart(Part):
    number: Number = Field(
        description="Zahl von 1 bis 29, die in Links und QR-Codes für diese Antwort steht; jede "
                    "nur einmal je Frage, ändert sich nie")
    text: Text = Field(description="Die Antwort, wie sie auf der Seite steht")
    help: Text = Field(default="", description="Kurze Erklärung unter der Antwort")
    paper: Word = Field(
        default="", description="Was auf dem Papier steht, zum Beispiel „§ 24“; bleibt in jeder "
                                "Sprache deutsch")
    sign: Id | None = Field(
        default=None, description="Bild neben der Antwort: ein Name aus static/icons/sprite.svg")
    group: Id | None = Field(
        default=None, description="Überschrift, unter der die Antwort steht: ein Wort aus "
                                  "group_titles")
    who: Ids | None = Field(
        default=None, description="Nur anbieten, wenn es um diese Menschen geht: me, child, "
                                  "family; fehlt die Zeile, immer; leere Liste: nie")
    ask: Conditions = Field(
        default={}, description="Bedingung, unter der die Antwort angeboten wird; fehlt sie, immer")


class QuestionFile(Part):
    number: Number = Field(
        description="Zahl, die in Links und QR-Codes für diese Frage steht; jede nur einmal, "
                    "ändert sich nie")
    choose: Literal["one", "many"] = Field(
        description="one: eine Antwort; many: mehrere Antworten")
    text: Text = Field(description="Die Frage, wie sie auf der Seite steht")
    help: Text = Field(default="", description="Kurze Erklärung unter der Frage")
    why: Text = Field(default="", description="Die Antwort auf „Warum fragen wir das?“")
    page: Id | None = Field(
        default=None, description="Frage, auf deren Seite diese mit steht; fehlt die Zeile, hat "
                                  "sie eine eigene Seite")
    ask: Conditions = Field(
        default={}, description="Bedingung, unter der die Frage sinnvoll ist; fehlt sie, immer")
    default: Id | None = Field(
        default=None, description="Antwort, die gilt, wenn jemand nichts sagt oder „Ich weiß "
                                  "nicht“ wählt")
    groups: dict[Id, Ids] = Field(
        default={}, description="Ein Name für mehrere Antworten; Bedingungen dürfen ihn nennen")
    group_titles: dict[Id, Text] = Field(
        default={}, description="Überschriften, unter denen Antworten zusammenstehen")
    options: dict[Id, OptionPart] = Field(
        description="Die Antworten: je Antwort ein Wort und seine Angaben")
