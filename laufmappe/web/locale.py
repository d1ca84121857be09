"""The language of a page: from the address, never from a cookie; its words and its dates."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from babel import localedata
from babel.core import Locale as Cldr
from babel.dates import get_day_names
from flask_babel import force_locale, format_date, format_decimal
from markupsafe import Markup, escape

from laufmappe.catalogs.words import Words
from laufmappe.domain.guide import Locale
from laufmappe.domain.text import N_, isolated
from laufmappe.export import hours

# Isolates as embeddings, each followed by the direction around it. Chromium 69 turns the letters
# before an isolate round, so that an Arabic line cannot be read; embeddings it knows.
KNOWN = str.maketrans({"\u2066": "\u202a", "\u2069": "\u202c\u200f"})


# Around a text that no person has checked, where others are: `marked` turns it into a line below.
# Not U+E000: half of it is zero, as of every letter of ours, and Python looks long for that.
DRAFT, END, STANDING = "\ue007", "\ue001", "\ue002"
# Between two sentences in Leichte Sprache, which has one idea a line (DIN SPEC 33429).
LINE = "\ue003"
SIMPLE = "de-simple"
SENTENCE = re.compile(r"(?<!\d)(?<!Abs)(?<!Nr)(?<!\bz)(?<!\bB)([.!?]) (?=[A-ZÄÖÜ„])")
# What no page uses is most of what Babel holds of a language, 1 MB each.
UNUSED = (
    "unit_patterns", "compound_unit_patterns", "unit_display_names", "territories", "scripts",
    "variants", "time_zones", "meta_zones", "zone_formats", "date_fields", "datetime_skeletons",
    "interval_formats", "currency_names", "currency_names_plural", "currency_symbols",
    "currency_formats", "compact_currency_formats", "compact_decimal_formats")
TAG = re.compile(r"(<(?:title|option|script|style)\b.*?</|<[^>]*>)", re.DOTALL)
PLAIN = str.maketrans({DRAFT: "", END: "", LINE: " "})
SHOWN = str.maketrans({DRAFT: '<span class="draft">', END: "</span>", LINE: "<br>"})
NOT_CHECKED = N_("Diese Übersetzung hat noch kein Mensch geprüft. Es gilt der deutsche Text.")
CHECKED = N_("Ein Mensch hat diese Übersetzung geprüft.")
PARTLY = N_("Texte mit gepunkteter Linie hat noch kein Mensch geprüft. "
            "Dort gilt der deutsche Text.")


@dataclass(frozen=True)
class Language:
    """An offered language with its words."""

    locale: Locale
    words: Words
    second: "Language | None" = field(default=None, compare=False)
    _names: dict[str, str] = field(default_factory=dict, compare=False)
    _said: dict[str, Markup] = field(default_factory=dict, compare=False)
    _known: dict[str, Markup] = field(default_factory=dict, compare=False)

    @property
    def code(self) -> str:
        """Return the code in the address."""
        return self.locale.code

    @property
    def tongue(self) -> tuple[str, str]:
        """Return what a page says of its language: tag and direction."""
        return self.locale.tag, self.locale.direction

    def _shaped(self, text: str, german: str) -> str:
        if self.locale.direction == "rtl":
            text = isolated(text).translate(KNOWN)
        elif self.locale.tag == SIMPLE:
            text = SENTENCE.sub(rf"\1{LINE}", text)
        checked = self.words.checked
        return f"{DRAFT}{text}{END}" if checked.partly and german not in checked else text

    def lines(self, text: str) -> str:
        """Return a text for paper: in Leichte Sprache each sentence on a line of its own."""
        return SENTENCE.sub(r"\1\n", text) if self.locale.tag == SIMPLE else text

    @property
    def standing(self) -> Markup:
        """Return the sentence that says whether a person has checked what stands on the page.

        Where some have: a mark for it, see `foot`.
        """
        if self.words.german:
            return Markup("")
        if self.words.checked.partly:
            return escape(STANDING)
        return self.say(CHECKED if self.words.checked.everything else NOT_CHECKED)

    def marked(self, text: str) -> str:
        """Return HTML with a line below each text that nobody has checked, where some are.

        In Leichte Sprache each sentence gets a line of its own. A title, an option and the value
        of an attribute can carry neither. No tag begins in one text and ends in another.
        """
        if DRAFT not in text and LINE not in text:
            return text
        return "".join(part.translate(PLAIN if number % 2 else SHOWN)
                       for number, part in enumerate(TAG.split(text)))

    def foot(self, drafts: bool) -> bytes:
        """Return what stands for STANDING on a page, in UTF-8; `drafts`: nobody checked some."""
        return escape(self.words.look_up(PARTLY if drafts else CHECKED)).encode()

    def say(self, text: str, /, **values: object) -> Markup:
        """Return a German text of a template in this language, escaped, with its values put in."""
        if values:
            plain = {name: value.unescape() if isinstance(value, Markup) else value
                     for name, value in values.items()}
            return escape(self._shaped(self.words.text(text, **plain), text))
        known = self._said.get(text)
        if known is None:
            known = self._said[text] = escape(self._shaped(self.words.look_up(text), text))
        return known

    def count(self, one: str, many: str, number: int, /, **values: object) -> Markup:
        """Return the form for this number in this language, escaped."""
        return escape(self._shaped(self.words.plural(one, many, number, **values), one))

    def t(self, text: str) -> Markup:
        """Return a text of content, escaped; German in its own span where it is untranslated."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._content(text)
        return known

    def _content(self, text: str) -> Markup:
        if not text or self.words.has(text):
            return escape(self._shaped(self.words.look_up(text), text)) if text else Markup("")
        return Markup('<span lang="de" dir="ltr">{}</span>').format(text)

    def listed(self, texts: Sequence[str]) -> str:
        """Return German texts in this language, one after the other."""
        return ", ".join(map(self.words.look_up, texts))

    def beside(self, *parts: str | tuple[str, Mapping[str, str | Sequence[str]]]) -> Markup:
        """Return texts as they stand beside their translation, each with its named values.

        On screen that is the second language where one was chosen. For paper it is German, which
        a screen does not show.
        """
        other = self.second
        if other is None and self.words.german:
            return Markup("")
        told = [(part, {}) if isinstance(part, str) else
                (part[0], {name: (each,) if isinstance(each, str) else each
                           for name, each in part[1].items()}) for part in parts if part]
        if other is None:
            german = escape(" ".join(
                text % {name: ", ".join(each) for name, each in values.items()} if values else text
                for text, values in told))
            return Markup(  # noqa: S704 - escaped above
                f'<span class="de" lang="de" dir="ltr">{german}</span>')
        said = Markup(" ").join(
            other.say(text, **{name: other.listed(each) for name, each in values.items()})
            for text, values in told)
        return Markup('<span class="too" lang="{}" dir="{}">{}</span>').format(
            other.locale.tag, other.locale.direction, said)

    def date(self, day: datetime.date) -> str:
        """Return a day in numbers or words as the language writes it, with European digits."""
        with force_locale(self.locale.format):
            return str(format_date(day, "long"))

    def number(self, value: int) -> str:
        """Return a whole number as the language writes it, with European digits."""
        with force_locale(self.locale.format):
            return str(format_decimal(value))

    def state(self, osm: str, now: datetime.datetime) -> str:
        """Return "open now" or when the place opens, in words; "" where that is not sure."""
        found = hours.state(osm, now)
        if found is None:
            return ""
        if found.until is None:
            return self.say(N_("Jetzt offen.")) if found.open else ""
        if found.open:
            return self.say(N_("Jetzt offen, bis %(time)s Uhr."),
                            time=f"{found.until:%H:%M}")
        with force_locale(self.locale.format):
            day = format_date(found.until, "EEEE")
        return self.say(N_("Öffnet %(day)s um %(time)s Uhr."), day=day,
                        time=f"{found.until:%H:%M}")

    def weekdays(self) -> str:
        """Return the names of the days from Monday on, for a script."""
        names = get_day_names("wide", locale=self.locale.format)
        return "|".join(names[day] for day in range(7))

    def name_of(self, code: str) -> str:
        """Return the name of a spoken language, by CLDR; where it has none the German one."""
        if code not in self._names:
            known, german = (Cldr.parse(each).languages for each in (self.locale.format, "de"))
            self._names[code] = known.get(code) or german.get(code) or code
        return self._names[code]


def lean(locale: Locale) -> None:
    """Let go of what Babel holds of a language and no page uses, before its first page."""
    for name in ("root", locale.format.split("_")[0], locale.format):
        data = localedata.load(name)
        for each in UNUSED:
            data.pop(each, None)
