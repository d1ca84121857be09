"""What is wrong with a content folder that can be read: findings with file, line and advice."""

import datetime
from pathlib import Path

from laufmappe.content.check import contact, offices, reach, rules, services, wording
from laufmappe.content.check.files import Files
from laufmappe.content.finding import ContentError, Finding
from laufmappe.content.folder import Folder
from laufmappe.content.load import build


def check(root: Path, today: datetime.date) -> list[Finding]:
    """Return every error and warning of the folder, by file and line.

    A folder that cannot be loaded has the findings of load() and no others. Errors stop a start,
    warnings do not.
    """
    try:
        folder = Folder(root)
        files = Files(folder, build(folder), today)
    except ContentError as error:
        return error.findings
    missing = rules.missing(files)
    if missing:
        return missing
    parts = (rules, reach, wording, offices, services, contact)
    return sorted({finding for part in parts for finding in part.findings(files)})
