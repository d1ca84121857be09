"""The child process of the press: prints what comes through the pipe until its other end closes.

Run by press.py as `python -m laufmappe.export.printer NUMBER`, the number of an open socket.
"""

import datetime
import os
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from laufmappe.export.paper import MissingGlyph, Paper, PaperError

MEMORY = 180 * 1024 * 1024  # of data: 71 MB after 300 sheets, the longest way needs 147
FULL = 130_000  # kB resident: a process that once grew so large prints no other sheet
NICE = 5  # when processors are scarce, a page comes first


def main(number: int) -> None:
    """Print until there is no more to print."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))  # beyond it the process ends
    os.nice(NICE)
    os.environ["RAYON_NUM_THREADS"] = "1"  # the engine would take every processor
    os.environ["RUST_BACKTRACE"] = "0"  # at the end of memory it would hang: 4 times in 30
    from laufmappe.export import pdf  # noqa: PLC0415  the engine, here alone and after all this

    pipe = Connection(number)
    with suppress(EOFError, ConnectionError):  # the page worker has gone
        while True:
            pipe.send((*printed(pdf.render, *pipe.recv()), peak() > FULL))


def printed(render: Callable[[Paper, datetime.date], bytes], paper: Paper,
            when: datetime.date) -> tuple[str, bytes | str]:
    """Return what became of a paper, and the PDF or the reason."""
    try:
        return "paper", render(paper, when)
    except MissingGlyph as error:
        return "glyph", str(error)
    except PaperError as error:
        return "error", str(error)


def peak() -> int:
    """Return the most memory this process held, in kB; 0 where the system does not say."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))


if __name__ == "__main__":
    main(int(sys.argv[1]))
