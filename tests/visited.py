"""A real server on loopback that answers as a test wants and remembers what it was asked."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

HANGS, SLOW = 1.0, 0.2


class Server(ThreadingHTTPServer):
    """Answers `/404` with 404, and whatever stands in `answers` with that status and headers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, tuple[int, dict[str, str]]] = {}
        self.asked: list[tuple[str, str, str]] = []
        self.busy = self.most = 0
        self.counting = threading.Lock()

    @property
    def url(self) -> str:
        """Return its address without a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}"

    def redirect(self, path: str, target: str, status: int = 302, **headers: str) -> str:
        """Send who asks for the path elsewhere; return the address of the path."""
        self.answers[path] = (status, {"Location": target, **headers})
        return self.url + path

    def count(self, step: int) -> None:
        """Note that a slow answer begins or ends."""
        with self.counting:
            self.busy += step
            self.most = max(self.most, self.busy)


class Handler(BaseHTTPRequestHandler):
    """One question to the server."""

    server: Server

    def do_GET(self) -> None:
        server = self.server
        agent = self.headers["User-Agent"]
        server.asked.append((self.command, self.path, agent))
        if self.path == "/hangs":
            time.sleep(HANGS)
        if self.path.startswith("/slow"):
            server.count(1)
            time.sleep(SLOW)
            server.count(-1)
        name = self.path.strip("/")
        status, headers = server.answers.get(self.path, (int(name) if name.isdigit() else 200, {}))
        if "Set-Cookie" in headers and self.headers["Cookie"]:
            status, headers = 200, {}
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def visited() -> Iterator[Server]:
    """Yield a running server that no proxy stands before."""
    with pytest.MonkeyPatch.context() as patch, Server() as server:
        patch.setenv("no_proxy", "127.0.0.1,localhost")
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
        try:
            yield server
        finally:
            server.shutdown()
