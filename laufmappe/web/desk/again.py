"""Who changes accounts proves anew who they are: a code of the last ten minutes, or the city.

What was sent waits meanwhile: in hidden fields of the page that asks for the code, or, for the way
to the city and back, in a sealed cookie of the browser that sent it.
"""

from functools import partial, wraps

from flask import Blueprint, Response, g, redirect, request
from werkzeug.wrappers import Response as Answer

from laufmappe.domain.account import OWN
from laufmappe.web.answers import typed
from laufmappe.web.desk import lost
from laufmappe.web.desk.door import slow
from laufmappe.web.desk.sealed import Sealed
from laufmappe.web.desk.session import START, Desk, View
from laufmappe.web.desk.tries import SAY

WRONG = ("Der Code stimmt nicht oder wurde schon benutzt. Bitte warten, bis die App den nächsten "
         "zeigt.")
ONWARD = "/schalter/weiter"
LARGEST = 1_500
"""A cookie holds four thousand bytes, and each letter may take two and a half of them."""


class Again:
    """Asks whoever is signed in to prove it anew, and lets what they sent go on afterwards."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept = (Sealed(desk, "wunsch", "laufmappe wish", "Strict")
                      if desk.book.settings.issuer else None)

    def asked(self, view: View) -> View:
        """Return a view of `required` that goes on only for who proved it ten minutes ago."""
        desk = self._desk

        @wraps(view)
        def guarded(**values: object) -> Answer:
            session, now = request.cookies.get(desk.cookie, ""), desk.book.now()
            if desk.store.fresh(session, now):
                return view(**values)
            code = typed(request.form.get(lost.PROOF, ""), 40)
            if g.account.city or not code:
                return self._ask(401)
            wait = desk.tries.begin(g.account.name, now)
            if wait:
                return slow(self._ask(429, SAY[wait]), wait)
            found = desk.store.prove(session, code, now)
            if found is None:
                desk.note("prove-no")
                return self._ask(403, WRONG)
            desk.tries.right(g.account.name, now)
            desk.note("prove")
            g.session = found  # its cookie goes with whatever the view answers (Desk.finish)
            return view(**values)

        return guarded

    def _ask(self, status: int, problem: str = "") -> Response:
        fields = lost.posted(request.form)
        response = self._desk.show("desk/again.html", status, where=request.path, fields=fields,
                                   problem=problem, onward=ONWARD)
        if g.account.city and self._kept and _size(fields) <= LARGEST:
            self._kept.give(response, {"account": g.account.id, "where": request.path,
                                       "fields": fields})
        return response

    def back(self) -> Answer:
        """Show what was sent before somebody went to prove who they are; nothing is done yet."""
        found = self._kept.read() if self._kept else None
        if self._kept is None or found is None or found["account"] != g.account.id:
            return redirect(START, 303)
        return self._kept.take(self._desk.show(
            "desk/restored.html", where=found["where"], fields=found["fields"]))


def _size(fields: lost.Fields) -> int:
    return sum(len(f"{name}{value}".encode()) for name, value in fields)


def add(views: Blueprint, desk: Desk) -> None:
    """Add /schalter/weiter, where somebody comes back from the city."""
    views.add_url_rule("/weiter", "onward", desk.required(OWN, partial(Again(desk).back)))
