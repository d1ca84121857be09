"""Pages: one Jinja environment a language, with its words bound, the sheet and the signs inlined.

The environments are ours and not Flask's, because Flask-Babel looks every string up anew and its
gettext marks translators' text as safe HTML (docs/decisions). Here all text is escaped.
"""

import datetime
import re
from collections.abc import Callable, Hashable, Mapping, MutableMapping
from functools import lru_cache, partial
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape
from rjsmin import jsmin

from laufmappe.domain.guide import Guide
from laufmappe.domain.report import page_of
from laufmappe.web.audio import Recordings
from laufmappe.web.locale import Language, lean
from laufmappe.web.parts import Line, Part, Parts, together
from laufmappe.web.scripts import Packed, script
from laufmappe.web.sheet import Sheets
from laufmappe.web.signs import Signs

TEMPLATES = Path(__file__).parent / "templates"


def smaller(sheet: str) -> str:
    """Return a style sheet without comments, line breaks and needless spaces."""
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    sheet = re.sub(r"\s+", " ", sheet)
    return re.sub(r" ?([{}:;,>]) ?", r"\1", sheet).replace(";}", "}").strip()


class Compiled(BytecodeCache):
    """Compiled templates, shared by all languages: only what they say differs."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template what another language has compiled."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code is not None:
            self._code[bucket.key, bucket.checksum] = bucket.code


COMPILED = Compiled()
sheets_of = lru_cache(4)(Sheets)
script_of = lru_cache(4)(script)
"""The same for every site in a process: they depend on our own files alone."""


READY = frozenset({Markup, Part, Line})


def escaped(value: object) -> Markup:
    """Escape a value for HTML, as `markupsafe.escape` does, which copies even what is escaped.

    A part stays what it is: it is put in when the page is put together.
    """
    return value if type(value) in READY else escape(value)  # type: ignore[return-value]


class Escaping(Template):
    """A template that escapes by `escaped`; most of what a page puts together is escaped."""

    @classmethod
    def from_code(cls, environment: Environment, code: CodeType, globals: MutableMapping[str, Any],
                  uptodate: Callable[[], bool] | None = None) -> Template:
        """Return the template of compiled code."""
        found = super().from_code(environment, code, globals, uptodate)
        found.root_render_func.__globals__["escape"] = escaped
        return found


class Quick(Context):
    """Calls what templates call without asking each time whether it wants the context.

    Of ours only macros want something; a way makes a hundred calls. No template has globals of its
    own, so that what it takes in need not be made anew for it.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.globals_keys = set()

    def call(self, function: Callable[..., object], /, *args: object, **named: object) -> object:
        """Return what a function or a macro returns."""
        if named:
            named.pop("_block_vars", None)
            named.pop("_loop_vars", None)
        if isinstance(function, Macro):
            return function(self.eval_ctx, *args, **named)
        return function(*args, **named)


class Pages:
    """Renders templates in every offered language; `preview`: the day an editor looks at."""

    def __init__(self, guide: Guide, languages: Mapping[str, Language], static: Path,
                 preview: datetime.date | None = None) -> None:
        self.recordings = Recordings(static / "audio")
        self.script = script_of(static / "js")
        sheet, paper, at_desk, desk, sprite = (
            (static / name).read_text(encoding="utf-8") for name in (
                "css/site.css", "css/print.css", "css/desk.css", "desk.js", "icons/sprite.svg"))
        self.whole = Packed(f"{smaller(sheet)}@media print{{{smaller(paper)}}}", "css", "text/css")
        self.desk = (Packed(smaller(at_desk), "css", "text/css", "desk"),
                     Packed(jsmin(desk), "js", "text/javascript", "desk"))
        self.sheets = sheets_of(smaller(sheet), TEMPLATES, sprite,
                                f"{self.script.text}\n{self.desk[1].text}")
        self.signs = Signs(sprite)
        self._preview = f"{preview:%d.%m.%Y}" if preview else ""
        self._guide, self._languages = guide, languages
        self._environments: dict[str, Environment] = {}
        self._templates: dict[tuple[str, str], Template] = {}
        self._parts: dict[Hashable, Part] = {}

    def _environment(self, language: Language) -> Environment:
        guide, languages = self._guide, self._languages
        lean(language.locale)
        environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True,
                                  undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
                                  auto_reload=False, bytecode_cache=COMPILED)
        environment.context_class, environment.template_class = Quick, Escaping
        environment.filters["t"] = language.t
        environment.filters["language_name"] = language.name_of
        environment.globals.update(
            _=language.say, ngettext=language.count, language=language,
            languages=tuple(languages.values()), site=guide.site, guide=guide,
            script=self.script.address, whole=self.whole.address,
            desk_sheet=self.desk[0].address, desk_script=self.desk[1].address,
            audio=partial(self.recordings.attribute, language.code),
            icon=self.signs.mark, part=Parts(language, environment, self.signs, self._parts),
            preview=self._preview, told=page_of,
            emergency=[guide.services[name] for name in guide.site.emergency])
        return environment

    def renew(self, language: Language) -> None:
        """Take a language with other words."""
        self._languages = {**self._languages, language.code: language}
        self._environments.pop(language.code, None)
        self._templates.clear()
        self._parts.clear()

    def render(self, code: str, name: str, /, sheet: str, **values: object) -> bytes:
        """Return the page `name` in the language `code`, in UTF-8. `sheet`: its rules."""
        language = self._languages[code]
        known = Markup(sheet)  # noqa: S704 - our own file, hashed in the policy
        items = self._template(language, name).generate(values, sheet=known)
        return together(items, language, self.signs)

    def _template(self, language: Language, name: str) -> Template:
        """Return a template; what all know is one plain dictionary, of which copies are cheap."""
        found = self._templates.get((language.code, name))
        if found is None:
            found = self._templates[language.code, name] = self._of(language).get_template(name)
            found.globals = dict(found.globals)
        return found

    def _of(self, language: Language) -> Environment:
        if language.code not in self._environments:
            self._environments[language.code] = self._environment(language)
        return self._environments[language.code]
