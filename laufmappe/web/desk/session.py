"""Who is signed in at the desk: a cookie with a random id, and what each view asks of it."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from flask import Response, abort, current_app, g, redirect, request
from werkzeug.wrappers import Response as Answer

from laufmappe.domain.account import Account
from laufmappe.store.counts import Counts
from laufmappe.store.mappen import Mappen
from laufmappe.store.referrals import Referrals
from laufmappe.store.staff import Staff
from laufmappe.web.book import CLOSED, Book, near
from laufmappe.web.desk import lost
from laufmappe.web.desk.once import Once
from laufmappe.web.desk.tries import Tries

START = "/schalter/"
View = Callable[..., Answer]


class Desk:
    """What the views of the desk share: accounts, attempts, the cookie, the headers."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.staff = Staff(book.settings.database) if book.settings.database else None
        self._mappen = Mappen(book.settings.database) if book.settings.database else None
        self._referrals = Referrals(book.settings.database) if book.settings.database else None
        self._counts = Counts(book.settings.database) if book.settings.database else None
        self.once = Once()
        self.tries = Tries(book.settings.database)

    @property
    def cookie(self) -> str:
        """Return the name of the cookie; over https it is bound to the host."""
        return "__Host-schalter" if self.book.settings.secure else "schalter"

    @property
    def store(self) -> Staff:
        """Return the accounts; without a database there is no desk, 404."""
        if self.staff is None:
            abort(404)
        return self.staff

    @property
    def mappen(self) -> Mappen:
        """Return the Mappen that are kept; without a database there is no desk, 404."""
        if self._mappen is None:
            abort(404)
        return self._mappen

    @property
    def referrals(self) -> Referrals:
        """Return the referrals; without a database there is no desk, 404."""
        if self._referrals is None:
            abort(404)
        return self._referrals

    @property
    def counts(self) -> Counts:
        """Return the counts by month; without a database there is no desk, 404."""
        if self._counts is None:
            abort(404)
        return self._counts

    @property
    def authority(self) -> bool:
        """Say whether the account belongs to an office that must report (decision 31)."""
        place, guide = g.account.office, self.book.guide
        office, service = guide.offices.get(place), guide.services.get(place)
        return bool((office and office.reports) or (service and service.reports))

    def office(self, name: str) -> str:
        """Return the German name of the office of an account."""
        guide = self.book.guide
        found = guide.services.get(name) or guide.offices.get(name)
        return found.name if found else name

    def note(self, action: str) -> None:
        """Write down what the account does, without contents."""
        self.store.note(g.account.id, action, self.book.now())

    def required(self, action: str, view: View) -> View:
        """Return the view for those alone who are signed in and may do this."""

        @wraps(view)
        def guarded(**values: object) -> Answer:
            _ = self.store  # without one there is no such page
            account = self.signed_in()
            if account is None:
                return self._lost()
            g.account = account
            if not account.may(action):
                return self.show("desk/forbidden.html", 403)
            return view(**values)

        return guarded

    def _lost(self) -> Answer:
        """Lead to the sign-in; a form that was sent is still there afterwards."""
        fields, there = lost.posted(request.form), lost.goal(request.path)
        if request.method == "POST" and fields and there:
            return self.show("desk/signin.html", 401, name="", where=there, problem=lost.SAY,
                             fields=fields)
        there = request.full_path.rstrip("?") if request.method == "GET" else START
        return redirect(f"/schalter/anmelden?weiter={quote(there)}", 303)

    def signed_in(self) -> Account | None:
        """Return who is signed in; None for nobody."""
        found = request.cookies.get(self.cookie, "")
        return self.store.account(found, self.book.now()) if found else None

    def open(self, session: str, where: str) -> Answer:
        """Go on, signed in with this session."""
        return self.give(redirect(where, 303), session)

    def give(self, response: Answer, session: str) -> Answer:
        """Send the cookie of this session along."""
        response.set_cookie(self.cookie, session, secure=self.book.settings.secure,
                            httponly=True, samesite="Strict", path="/")
        return response

    def close(self, response: Answer) -> Answer:
        """Delete the cookie, and what the browser keeps of the desk."""
        response.delete_cookie(self.cookie, secure=self.book.settings.secure, httponly=True,
                               samesite="Strict", path="/")
        response.headers["Clear-Site-Data"] = '"cache"'
        return response

    def show(self, name: str, status: int = 200, /, **values: Any) -> Response:
        """Render a page of the desk, in German; it is never kept."""
        response = self.book.show(name, status, account=g.get("account"),
                                  city=bool(self.book.settings.issuer), **values)
        response.headers["Cache-Control"] = CLOSED
        return response

    def unwell(self, error: Exception) -> Response:
        """Say that the database does not answer; what was typed can be sent again."""
        current_app.logger.error("Desk: %s", error)
        response = self.show("desk/unwell.html", 503)
        response.headers["Retry-After"] = "30"
        return response

    def finish(self, response: Response) -> Response:
        """Keep none of the responses of the desk."""
        response.headers["Cache-Control"] = CLOSED
        if "session" in g:  # it goes on under another id, whatever is answered
            self.give(response, g.session)
        return response

    def refuse_open(self) -> None:
        """Refuse to carry passwords over plain http, but on this machine or in the house."""
        if not self.book.settings.secure and not near(request.host):
            abort(403)


def onward(there: str) -> str:
    """Return where to go after signing in: a page of the desk, whatever the address says."""
    plain = there.startswith(START) and not set(there) & set("\\\r\n") and "//" not in there
    return there if plain and "anmelden" not in there else START
