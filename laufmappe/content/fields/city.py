"""Files of the city: organizations, locations, services, what it says of itself, languages."""

from typing import Annotated, Literal

from pydantic import Field, RootModel

from laufmappe.content.fields.values import (
    EXPOSURE,
    Day,
    Exposure,
    Form,
    Id,
    Ids,
    Number,
    Part,
    SourcePart,
    Text,
    Web,
    Word,
    Yes,
)


class PhonePart(Part):
    number: Word = Field(description="Die Nummer, wie sie gedruckt wird")
    tel: str = Field(description="Dieselbe Nummer zum Wählen, mit +49 und ohne Leerzeichen")
    label: Text = Field(default="", description="Wer unter dieser Nummer antwortet")


class OrganizationFile(Part):
    name: Word = Field(description="Name des Trägers")
    website: str = Field(default="", description="Internetseite des Trägers")
    phones: dict[Id, PhonePart] = Field(
        default={}, description="Telefonnummern: je Nummer ein Wort und die Angaben; Stellen "
                                "nennen nur das Wort")


class LocationFile(Part):
    name: Word = Field(default="", description="Name des Hauses oder Ortes")
    street: Word = Field(default="", description="Straße und Hausnummer")
    postcode: Annotated[str, Form(r"\d{5}", "33602")] = Field(
        default="", description="Postleitzahl, fünf Ziffern")
    city: Word = Field(description="Stadt oder Gemeinde")


class HoursPart(Part):
    text: Text = Field(description="Die Zeiten in Worten")
    osm: str = Field(
        default="", description="Dieselben Zeiten in der Schreibweise von OpenStreetMap, nur wo "
                                "die Quelle genau ist")


class AgesPart(Part):
    start: Number | None = Field(
        default=None, alias="from", description="Ab diesem Alter in Jahren; fehlt die Zeile, ab 0")
    to: Number | None = Field(
        default=None, description="Bis zu diesem Alter in Jahren; fehlt die Zeile, ohne Grenze")


class ServiceFile(Part):
    number: Number = Field(
        description="Die nächste freie Zahl; sie steht in Adressen und ändert sich nie")
    name: Word = Field(description="Name der Stelle, wie er an der Tür steht")
    organization: Id = Field(description="Träger: Name einer Datei in organizations/")
    unit: Word = Field(
        default="", description="Abteilung des Trägers, oder mit wem er zusammenarbeitet")
    summary: Text = Field(default="", description="Was diese Stelle macht")
    scope: Literal["bielefeld", "local", "nrw", "national"] = Field(
        description="Wo sie da ist: bielefeld oder local (in der Stadt), nrw, national")
    kind: Literal["place", "phone", "online", "info"] = Field(
        description="place: man geht hin; phone: man ruft an; online: im Internet; info: eine "
                    "Leistung oder mehrere Orte zusammen")
    public_body: Yes = Field(
        description="yes: Behörde oder andere öffentliche Stelle; sonst no")
    exposure: Exposure = Field(description=EXPOSURE)
    confidential: Yes = Field(
        default=False, description="yes nur, wo eine Quelle „vertraulich“ oder „anonym“ sagt")
    confidential_note: Word = Field(
        default="", description="Wie vertraulich die Stelle ist; nur mit confidential: yes; am "
                                "Schalter zu sehen, wird nicht übersetzt")
    directory_only: Yes = Field(
        default=False, description="yes: steht nur im Verzeichnis, nie auf einem Weg aus Antworten")
    state: Literal["assured", "sourced", "unconfirmed"] = Field(
        description="assured: die Stadt hat es bestätigt; sourced: gut belegt; unconfirmed: noch "
                    "nicht bestätigt")
    as_of: Annotated[str, Form(r"\d{4}|undated", "2026", "undated")] = Field(
        description="Jahr der neuesten Quelle, oder undated")
    roles: Ids = Field(description="Aufgaben der Stelle, aus roles.yaml")
    offices: Ids = Field(
        description="Welche Art von Stelle das ist, aus offices.yaml; nur so finden Regeln sie")
    audience: Text = Field(default="", description="Für wen diese Stelle ist, in Worten")
    statuses: Ids | None = Field(
        default=None, description="Papiere (Antworten der Frage status), für die sie da ist; fehlt "
                                  "die Zeile, für alle")
    statuses_partly: Ids = Field(
        default=[], description="Papiere, für die sie nur unter Bedingungen da ist")
    ages: AgesPart | None = Field(
        default=None, description="Für welches Alter sie da ist; fehlt die Zeile, für alle")
    languages: Ids = Field(
        default=[], description="Sprachen der Beratung, zum Beispiel [de, ar]; nur wenn eine "
                                "Quelle es sagt")
    location: Id | None = Field(
        default=None, description="Haus oder Ort: Name einer Datei in locations/")
    room: Word = Field(
        default="", description="Zimmer oder Hinweis zum Ort; steht statt des Namens aus "
                                "locations/")
    phones: list[str] = Field(
        default=[], description="Telefonnummern: Wörter unter phones beim Träger; bei einem "
                                "anderen Träger träger/wort")
    email: Annotated[str, Form(r"[^@\s]+@[^@\s]+\.[a-z]+", "info@example.org")] = Field(
        default="", description="E-Mail-Adresse der Stelle, nie die eines Menschen")
    website: Web = Field(default="", description="Internetseite der Stelle")
    hours: HoursPart | None = Field(default=None, description="Öffnungszeiten")
    phone_hours: HoursPart | None = Field(
        default=None, description="Zeiten, zu denen jemand ans Telefon geht")
    appointment: Literal["required", "walk-in", ""] = Field(
        default="", description="required: nur mit Termin; walk-in: ohne Termin")
    appointment_note: Text = Field(default="", description="Wie man einen Termin bekommt")
    cost: Text = Field(default="", description="Was es kostet")
    bring: list[Text] = Field(
        default=[], description="Was man mitbringt; fehlt die Zeile, gilt die Liste der Art von "
                                "Stelle (bring.yaml)")
    access: Text = Field(default="", description="Zugang ohne Barrieren")
    verify: list[str] = Field(
        default=[], description="Was noch zu klären ist; nur für die Redaktion")
    source: list[SourcePart] = Field(
        description="Quellen der Angaben; ohne Quelle wird keine Stelle gezeigt")


