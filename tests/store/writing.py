"""Programs that write to the database until they are done or killed; a line for each write.

`python writing.py notes ADDRESS`: 500 notes of what staff did.
`python writing.py stamps ADDRESS CODE DESK`: 20 stamps on a Mappe, each as one desk sets it.
"""

import datetime
import sys
from collections.abc import Callable
from pathlib import Path

from laufmappe.content.load import load
from laufmappe.domain.mappe import Stamp, pack, unpack
from laufmappe.domain.route import Router
from laufmappe.store.database import StoreError
from laufmappe.store.mappen import Mappen, Stale
from laufmappe.store.staff import Staff

NOTES, STAMPS = 500, 20
NOW = datetime.datetime(2026, 11, 20, 10, tzinfo=datetime.UTC)
TODAY = NOW.date()
TOWN = Path(__file__).parents[1] / "town"


def say(what: object) -> None:
    """Say something at once, so that it counts however soon this program is killed."""
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def notes(address: str) -> None:
    """Write notes with the numbers from 0 and say each number once it is written."""
    staff = Staff(address)
    for number in range(NOTES):
        staff.note(number, "durable", NOW)
        say(number)


def stamps(address: str, code: str, desk: str) -> None:
    """Stamp a Mappe, again where another desk was quicker; say how often that was."""
    store, router = Mappen(address), Router(load(TOWN), TODAY)
    say("ready")
    sys.stdin.readline()
    again = 0
    for number in range(STAMPS):
        while not stamped(store, router, code, Stamp(str(number), "2026-11-20", desk)):
            again += 1
    say(again)


def stamped(store: Mappen, router: Router, code: str, stamp: Stamp) -> bool:
    """Read, stamp, write; False where it was changed in between or the database is busy."""
    try:
        found = store.read(code, TODAY)
        assert found
        mappe = unpack(router, found.data).stamped(stamp)
        store.write(code, pack(router, mappe), found.version, TODAY)
    except (Stale, StoreError):
        return False
    return True


PROGRAMS: dict[str, Callable[..., None]] = {"notes": notes, "stamps": stamps}

if __name__ == "__main__":
    PROGRAMS[sys.argv[1]](*sys.argv[2:])
