"""Two taps to say that something about a place is wrong. Who said it is known to nobody."""

from flask import Blueprint, Response, abort, request

from laufmappe.domain.report import KINDS
from laufmappe.domain.service import Service
from laufmappe.store.limit import Limit
from laufmappe.web import places
from laufmappe.web.book import Book


def blueprint(book: Book) -> Blueprint:
    """Return the pages /<code>/stellen/<number>/stimmt-nicht."""
    views = Blueprint("tell", __name__, url_prefix="/<code>")
    reports = None
    if book.settings.database:
        from laufmappe.store.reports import Reports  # noqa: PLC0415 - slow; without one not needed

        reports = Reports(book.settings.database)
    limit = Limit()

    @views.route("/stellen/<int:number>/stimmt-nicht", methods=["GET", "POST"])
    def wrong(number: int) -> Response:
        service = book.guide.service(number)
        if service is None:
            abort(404)
        if places.closed(book, service):
            return places.place(book, service)
        kind = request.form.get("was", "")
        if reports is None or (not kind and "zeigen" in request.form) or request.method == "GET":
            return _page(book, service, asks=reports is not None)
        if kind not in KINDS:
            return _page(book, service, 422, problem="unknown")
        now = book.now()
        if limit.take(number, now) and not reports.add(number, kind, now.date()):
            return _page(book, service, 503, problem="lost")
        return _page(book, service, done=True)

    return views


def _page(book: Book, service: Service, status: int = 200, *, asks: bool = True,
          problem: str = "", done: bool = False) -> Response:
    return book.show("public/wrong.html", status, fixed=request.method == "GET",
                     here=f"stellen/{service.number}/stimmt-nicht", service=service, asks=asks,
                     problem=problem, done=done, kinds=KINDS)
