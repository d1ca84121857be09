"""The site. create_app() is the only place where all is wired."""

import datetime
from collections.abc import Callable
from zoneinfo import ZoneInfo

from flask import Flask, Response, abort, g, redirect, request
from flask_babel import Babel
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as Answer

from laufmappe.catalogs.words import compile_stale
from laufmappe.content.load import load
from laufmappe.domain.guide import Guide
from laufmappe.paths import DATA, STATIC
from laufmappe.settings import Settings
from laufmappe.web import (
    carry,
    desk,
    errors,
    offline,
    places,
    questions,
    security,
    style,
    tell,
    way,
    wording,
)
from laufmappe.web.book import OPEN, Book
from laufmappe.web.compress import compress
from laufmappe.web.locale import Language
from laufmappe.web.page import Pages
from laufmappe.web.scripts import keep_for_good

BERLIN = ZoneInfo("Europe/Berlin")
LARGEST_FORM = 16_384
LONGEST_QUERY = 2_000
LONGEST_CODE = 8_000
"""What the city's provider sends back may be long."""
ROBOTS = "User-agent: *\nDisallow: /*/m/\nDisallow: /*/M/\nDisallow: /*/mappe\n"


def create_app(settings: Settings | None = None,
               now: Callable[[], datetime.datetime] | None = None,
               guide: Guide | None = None) -> Flask:
    """Return the site for these settings; `now` and `guide` can be set for tests.

    Raises ContentError where the content cannot be used.
    """
    settings = settings or Settings()
    guide = guide or load(settings.content)
    if DATA.name != "_data":
        compile_stale(locale.folder for locale in guide.locales.values())
    app = Flask(__name__, static_folder=str(STATIC), static_url_path="/static")
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_FORM
    if settings.host:
        app.config["TRUSTED_HOSTS"] = [settings.host]
    book = Book(guide, settings, _pages, now or _clock(settings.as_of))
    Babel(app, default_locale="de", locale_selector=lambda: book.language.locale.format)
    security.init(app, settings.secure)
    _languages(app, book)
    for views in (places, questions, way, offline, carry, tell, wording, desk):
        app.register_blueprint(views.blueprint(book))
    for part in (book.pages.script, book.pages.whole, *book.pages.desk, book.pages.recordings):
        app.register_blueprint(part.blueprint())
    if settings.style:
        app.register_blueprint(style.blueprint(book))
    errors.init(app, book)
    _front(app, book)
    app.after_request(compress)
    app.after_request(keep_for_good)
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies,
            x_host=settings.proxies)
    app.extensions["laufmappe"] = book
    return app


def _pages(guide: Guide, languages: dict[str, Language],
           preview: datetime.date | None) -> Pages:
    return Pages(guide, languages, STATIC, preview)


def _clock(as_of: datetime.date | None) -> Callable[[], datetime.datetime]:
    """Return the clock of the site; in a preview it is another day at the same hour."""
    def now() -> datetime.datetime:
        real = datetime.datetime.now(BERLIN)
        return datetime.datetime.combine(as_of, real.timetz()) if as_of else real

    return now


def _languages(app: Flask, book: Book) -> None:
    """Take the language out of the address; an unknown one is a page that does not exist."""

    @app.url_value_preprocessor
    def choose(_endpoint: str | None, values: dict[str, object] | None) -> None:
        code = str((values or {}).pop("code", "")).lower() if values else ""
        if code:
            g.language = book.languages.get(code)
            if g.language is None:
                abort(404)

    @app.after_request
    def keep_quiet(response: Response) -> Response:
        """Keep private pages out of search engines."""
        if "no-store" in response.headers.get("Cache-Control", ""):
            response.headers["X-Robots-Tag"] = "none"
        return response


def _front(app: Flask, book: Book) -> None:
    @app.get("/")
    def front() -> Answer:
        return book.show("public/front.html", fixed=True)

    @app.get("/<code>")
    def slash() -> Answer:
        return redirect(f"/{book.language.code}/", 308)

    @app.get("/robots.txt")
    def robots() -> Response:
        response = Response(ROBOTS, content_type="text/plain; charset=utf-8")
        response.headers["Cache-Control"] = OPEN
        return response

    @app.before_request
    def refuse_long() -> None:
        longest = LONGEST_CODE if request.path == desk.oidc.BACK else LONGEST_QUERY
        if len(request.query_string) > longest:
            abort(414)
