"""The counts for the steering group, for lead: tables, bars, CSV."""

from functools import partial

from flask import Blueprint, Response
from markupsafe import Markup

from laufmappe.domain.account import COUNTS
from laufmappe.domain.suppress import Hidden
from laufmappe.export import counts as export
from laufmappe.web.desk.session import Desk


def add(views: Blueprint, desk: Desk) -> None:
    """Add /schalter/zahlen and the CSV file of it."""
    views.add_url_rule("/zahlen", "counts", desk.required(COUNTS, partial(_page, desk)))
    views.add_url_rule("/zahlen.csv", "counts_csv", desk.required(COUNTS, partial(_csv, desk)))


def _figures(desk: Desk) -> list[export.Figure]:
    tables = desk.counts.tables(desk.book.now().date())
    return export.figures(desk.book.guide, tables)


def _page(desk: Desk) -> Response:
    found = [(each, Markup(each.bars)) for each in _figures(desk)]  # noqa: S704 - drawn by us
    return desk.show("desk/counts.html", figures=found, written=export.written,
                     held=Hidden.HELD.value, small=Hidden.SMALL.value)


def _csv(desk: Desk) -> Response:
    response = Response(export.csv_text(_figures(desk)), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="laufmappe-zahlen.csv"'
    desk.note("counts-csv")
    return response
