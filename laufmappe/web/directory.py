"""The directory: places by need, and a search that finds German and translated words."""

import unicodedata
from collections.abc import Iterable

from laufmappe.domain.guide import Guide
from laufmappe.domain.service import Service
from laufmappe.web.locale import Language

# Umlauts written out, and Arabic letters that are often written for each other.
ALIKE = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("\u0629", "\u0647"), ("\u0649", "\u064a"))


def folded(text: str) -> str:
    """Return the text in small letters without accents, for comparing."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    for written, same in ALIKE:
        bare = bare.replace(written, same)
    return bare


class Directory:
    """Services by need and by words, in one language."""

    def __init__(self, guide: Guide, language: Language, german: "Directory | None" = None) -> None:
        """`german`: what is searched beside the language; all of them share it."""
        self._guide = guide
        self._services = sorted(guide.services.values(), key=lambda each: folded(each.name))
        self._words = {
            service.id: folded(" ".join(language.words.look_up(text)
                                        for text in self._texts(service) if text))
            for service in self._services}
        self._german = german._words if german else self._words

    def _texts(self, service: Service) -> Iterable[str]:
        texts = [service.name, service.organization.name, service.unit, service.summary,
                 service.audience]
        texts += [self._guide.roles[role].title for role in service.roles]
        for office in service.offices:
            kind = self._guide.offices[office]
            texts += [kind.name, kind.title, kind.does]
        return texts

    def of_need(self, need: str, safe: bool) -> list[Service]:
        """Return the services of a need by name; `safe`: without those that must report."""
        roles = {role.id for role in self._guide.roles.values() if need in role.needs}
        return [each for each in self._services
                if roles & set(each.roles) and not (safe and each.reports)]

    def search(self, words: str, safe: bool) -> list[Service]:
        """Return the services that hold every word, by name; none for an empty search."""
        wanted = folded(words).split()
        if not wanted:
            return []
        return [each for each in self._services
                if all(word in self._words[each.id] or word in self._german[each.id]
                       for word in wanted)
                and not (safe and each.reports)]
