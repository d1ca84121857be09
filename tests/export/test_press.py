"""The press: child processes that come, are killed and come again."""

import datetime
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from laufmappe.cli import serve
from laufmappe.export import pdf, press
from laufmappe.export.paper import Both, MissingGlyph, PaperBusy, PaperError
from laufmappe.export.sheet import Sheet

DAY = datetime.date(2026, 11, 21)
Build = Callable[..., Sheet]
STARVED = """
import datetime, resource
from samples import sheet
from laufmappe.export.paper import PaperError
from laufmappe.export.press import Press
machine = Press()
usual, most = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (3, most))
try:
    machine.render(sheet("de", 1), datetime.date(2026, 11, 21))
except PaperError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_NOFILE, (usual, most))
print(*machine.processes())
print(machine.render(sheet("de", 1), datetime.date(2026, 11, 21))[:4].decode())
machine.close()
"""
LEFT = """
import datetime, os
from samples import sheet
from laufmappe.export.press import Press
machine = Press()
machine.render(sheet("de", 1), datetime.date(2026, 11, 21))
print(*machine.processes(), flush=True)
os._exit(0)
"""


@pytest.fixture
def machine() -> Iterator[press.Press]:
    """A press with one child and no room to wait."""
    machine = press.Press(workers=1, seconds=60, waiting=0)
    yield machine
    machine.close()


def other(sheet: Sheet, number: int) -> Sheet:
    """A sheet that is not yet kept."""
    return replace(sheet, code=f"CODE {number}")


def child(machine: press.Press) -> int | None:
    """The id of the one child process."""
    [pid] = machine.processes()
    return pid


def test_press_prints_what_the_engine_prints(machine: press.Press, sheet: Build) -> None:
    assert child(machine) is None
    assert machine.render(sheet("ar"), DAY) == pdf.render(sheet("ar"), DAY)
    assert child(machine)


def test_page_worker_never_loads_the_engine() -> None:
    code = (
        "import sys, laufmappe.export.press, laufmappe.export.sheet;"
        "print('typst' in sys.modules)"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_same_sheet_on_the_same_day_is_printed_once(machine: press.Press, sheet: Build) -> None:
    first = machine.render(sheet("uk"), DAY)
    assert machine.render(sheet("uk"), DAY) is first
    assert machine.render(sheet("uk"), DAY + datetime.timedelta(days=1)) != first
    assert machine.render(other(sheet("uk"), 1), DAY) != first


def test_only_a_few_sheets_are_kept(
    machine: press.Press, sheet: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "KEPT", 1)
    first = machine.render(sheet("de", 1), DAY)
    machine.render(other(sheet("de", 1), 1), DAY)
    again = machine.render(sheet("de", 1), DAY)
    assert again == first
    assert again is not first


def test_press_goes_on_after_its_child_was_killed(machine: press.Press, sheet: Build) -> None:
    machine.render(sheet("de", 1), DAY)
    killed = child(machine)
    machine.children[0].kill()
    assert machine.render(other(sheet("de", 1), 1), DAY).startswith(b"%PDF")
    assert child(machine) not in (None, killed)


def test_press_says_so_when_its_child_dies_at_work(machine: press.Press, sheet: Build) -> None:
    errors: list[BaseException] = []

    def work() -> None:
        try:
            machine.render(sheet("ar", 14), DAY)
        except PaperError as error:
            errors.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    while not child(machine):
        time.sleep(0.005)
    machine.children[0].kill()
    thread.join()
    assert "stopped" in str(errors[0])
    assert machine.render(sheet("de", 1), DAY).startswith(b"%PDF")


def test_sheet_that_takes_too_long_is_given_up(sheet: Build) -> None:
    hasty = press.Press(seconds=0.02)
    with pytest.raises(PaperError, match=r"after 0\.02 seconds"):
        hasty.render(sheet("ar", 14), DAY)
    assert hasty.processes() == [None]


def test_press_is_busy_when_no_more_may_wait(machine: press.Press, sheet: Build) -> None:
    papers: list[bytes] = []
    thread = threading.Thread(target=lambda: papers.append(machine.render(sheet("ar"), DAY)))
    thread.start()
    while not child(machine):
        time.sleep(0.005)
    with pytest.raises(PaperBusy):
        machine.render(sheet("uk"), DAY)
    thread.join()
    assert papers[0].startswith(b"%PDF")
    assert machine.render(sheet("uk"), DAY).startswith(b"%PDF")


def test_many_threads_share_two_children(sheet: Build) -> None:
    machine = press.Press(workers=2, seconds=60, waiting=8)
    papers: dict[int, bytes] = {}

    def work(number: int) -> None:
        papers[number] = machine.render(other(sheet("de", 1), number), DAY)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(papers.values())) == 10
    assert len(set(machine.processes())) == 2
    machine.close()
    assert machine.processes() == [None, None]


