"""Two desks stamp the same Mappe at once, each in a process of its own: no stamp is lost."""

import subprocess
import sys
from pathlib import Path

from writing import STAMPS, TODAY

from laufmappe.domain.mappe import Mappe, pack, unpack
from laufmappe.domain.route import Router
from laufmappe.store.mappen import NEW, Mappen, new_code
from laufmappe.store.migrate import EMPTY, migrate

PROGRAM = Path(__file__).parent / "writing.py"
DESKS = ("one", "two")


def test_every_stamp_of_two_desks_is_there(address: str, router: Router) -> None:
    store, code = Mappen(address), new_code()
    migrate(store.engine)
    store.write(code, pack(router, Mappe("de", {})), NEW, TODAY)
    desks = [subprocess.Popen([sys.executable, PROGRAM, "stamps", address, code, each],  # noqa: S603
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
             for each in DESKS]
    for desk in desks:
        assert desk.stdout
        assert desk.stdout.readline() == "ready\n"
    for desk in desks:
        assert desk.stdin
        desk.stdin.write("\n")
        desk.stdin.flush()
    again = sum(int(desk.communicate(timeout=120)[0]) for desk in desks)
    found = store.read(code, TODAY)
    migrate(store.engine, EMPTY)
    store.engine.dispose()
    assert again > 0, "they never met"
    assert found
    assert found.version == 1 + len(DESKS) * STAMPS
    assert sorted((each.office, int(each.key)) for each in unpack(router, found.data).stamps) == [
        (desk, number) for desk in DESKS for number in range(STAMPS)]
