"""The press: PDFs made in child processes, so that the page worker never loads the engine.

A pool of the standard library would not do: in Python 3.11 it can neither kill one process that
hangs nor replace used-up ones without the risk of a deadlock (python/cpython issue 115634).
"""

import datetime
import hashlib
import multiprocessing
import queue
import signal
import threading
from collections import OrderedDict
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from laufmappe.export.sheet import MissingGlyph, PaperBusy, PaperError, Sheet

KEPT = 16  # sheets whose PDF is kept: a second click, a reload, the same way for the next visitor
SHEETS = 300  # a child prints, then a new one takes over and the memory is given back


class Press:
    """Prints sheets in child processes: started when first needed, killed when they hang."""

    def __init__(self, workers: int = 1, seconds: float = 20, waiting: int = 8) -> None:
        self._seconds = seconds
        self._places = threading.BoundedSemaphore(workers + waiting)
        self.children = [Child() for _ in range(workers)]
        self._idle: queue.LifoQueue[Child] = queue.LifoQueue()
        for child in self.children:
            self._idle.put(child)
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def render(self, sheet: Sheet, when: datetime.date) -> bytes:
        """The sheet as PDF; the same sheet on the same day gives the same bytes."""
        key = hashlib.sha256(repr((sheet, when)).encode()).hexdigest()
        paper = self._recall(key)
        if paper is not None:
            return paper
        if not self._places.acquire(blocking=False):
            raise PaperBusy("Too many sheets are waiting for the press.")
        try:
            paper = self._print(sheet, when)
        finally:
            self._places.release()
        with self._lock:
            self._kept[key] = paper
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return paper

    def close(self) -> None:
        """End the child processes and forget what was printed. A later sheet starts a new one."""
        for child in self.children:
            child.stop()
        with self._lock:
            self._kept.clear()

    def processes(self) -> list[int | None]:
        """The ids of the children; None for one that has not started or was stopped."""
        return [child.process.pid if child.process else None for child in self.children]

    def _recall(self, key: str) -> bytes | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _print(self, sheet: Sheet, when: datetime.date) -> bytes:
        try:
            child = self._idle.get(timeout=self._seconds)
        except queue.Empty:
            raise PaperBusy("The press is busy.") from None
        try:
            return child.print(sheet, when, self._seconds)
        finally:
            self._idle.put(child)


class Child:
    """One child process and the pipe to it. Used by one thread at a time."""

    def __init__(self) -> None:
        self.process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._printed = 0

    def print(self, sheet: Sheet, when: datetime.date, seconds: float) -> bytes:
        """Have one sheet printed; whatever goes wrong, the next sheet finds a sound process."""
        pipe = self._start()
        try:
            pipe.send((sheet, when))
            if not pipe.poll(seconds):
                raise PaperError(f"The sheet was not ready after {seconds:g} seconds.")
            kind, answer = pipe.recv()
        except (EOFError, OSError) as error:
            self.stop()
            raise PaperError("The press stopped while it printed the sheet.") from error
        except BaseException:
            self.stop()
            raise
        self._printed += 1
        if self._printed >= SHEETS:
            self.stop()
        if kind == "paper" and isinstance(answer, bytes):
            return answer
        raise (MissingGlyph if kind == "glyph" else PaperError)(str(answer))

    def kill(self) -> None:
        """End the process from another thread: the one that waits for it sees the pipe break."""
        if self.process:
            self.process.kill()
            self.process.join()

    def stop(self) -> None:
        """End the process, at once and without asking."""
        process, pipe = self.process, self._pipe
        self.process = self._pipe = None
        self._printed = 0
        if pipe:
            pipe.close()
        if process:
            process.kill()
            process.join()

    def _start(self) -> Connection:
        if self._pipe and self.process and self.process.is_alive():
            return self._pipe
        self.stop()
        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe()
        process = spawn.Process(target=_work, args=(theirs,), name="laufmappe-press", daemon=True)
        process.start()
        theirs.close()
        self.process, self._pipe = process, ours
        return ours


def _work(pipe: Connection) -> None:
    """What the child does: print what comes through the pipe until its other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from laufmappe.export import pdf  # noqa: PLC0415  the engine, in the child alone

    while True:
        try:
            sheet, when = pipe.recv()
        except EOFError:
            return
        try:
            answer: tuple[str, bytes | str] = ("paper", pdf.render(sheet, when))
        except MissingGlyph as error:
            answer = ("glyph", str(error))
        except PaperError as error:
            answer = ("error", str(error))
        pipe.send(answer)
