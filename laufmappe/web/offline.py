"""The Mappe on the phone: manifest, worker, the page without a network."""

import hashlib
import json
from pathlib import Path

import rjsmin
from flask import Blueprint, Response, redirect, send_from_directory
from werkzeug.wrappers import Response as Answer

from laufmappe.domain.text import N_
from laufmappe.paths import STATIC
from laufmappe.web.book import OPEN, Book
from laufmappe.web.scripts import fingerprinted

WORKER_POLICY = "default-src 'none'; connect-src 'self'"
DAY = 86_400  # seconds
WAY_COLOUR, PAGE_COLOUR = "#005a60", "#ffffff"
ICONS = [
    {"src": fingerprinted(STATIC, "icons/app.svg"), "sizes": "any", "type": "image/svg+xml"},
    *({"src": fingerprinted(STATIC, f"icons/app-{size}.png"), "sizes": f"{size}x{size}",
       "type": "image/png", "purpose": purpose}
      for size in (192, 512) for purpose in ("any", "maskable")),
]


def blueprint(book: Book) -> Blueprint:
    """Return /<code>/app.webmanifest, /<code>/app, /<code>/ohne-netz, /sw.js and /favicon.ico."""
    views = Blueprint("offline", __name__)
    worker = _worker(STATIC / "sw.js")

    @views.get("/<code>/app.webmanifest")
    def manifest() -> Response:
        return _open(json.dumps(_manifest(book), ensure_ascii=False), "application/manifest+json")

    @views.get("/<code>/app")
    def app() -> Answer:
        """Begin where the app opens; where a Mappe is kept, the worker answers instead."""
        return redirect(f"/{book.language.code}/", 302)

    @views.get("/<code>/ohne-netz")
    def offline() -> Response:
        return book.show("public/offline.html", fixed=True, here="ohne-netz")

    @views.get("/sw.js")
    def sw() -> Response:
        response = _open(worker, "text/javascript")
        response.headers["Cache-Control"] = "no-cache"
        response.headers["Content-Security-Policy"] = WORKER_POLICY
        return response

    @views.get("/favicon.ico")
    def icon() -> Answer:
        """Send the sign of the site; browsers ask here, so no page spends bytes on naming it."""
        return send_from_directory(STATIC / "icons", "app-48.png", max_age=DAY)

    return views


def _worker(path: Path) -> str:
    text: str = rjsmin.jsmin(path.read_text(encoding="utf-8"))
    return text


def _open(text: str, kind: str) -> Response:
    response = Response(text, content_type=f"{kind}; charset=utf-8")
    response.headers["Cache-Control"] = OPEN
    response.set_etag(hashlib.sha256(text.encode()).hexdigest()[:16])
    return response


def _manifest(book: Book) -> dict[str, object]:
    language, site = book.language, book.guide.site
    return {
        "id": "/", "name": site.title, "short_name": site.title,
        "description": language.words.text(N_("Ihr Weg durch die ersten Wochen.")),
        "lang": language.locale.tag, "dir": language.locale.direction,
        "start_url": f"/{language.code}/app", "scope": "/", "display": "standalone",
        "theme_color": WAY_COLOUR, "background_color": PAGE_COLOUR, "icons": ICONS,
    }
