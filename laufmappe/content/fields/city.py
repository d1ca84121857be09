"""Files of the city: organizations, locations, services, what it says of itself, languages."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, RootModel

from laufmappe.content.fields.values import (
    CLOSED,
    Id,
    Ids,
    Number,
    SourcePart,
    Text,
    Web,
    Word,
    Yes,
    form,
)


class Part(BaseModel):
    model_config = CLOSED


class PhonePart(Part):
    number: Word
    tel: str
    label: Text = ""


class OrganizationFile(Part):
    name: Word
    website: str = ""
    phones: dict[Id, PhonePart] = {}


class LocationFile(Part):
    name: Word = ""
    street: Word = ""
    postcode: Annotated[str, form(r"\d{5}", "33602")] = ""
    city: Word


class HoursPart(Part):
    text: Text
    osm: str = ""


class AgesPart(Part):
    start: Annotated[Number | None, Field(alias="from")] = None
    to: Number | None = None


class ServiceFile(Part):
    number: Number
    name: Word
    organization: Id
    unit: Word = ""
    summary: Text = ""
    scope: Literal["bielefeld", "local", "nrw", "national"]
    kind: Literal["place", "phone", "online", "info"]
    public_body: Yes
    exposure: Literal["none", "reports"]
    confidential: Yes = False
    confidential_note: Text = ""
    directory_only: Yes = False
    state: Literal["assured", "sourced", "unconfirmed"]
    as_of: Annotated[str, form(r"\d{4}|undated", "2026 oder undated")]
    roles: Ids
    offices: Ids
    audience: Text = ""
    statuses: Ids | None = None
    statuses_partly: Ids = []
    ages: AgesPart | None = None
    languages: Ids = []
    location: Id | None = None
    room: Word = ""
    phones: list[str] = []
    email: Annotated[str, form(r"[^@\s]+@[^@\s]+\.[a-z]+", "info@example.org")] = ""
    website: Web = ""
    hours: HoursPart | None = None
    phone_hours: HoursPart | None = None
    appointment: Literal["required", "walk-in", ""] = ""
    appointment_note: Text = ""
    cost: Text = ""
    bring: list[Text] = []
    access: Text = ""
    verify: list[str] = []
    source: list[SourcePart]


class SiteFile(Part):
    town: Word
    title: Word
    owner: Word
    contact: str = ""
    exit_url: Web
    map_url: Web
    switchboard: PhonePart | None = None
    fallbacks: Ids
    emergency: Ids
    safety: Ids
    empty: dict[Id, Word] = {}


class LocalePart(Part):
    tag: str
    folder: str
    format: str
    direction: Literal["ltr", "rtl"]
    name: Word
    german: Word
    fallbacks: Ids = []


class Locales(RootModel[dict[Id, LocalePart]]):
    """locales.yaml"""
