"""Keeping what a form or a button made of a Mappe; of two desks at once neither is overwritten."""

from dataclasses import fields, replace

from laufmappe.domain import token
from laufmappe.domain.mappe import Mappe, pack
from laufmappe.store.mappen import NEW, Stale, plain
from laufmappe.web.desk.session import Desk
from laufmappe.web.desk.wish import NO_PAPERS, Wish
from laufmappe.web.stored import Kept, opened, scanned

AGAIN = ("Ein anderer Schalter hat diese Mappe inzwischen geändert. Hier steht der neue Stand; "
         "Ihre Änderung ist noch nicht dabei.")
GONE = "Diese Mappe gibt es nicht mehr. Sie ist abgelaufen oder gelöscht."


def code(text: str) -> str:
    """Return the code of a Mappe that may be kept, however it was typed or scanned; "" for none."""
    try:
        return plain(scanned(text))
    except token.TokenError:
        return ""


def shown(desk: Desk, mappe: Mappe) -> Mappe:
    """Return the Mappe as this desk may see it: an authority does not see "no papers"."""
    status = mappe.answers.get("status", ())
    if not desk.authority or NO_PAPERS not in status:
        return mappe
    return replace(mappe, answers={name: given for name, given in mappe.answers.items()
                                   if name != "status"})


def form_of(desk: Desk, kept: Kept, writer: str) -> Wish:
    """Return the form to change a Mappe that is kept. `writer`: the id of the new form."""
    mappe = shown(desk, kept.mappe)
    values = {each.name: getattr(mappe, each.name) for each in fields(Mappe)}
    return Wish(**{**values, "writer": writer}, code=kept.code, version=kept.version)


def merged(desk: Desk, wish: Wish) -> Wish:
    """Return the wish with the visits that are kept by now, and the version it may replace.

    Raises Stale where somebody else changed the Mappe after this form was filled, or deleted it.
    """
    try:
        kept = opened(desk.book, desk.mappen, wish.code)
    except token.TokenError:
        if wish.version != NEW:
            raise Stale from None
        return wish
    if kept.mappe.writer != wish.writer and kept.version != wish.version:
        raise Stale
    status = kept.mappe.answers.get("status", ())
    hidden = NO_PAPERS in status and desk.authority and "status" not in wish.answers
    answers = {**wish.answers, "status": status} if hidden else wish.answers
    return replace(wish, stamps=kept.mappe.stamps, answers=answers, version=kept.version)


def keep(desk: Desk, code: str, mappe: Mappe, version: int) -> int:
    """Keep a Mappe and return its new version; raises Stale."""
    router = desk.book.router
    held = mappe.held(router.route(mappe.answers, mappe.language))
    return desk.mappen.write(code, pack(router, held), version, desk.book.now().date())
