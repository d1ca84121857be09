"""What every view needs: the guide, today's router, the languages, the pages, the answers."""

import datetime
import hashlib
import ipaddress
from collections.abc import Callable

from flask import Response, g, has_request_context, redirect, request
from werkzeug.wrappers import Response as Answer

from laufmappe.catalogs.words import Words
from laufmappe.content import record
from laufmappe.domain.closure import NOTHING, Closed
from laufmappe.domain.guide import Guide
from laufmappe.domain.route import Router
from laufmappe.export.press import Press
from laufmappe.settings import Settings
from laufmappe.store.closures import Closures
from laufmappe.web.answers import Visit
from laufmappe.web.directory import Directory
from laufmappe.web.fingerprint import Cards
from laufmappe.web.locale import Language
from laufmappe.web.page import Pages
from laufmappe.web.security import policy
from laufmappe.web.watch import Watch

OPEN = "public, max-age=0, s-maxage=300, must-revalidate"
CLOSED = "private, no-store"
SAFE = "?nur=sicher"
WHOLE: frozenset[str] = frozenset()
UNMARKED = frozenset({".draft"})
OWN = ("m/", "mappe", "frage/", "pruefen", "hilfe")
"""So begin the pages that know by the answers whom they protect: where the cookie holds them, no
address need say it."""


class Book:
    """The guide as a site. Holds nothing about a visitor."""

    def __init__(self, guide: Guide, settings: Settings, pages_of: Callable[..., Pages],
                 today: Callable[[], datetime.datetime]) -> None:
        self.guide = guide
        self.settings = settings
        self.now = today
        self.languages = {code: Language(locale, Words(locale.folder, locale.fallbacks))
                          for code, locale in guide.locales.items()}
        self.pages = pages_of(guide, self.languages, settings.as_of)
        self.proof = record.read(settings.content, guide.content_hash)
        self.press = Press()
        self.watch = Watch(Closures(settings.database).all) if settings.database else None
        self.cards = Cards(guide)
        self._router = Router(guide, today().date())
        self._directories: dict[str, Directory] = {}

    def renew(self, language: Language) -> None:
        """Take a language with other words, for a translator who looks at what was changed."""
        self.languages[language.code] = language
        self._directories.pop(language.code, None)
        self.pages.renew(language)

    @property
    def router(self) -> Router:
        """Return the router with today's rules and what is closed today."""
        now = self.now()
        today, closed = now.date(), self.watch.closed(now) if self.watch else NOTHING
        known = self._router
        if known.today != today or known.closed is not closed:
            known = self._router = Router(self.guide, today, closed=closed)
        return known

    @property
    def closed(self) -> Closed:
        """Return what is closed; without a database nothing."""
        return self.watch.closed(self.now()) if self.watch else NOTHING

    @property
    def cookie(self) -> str:
        """Return the name of the cookie; over https it is bound to the host."""
        return "__Host-antworten" if self.settings.secure else "antworten"

    def visit(self) -> Visit:
        """Return the answers of this request, read once."""
        visit: Visit | None = g.get("visit")
        if visit is None:
            visit = g.visit = Visit(self.router, request, self.cookie)
        return visit

    def directory(self) -> Directory:
        """Return the directory in the language of the page."""
        return self._directory(self.language)

    def _directory(self, language: Language) -> Directory:
        if language.code not in self._directories:
            german = None if language.words.german else self._directory(self.languages["de"])
            self._directories[language.code] = Directory(self.guide, language, german)
        return self._directories[language.code]

    @property
    def language(self) -> Language:
        """Return the language of the address; German where the address names none."""
        language: Language = g.get("language") or self.languages["de"]
        return language

    @property
    def second(self) -> Language | None:
        """Return the language that the reader wants beside the own; None for none."""
        if not request.query_string and request.method != "POST":
            return None
        found = self.languages.get(request.values.get("neben", ""))
        return found if found is not self.language else None

    @property
    def safe(self) -> bool:
        """Say whether no authority may be shown: by the answers, or because the address says so."""
        visit = self.visit()
        return request.args.get("nur") == "sicher" or (
            visit.begun and self.router.hidden(visit.answers))

    @property
    def address(self) -> str:
        """Return the public address of the site, without a slash at the end; "" if none is known.

        It is known from the settings, else from the request; a paper made by a command has none.
        """
        if self.settings.url or not has_request_context():
            return self.settings.url
        return f"{request.scheme}://{request.host}"

    def sheet(self, name: str, without: frozenset[str] = WHOLE,
              second: Language | None = None) -> str:
        """Return the sheet for a page of this template.

        On a public page there are drafts to be marked only if its language, or the second one, is
        checked in part; a desk shows other languages too.
        """
        language = self.language
        if name.startswith("public/") and not language.words.checked.partly and not (
                second and second.words.checked.partly):
            without |= UNMARKED
        return self.pages.sheets.of(name, *language.tongue, without=without)

    def show(self, name: str, status: int = 200, /, *, fixed: bool = False, here: str = "",
             without: frozenset[str] = WHOLE, **values: object) -> Response:
        """Render a page. `fixed`: it depends on no answer; `here`: its address after the language.

        `without`: names for which its sheet needs no rules, see `Sheets.of`.

        A fixed page may be cached by a proxy as long as no cookie came along (rules.md, Cookies
        and caches).
        """
        visit, language = self.visit(), self.language
        known = visit.kept and here.startswith(OWN)
        safe = values.setdefault("safe", self.safe)
        shown = values.get("language")
        sheet = self.sheet(name, without, shown.second if isinstance(shown, Language) else None)
        data = self.pages.render(language.code, name, sheet=sheet, visit=visit, here=here,
                                 nur=SAFE if safe else "",
                                 along=SAFE if safe and not known else "", **values)
        response = Response(data, status, content_type="text/html; charset=utf-8")
        response.headers["Content-Security-Policy"] = policy(sheet)
        if not fixed or visit.kept or visit.begun or status != 200:
            response.headers["Cache-Control"] = CLOSED
            return response
        response.headers["Cache-Control"] = OPEN
        response.vary.update(("Cookie", "Accept-Encoding"))
        response.set_etag(hashlib.sha256(data).hexdigest()[:16])
        return response

    def keep(self, response: Answer) -> Answer:
        """Let the browser keep the answers for this session; never openly on a public host."""
        if self.settings.secure or near(request.host):
            self.visit().keep(response, self.settings.secure)  # type: ignore[arg-type]
        return response

    def go(self, here: str, stay: Callable[[], Response]) -> Answer:
        """Go on to another page: by redirect where the cookie came back, else render it here."""
        if self.visit().kept:
            return self.keep(redirect(f"/{self.language.code}/{here}", 303))
        return self.keep(stay())


def near(host: str) -> bool:
    """Say whether a host is this machine or one in the same house, where http may be used."""
    name = host.rsplit(":", 1)[0].strip("[]")
    try:
        return ipaddress.ip_address(name).is_private
    except ValueError:
        return name == "localhost"
