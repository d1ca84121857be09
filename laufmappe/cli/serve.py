"""Start the site: granian where it has a wheel, else waitress."""

import argparse
import gc
import os
import socket

from flask import Flask

from laufmappe.catalogs.files import CatalogError
from laufmappe.catalogs.words import compile_stale
from laufmappe.cli import options as shared
from laufmappe.cli import unswept
from laufmappe.content.check import sound
from laufmappe.content.finding import ContentError
from laufmappe.settings import LOOPBACK, SettingsError, from_environment
from laufmappe.store.database import StoreError, connect, up_to_date
from laufmappe.web import create_app

THREADS = 8  # at most five of them wait for a PDF (export/press.py): pages have three always
WAITING = 256


def add(commands: shared.Commands) -> None:
    """Add the command."""
    parser = shared.reader(commands, "serve", "den Wegweiser starten", run)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1)


def run(options: argparse.Namespace) -> int:
    """Start the site; content that cannot be used is told here and not by the worker.

    With --as-of it is a preview of that day, for this machine only.
    """
    if options.content:
        os.environ["LAUFMAPPE_CONTENT"] = str(options.content)
    if options.as_of:
        os.environ["LAUFMAPPE_AS_OF"] = options.as_of.isoformat()
        os.environ["LAUFMAPPE_DATABASE"] = "none"  # nobody reports on a day that is not today
    settings = from_environment()
    if settings.as_of and options.host not in LOOPBACK:
        raise SettingsError("Eine Vorschau (--as-of) gibt es nur auf diesem Rechner. Bitte --host "
                            "weglassen")
    address = shared.database()
    with unswept():
        application()
        _remember(address)
    return serve(options.host, options.port, options.workers)


def _remember(address: str) -> None:
    """Bring the database up to date; without it the site runs, but takes no reports."""
    if not address:
        return
    engine = connect(address)
    try:
        if not up_to_date(engine):
            from laufmappe.store.migrate import migrate  # noqa: PLC0415 - slow, seldom needed

            migrate(engine)
    except StoreError as error:
        shared.note(f"{error}. Der Wegweiser läuft trotzdem; Meldungen gehen erst, wenn sie "
                    "antwortet und er neu gestartet ist.")
    engine.dispose()


def serve(host: str, port: int, workers: int) -> int:
    """Serve until stopped; prints the address. Raises OSError where the port is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise OSError(f"Der Port {port} ist schon belegt. Bitte einen anderen angeben, zum "
                          f"Beispiel --port {port + 1}") from error
    shown = "localhost" if host in {"127.0.0.1", "0.0.0.0"} else host  # noqa: S104
    address = from_environment().url or f"http://{shown}:{port}"
    print(f"Laufmappe läuft: {address}/  (beenden mit Strg+C)", flush=True)
    try:
        _granian(host, port, workers)
    except ImportError:
        _waitress(host, port)
    return 0


_ready: list[Flask] = []


def application() -> Flask:
    """Return the site with the settings of the environment.

    It is made once, before the workers: they are its forks, ready at once, and share its memory.
    Raises ContentError where the content cannot be used, CatalogError for a damaged catalog.
    """
    if not _ready:
        _ready.append(_made())
    return _ready[0]


def _renew() -> None:
    """Read the content anew for the next workers; what cannot be used changes nothing."""
    try:
        _ready[:] = [_made()]
    except ContentError as error:
        shared.note("\n".join([*map(str, error.findings), "Die Inhalte bleiben, wie sie waren."]))
    except CatalogError as error:
        shared.note(f"{error} Die Übersetzungen bleiben, wie sie waren.")


def _made() -> Flask:
    settings = from_environment()
    guide = sound(settings.content, settings.as_of or shared.CONTENT_DAY).guide
    compile_stale(locale.folder for locale in guide.locales.values())
    return create_app(settings, guide=guide)


def _granian(host: str, port: int, workers: int) -> None:
    from granian import Granian  # noqa: PLC0415 - optional: has no wheel on some machines
    from granian.constants import Interfaces  # noqa: PLC0415 - as above
    from granian.log import LogLevels  # noqa: PLC0415 - as above

    # Not its warning about more threads than processors: ours wait for PDFs and do not work.
    server = Granian(
        "laufmappe.cli.serve:application", address=host, port=port, workers=workers,
        interface=Interfaces.WSGI, factory=True, log_access=False, websockets=False,
        blocking_threads=THREADS, backpressure=WAITING, log_level=LogLevels.error,
        respawn_failed_workers=True)
    server.on_reload(_renew)  # SIGHUP
    gc.freeze()  # the collector leaves alone what the workers share
    server.serve()


def _waitress(host: str, port: int) -> None:
    import waitress  # noqa: PLC0415 - only where granian is missing

    waitress.serve(application(), host=host, port=port, threads=THREADS, ident=None)
