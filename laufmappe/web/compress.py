"""Responses are sent small: brotli or gzip, for what a browser takes."""

import gzip

import brotli
from flask import Response, request

TEXTS = ("text/", "application/json", "image/svg+xml")
SMALLEST = 500
BEST, QUICK = 11, 5
"""Of brotli: the best takes a tenth less bytes and twenty times as long, about 10 ms."""
WINDOW = 16  # bits: 64 kB, more than a usual page
TOP = b"<main"
"""Before it stands what is painted first: it is packed by itself, to be read before the rest."""
KEPT = 512
"""So many pages that are alike for everybody are kept as they were packed best, 3 kB each."""
_kept: dict[str, bytes] = {}


def compress(response: Response) -> Response:
    """Compress a text response where the browser accepts it."""
    accepted = request.accept_encodings
    if (not accepted or response.direct_passthrough or request.method == "HEAD"
            or not (response.mimetype or "").startswith(TEXTS)
            or "Content-Encoding" in response.headers):
        return _conditional(response)
    data = response.get_data()
    if len(data) >= SMALLEST and (accepted["br"] or accepted["gzip"]):
        coding = "br" if accepted["br"] else "gzip"
        response.set_data(_brotli(response, data) if coding == "br"
                          else gzip.compress(data, 6, mtime=0))
        response.headers["Content-Encoding"] = coding
        if not response.cache_control.no_store:
            response.vary.add("Accept-Encoding")
        tag, weak = response.get_etag()
        if tag:
            response.set_etag(f"{tag}-{coding}", bool(weak))
    return _conditional(response)


def _brotli(response: Response, data: bytes) -> bytes:
    """Pack a page; one that a proxy may keep, and so may we, as well as can be."""
    tag, _weak = response.get_etag()
    if not tag or request.query_string or not response.cache_control.public:
        packer, top = brotli.Compressor(quality=QUICK, lgwin=WINDOW), max(data.find(TOP), 0)
        return bytes(packer.process(data[:top]) + packer.flush()
                     + packer.process(data[top:]) + packer.finish())
    found = _kept.get(tag)
    if found is None:
        if len(_kept) >= KEPT:
            _kept.clear()
        found = _kept[tag] = brotli.compress(data, quality=BEST)
    return found


def _conditional(response: Response) -> Response:
    if response.get_etag()[0]:
        response.make_conditional(request)
    return response
