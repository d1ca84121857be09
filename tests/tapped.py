"""Every page that can be tapped to: by links, and by buttons that only carry something along."""

from html import unescape
from xml.etree.ElementTree import Element

from flask.testing import FlaskClient
from pages import parsed

ANEW = ("frage/", "pruefen", "loeschen", "mappe-loeschen")
"""So begin pages on which a visit begins anew, changes or ends."""
MOST = 2_000
Step = tuple[str, tuple[tuple[str, str], ...] | None]


def tapped(client: FlaskClient, path: str, form: dict[str, str] | None = None,
           code: str = "de") -> dict[Step, str]:
    """Return all pages within a language by their address and form, as text.

    `path`, `form`: where it begins. Pages of files and of a new beginning are left out.
    """
    begin: Step = (path, None if form is None else tuple(form.items()))
    found: dict[Step, str] = {}
    left = [begin]
    while left:
        step = left.pop()
        if step in found:
            continue
        assert len(found) < MOST
        address, sent = step
        answer = client.get(address) if sent is None else client.post(address, data=dict(sent))
        if answer.mimetype != "text/html" or "Location" in answer.headers:
            continue
        found[step] = unescape(answer.text)
        left += [each for each in steps(parsed(answer.text)) if inside(each[0], code)]
    return found


def inside(address: str, code: str) -> bool:
    """Say whether an address belongs to the visit as it is, in this language."""
    return address.startswith(f"/{code}/") and not address.removeprefix(
        f"/{code}/").startswith(ANEW)


def steps(root: Element) -> list[Step]:
    """Return where the links and buttons of a page lead."""
    links: list[Step] = [(each.get("href", "").split("#")[0], None) for each in root.iter("a")]
    for form in root.iter("form"):
        if form.find(".//fieldset") is None and form.get("method") == "post":
            links.append((form.get("action", ""), tuple(
                (each.get("name", ""), each.get("value", "")) for each in form.iter("input")
                if each.get("type") == "hidden")))
    return links
