"""The language of a page: from the address, never from a cookie; its words and its dates."""

import datetime
from dataclasses import dataclass, field

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


@dataclass(frozen=True)
class Language:
    """An offered language with its words."""

    locale: Locale
    words: Words
    _names: dict[str, str] = field(default_factory=dict, compare=False)
    _said: dict[str, Markup] = field(default_factory=dict, compare=False)
    _known: dict[str, Markup] = field(default_factory=dict, compare=False)

    @property
    def code(self) -> str:
        """Return the code in the address."""
        return self.locale.code

    def _shaped(self, text: str) -> str:
        return isolated(text).translate(KNOWN) if self.locale.direction == "rtl" else text

    def say(self, text: str, /, **values: object) -> Markup:
        """Return a German text of a template in this language, escaped, with its values put in."""
        if values:
            plain = {name: value.unescape() if isinstance(value, Markup) else value
                     for name, value in values.items()}
            return escape(self._shaped(self.words.text(text, **plain)))
        known = self._said.get(text)
        if known is None:
            known = self._said[text] = escape(self._shaped(self.words.look_up(text)))
        return known

    def count(self, one: str, many: str, number: int, /, **values: object) -> Markup:
        """Return the form for this number in this language, escaped."""
        return escape(self._shaped(self.words.plural(one, many, number, **values)))

    def t(self, text: str) -> Markup:
        """Return a text of content, escaped; German in its own span where it is untranslated."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._content(text)
        return known

    def _content(self, text: str) -> Markup:
        if not text or self.words.has(text):
            return escape(self._shaped(self.words.look_up(text))) if text else Markup("")
        return Markup('<span lang="de" dir="ltr">{}</span>').format(text)

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
        """Return the name of a spoken language, by CLDR; the code where it has none."""
        if code not in self._names:
            known = Cldr.parse(self.locale.format).languages
            self._names[code] = known.get(code, code)
        return self._names[code]
