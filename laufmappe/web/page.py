"""Pages: one Jinja environment a language, with its words bound, the sheet and the signs inlined.

The environments are ours and not Flask's, because Flask-Babel looks every string up anew and its
gettext marks translators' text as safe HTML (docs/decisions). Here all text is escaped.
"""

import datetime
import re
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import lru_cache, partial
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.runtime import Context, Macro
from markupsafe import Markup
from rjsmin import jsmin

from laufmappe.domain.guide import Guide
from laufmappe.domain.report import page_of
from laufmappe.web.audio import Recordings
from laufmappe.web.locale import Language, lean
from laufmappe.web.scripts import Script, fingerprinted
from laufmappe.web.sheet import Sheets

TEMPLATES = Path(__file__).parent / "templates"
SYMBOL = re.compile(r'<symbol id="([^"]+)" viewBox="([^"]+)">(.*?)</symbol>', re.DOTALL)
MIRRORED = frozenset({"next", "exit"})


def smaller(sheet: str) -> str:
    """Return a style sheet without comments, line breaks and needless spaces."""
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    sheet = re.sub(r"\s+", " ", sheet)
    return re.sub(r" ?([{}:;,>]) ?", r"\1", sheet).replace(";}", "}").strip()


class Signs:
    """The drawn signs: inlined at the first use on a page, referred to afterwards."""

    def __init__(self, sprite: str) -> None:
        self._shapes = {name: (box, body.strip()) for name, box, body in SYMBOL.findall(sprite)}
        self._seen: ContextVar[set[str]] = ContextVar("seen")

    @property
    def names(self) -> tuple[str, ...]:
        """Return the name of every sign, in the order of the sprite."""
        return tuple(self._shapes)

    def begin(self) -> None:
        """Start a new page."""
        self._seen.set(set())

    def draw(self, name: str, kind: str = "") -> Markup:
        """Return a sign as SVG, hidden from screen readers; KeyError for an unknown name."""
        box, body = self._shapes[name]
        seen = self._seen.get()
        inner = f'<use href="#i-{name}"/>' if name in seen else f'<g id="i-{name}">{body}</g>'
        seen.add(name)
        names = " ".join(each for each in (kind, "flip" if name in MIRRORED else "") if each)
        named = f' class="{names}"' if names else ""
        return Markup(  # noqa: S704 - drawn by us, no text of others
            f'<svg{named} viewBox="{box}" aria-hidden="true">{inner}</svg>')


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
script_of = lru_cache(4)(Script)
"""The same for every site in a process: they depend on our own files alone."""


class Quick(Context):
    """Calls what templates call without asking each time whether it wants the context.

    Of ours only macros want something; a way makes four hundred calls.
    """

    def call(self, function: Callable[..., object], /, *args: object, **named: object) -> object:
        """Return what a function or a macro returns."""
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
        sheet, desk, sprite = ((static / name).read_text(encoding="utf-8")
                               for name in ("css/site.css", "desk.js", "icons/sprite.svg"))
        self.sheets = sheets_of(smaller(sheet), TEMPLATES, sprite,
                             f"{self.script.text}\n{jsmin(desk)}")
        self.desk = [fingerprinted(static, name) for name in ("css/desk.css", "desk.js")]
        self.favicon = fingerprinted(static, "icons/app.svg")
        self.signs = Signs(sprite)
        self._preview = f"{preview:%d.%m.%Y}" if preview else ""
        self._guide, self._languages = guide, languages
        self._environments: dict[str, Environment] = {}

    def _environment(self, language: Language) -> Environment:
        guide, languages = self._guide, self._languages
        lean(language.locale)
        environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True,
                                  undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
                                  auto_reload=False, bytecode_cache=COMPILED)
        environment.context_class = Quick
        environment.filters["t"] = language.t
        environment.filters["language_name"] = language.name_of
        environment.globals.update(
            _=language.say, ngettext=language.count, language=language,
            languages=tuple(languages.values()), site=guide.site, guide=guide,
            script=self.script.address, favicon=self.favicon,
            desk_sheet=self.desk[0], desk_script=self.desk[1],
            audio=partial(self.recordings.attribute, language.code),
            icon=self.signs.draw, preview=self._preview, told=page_of,
            emergency=[guide.services[name] for name in guide.site.emergency])
        return environment

    def renew(self, language: Language) -> None:
        """Take a language with other words."""
        self._languages = {**self._languages, language.code: language}
        self._environments.pop(language.code, None)

    def render(self, code: str, name: str, /, **values: object) -> str:
        """Return the page `name` in the language `code`."""
        self.signs.begin()
        language = self._languages[code]
        if code not in self._environments:
            self._environments[code] = self._environment(language)
        sheet = Markup(self.sheets.of(name))  # noqa: S704 - our own file, hashed in the policy
        template = self._environments[code].get_template(name)
        return language.marked(template.render(values, sheet=sheet))
