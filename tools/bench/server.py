"""The site as it is served: start-up and memory, and the PDF in a process of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

PATHS = ("", "frage/who", "stellen", "stellen?q=beratung", "so-geht-es", "hilfe")


def environment() -> dict[str, str]:
    """Return the variables for a measured process: no settings of ours, compiled code allowed."""
    return {key: value for key, value in os.environ.items()
            if not key.startswith(("LAUFMAPPE_", "PYTHONDONTWRITE"))}


@contextmanager
def served(said: int | IO[bytes] = subprocess.DEVNULL,
           ) -> Iterator[tuple[str, subprocess.Popen[bytes], float]]:
    """Start `laufmappe serve`; give its address, its process and the seconds to the first page.

    `said`: where it writes what it says.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [str(Path(sys.executable).with_name("laufmappe")), "serve", "--port", str(port)]
    begin = time.monotonic()
    process = subprocess.Popen(command, env=environment(), stdout=said,  # noqa: S603
                               stderr=None if said == subprocess.DEVNULL else said)
    try:
        while not answers(f"{address}/ar/"):
            time.sleep(0.005)
            if process.poll() is not None or time.monotonic() - begin > 60:
                raise OSError("laufmappe serve did not start")
        yield address, process, time.monotonic() - begin
    finally:
        process.terminate()
        process.wait(20)


def answers(address: str) -> bool:
    """Say whether a page comes."""
    try:
        with urllib.request.urlopen(address, timeout=10) as response:  # noqa: S310 - our own
            return bool(response.status == 200)
    except (urllib.error.URLError, ConnectionError):
        return False


def start_rows() -> Iterator[list[str]]:
    """Yield the time from the command to the first page."""
    found = []
    for _ in range(4):
        with served() as (_address, _process, seconds):
            found.append(seconds)
    warm = sorted(found[1:])
    yield ["start to first page", "seconds", "bar", ""]
    yield ["first in this run", f"{found[0]:.2f}", "", ""]
    yield ["warm, least of three", f"{warm[0]:.2f}", "1.0", "MISSED" if warm[0] > 1 else ""]


def memory_rows(codes: list[str]) -> Iterator[list[str]]:
    """Yield the memory of each process after two hundred pages."""
    yield ["process", "PSS in MB", "bar", ""]
    with served() as (address, process, _seconds):
        for number in range(200):
            code, path = codes[number % len(codes)], PATHS[number // len(codes) % len(PATHS)]
            answers(f"{address}/{code}/{path}")
        workers = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        for name, pid in [("parent", str(process.pid)), *(("worker", each) for each in workers)]:
            size = pss(pid)
            if size:
                missed = name == "worker" and size > 70
                yield [name, f"{size:.0f}", "70" if name == "worker" else "",
                       "MISSED" if missed else ""]


def kin(pid: int | str) -> Iterator[str]:
    """Yield the processes that a process started, theirs too."""
    for task in Path(f"/proc/{pid}/task").iterdir():
        for each in (task / "children").read_text().split():
            yield each
            yield from kin(each)


def printer(pid: int) -> int:
    """Return the process that prints, below the process of the site."""
    [found] = [each for each in kin(pid)
               if b"export.printer" in Path(f"/proc/{each}/cmdline").read_bytes()]
    return int(found)


def pss(pid: str) -> float:
    """Return the proportional memory of a process in MB; 0 where the system does not say."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    [line] = [each for each in text.splitlines() if each.startswith("Pss:")]
    return int(line.split()[1]) / 1_024


def paper_rows() -> Iterator[list[str]]:
    """Yield the processor time of a PDF, measured in a fresh process."""
    yield ["PDF", "ms", "bar", ""]
    done = subprocess.run([sys.executable, "-m", "tools.bench.paper"], env=environment(),
                          capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines():
        name, text = line.rsplit(" ", 1)
        bar = "100" if "2 pages" in name else ""
        yield [name, text, bar, "MISSED" if bar and float(text) > 100 else ""]
