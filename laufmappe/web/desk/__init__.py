"""The desk: staff sign in and hand out a personalised Laufmappe. German only."""

from flask import Blueprint

from laufmappe.store.database import StoreError
from laufmappe.web.book import Book
from laufmappe.web.desk import (
    again,
    closed,
    counts,
    door,
    findings,
    folder,
    new,
    oidc,
    own,
    people,
    profiles,
    refer,
    referrals,
    vouchers,
)
from laufmappe.web.desk.session import Desk


def blueprint(book: Book) -> Blueprint:
    """Return all pages under /schalter."""
    desk = Desk(book)
    views = Blueprint("desk", __name__, url_prefix="/schalter")
    views.before_request(desk.refuse_open)
    views.after_request(desk.finish)
    views.register_error_handler(StoreError, desk.unwell)
    for part in (again, closed, counts, door, findings, folder, new, oidc, own, people,
                 profiles, refer, referrals, vouchers):
        part.add(views, desk)
    return views
