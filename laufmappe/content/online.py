"""Whether web addresses answer: fetched politely, reported only after two strikes.

Other towns' checks reported working links in hundreds (trap 32), and then nobody reads them. So an
address that fails once is only noted, whoever merely blocks programs counts as answering, and where
nothing answers at all, the fault is taken to be here.
"""

import datetime
import json
import ssl
import string
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from threading import Lock
from urllib import request
from urllib.error import URLError
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from laufmappe.content.check.addresses import BASE, fault, written
from laufmappe.content.finding import Finding
from laufmappe.content.folder import Folder

Spots = list[tuple[str, int]]  # file and line
Fetch = Callable[[str], int]

AT_ONCE = 8
SECONDS = 15.0
HOPS = 10
NO_ANSWER = 0
CERTIFICATE = 495  # not of the standard; nginx calls it so
GONE = {NO_ANSWER, HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
MOVED = {HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.FOUND, HTTPStatus.SEE_OTHER,
         HTTPStatus.TEMPORARY_REDIRECT, HTTPStatus.PERMANENT_REDIRECT}
HEADERS = {"User-Agent": "Laufmappe-Linkpruefung", "Accept": "text/html,*/*"}


class Visitor:
    """Fetches addresses, never two of one host at once; only the head of an answer is read."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self._locks: dict[str, Lock] = {}

    def __call__(self, url: str) -> int:
        """Return the status where the redirects end, or NO_ANSWER: nothing came, they go round in
        circles, or they lead away from the web.
        """
        opener = _opener()
        try:
            for _ in range(HOPS):
                url = plain(url)
                status, target = self._ask(opener, url)
                if not target:
                    return status
                url = urljoin(url, target)
        except (OSError, HTTPException, ValueError) as error:
            return status_of(error)
        return NO_ANSWER

    def _ask(self, opener: request.OpenerDirector, url: str) -> tuple[int, str]:
        """Return the status of one answer, and where it sends us, if it does."""
        asked = request.Request(url, headers=HEADERS)  # noqa: S310 - plain() knows the scheme
        lock = self._locks.setdefault(_host(url), Lock())
        with lock, opener.open(asked, timeout=self.seconds) as answer:
            target = answer.headers.get("Location", "") if answer.status in MOVED else ""
            return answer.status, quote(target, safe=string.punctuation, encoding="latin-1")


def _opener() -> request.OpenerDirector:
    """Return what opens web addresses only and returns every answer, also those that redirect."""
    opener = request.OpenerDirector()
    # Cookies, because some pages send visitors without theirs in circles.
    for handler in (request.ProxyHandler(), request.HTTPHandler(), request.HTTPSHandler(),
                    request.HTTPCookieProcessor()):
        opener.add_handler(handler)
    return opener


def status_of(error: Exception) -> int:
    """Return what counts as the status of a fetch that broke off.

    A certificate that this computer cannot check says nothing about the page: many offices leave
    out the one in the middle, which browsers find by themselves.
    """
    reason = error.reason if isinstance(error, URLError) else error
    return CERTIFICATE if isinstance(reason, ssl.SSLCertVerificationError) else NO_ANSWER


def plain(url: str) -> str:
    """Return an address in ASCII, without user and fragment; ValueError where it is no web."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"}:
        raise ValueError(f"no web address: {url}")
    server = (parts.hostname or "").encode("idna").decode()
    server += f":{parts.port}" if parts.port else ""
    path, query = (quote(each, safe=string.punctuation) for each in (parts.path, parts.query))
    return urlunsplit((parts.scheme, server, path, query, ""))


def addresses(root: Path) -> dict[str, Spots]:
    """Return each web address of a content folder that can be fetched, with its files and lines.

    Left out are what check() calls unsound and map_url, which is only the beginning of an address.
    Raises ContentError where there is no such folder; files that cannot be read are passed over.
    """
    found: dict[str, Spots] = {}
    for document in Folder(root).documents.values():
        for place, url in written(document):
            if place[-1] != BASE and not fault(url):
                found.setdefault(url, []).append((document.file, document.line(place)))
    return found


def strikes(addresses: dict[str, Spots], record: Path, today: datetime.date,
            fetch: Fetch | None = None) -> tuple[int, list[Finding]]:
    """Fetch all addresses and return how many failed today but on no day before, and a warning for
    each that failed on an earlier day too.

    `record`: a file that keeps the first day of each failure; what answers again or no longer
    stands in content is forgotten. `fetch`: address to status, NO_ANSWER where nothing came; a
    Visitor if absent. Raises ConnectionError, and notes nothing, where no host of several answers;
    OSError where the record cannot be written.
    """
    status = _visit(addresses, fetch or Visitor())
    if len(set(map(_host, status))) > 1 and set(status.values()) == {NO_ANSWER}:
        raise ConnectionError(f"Keine der {len(status)} Web-Adressen antwortet. Bitte die eigene "
                              "Verbindung zum Internet prüfen; vermerkt wurde nichts.")
    known = _read(record)
    failed = {url: known.get(url, today) for url in addresses if _fails(status[url])}
    record.parent.mkdir(parents=True, exist_ok=True)
    days = {url: day.isoformat() for url, day in failed.items()}
    record.write_text(json.dumps(days, indent=2) + "\n", encoding="utf-8")
    again = {url: day for url, day in failed.items() if day < today}
    return len(failed) - len(again), [_finding(url, addresses[url], status[url], day)
                                      for url, day in again.items()]


def _visit(addresses: Iterable[str], fetch: Fetch) -> dict[str, int]:
    """Return the status of each address; those of one host wait for each other."""
    hosts: dict[str, list[str]] = {}
    for url in addresses:
        hosts.setdefault(_host(url), []).append(url)
    longest_first = sorted(hosts.values(), key=len, reverse=True)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        told = pool.map(lambda urls: [(url, fetch(url)) for url in urls], longest_first)
        return {url: status for part in told for url, status in part}


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _fails(status: int) -> bool:
    return status in GONE or status >= HTTPStatus.INTERNAL_SERVER_ERROR


def _finding(url: str, spots: Spots, status: int, first: datetime.date) -> Finding:
    """Put two strikes in words, at the first place where the address stands."""
    (file, line), *others = spots
    how = f"antwortet mit Fehler {status}" if status else "antwortet nicht"
    also = ", ".join(f"{name}:{number}" for name, number in others)
    return Finding(file, line, (
        f"„{url}“ {how}, zum ersten Mal am {first}, heute wieder. Bitte im Browser ansehen und die "
        f"Adresse ändern oder streichen.{f' Sie steht auch in {also}.' if also else ''}"),
        error=False)


def _read(record: Path) -> dict[str, datetime.date]:
    """Return the first day of each failure; nothing where the file is missing or damaged."""
    try:
        days = json.loads(record.read_text(encoding="utf-8"))
        return {url: datetime.date.fromisoformat(day) for url, day in days.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}
