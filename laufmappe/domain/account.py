"""Who works at the desk, and what each role may do."""

from dataclasses import dataclass

from laufmappe.domain.guide import Guide
from laufmappe.domain.service import Service

DESK, LEAD = "desk", "lead"
ROLES = {DESK: "Schalter", LEAD: "Leitung"}
MAPPE, ACCOUNTS, REFERRALS, VOUCHERS = "mappe", "accounts", "referrals", "vouchers"
PROFILES, CLOSURES, COUNTS, FINDINGS = "profiles", "closures", "counts", "findings"
OWN = "own"
ANYBODY, LEAD_ONLY = frozenset({DESK, LEAD}), frozenset({LEAD})
MAY = {MAPPE: ANYBODY, REFERRALS: ANYBODY, VOUCHERS: ANYBODY, PROFILES: ANYBODY, OWN: ANYBODY,
       ACCOUNTS: LEAD_ONLY, CLOSURES: LEAD_ONLY, COUNTS: LEAD_ONLY, FINDINGS: LEAD_ONLY}
"""Each action of the desk and the roles that may do it; whatever is not named here nobody may."""

SHORTEST, LONGEST = 12, 200


@dataclass(frozen=True)
class Account:
    """Somebody who signs in. `office`: the service worked for, or the kind of office.

    `ready`: invitation taken up; `city`: signs in at the city's own provider, without a password.
    """

    id: int
    name: str
    role: str
    office: str
    locked: bool = False
    ready: bool = False
    city: bool = False

    def may(self, action: str) -> bool:
        """Say whether the role allows an action; a locked account may nothing."""
        return not self.locked and self.role in MAY.get(action, frozenset())

    def works_for(self, guide: Guide, service: Service) -> bool:
        """Say whether a service is this account's own.

        A kind of office stands for its services only where it is an authority: of advice there are
        many services of one kind, and none of them sees what comes to another.
        """
        kind = guide.offices.get(self.office)
        return self.office == service.id or (
            kind is not None and kind.reports and kind.id in service.offices)


def places(guide: Guide) -> tuple[dict[str, str], dict[str, str]]:
    """Return what an account may belong to, by name: kinds of offices, and single services.

    A kind is one office where it is an authority. Services that give the same kind of advice are
    many houses, of which none sees what another has sent: there it is a kind only as long as the
    guide knows no service of it. A service that is called as its authority is left out: the kind
    stands for it (works_for).
    """
    served = {kind for each in guide.services.values() for kind in each.offices}
    kinds = {each.id: each.name for each in guide.offices.values()
             if each.reports or each.id not in served}
    single = {each.id: each.name for each in guide.services.values() if each.id not in kinds}
    return _by_name(kinds), _by_name(single)


def known(guide: Guide, office: str) -> bool:
    """Say whether a new or changed account may belong to this."""
    return any(office in found for found in places(guide))


def place(guide: Guide, office: str) -> str:
    """Return the name of what an account belongs to; its id where the guide no longer has it."""
    kind, service = guide.offices.get(office), guide.services.get(office)
    return kind.name if kind else service.name if service else office


def _by_name(found: dict[str, str]) -> dict[str, str]:
    return dict(sorted(found.items(), key=lambda each: each[1].casefold()))


def weak(password: str, name: str) -> str:
    """Return what is wrong with length and own name of a new password, in German; "" for nothing.

    A name of one or two letters says nothing about a password.
    """
    if len(password) < SHORTEST:
        return f"Das Passwort braucht mindestens {SHORTEST} Zeichen."
    if len(password) > LONGEST:
        return f"Das Passwort darf höchstens {LONGEST} Zeichen haben."
    if len(name) > 2 and name.casefold() in password.casefold():
        return "Das Passwort darf den Namen des Kontos nicht enthalten. Den kennen andere."
    return ""
