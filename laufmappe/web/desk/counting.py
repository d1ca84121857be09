"""Counting a Mappe that was printed: office, needs, language and stations, each on its own."""

from flask import current_app, g

from laufmappe.domain import arrange
from laufmappe.domain.suppress import UNSAID
from laufmappe.web.desk.session import Desk
from laufmappe.web.desk.wish import Wish


def counted(desk: Desk, wanted: Wish) -> None:
    """Count what was printed, once for each form; one that is kept was printed before.

    Where counting fails, the paper is there all the same.
    """
    if wanted.version or not desk.once.first(wanted.code):
        return
    book = desk.book
    route = book.router.route(wanted.answers, wanted.language)
    stations = {arrange.key(stop) for stop in wanted.stops(book.router, route)}
    needs = set(wanted.answers.get("need", ()))
    pairs = [("office", g.account.office), ("language", wanted.language),
             *(("need", each) for each in needs or {UNSAID}),
             *(("station", each) for each in stations or {UNSAID})]
    if not desk.counts.add(f"{book.now():%Y-%m}", pairs):
        desk.once.forget(wanted.code)
        current_app.logger.error("Desk: a Mappe was not counted")
