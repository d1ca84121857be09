"""Every text of content that a page or the paper can show stands in every catalog."""

import dataclasses
from collections.abc import Iterator

import pytest
from real import load

from laufmappe.catalogs import files
from laufmappe.domain.guide import Guide
from laufmappe.domain.service import Role
from laufmappe.paths import CONTENT

GUIDE = load(CONTENT)
SHOWN = {"text", "help", "why", "why_young", "title", "does", "gap", "summary", "audience",
         "appointment_note", "cost", "access", "say", "label"}


def fields(thing: object) -> Iterator[str]:
    for field in dataclasses.fields(thing):  # type: ignore[arg-type]
        value = getattr(thing, field.name)
        if field.name in SHOWN and isinstance(value, str) and value and not (
                isinstance(thing, Role) and field.name == "does"):  # for editors alone
            yield value


def shown(guide: Guide) -> Iterator[str]:
    things: list[object] = [*guide.rows.values(), *guide.filters, *guide.deadlines.values(),
                            *guide.roles.values(), *guide.offices.values()]
    for row in guide.rows.values():
        yield from row.why_without.values()
    for question in guide.questions.values():
        things += [question, *question.options.values()]
        yield from question.group_titles.values()
    for service in guide.services.values():
        parts = (service, service.hours, service.phone_hours, *service.phones)
        things += [part for part in parts if part]
        yield from service.bring
    for lines in guide.bring.values():
        yield from lines
    yield from (text for thing in things for text in fields(thing))


@pytest.mark.parametrize("folder", ["ar", "de@leicht"])  # all: `laufmappe i18n check`
def test_every_shown_text_is_translated(folder: str) -> None:
    catalog = files.read(folder)
    translated = {message.id for message in catalog if message.string and not message.fuzzy}
    texts = set(shown(GUIDE))
    assert len(texts) > 700
    assert sorted(texts - translated) == []


def test_one_text_is_no_heading_and_no_answer() -> None:
    """Groups of stations are called as no answer is, so that each gets its own translation."""
    answers = {option.text for question in GUIDE.questions.values()
               for option in question.options.values()}
    assert answers & {"Sofort", "In den nächsten Wochen", "Später"} == set()


def test_telephone_stands_once() -> None:
    numbers = [phone.tel for each in GUIDE.organizations.values() for _, phone in each.phones]
    assert len(numbers) > 10
    assert sorted(numbers) == sorted(set(numbers))
