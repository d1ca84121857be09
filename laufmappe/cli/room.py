"""Which translations have too little room on paper or on a button, as hints of `i18n check`."""

import re
from collections.abc import Iterator
from functools import cache

from laufmappe.catalogs.sources import template
from laufmappe.catalogs.standing import texts
from laufmappe.catalogs.words import Words
from laufmappe.domain.guide import Guide, Locale
from laufmappe.export.room import BUTTON, HEADING, LABEL, TITLE, Short, cramped
from laufmappe.web.paper.mappe import WORDS

EXPLAINED = re.compile(r"\s*\([^()]*\)")
HEADINGS = ("col_date", "col_time", "col_where", "col_bring", "page")


def hints(guide: Guide, locale: Locale) -> Iterator[str]:
    """Yield what does not fit in a language, in words."""
    words = Words(locale.folder)
    shorts = [Short(german, words.text(german), BUTTON) for german in _buttons()]
    shorts += [Short(WORDS[name], words.text(WORDS[name]), HEADING) for name in HEADINGS]
    for german in dict.fromkeys(each.title for each in guide.offices.values()):
        text = words.text(german)
        shorts += [Short(german, text, TITLE), Short(german, EXPLAINED.sub("", text), LABEL)]
    yield from (f"{locale.folder}: Hinweis: {each}" for each in cramped(
        locale.format.split("_")[0], locale.direction == "rtl", shorts))


@cache
def _buttons() -> tuple[str, ...]:
    """Return the German texts of buttons."""
    return tuple(
        message.id for message in texts(template())
        if isinstance(message.id, str) and "%" not in message.id and any(
            note.startswith("Translators: Knopf") for note in message.auto_comments))
