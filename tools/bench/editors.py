"""The editors' commands: seconds and memory, each in a process of its own."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

COMMANDS = {
    "check": (["check"], "", ""),
    "prove, all answers": (["prove"], "60", "1024"),
    "gaps": (["gaps", "-o"], "", ""),
    "stale": (["stale"], "", ""),
}


def rows() -> Iterator[list[str]]:
    """Yield a row a command: wall clock, processor time, most memory, and the bars."""
    yield ["command", "seconds", "processor s", "MB", "bars s, MB", ""]
    for name, (arguments, seconds_bar, memory_bar) in COMMANDS.items():
        with tempfile.TemporaryDirectory() as folder:
            more = [folder] if arguments[-1] == "-o" else []
            seconds, spent, memory = _run([*arguments, *more])
        missed = bool(seconds_bar) and (seconds > float(seconds_bar) or memory > float(memory_bar))
        yield [name, f"{seconds:.1f}", f"{spent:.1f}", f"{memory:.0f}",
               f"{seconds_bar}, {memory_bar}" if seconds_bar else "", "MISSED" if missed else ""]


def _run(arguments: list[str]) -> tuple[float, float, float]:
    """Return seconds, processor seconds and the most memory (MB) of a command."""
    begin = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - ours
        [Path(sys.executable).with_name("laufmappe"), *arguments],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"laufmappe {' '.join(arguments)}: {process.returncode}")
    return (time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
