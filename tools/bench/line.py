"""A slow line to a server on this machine: bytes come one after the other, as they really do.

Chromium's own emulation counts in steps of 1,500 B and hands a response of up to 4 kB over in one
piece, so a page that could be painted from what has come is painted when all has come.
"""

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress

SEGMENT = 1_448
"""Bytes of a TCP segment on Ethernet."""
GATHER = 0.02
"""Seconds in which what a server writes piece by piece comes together, as before a proxy."""


class Line:
    """Takes requests to a port at once and gives the answers at the pace of the line.

    `latency`: seconds from a request to the first byte of its answer; `speed`: bytes a second, of
    all connections together.
    """

    def __init__(self, port: int, latency: float, speed: float) -> None:
        self._port, self._latency, self._speed = port, latency, speed
        self._free = 0.0

    async def connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection until either side ends it."""
        answers, requests = await asyncio.open_connection("127.0.0.1", self._port)
        asked = [0.0]
        with suppress(ConnectionError, asyncio.CancelledError):
            await asyncio.gather(self._ask(reader, requests, asked),
                                 self._answer(answers, writer, asked))
        for each in (writer, requests):
            each.close()

    async def _ask(self, reader: asyncio.StreamReader, requests: asyncio.StreamWriter,
                   asked: list[float]) -> None:
        while data := await reader.read(65_536):
            asked[0] = asyncio.get_running_loop().time()
            requests.write(data)
            await requests.drain()
        requests.close()

    async def _answer(self, answers: asyncio.StreamReader, writer: asyncio.StreamWriter,
                      asked: list[float]) -> None:
        clock = asyncio.get_running_loop().time
        while data := await answers.read(1):
            await asyncio.sleep(GATHER)
            data += await answers.read(65_536)
            for start in range(0, len(data), SEGMENT):
                piece = data[start:start + SEGMENT]
                self._free = max(self._free, asked[0] + self._latency) + len(piece) / self._speed
                await asyncio.sleep(self._free - clock())
                writer.write(piece)
                await writer.drain()
        writer.close()


@contextmanager
def slow(port: int, latency: float, speed: float) -> Iterator[int]:
    """Open a line to a port; give the port at which it begins. See Line."""
    opened: Future[tuple[int, Callable[[], object]]] = Future()

    async def serve() -> None:
        server = await asyncio.start_server(Line(port, latency, speed).connect, "127.0.0.1", 0)
        loop, done = asyncio.get_running_loop(), asyncio.Event()
        opened.set_result((server.sockets[0].getsockname()[1],
                           lambda: loop.call_soon_threadsafe(done.set)))
        await done.wait()
        server.close()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    begin, end = opened.result()
    try:
        yield begin
    finally:
        end()
        thread.join()
