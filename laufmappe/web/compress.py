"""Responses are sent small: brotli or gzip, for what a browser takes."""

import gzip

import brotli
from flask import Response, request

TEXTS = ("text/", "application/json", "image/svg+xml")
SMALLEST = 500


def compress(response: Response) -> Response:
    """Compress a text response where the browser accepts it."""
    if (response.direct_passthrough or not (response.mimetype or "").startswith(TEXTS)
            or "Content-Encoding" in response.headers or request.method == "HEAD"):
        return _conditional(response)
    data = response.get_data()
    accepted = request.accept_encodings
    if len(data) >= SMALLEST and (accepted["br"] or accepted["gzip"]):
        coding = "br" if accepted["br"] else "gzip"
        response.set_data(brotli.compress(data, quality=5) if coding == "br"
                          else gzip.compress(data, 6, mtime=0))
        response.headers["Content-Encoding"] = coding
        response.vary.add("Accept-Encoding")
        tag, weak = response.get_etag()
        if tag:
            response.set_etag(f"{tag}-{coding}", bool(weak))
    return _conditional(response)


def _conditional(response: Response) -> Response:
    if response.get_etag()[0]:
        response.make_conditional(request)
    return response