def test_missing_glyph_comes_through_and_harms_nobody(machine: press.Press, sheet: Build) -> None:
    usual = sheet("en", 1)
    odd = replace(usual, title=Both("漢", "Deutsch"))
    with pytest.raises(MissingGlyph, match="漢"):
        machine.render(odd, DAY)
    working = child(machine)
    assert machine.render(usual, DAY).startswith(b"%PDF")
    assert child(machine) == working


def test_unknown_sign_comes_through_as_its_sentence(machine: press.Press, sheet: Build) -> None:
    usual = sheet("de", 1)
    odd = replace(usual, stops=(replace(usual.stops[0], icon="no-such-sign"),))
    with pytest.raises(PaperError, match="no-such-sign"):
        machine.render(odd, DAY)


def test_child_gives_its_memory_back_after_some_sheets(
    machine: press.Press, sheet: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "SHEETS", 2)
    machine.render(other(sheet("de", 1), 1), DAY)
    assert child(machine)
    machine.render(other(sheet("de", 1), 2), DAY)
    assert child(machine) is None
    assert machine.render(other(sheet("de", 1), 3), DAY).startswith(b"%PDF")


def test_closed_press_has_no_child_and_can_start_again(machine: press.Press, sheet: Build) -> None:
    machine.render(sheet("de", 1), DAY)
    machine.close()
    assert child(machine) is None
    assert machine.render(sheet("de", 1), DAY).startswith(b"%PDF")


def test_sheet_that_needs_too_much_memory_ends_its_child_alone(
    machine: press.Press, sheet: Build
) -> None:
    usual = sheet("ar", 14)
    with pytest.raises(PaperError, match="stopped"):
        machine.render(replace(usual, stops=usual.stops * 14), DAY)
    assert machine.render(usual, DAY).startswith(b"%PDF")


def test_child_that_grew_large_prints_no_other_sheet(machine: press.Press, sheet: Build) -> None:
    machine.render(sheet("ar", 14), DAY)
    assert child(machine)
    assert machine.render(sheet("ar", 80), DAY).startswith(b"%PDF")
    assert child(machine) is None
    assert machine.render(sheet("uk", 14), DAY).startswith(b"%PDF")


def test_full_child_makes_way_for_a_fresh_one(machine: press.Press, sheet: Build) -> None:
    machine.render(sheet("de", 1), DAY)
    first = child(machine)
    os.kill(first, signal.SIGSTOP)
    timer = threading.Timer(0.2, os.kill, (first, signal.SIGKILL))
    timer.start()
    assert machine.render(sheet("uk", 1), DAY).startswith(b"%PDF")
    assert child(machine) not in (None, first)


def test_press_that_cannot_start_says_so_and_tries_again() -> None:
    """In a process of its own, which may open no more files and so start no other process."""
    done = subprocess.run([sys.executable, "-c", STARVED],  # noqa: S603
                          capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
    assert done.stdout.splitlines() == ["The press stopped: OSError.", "None", "%PDF"]


def test_pages_come_before_sheets(machine: press.Press, sheet: Build) -> None:
    machine.render(sheet("de", 1), DAY)
    ours = os.getpriority(os.PRIO_PROCESS, 0)
    assert os.getpriority(os.PRIO_PROCESS, child(machine)) == min(19, ours + 5)


def test_child_stays_small(machine: press.Press, sheet: Build) -> None:
    for number in range(28):
        stops = 1 + number % 14
        machine.render(other(sheet(("ar", "uk", "de")[number % 3], stops), number), DAY)
    status = Path(f"/proc/{child(machine)}/status").read_text()
    [peak] = [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")]
    assert peak < 220_000


def test_child_ends_with_the_page_worker() -> None:
    done = subprocess.run([sys.executable, "-c", LEFT], capture_output=True, text=True,  # noqa: S603
                          check=True, cwd=Path(__file__).parents[1])
    left = Path(f"/proc/{done.stdout.strip()}")
    for _ in range(500):
        if not left.exists():
            return
        time.sleep(0.02)
    pytest.fail("The child lives on.")


def test_kept_sheets_are_bounded_in_bytes(
    machine: press.Press, sheet: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = machine.render(sheet("de", 1), DAY)
    monkeypatch.setattr(press, "KEPT_BYTES", len(one) + 10)
    machine.render(sheet("de", 2), DAY)
    assert machine.kept_bytes <= len(one) + 10


def test_pages_always_have_a_thread() -> None:
    assert press.Press().most + 3 <= serve.THREADS
