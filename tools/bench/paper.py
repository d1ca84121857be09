"""Run as a process of its own: prints the processor time of a warm PDF, user and system."""

import resource

from laufmappe.domain import token
from laufmappe.export import pdf
from laufmappe.settings import Settings
from laufmappe.web import create_app
from laufmappe.web.paper import mappe
from tools.bench.pages import HOUSEHOLDS, finished


def used() -> float:
    """Return the processor time of this process in milliseconds."""
    now = resource.getrusage(resource.RUSAGE_SELF)
    return (now.ru_utime + now.ru_stime) * 1_000


def main() -> None:
    """Print "what milliseconds" for each sheet: the least of six, after the first as warm-up.

    The sheets take turns, so that the engine remembers none from its last printing.
    """
    app = create_app(Settings())
    book = app.extensions["laufmappe"]
    today = book.now().date()
    sheets = {}
    for code in ("de", "ar", "uk"):
        for name in HOUSEHOLDS:
            answers = finished(book.router, HOUSEHOLDS[name])
            with app.test_request_context(f"/{code}/m/{token.write(book.guide, answers)}"):
                app.preprocess_request()
                sheets[name, code] = mappe.build(book, answers)
    found: dict[tuple[str, str], list[float]] = {key: [] for key in sheets}
    printed: dict[tuple[str, str], bytes] = {}
    for _ in range(7):
        for key, sheet in sheets.items():
            begin = used()
            printed[key] = pdf.render(sheet, today)
            found[key].append(used() - begin)
    for (name, code), times in found.items():
        pages = pdf.pages(printed[name, code])
        print(f"{name}, {code}, {pages} pages {min(times[1:]):.0f}")


if __name__ == "__main__":
    main()
