"""Two taps to say that a translation is wrong. Who said it is known to nobody."""

from flask import Blueprint, Response, request

from laufmappe.domain.report import WORDINGS, page_of
from laufmappe.store.limit import Limit
from laufmappe.web.book import Book

ASKED = ("mappe", "pruefen", "frage/")
"""So begin the pages that answers lead to."""
CUT = frozenset({"", "frage", "termin"})
"""Kinds of pages of which nobody knows here which one it was."""


def blueprint(book: Book) -> Blueprint:
    """Return the page /<code>/uebersetzung."""
    views = Blueprint("wording", __name__, url_prefix="/<code>")
    reports = None
    if book.settings.database:
        from laufmappe.store.reports import Reports  # noqa: PLC0415 - slow; without one not needed

        reports = Reports(book.settings.database)
    limit = Limit()

    @views.route("/uebersetzung", methods=["GET", "POST"])
    def wording() -> Response:
        page = page_of(request.values.get("seite", ""))
        kind = request.form.get("was", "")
        if reports is None or (not kind and "zeigen" in request.form) or request.method == "GET":
            return _wording(book, page, asks=reports is not None)
        if kind not in WORDINGS:
            return _wording(book, page, 422, problem="unknown")
        now, language = book.now(), book.language.code
        if limit.take(language, now) and not reports.add_wording(language, page, kind, now.date()):
            return _wording(book, page, 503, problem="lost")
        return _wording(book, page, done=True)

    return views


def _wording(book: Book, page: str, status: int = 200, *, asks: bool = True,
             problem: str = "", done: bool = False) -> Response:
    asked = page.startswith(ASKED)
    back = page not in CUT and (book.visit().begun or not asked)
    return book.show("public/wording.html", status, fixed=request.method == "GET",
                     here="uebersetzung", page=page, back=back, asked=asked, asks=asks,
                     problem=problem, done=done, kinds=WORDINGS)
