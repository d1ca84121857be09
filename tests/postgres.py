"""A PostgreSQL of our own for the tests, where its programs are there; one for each worker."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

DEBIAN = Path("/usr/lib/postgresql")


def programs() -> Path | None:
    """Return the folder with PostgreSQL's own programs, or None."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    return max((each.parent for each in DEBIAN.glob("*/bin/initdb")), default=None)


@dataclass(frozen=True)
class Server:
    """A PostgreSQL of our own: its address, and how it is stopped at once and started again."""

    address: str
    stop: list[str]
    start: list[str]

    def crash(self) -> None:
        """Let it end without writing anything any more, and start it again."""
        for command in (self.stop, self.start):
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")  # noqa: S603


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Start a PostgreSQL of its own on a free port."""
    folder = programs()
    root = os.geteuid() == 0
    if folder is None or (root and shutil.which("runuser") is None):
        pytest.skip("needs PostgreSQL (Debian: postgresql)")
    owner = ["runuser", "-u", "postgres", "--"] if root else []  # it refuses to run as root
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    place = Path(tempfile.mkdtemp(prefix="laufmappe-"))
    if root:
        shutil.chown(place, "postgres")
    data, log = place / "data", place / "log"
    control = [*owner, str(folder / "pg_ctl"), "-D", str(data), "-w", "-l", str(log)]
    new = [*owner, str(folder / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-N"]
    stop = [*control, "-m", "immediate", "stop"]
    start = [*control, "-o", f"-p {port} -c listen_addresses=127.0.0.1 -k {place}", "start"]
    try:
        for command in (new, start):
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=place)  # noqa: S603
        yield Server(f"postgresql://postgres@127.0.0.1:{port}/postgres", stop, start)
    finally:
        subprocess.run(stop, check=False, cwd=place,  # noqa: S603
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def postgres(server: Server) -> str:
    """Return the address of the PostgreSQL."""
    return server.address


@pytest.fixture
def crash(server: Server) -> Callable[[], None]:
    """Return a function that kills the PostgreSQL and starts it again."""
    return server.crash
