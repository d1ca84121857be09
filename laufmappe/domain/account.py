"""Who works at the desk, and what each role may do."""

from dataclasses import dataclass

DESK, LEAD = "desk", "lead"
ROLES = {DESK: "Schalter", LEAD: "Leitung"}
MAPPE, ACCOUNTS = "mappe", "accounts"
MAY = {MAPPE: frozenset({DESK, LEAD}), ACCOUNTS: frozenset({LEAD})}
"""Each action of the desk and the roles that may do it; whatever is not named here nobody may."""

SHORTEST, LONGEST = 12, 200


@dataclass(frozen=True)
class Account:
    """Somebody who signs in. `office`: the kind of office worked for (offices.yaml).

    `ready`: invitation taken up, password and one-time codes set.
    """

    id: int
    name: str
    role: str
    office: str
    locked: bool = False
    ready: bool = False

    def may(self, action: str) -> bool:
        """Say whether the role allows an action; a locked account may nothing."""
        return not self.locked and self.role in MAY.get(action, frozenset())


def weak(password: str, name: str) -> str:
    """Return what is wrong with a new password, in German; "" if it will do."""
    if len(password) < SHORTEST:
        return f"Das Passwort braucht mindestens {SHORTEST} Zeichen."
    if len(password) > LONGEST:
        return f"Das Passwort darf höchstens {LONGEST} Zeichen haben."
    if name and name.casefold() in password.casefold():
        return "Das Passwort darf den Namen nicht enthalten."
    if len(set(password)) < SHORTEST // 2:
        return "Das Passwort besteht aus zu wenigen verschiedenen Zeichen."
    return ""
