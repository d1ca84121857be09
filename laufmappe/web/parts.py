"""Parts of pages that are the same for many, kept as they were rendered.

A part sees what it is given and nothing else of a page. What it is known by must hold all of that,
and nothing of a visitor; what is a visitor's own is put in where the part says CUT.
"""

from collections.abc import Hashable

from jinja2 import Environment
from markupsafe import Markup

KEPT = 1_000
"""So many of all languages are kept, half a kilobyte to seven; then all are forgotten."""
CUT = "\ue006"


class Parts:
    """The parts of one language. `kept`: those of all languages, by what they are known by."""

    def __init__(self, code: str, environment: Environment,
                 kept: dict[Hashable, Markup]) -> None:
        self._code, self._environment, self._kept = code, environment, kept

    def __call__(self, name: str, known: Hashable, /, **values: object) -> Markup:
        """Return the template `name` with these values; the same again for what is `known`."""
        key = self._code, name, known
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            text = self._environment.get_template(name).render(values)
            found = self._kept[key] = Markup(text)  # noqa: S704 - rendered, so escaped
        return found
