"""Headers on every response, and requests that come from elsewhere."""

import base64
import hashlib
from functools import lru_cache

from flask import Flask, Request, Response, abort, request

YEAR = 31_536_000


@lru_cache(512)
def hashed(sheet: str) -> str:
    """Return the CSP source of an inline sheet."""
    digest = hashlib.sha256(sheet.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policy(*sheets: str) -> str:
    """Return the Content-Security-Policy: nothing but ourselves and the inline sheets, hashed."""
    styles = " ".join(("'self'", *map(hashed, sheets))) if sheets else "'none'"
    return "; ".join((
        "default-src 'none'", f"style-src {styles}", "script-src 'self'",
        "img-src 'self'", "media-src 'self'", "connect-src 'self'", "worker-src 'self'",
        "manifest-src 'self'", "base-uri 'none'", "form-action 'self'",
        "frame-ancestors 'none'"))


def init(app: Flask, secure: bool) -> None:
    """Send the headers with every response and refuse cross-site posts.

    A page brings a policy of its own, which allows its sheet.
    """
    headers = [
        ("Content-Security-Policy", policy()),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
    ]
    if secure:
        headers.append(("Strict-Transport-Security", f"max-age={YEAR}; includeSubDomains"))
    without = headers[1:]

    @app.before_request
    def refuse_foreign() -> None:
        if request.method == "POST" and not own(request):
            abort(403)

    @app.after_request
    def send(response: Response) -> Response:
        stated = "Content-Security-Policy" in response.headers
        response.headers.extend(without if stated else headers)
        return response


def own(incoming: Request) -> bool:
    """Say whether a POST comes from our own pages (Sec-Fetch-Site, else Origin).

    Under our Referrer-Policy a browser names the origin "null". Old browsers, and all over plain
    http, send nothing else; without "null" nobody could answer there. A foreign page that hides
    its origin can then do no more than begin anew: SameSite keeps the cookie from it.
    """
    site = incoming.headers.get("Sec-Fetch-Site")
    if site:
        return site in {"same-origin", "none"}
    return incoming.headers.get("Origin", "null") in {"null", incoming.host_url.rstrip("/")}
