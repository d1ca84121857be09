"""What is wrong with a content folder that can be read: findings with file, line and advice."""

import datetime
from pathlib import Path

from laufmappe.content.check import rules
from laufmappe.content.check.files import Files
from laufmappe.content.finding import ContentError, Finding
from laufmappe.content.folder import Folder
from laufmappe.content.load import build


def check(root: Path, today: datetime.date) -> list[Finding]:
    """Return every error and warning of the folder, by file and line.

    A folder that cannot be loaded has the findings of load() and no others. Errors stop a start,
    warnings do not.
    """
    from laufmappe.content.check import (  # noqa: PLC0415 - slow, and a start needs none of it
        addresses,
        contact,
        offices,
        reach,
        services,
        wording,
    )

    try:
        files = _read(root, today)
    except ContentError as error:
        return error.findings
    parts = (rules, reach, wording, offices, services, contact, addresses)
    return sorted({finding for part in parts for finding in part.findings(files)})


def sound(root: Path, today: datetime.date) -> Files:
    """Return the guide with its files, ready to compute routes.

    Raises ContentError where the folder cannot be loaded or its rules name what is not there.
    """
    files = _read(root, today)
    errors = [each for each in rules.findings(files) if each.error]
    if errors:
        raise ContentError(errors)
    return files


def _read(root: Path, today: datetime.date) -> Files:
    folder = Folder(root)
    files = Files(folder, build(folder), today)
    missing = rules.missing(files)
    if missing:
        raise ContentError(missing)
    return files
