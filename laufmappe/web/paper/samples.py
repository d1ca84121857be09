"""Sample papers with places of the real content: for the command that prints, for translators."""

import datetime
from collections.abc import Callable, Iterator
from functools import partial

from laufmappe.content.given import from_words
from laufmappe.domain import token
from laufmappe.domain.referral import CO, KINDS, REASONS
from laufmappe.domain.service import Service
from laufmappe.export.paper import Paper
from laufmappe.web.book import Book
from laufmappe.web.paper import cards, mappe, poster, slips

EXAMPLE = "who=me,need=first_steps|german,age=27-59,status=eu"
SLIPS = {name.casefold(): kind for kind, name in KINDS.items()}
DAYS = 90
"""So long the voucher is valid."""
SENDER, TARGET, ADVICE = "welcome-desk", "integrationszentrum", "mbe"
"""Kinds of offices whose places stand on slips."""


def referral(book: Book, kind: str, reason: str = "expert") -> Paper:
    """Return a referral slip of this kind, for one of the reasons that can be given."""
    targets = _places(book, TARGET)[:1]
    if kind == CO:
        targets = (*targets, _places(book, ADVICE)[0])
    return slips.referral(book, slips.Referral(
        kind, _places(book, SENDER)[0].name, targets, REASONS[reason], book.now().date()),
        slips.SAMPLE)


def voucher(book: Book) -> Paper:
    """Return a voucher for advice."""
    return slips.voucher(book, slips.Voucher(
        token.numbered("26110001"), book.guide.offices[ADVICE].title,
        _places(book, SENDER)[0].name, _places(book, ADVICE)[:2],
        book.now().date() + datetime.timedelta(DAYS)), slips.SAMPLE)


def named(book: Book) -> Iterator[tuple[str, Callable[[], Paper]]]:
    """Yield a name and what makes it for each paper that no way shows, in every wording."""
    for variant in mappe.VARIANTS[1:]:
        yield f"mappe-{variant}", partial(
            mappe.build, book, from_words(book.guide, EXAMPLE), variant)
    yield "blank", partial(mappe.blank, book)
    yield "cards", partial(cards.build, book)
    yield "poster", partial(poster.build, book, "a4", False)
    yield "voucher", partial(voucher, book)
    for name, kind in SLIPS.items():
        for reason in REASONS:
            yield f"slip-{name}-{reason}", partial(referral, book, kind, reason)


def _places(book: Book, office: str) -> tuple[Service, ...]:
    """Return the places of this kind; ValueError where the town has none."""
    found = tuple(each for each in book.guide.services.values()
                  if office in each.offices and each.reachable)
    if not found:
        raise ValueError(f"Für das Muster fehlt in services/ eine Stelle der Art „{office}“.")
    return found
