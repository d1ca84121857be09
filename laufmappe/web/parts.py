"""Parts of pages that are the same for many, kept as they were rendered.

A part sees what it is given and nothing else of a page. What it is known by must hold all of that,
and nothing of a visitor; what is a visitor's own is put in afterwards.
"""

from collections.abc import Callable, Hashable, Mapping

from jinja2 import Environment
from markupsafe import Markup, escape

KEPT = 1_000
"""So many of all languages are kept, half a kilobyte to seven; then all are forgotten."""
CUT = "\x05"
NONE: Mapping[str, str] = {}


class Parts:
    """The parts of one language. `kept`: those of all languages, by what they are known by."""

    def __init__(self, code: str, environment: Environment,
                 kept: dict[Hashable, Markup]) -> None:
        self._code, self._environment, self._kept = code, environment, kept

    def __call__(self, name: str, known: Hashable, own: Mapping[str, str] = NONE,
                 make: Callable[[], Mapping[str, object]] = dict, /, **values: object) -> Markup:
        """Return the template `name` with these values; the same again for what is `known`.

        `known` None: it is somebody's own and not kept. `own`: values that are not kept; the
        template can only put them out, as they are. `make` gives more values, if they are needed.
        """
        if known is None:
            return self._rendered(name, {**make(), **values, **own})
        key = self._code, name, known
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            holes = {each: f"{CUT}{each}{CUT}" for each in own}
            found = self._kept[key] = self._rendered(name, {**make(), **values, **holes})
        if not own:
            return found
        pieces = str.split(found, CUT)  # of Markup each piece would be made one
        pieces[1::2] = [escape(own[each]) for each in pieces[1::2]]
        return Markup("".join(pieces))  # noqa: S704 - escaped above

    def _rendered(self, name: str, values: Mapping[str, object]) -> Markup:
        text = self._environment.get_template(name).render(values)
        return Markup(text)  # noqa: S704 - rendered, so escaped
