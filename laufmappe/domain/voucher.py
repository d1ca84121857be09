"""A voucher for advice (Beratungsgutschein): who may issue it, who may take it, what can be wrong.

Seed 000, row 14: Ausländerbehörde and Jobcenter hand out vouchers for advice. No public description
was found (routing.md 8); this one names a kind of advice and nobody.
"""

import datetime
from dataclasses import dataclass

from laufmappe.domain.account import Account
from laufmappe.domain.guide import Guide
from laufmappe.domain.service import Service

FIRST, LETTERS = "V", 10
"""A number is a letter, 50 random bits and two check characters (domain.token)."""

TAKEN, MISTYPED, UNKNOWN, EXPIRED, AGAIN, ELSEWHERE = (
    "taken", "mistyped", "unknown", "expired", "again", "elsewhere")


@dataclass(frozen=True)
class Voucher:
    """A voucher as it is kept. `advice`: a role; `issuer`, `redeemer`: offices of accounts."""

    advice: str
    issuer: str
    until: datetime.date
    redeemed: datetime.date | None = None
    redeemer: str | None = None

    def wrong(self, takes: frozenset[str], today: datetime.date) -> str:
        """Return why it cannot be taken today by who gives these kinds of advice; "" if it can.

        Who gives another kind learns nothing else about it.
        """
        if self.advice not in takes:
            return ELSEWHERE
        if self.redeemed:
            return AGAIN
        return EXPIRED if today > self.until else ""


def advice(guide: Guide) -> list[str]:
    """Return the kinds of advice there are vouchers for: roles of advice that a place has."""
    return [each.id for each in guide.roles.values() if each.advice and places(guide, each.id)]


def places(guide: Guide, role: str) -> list[Service]:
    """Return where a voucher is taken: never at an office that must report.

    Those that are confirmed come first, then those whose address is known.
    """
    found = [each for each in guide.services.values()
             if role in each.roles and each.kind == "place" and each.reachable
             and not each.reports]
    return sorted(found, key=lambda each: (each.state == "unconfirmed", each.location is None,
                                           each.number))


def may_issue(account: Account, guide: Guide) -> bool:
    """Say whether an account's office issues vouchers."""
    service = guide.services.get(account.office)
    kinds = {account.office, *(service.offices if service else ())}
    return bool(kinds & set(guide.site.voucher_offices))


def takes(account: Account, guide: Guide) -> frozenset[str]:
    """Return the kinds of advice whose vouchers an account's office takes.

    Only who works for one place of advice takes vouchers, and only of its own kinds.
    """
    service = guide.services.get(account.office)
    kind = guide.offices.get(account.office)
    roles = service.roles if service else kind.roles if kind else ()
    given = frozenset(each for each in roles if guide.roles[each].advice)
    reports = bool((service and service.reports) or (kind and kind.reports))
    return frozenset() if reports else given
