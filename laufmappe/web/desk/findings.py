"""What lead should know: errors told, doubtful profiles, proposals, gaps, what grows old."""

import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from laufmappe.catalogs.files import CatalogError
from laufmappe.catalogs.standing import Standing, standing
from laufmappe.content.proposal import patch
from laufmappe.domain import gaps
from laufmappe.domain.account import FINDINGS
from laufmappe.domain.confirmed import waiting
from laufmappe.domain.guide import Guide, Locale
from laufmappe.domain.referral import UNSERVED
from laufmappe.domain.report import told, worded
from laufmappe.domain.service import Service
from laufmappe.export import gaps as export
from laufmappe.store.confirmed import Confirmations
from laufmappe.store.referrals import Referrals
from laufmappe.store.reports import Reports
from laufmappe.web.desk.session import Desk

if TYPE_CHECKING:
    from laufmappe.content.stale import Due


def _standing(locale: Locale) -> tuple[str, Standing | None, str]:
    """Return the name of a language, how far it is, and what is wrong with its file."""
    try:
        return locale.german, standing(locale), ""
    except CatalogError as error:
        return locale.german, None, str(error)


class Findings:
    """The findings of one installation. Gaps take 1.5 to 2.5 s to find: once a day and worker."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._gaps: tuple[object, gaps.Report] | None = None

    def gaps(self) -> gaps.Report:
        """Return gaps and doublings of today's rules."""
        book = self.desk.book
        day = book.now().date()
        if self._gaps is None or self._gaps[0] != day:
            self._gaps = day, gaps.report(book.router, lambda each: each)
        return self._gaps[1]

    def page(self) -> Response:
        """Return /schalter/befunde; the gaps take seconds to find and come when asked for."""
        book = self.desk.book
        guide, today = book.guide, book.now().date()
        address = book.settings.database
        due = _due(book.settings.content, guide, today)
        found = self.gaps() if "luecken" in request.args else None
        return self.desk.show(
            "desk/findings.html", told=told(guide, Reports(address).all()), doubts=self._doubts(),
            proposals=waiting(guide, Confirmations(address).all()),
            gaps=[(guide.offices[each.pair.office].name, len(each.whole), export.WHY[each.why])
                  for each in found.gaps] if found else None,
            doublings=len(found.doublings) if found else 0, due=due,
            past=sum(each.finding.error for each in due),
            unconfirmed=sum(each.state == "unconfirmed" for each in guide.services.values()),
            wordings=worded(guide, Reports(address).wordings()),
            catalogs=[_standing(each.locale) for each in book.languages.values()
                      if not each.words.german]
            if "sprachen" in request.args else None)

    def _doubts(self) -> list[tuple[Service, str]]:
        """Return places that served nobody three times for one reason, this month or the last."""
        book = self.desk.book
        today = book.now().date()
        last = today.replace(day=1) - datetime.timedelta(days=1)
        store = Referrals(book.settings.database)
        found = dict.fromkeys(each for day in (today, last)
                              for each in store.suspicions(f"{day:%Y-%m}"))
        return [(service, UNSERVED[why]) for number, why in found
                if (service := book.guide.service(number)) and why in UNSERVED]

    def matrix(self) -> Response:
        """Return the matrix for a meeting, as a file: it has a sheet of its own."""
        book = self.desk.book
        text = export.page(book.guide, self.gaps(), book.now().date())
        return _file(text, "text/html", "luecken.html")

    def proposals(self) -> Response:
        """Return the confirmed profiles as one patch that git can apply to the content."""
        book = self.desk.book
        found = waiting(book.guide, Confirmations(book.settings.database).all())
        text = "".join(patch(book.settings.content, service.id, self.desk.office(each.office),
                             each.day) for service, each in found)
        return _file(text, "text/x-patch", "vorschlaege.patch")


def _due(content: Path, guide: Guide, today: datetime.date) -> "list[Due]":
    """Return what grows old. What reads it is slow to import, and no other page needs it."""
    from laufmappe.content.check.files import Files  # noqa: PLC0415 - slow; one page needs it
    from laufmappe.content.folder import Folder  # noqa: PLC0415 - slow; one page needs it
    from laufmappe.content.stale import stale  # noqa: PLC0415 - slow; one page needs it

    return stale(Files(Folder(content), guide, today), today)


def _file(text: str, kind: str, name: str) -> Response:
    response = Response(text, content_type=f"{kind}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def add(views: Blueprint, desk: Desk) -> None:
    """Add /schalter/befunde, /luecken.html and /vorschlaege.patch."""
    found = Findings(desk)
    for address, name, view in (("befunde", "findings", found.page),
                                ("luecken.html", "matrix", found.matrix),
                                ("vorschlaege.patch", "proposals", found.proposals)):
        views.add_url_rule(f"/{address}", name, desk.required(FINDINGS, partial(view)))
