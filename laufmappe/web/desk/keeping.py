"""Keeping what a form or a button made of a Mappe; of two desks at once neither is overwritten."""

from dataclasses import fields, replace
from typing import TypeVar

from laufmappe.domain import asking, token
from laufmappe.domain.mappe import Mappe, pack
from laufmappe.store.mappen import NEW, Stale, derived_code, plain
from laufmappe.web.desk.session import Desk
from laufmappe.web.desk.wish import NO_PAPERS, Wish
from laufmappe.web.stored import Kept, opened, scanned

M = TypeVar("M", bound=Mappe)

AGAIN = ("Diese Mappe hat inzwischen einen neuen Stand. Er steht hier; bitte sehen Sie nach, ob "
         "Ihre Änderung schon dabei ist.")
GONE = "Diese Mappe gibt es nicht mehr. Sie ist abgelaufen oder gelöscht."


def code(text: str) -> str:
    """Return the code of a Mappe that may be kept, however it was typed or scanned; "" for none."""
    try:
        return plain(scanned(text))
    except token.TokenError:
        return ""


def shown(desk: Desk, mappe: M) -> M:
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
    # What was kept for somebody protected was warned of then.
    warned = frozenset(mappe.extra) if desk.book.router.hidden(mappe.answers) else frozenset()
    return Wish(**{**values, "writer": writer}, code=kept.code, version=kept.version,
                warned=warned)


def merged(desk: Desk, wish: Wish) -> Wish:
    """Return the wish with the visits that are kept by now, and the version it may replace.

    A form that has kept a Mappe and says other answers by now is about the next person, as far as
    anybody can know: it gets a code of its own.

    Raises Stale where somebody else changed the Mappe after this form was filled, or deleted it.
    """
    try:
        kept = opened(desk.book, desk.mappen, wish.code)
    except token.TokenError:
        if wish.version != NEW or wish.printed:  # it was deleted meanwhile
            raise Stale from None
        return wish
    if kept.mappe.writer != wish.writer and kept.version != wish.version:
        raise Stale
    if wish.version == NEW and _other(desk, kept.mappe, wish):
        return merged(desk, replace(wish, code=_next(desk, wish), printed=False))
    status = kept.mappe.answers.get("status", ())
    hidden = NO_PAPERS in status and desk.authority and "status" not in wish.answers
    answers = {**wish.answers, "status": status} if hidden else wish.answers
    return replace(wish, stamps=kept.mappe.stamps, answers=answers, version=kept.version)


def _next(desk: Desk, wish: Wish) -> str:
    """Return the code for the next person: the same whenever their paper is printed again."""
    answers = token.write(desk.book.guide, asking.essential(desk.book.router, wish.answers))
    return derived_code(wish.code, wish.language, answers)


def _other(desk: Desk, mappe: Mappe, wish: Wish) -> bool:
    """Say whether a form has another language or other answers than what it kept."""
    router = desk.book.router
    return (mappe.language, asking.essential(router, mappe.answers)) != (
        wish.language, asking.essential(router, wish.answers))


def keep(desk: Desk, code: str, mappe: Mappe, version: int) -> int:
    """Keep a Mappe and return its new version; raises Stale."""
    router = desk.book.router
    held = mappe.held(router.route(mappe.answers, mappe.language))
    return desk.mappen.write(code, pack(router, held), version, desk.book.now().date())
