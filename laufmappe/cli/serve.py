"""Start the site: granian where it has a wheel, else waitress."""

import socket

from laufmappe.settings import from_environment

THREADS = 4  # a thread that waits for a PDF must not hold up the pages
WAITING = 256


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


def application() -> object:
    """Return the WSGI application with the settings of the environment."""
    from laufmappe.web import create_app  # noqa: PLC0415 - slow, and only in the worker

    return create_app(from_environment())


def _granian(host: str, port: int, workers: int) -> None:
    from granian import Granian  # noqa: PLC0415 - optional: has no wheel on some machines
    from granian.constants import Interfaces  # noqa: PLC0415 - as above
    from granian.log import LogLevels  # noqa: PLC0415 - as above

    Granian("laufmappe.cli.serve:application", address=host, port=port, workers=workers,
            interface=Interfaces.WSGI, factory=True, log_access=False, websockets=False,
            blocking_threads=THREADS, backpressure=WAITING, log_level=LogLevels.warning,
            respawn_failed_workers=True).serve()


def _waitress(host: str, port: int) -> None:
    import waitress  # noqa: PLC0415 - only where granian is missing

    waitress.serve(application(), host=host, port=port, threads=THREADS, ident=None)
