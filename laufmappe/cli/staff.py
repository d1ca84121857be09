"""`laufmappe staff`: accounts of the desk; `laufmappe expire`: delete what is over."""

import argparse
import datetime
from collections.abc import Callable

from laufmappe.cli import options as shared
from laufmappe.content.load import load
from laufmappe.domain.account import DESK, ROLES, Account, known, places
from laufmappe.domain.confirmed import waiting
from laufmappe.settings import from_environment
from laufmappe.store.attempts import Attempts
from laufmappe.store.closures import Closures
from laufmappe.store.confirmed import Confirmations
from laufmappe.store.mappen import Mappen
from laufmappe.store.migrate import migrate
from laufmappe.store.referrals import Referrals
from laufmappe.store.reports import Reports
from laufmappe.store.staff import Staff
from laufmappe.store.vouchers import Vouchers

NOBODY = 0
"""Who acts by command line, in the audit log: whoever looks after the server."""


def add(commands: shared.Commands) -> None:
    """Add the commands."""
    parser = commands.add_parser("staff", help=(
        "Konten am Schalter: anlegen, sperren, neu einladen, beenden"))
    parser.set_defaults(run=run)
    parser.add_argument("verb", metavar="WAS", choices=[*VERBS, "list", "add"],
                        help="list, add, lock, unlock, reset, remove")
    parser.add_argument("name", metavar="NAME", nargs="?", default="", help="Name zum Anmelden")
    parser.add_argument("--role", choices=tuple(ROLES), default=DESK, help="desk oder lead")
    parser.add_argument("--office", metavar="STELLE", default="",
                        help="Art der Stelle aus content/offices.yaml, zum Beispiel meldebehoerde, "
                             "oder eine Stelle aus content/services, zum Beispiel ak-asyl")
    expire = commands.add_parser("expire", help=(
        "löschen, was abgelaufen ist: Mappen, Verweise, Gutscheine, Schließungen, Anmeldungen, "
        "Fehlversuche, Meldungen, Protokoll nach 90 Tagen"))
    expire.set_defaults(run=forget)


def _staff() -> Staff:
    address = shared.database()
    if not address:
        raise ValueError("Ohne Datenbank gibt es keinen Schalter (LAUFMAPPE_DATABASE).")
    staff = Staff(address)
    migrate(staff.engine)
    return staff


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def run(options: argparse.Namespace) -> int:
    """List, add, lock, unlock, reset or remove; return 0."""
    staff = _staff()
    if options.verb == "list":
        found = staff.all()
        shared.lines(*(_line(each) for each in found), f"{len(found)} Konten")
        return shared.FINE
    if not options.name.strip():
        raise ValueError(f"Bitte den Namen angeben: laufmappe staff {options.verb} NAME")
    if options.verb == "add":
        return _add(staff, options)
    account = staff.find(options.name)
    if account is None:
        known = ", ".join(each.name for each in staff.all()) or "keine"
        raise ValueError(f"Ein Konto „{options.name}“ gibt es nicht. Es gibt: {known}.")
    shared.lines(VERBS[options.verb](staff, account))
    staff.note(NOBODY, options.verb, _now(), account.id)
    return shared.FINE


def _add(staff: Staff, options: argparse.Namespace) -> int:
    guide = load(from_environment().content)
    if not known(guide, options.office):
        offices, services = map(sorted, places(guide))
        raise ValueError(f"Bitte ein Amt angeben, --office: {', '.join(offices)}. Oder eine "
                         f"einzelne Stelle: {', '.join(services)}.")
    code = staff.add(options.name, options.role, options.office, _now())
    made = staff.find(options.name)
    staff.note(NOBODY, "add", _now(), made.id if made else None)
    shared.lines(f"Konto: {options.name.strip().casefold()}", _invitation(code))
    return shared.FINE


def _invitation(code: str) -> str:
    return (f"Einladung, sieben Tage gültig, nur jetzt zu sehen: {code}\n"
            "Damit richtet die Person ihr Konto ein: /schalter/einladung")


def _line(account: Account) -> str:
    stand = "gesperrt" if account.locked else "bereit" if account.ready else "eingeladen"
    return f"{account.name}: {ROLES[account.role]}, {account.office}, {stand}"


def _lock(staff: Staff, account: Account) -> str:
    staff.lock(account.id, locked=True)
    return f"Gesperrt: {account.name}"


def _unlock(staff: Staff, account: Account) -> str:
    staff.lock(account.id, locked=False)
    return f"Entsperrt: {account.name}"


def _reset(staff: Staff, account: Account) -> str:
    return _invitation(staff.reset(account.id, _now()))


def _remove(staff: Staff, account: Account) -> str:
    staff.remove(account.id)
    return f"Beendet, Name und Zugang sind gelöscht: {account.name}"


VERBS: dict[str, Callable[[Staff, Account], str]] = {
    "lock": _lock, "unlock": _unlock, "reset": _reset, "remove": _remove}


def forget(_options: argparse.Namespace) -> int:
    """Delete what is over; return 0."""
    shared.lines(f"Gelöscht: {delete_over()}")
    return shared.FINE


def delete_over() -> int:
    """Delete what is over in every table; return how many rows."""
    staff, now = _staff(), _now()
    over = staff.forget(now) + Attempts(shared.database()).forget(now)
    over += Mappen(shared.database()).forget(now.date())
    over += Vouchers(shared.database()).forget(now.date())
    over += Closures(shared.database()).forget(now.date())
    over += _taken()
    over += Referrals(shared.database()).forget(now.date())
    return over + Reports(shared.database()).forget(now.date())


def _taken() -> int:
    """Delete the confirmations that the content says by now; return how many."""
    store = Confirmations(shared.database())
    found = store.all()
    left = {each.service for _, each in waiting(load(from_environment().content), found)}
    return store.forget({each.service for each in found} - left)
