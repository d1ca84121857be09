"""`laufmappe serve` as it runs: changed content on SIGHUP, and none that cannot be used."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from copies import Copy

TOWN = Path(__file__).parent / "town"
PATIENCE = 30


def within(fits: Callable[[], bool]) -> bool:
    """Say whether something becomes so in time."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if fits():
            return True
        time.sleep(0.02)
    return False


class Serving:
    """The site of a copied town, with two workers, while it runs."""

    def __init__(self, folder: Path) -> None:
        self.content = Copy(folder / "content")
        self.said = folder / "said"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self._address = f"http://127.0.0.1:{port}/de/"
        with self.said.open("wb") as said:
            self.process = subprocess.Popen(  # noqa: S603
                [str(Path(sys.executable).with_name("laufmappe")), "serve", "--port", str(port),
                 "--workers", "2", "--content", str(self.content.root)],
                stdout=said, stderr=said, env={**os.environ, "LAUFMAPPE_DATABASE": "none"})

    def page(self) -> str:
        """Return the first page; "" where nobody answers."""
        try:
            with urllib.request.urlopen(self._address, timeout=5) as answer:  # noqa: S310
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError):
            return ""

    def renew(self) -> None:
        """Ask for workers that read the content anew."""
        self.process.send_signal(signal.SIGHUP)


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    """Return the site of a town."""
    shutil.copytree(TOWN, tmp_path / "content")
    found = Serving(tmp_path)
    yield found
    found.process.terminate()
    found.process.wait(PATIENCE)


def test_changed_content_is_read_on_a_signal(serving: Serving) -> None:
    assert within(lambda: "Laufmappe" in serving.page()), serving.said.read_text()
    serving.content.change("site.yaml", "title: Laufmappe", "title: Wegweiser")
    assert "Wegweiser" not in serving.page()
    serving.renew()
    assert within(lambda: all("Wegweiser" in serving.page() for _ in range(10)))


def test_content_that_cannot_be_used_changes_nothing(serving: Serving) -> None:
    assert within(lambda: "Laufmappe" in serving.page()), serving.said.read_text()
    serving.content.change("site.yaml", "title: Laufmappe", "titel: Wegweiser")
    serving.renew()
    assert within(lambda: "Die Inhalte bleiben, wie sie waren." in serving.said.read_text())
    assert "site.yaml" in serving.said.read_text()
    assert within(lambda: all("Laufmappe" in serving.page() for _ in range(10)))
    assert serving.process.poll() is None
