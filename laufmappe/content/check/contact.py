"""Telephone numbers and opening hours: valid, written once, and meaning what was meant."""

import re
from collections.abc import Iterator

import phonenumbers
from opening_hours import validate

from laufmappe.content.check.files import Files
from laufmappe.content.finding import Finding
from laufmappe.domain.service import Hours, Phone

REGION = "DE"
SHORT = re.compile(r"110|112|116\d{3}")
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
WEEKDAYS = re.compile(r"^((?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)(?:[-,](?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH))*)?"
                      r"(?:\s|$)")


def findings(files: Files) -> Iterator[Finding]:
    """Yield what is wrong with telephone numbers and opening hours."""
    owners: dict[str, str] = {}
    for organization in files.guide.organizations.values():
        file = f"organizations/{organization.id}.yaml"
        for key, phone in organization.phones:
            place = ("phones", key, "tel")
            fault = _fault(phone)
            if fault:
                yield files.error(file, place, fault)
            if phone.tel in owners:
                yield files.error(file, place, (
                    f"Die Nummer {phone.tel} steht schon in {owners[phone.tel]}. Bitte nur einmal "
                    "eintragen; Stellen nennen sie mit „träger/name“."))
            owners.setdefault(phone.tel, file)
    for service in files.guide.services.values():
        for field, hours in (("hours", service.hours), ("phone_hours", service.phone_hours)):
            if hours and hours.osm:
                yield from _hours(files, f"services/{service.id}.yaml", field, hours)


def _fault(phone: Phone) -> str:
    """Return what is wrong with a number, or nothing."""
    digits = re.sub(r"\D", "", phone.number)
    if SHORT.fullmatch(phone.tel):
        return "" if digits == phone.tel else f"number und tel sind verschieden ({phone.number})."
    try:
        parsed = phonenumbers.parse(phone.number, REGION)
    except phonenumbers.NumberParseException:
        return f"„{phone.number}“ ist keine Telefonnummer."
    if not phonenumbers.is_valid_number(parsed):
        return f"„{phone.number}“ gibt es so in Deutschland nicht. Bitte prüfen."
    tel = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return "" if tel == phone.tel else f"Zu number gehört „tel: {tel}“, hier steht {phone.tel}."


def _hours(files: Files, file: str, field: str, hours: Hours) -> Iterator[Finding]:
    place = (field, "osm")
    if not validate(hours.osm):
        yield files.error(file, place, (
            f"„{hours.osm}“ ist keine Öffnungszeit. Beispiel: Mo-Fr 09:00-12:00,14:00-16:00."))
        return
    seen: set[str] = set()
    for rule in re.sub(r'"[^"]*"', "", hours.osm).split(";"):
        days = _days(rule.strip())
        if days & seen and not re.search(r"\b(?:off|closed)\b", rule):
            yield files.warning(file, place, (
                f"Nach „;“ ersetzt „{rule.strip()}“ die Zeiten davor für "
                f"{', '.join(day for day in (*DAYS, 'PH', 'SH') if day in days & seen)}. Sollen "
                "beide gelten, bitte ein Komma statt „;“ schreiben."))
        seen |= days


def _days(rule: str) -> set[str]:
    """Return the days of a rule; none where it begins with a month or date, meant to replace."""
    found = WEEKDAYS.match(rule)
    if not found:
        return set(DAYS) if rule[:1].isdigit() else set()
    days: set[str] = set()
    for part in (found.group(1) or ",".join(DAYS)).split(","):
        first, _, last = part.partition("-")
        if last in DAYS and first in DAYS:
            start, end = DAYS.index(first), DAYS.index(last)
            days |= {DAYS[place % 7] for place in range(start, end + 1 + 7 * (end < start))}
        else:
            days.add(first)
    return days