class SiteFile(Part):
    town: Word = Field(description="Name der Stadt")
    title: Word = Field(description="Name dieses Wegweisers, oben auf jeder Seite")
    owner: Word = Field(description="Wer verantwortlich ist; steht im Impressum")
    contact: str = Field(
        default="", description="Kontakt der Stadt; wird zurzeit nirgends gezeigt")
    exit_url: Web = Field(description="Seite, die „Verlassen“ öffnet")
    map_url: Web = Field(
        description="Anfang einer Adresse für die Karte; die Anschrift wird angehängt")
    switchboard: PhonePart | None = Field(
        default=None, description="Telefonzentrale der Stadt, für „Fragen Sie die Stadt“")
    fallbacks: Ids = Field(
        description="Stellen, die man fragt, wo eine fehlt; es gilt die erste, die erreichbar ist")
    emergency: Ids = Field(description="Stellen mit den Notrufnummern am Fuß jeder Seite")
    safety: Ids = Field(description="Stellen auf der Seite „Wichtige Nummern“")
    ombuds_url: Web = Field(
        default="", description="Seite der Ombudsstelle, bei der man ein Verfahren wegen Barrieren "
                                "beantragt")
    statement: Day | None = Field(
        default=None, description="Tag, an dem die Erklärung zur Barrierefreiheit zuletzt geprüft "
                                  "wurde; mindestens einmal im Jahr")
    voucher_offices: Ids = Field(
        default=[], description="Arten von Stellen (offices.yaml), die am Schalter "
                                "Beratungsgutscheine ausgeben")
    voucher_days: int = Field(
        default=90, ge=1, le=365, description="So viele Tage gilt ein Beratungsgutschein")
    empty: dict[Id, Word] = Field(
        default={}, description="Felder, die die Stadt vor dem Start füllt; sie erscheinen als "
                                "offen")


class LocalePart(Part):
    tag: str = Field(description="Kennung der Sprache für Browser (HTML)")
    folder: str = Field(description="Ordner in translations/")
    format: str = Field(description="Sprache für Datum und Zahlen (Babel), zum Beispiel en_GB")
    direction: Literal["ltr", "rtl"] = Field(
        description="Schreibrichtung: ltr (nach rechts) oder rtl (nach links)")
    name: Word = Field(description="Name der Sprache in der Sprache selbst")
    german: Word = Field(description="Name der Sprache auf Deutsch")
    fallbacks: Ids = Field(
        default=[], description="Ordner in translations/, die der Reihe nach einspringen, wo eine "
                                "Übersetzung fehlt")


class Locales(RootModel[dict[Id, LocalePart]]):
    """locales.yaml"""
