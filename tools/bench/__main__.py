"""`make bench`: prints tables of weight, speed, start-up and memory beside their bars."""

import datetime
import platform
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from laufmappe.settings import Settings
from laufmappe.web import create_app
from tools.bench import editors, flood, paint, server, speed, weight
from tools.bench.pages import DYNAMIC, samples
from tools.bench.stock import stock_app

NOW = datetime.datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Europe/Berlin"))


def table(title: str, rows: Iterable[list[str]], *notes: str) -> None:
    """Print a table in columns; the first column to the left, numbers to the right."""
    lines = list(rows)
    widths = [max(len(line[at]) for line in lines) for at in range(len(lines[0]))]
    print(f"\n{title}")
    for line in lines:
        cells = [line[0].ljust(widths[0]),
                 *(text.rjust(width) for text, width in zip(line[1:], widths[1:], strict=True))]
        print("  " + "  ".join(cells).rstrip())
    for note in notes:
        print(f"  {note}")


def main() -> None:
    """Measure and print."""
    print(f"{platform.machine()}, Python {platform.python_version()}. Times depend on the machine "
          "and on what else runs on it; only ratios can be compared between machines.")
    ours, stock = (make(Settings(), now=lambda: NOW) for make in (create_app, stock_app))
    book = ours.extensions["laufmappe"]
    codes, found = list(book.languages), samples(book.router)
    dynamic = [each for each in found if each.name in DYNAMIC]
    table("Bytes of a page: body, brotli 5; of the largest: gzip 6, raw, sheet by brotli 11",
          weight.rows(ours, found, codes),
          f"Bar of the sheet: {weight.SHEET:,} B, for each page.",
          "Elsewhere: Integreat 1,478,000 B in 32 requests; LAA legal aid 137,000 B in 9.")
    table("Processor time of a page in ms: in process, cookie set, uncompressed",
          speed.page_rows(ours, stock, dynamic, ["de", "ar"]),
          "Stock: the same views, domain and templates, rendered by Flask's own Jinja environment",
          "with flask_babel.gettext for every string. Bars: ours <= 1.0 ms and <= half of stock.",
          "Elsewhere, as measured for stack.md: LAA 6.5; ONS 27.5; Integreat 29-46.")
    table("The same, ours, least of 60, in each language",
          speed.language_rows(ours, dynamic, codes))
    table("A route with its reasons in microseconds, rules of its kind sorted out before",
          speed.route_rows(book.router),
          "Elsewhere, for 103 rules: zen-engine 761; json-logic 2,666.")
    table("First paint on a phone: processor / 4, cookie set, network as Chromium makes it slow",
          paint.rows(ours, found),
          "On loopback without TLS: real networks add handshakes. GOV.UK's kit: from npm, without",
          "its fonts; the row is missing where `make lighthouse` has not installed it.")
    table("Start", server.start_rows(), "Elsewhere: Integreat 10-15 s to its first page.")
    table("Memory after 200 pages", server.memory_rows(codes),
          "Elsewhere: LAA 42 with one or two languages; ONS 99; Integreat 173-197.")
    table("Processor time of a warm PDF in a process of its own", server.paper_rows(),
          "Elsewhere: xhtml2pdf 1,100-1,700; WeasyPrint 900.")
    table(f"Pages and PDFs when {flood.VISITORS} visitors ask for PDFs without pause",
          flood.rows(book.router), "Who asks runs on the same processors.")
    table("Commands of the editors, on the real content", editors.rows(),
          "Elsewhere: nobody has a proof. A change of one file is proven anew as a whole.")


if __name__ == "__main__":
    main()
