"""A form whose sign-in was lost: it waits as hidden fields in the page, on the device alone."""

from werkzeug.datastructures import MultiDict

Fields = list[tuple[str, str]]
MARK = "mit:"
PROOF = "nachweis"
"""The field of a code by which somebody proves who they are (again.py): it is carried nowhere."""

MOST, LARGEST = 400, 64_000
BACK = {"/schalter/neu.pdf": "/schalter/neu", "/schalter/mappe.pdf": "/schalter/mappe"}
"""Where a form comes back that was to become a paper: to the screen, where it is printed again."""

FORMS = frozenset({"/schalter/neu", "/schalter/mappe", "/schalter/verweise", "/schalter/verweis",
                   "/schalter/gutscheine",
                   "/schalter/geschlossen", "/schalter/konten"})
SAY = "Ihre Anmeldung ist abgelaufen. Bitte melden Sie sich an: Ihre Eingaben sind noch da."


def goal(path: str) -> str:
    """Return where a form comes back, "" for a page that takes none."""
    there = BACK.get(path, path)
    return there if there in FORMS else ""


def posted(form: MultiDict[str, str]) -> Fields:
    """Return what was entered, nothing where it is more than any of our forms holds."""
    return _bounded([(name, value) for name, value in form.items(multi=True)
                     if name != PROOF])


def carried(form: MultiDict[str, str]) -> Fields:
    """Return what the page of the sign-in carries on."""
    return _bounded([(name.removeprefix(MARK), value) for name, value in form.items(multi=True)
                     if name.startswith(MARK)])


def _bounded(fields: Fields) -> Fields:
    size = sum(len(name) + len(value) for name, value in fields)
    return fields if len(fields) <= MOST and size <= LARGEST else []
