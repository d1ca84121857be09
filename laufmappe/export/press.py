"""The press: PDFs made in child processes, so that the page worker never loads the engine.

A pool of the standard library would not do: in Python 3.11 it can neither kill one process that
hangs nor replace used-up ones without the risk of a deadlock (python/cpython issue 115634). And a
process of multiprocessing would load all that the page worker holds, which the engine never needs.
"""

import datetime
import hashlib
import multiprocessing
import os
import queue
import subprocess
import sys
import threading
from collections import OrderedDict
from multiprocessing.connection import Connection

from laufmappe.export.paper import MissingGlyph, Paper, PaperBusy, PaperError

KEPT = 16  # sheets whose PDF is kept: a second click, a reload, the same way for the next visitor
KEPT_BYTES = 4_000_000  # of all of them together; a usual one has 100,000 to 200,000
SHEETS = 300  # a child prints, then a new one takes over and the memory is given back
PRINTER = "laufmappe.export.printer"


class PressStopped(PaperError):  # noqa: N818  reads as what it is
    """The process ended, or could not start: too much memory, or somebody killed it."""


class Press:
    """Prints sheets in child processes: started when first needed, killed when they hang."""

    def __init__(self, workers: int = 1, seconds: float = 20, waiting: int = 4) -> None:
        """`waiting`: so many more may wait; with those at work fewer than the server's threads."""
        self.most = workers + waiting
        self._seconds = seconds
        self._places = threading.BoundedSemaphore(self.most)
        self.children = [Child() for _ in range(workers)]
        self._idle: queue.LifoQueue[Child] = queue.LifoQueue()
        for child in self.children:
            self._idle.put(child)
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def render(self, paper: Paper, when: datetime.date) -> bytes:
        """Return the paper as PDF; the same paper on the same day gives the same bytes."""
        key = hashlib.sha256(repr((paper, when)).encode()).hexdigest()
        found = self._recall(key)
        if found is not None:
            return found
        if not self._places.acquire(blocking=False):
            raise PaperBusy("Too many sheets are waiting for the press.")
        try:
            found = self._print(paper, when)
        finally:
            self._places.release()
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > KEPT or self.kept_bytes > KEPT_BYTES:
                self._kept.popitem(last=False)
        return found

    def close(self) -> None:
        """End the child processes and forget what was printed. A later sheet starts a new one."""
        for child in self.children:
            child.stop()
        with self._lock:
            self._kept.clear()

    def processes(self) -> list[int | None]:
        """The ids of the children; None for one that has not started or was stopped."""
        return [child.process.pid if child.process else None for child in self.children]

    @property
    def kept_bytes(self) -> int:
        """Say how many bytes are kept."""
        return sum(map(len, self._kept.values()))

    def _recall(self, key: str) -> bytes | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _print(self, paper: Paper, when: datetime.date) -> bytes:
        try:
            child = self._idle.get(timeout=self._seconds)
        except queue.Empty:
            raise PaperBusy("The press is busy.") from None
        try:
            return child.print(paper, when, self._seconds)
        finally:
            self._idle.put(child)


class Child:
    """One child process and the pipe to it. Used by one thread at a time."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self._pipe: Connection | None = None
        self._printed = 0

    def print(self, paper: Paper, when: datetime.date, seconds: float) -> bytes:
        """Have one sheet printed; whatever goes wrong, the next sheet finds a sound process.

        A process that has printed before and ends at this sheet may only be full: then a fresh one
        tries once more.
        """
        if self._printed:
            try:
                return self._once(paper, when, seconds)
            except PressStopped:
                pass
        return self._once(paper, when, seconds)

    def _once(self, paper: Paper, when: datetime.date, seconds: float) -> bytes:
        try:
            pipe = self._start()
            pipe.send((paper, when))
            if not pipe.poll(seconds):
                raise PaperError(f"The sheet was not ready after {seconds:g} seconds.")
            kind, answer, full = pipe.recv()
        except (EOFError, OSError) as error:
            self.stop()
            raise PressStopped(f"The press stopped: {type(error).__name__}.") from error
        except BaseException:
            self.stop()
            raise
        self._printed += 1
        if full or self._printed >= SHEETS:
            self.stop()
        if kind == "paper" and isinstance(answer, bytes):
            return answer
        raise (MissingGlyph if kind == "glyph" else PaperError)(str(answer))

    def kill(self) -> None:
        """End the process from another thread: the one that waits for it sees the pipe break."""
        if self.process:
            self.process.kill()
            self.process.wait()

    def stop(self) -> None:
        """End the process, at once and without asking."""
        process, pipe = self.process, self._pipe
        self.process = self._pipe = None
        self._printed = 0
        if pipe:
            pipe.close()
        if process:
            process.kill()
            process.wait()

    def _start(self) -> Connection:
        if self._pipe and self.process and self.process.poll() is None:
            return self._pipe
        self.stop()
        ours, theirs = multiprocessing.Pipe()
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603  our own module
                [sys.executable, "-P", "-m", PRINTER, str(theirs.fileno())],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
                stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()])
        self._pipe = ours
        return ours
