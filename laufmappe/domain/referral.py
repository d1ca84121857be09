"""Referrals: one office sends somebody on to a service, and what comes of it.

None of the reasons tells a status, an illness or where somebody comes from: they are kept beside
the service. A reason in words of one's own stands on the paper alone; kept is then OTHER.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from laufmappe.domain import token
from laufmappe.domain.text import N_

FIRST, LETTERS = "W", 7

VERWEIS, BEGLEITUNG, CO = "verweis", "begleitung", "co"
KINDS: Mapping[str, str] = {
    VERWEIS: "Verweis", BEGLEITUNG: "Begleitung", CO: "Co-Beratung"}

OTHER = "other"
REASONS: Mapping[str, str] = {
    "expert": N_("Diese Stelle kennt sich mit Ihrer Frage gut aus."),
    "language": N_("Diese Stelle spricht Ihre Sprache."),
    "in-charge": N_("Diese Stelle ist für Ihre Frage zuständig."),
    "longer": N_("Hier können Sie länger begleitet werden."),
    "residence": N_("Sie möchten eine Beratung zum Aufenthaltsrecht."),
    "german": N_("Sie möchten Deutsch lernen."),
    "work": N_("Sie suchen Arbeit oder eine Ausbildung."),
    "recognition": N_("Sie möchten einen Abschluss anerkennen lassen."),
    "school": N_("Es geht um eine Schule oder eine Kita."),
    "housing": N_("Sie brauchen Hilfe bei der Suche nach einer Wohnung."),
    "money": N_("Es geht um Geld zum Leben."),
    "letter": N_("Sie brauchen Hilfe bei einem Brief oder einem Antrag."),
}
"""Why somebody is sent on, to the person, in one line."""

OPEN, ARRIVED, DONE, NOT_SERVED = "open", "arrived", "done", "unserved"
STATES: Mapping[str, str] = {
    OPEN: "offen", ARRIVED: "angekommen", DONE: "erledigt", NOT_SERVED: "nicht bedient"}
MOVES: Mapping[str, tuple[str, ...]] = {
    OPEN: (ARRIVED, NOT_SERVED), ARRIVED: (DONE, NOT_SERVED), DONE: (), NOT_SERVED: ()}
"""What a referral may become from each state; what is over stays so."""

NOT_COME = "not-come"
UNSERVED: Mapping[str, str] = {
    "no-slot": "kein Termin frei",
    "not-in-charge": "nicht zuständig",
    "language": "keine gemeinsame Sprache",
    NOT_COME: "nicht gekommen",
    "papers": "Unterlagen haben gefehlt",
    "closed": "Stelle war geschlossen",
    OTHER: "anderer Grund",
}
"""Why somebody was not served."""


@dataclass(frozen=True)
class Referral:
    """A referral as it is kept. `service`, `second`: numbers; `sender`: the office of an account.

    `day`: from when on, or the day of the appointment if there is a `time`; `why`: one of UNSERVED;
    `changed`: when it last moved.
    """

    number: str
    kind: str
    service: int
    second: int | None
    sender: str
    reason: str
    day: datetime.date
    time: str | None
    state: str
    why: str | None
    changed: datetime.date
    until: datetime.date

    @property
    def spoken(self) -> str:
        """Return the number in groups, as it is printed."""
        return token.spoken(self.number)

    @property
    def services(self) -> tuple[int, ...]:
        """Return the numbers of those who receive it."""
        return (self.service,) if self.second is None else (self.service, self.second)


def number(letters: str) -> str:
    """Return a number without spaces: the first letter, random ones, two to check."""
    return token.numbered(FIRST + letters).replace(" ", "")


def plain(text: str) -> str:
    """Return a number without spaces, however it was typed; raises TokenError."""
    found = token.unspoken(text, FIRST)
    if len(found) != len(FIRST) + LETTERS:
        raise token.TokenError("falsche Länge")
    return number(found.removeprefix(FIRST))


def whys(state: str) -> Mapping[str, str]:
    """Return why somebody may not have been served; who has arrived has come."""
    return {key: words for key, words in UNSERVED.items() if state == OPEN or key != NOT_COME}


def allowed(before: str, after: str, why: str | None) -> bool:
    """Say whether a referral may move so: by the table, and with a reason where it needs one."""
    if after not in MOVES.get(before, ()):
        return False
    return why in whys(before) if after == NOT_SERVED else why is None
