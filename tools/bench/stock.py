"""The same site rendered in the usual way of Flask and Flask-Babel, to compare with.

Views, domain, templates, signs and sheet are ours. Only the rendering differs: one Jinja
environment of Flask for all languages, flask_babel.gettext for every string, looked up when it is
shown, as `{{ _("...") }}` and a translating filter do in a project that follows the manual.
"""

import datetime
from collections.abc import Callable, Mapping
from functools import partial

import flask_babel
from flask import Flask, render_template
from jinja2 import FileSystemLoader, StrictUndefined
from markupsafe import Markup

from laufmappe.domain.report import page_of
from laufmappe.paths import TRANSLATIONS
from laufmappe.settings import Settings
from laufmappe.web import create_app
from laufmappe.web.locale import Language
from laufmappe.web.page import TEMPLATES
from laufmappe.web.parts import NONE, together


class StockLanguage(Language):
    """A language whose words come from Flask-Babel."""

    def say(self, text: str, /, **values: object) -> Markup:
        """Return a text in the language of the request."""
        return Markup.escape(flask_babel.gettext(text, **values))

    def t(self, text: str) -> Markup:
        """Return a text of content in the language of the request."""
        return Markup.escape(flask_babel.gettext(text)) if text else Markup("")


class StockPages:
    """Renders the templates with Flask's own environment."""

    def __init__(self, app: Flask) -> None:
        self._book = book = app.extensions["laufmappe"]
        self._signs, self.sheets = book.pages.signs, book.pages.sheets
        self._languages = {code: StockLanguage(each.locale, each.words)
                           for code, each in book.languages.items()}
        environment = self._environment = app.jinja_env
        self._loader = FileSystemLoader(TEMPLATES)
        self._macros: dict[str, Callable[..., str]] = {}
        environment.undefined = StrictUndefined
        environment.trim_blocks = environment.lstrip_blocks = True
        environment.filters["t"] = flask_babel.gettext
        environment.filters["language_name"] = lambda code: book.language.name_of(code)
        environment.globals.update(
            ngettext=lambda one, many, number, **values: flask_babel.ngettext(
                one, many, number, number=number, **values),
            audio=lambda _name: "", script=book.pages.script.address,
            whole=book.pages.whole.address,
            site=book.guide.site, guide=book.guide,
            languages=tuple(self._languages.values()), icon=self._signs.mark, preview="",
            part=self._part, told=page_of,
            emergency=[book.guide.services[name] for name in book.guide.site.emergency])

    def render(self, code: str, name: str, /, sheet: str, **values: object) -> bytes:
        """Return the page `name` in the language `code`."""
        language = self._languages[code]
        lines = {key: partial(_line, values[key]) for key in ("line", "rest") if key in values}
        text = render_template(name, **{
            **values, **lines, "language": language,
            "sheet": Markup(sheet)})  # noqa: S704 - ours
        return together([text], language, self._signs)

    def _part(self, name: str, _known: object, own: Mapping[str, str] = NONE,
              make: Callable[[], Mapping[str, object]] = dict, /, **values: object) -> str:
        """Return a part of a page, rendered anew by a macro, as one would write it."""
        given = {**make(), **values, **own, "language": self._languages[self._book.language.code]}
        macro = self._macros.get(name)
        if macro is None:
            lines = self._loader.get_source(self._environment, name)[0].splitlines()
            heads = [each for each in lines if each.startswith("{% from")]
            body = "\n".join(each for each in lines if each not in heads)
            text = "".join(heads) + f"{{% macro part({', '.join(given)}) %}}{body}{{% endmacro %}}"
            module = self._environment.from_string(text).module
            macro = self._macros[name] = module.part  # type: ignore[attr-defined]
        return macro(**given)


def _line(line: Callable[..., list[str]], *given: object) -> Markup:
    """Return the parts that a line takes in as one text."""
    return Markup("").join(line(*given))


def stock_app(settings: Settings, now: Callable[[], datetime.datetime]) -> Flask:
    """Return the site rendered in the usual way."""
    app = create_app(settings, now)
    book = app.extensions["laufmappe"]
    flask_babel.Babel(app, default_locale="de", default_translation_directories=str(TRANSLATIONS),
                      locale_selector=lambda: book.language.locale.format)
    book.pages = StockPages(app)
    return app
