"""Static files: the one script and the whole sheet, packed when asked for; fingerprints."""

import gzip
import hashlib
from functools import cached_property
from pathlib import Path

import brotli
import rjsmin
from flask import Blueprint, Response, request

FOREVER = "public, max-age=31536000, immutable"
OK = 200


def fingerprinted(folder: Path, name: str) -> str:
    """Return the address of a static file with its fingerprint, to be kept for good."""
    digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?{digest}"


def keep_for_good(response: Response) -> Response:
    """Let browsers keep a static file that was asked for with its fingerprint."""
    if request.endpoint == "static" and request.query_string and response.status_code == OK:
        response.headers["Cache-Control"] = FOREVER
    return response


def script(folder: Path) -> "Packed":
    """Return all files of static/js in one, shortened."""
    parts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js"))]
    return Packed(rjsmin.jsmin("\n".join(parts)), "js", "text/javascript")


class Packed:
    """A text that every page names; its address holds its fingerprint.

    `ending`: of its name; `folder`: in its address, its ending if none is given.
    """

    def __init__(self, text: str, ending: str, kind: str, folder: str = "") -> None:
        self.text, self._ending, self._kind = text, ending, kind
        self._folder = folder or ending
        self.name = f"{hashlib.sha256(text.encode()).hexdigest()[:12]}.{ending}"
        self.address = f"/{self._folder}/{self.name}"

    @cached_property
    def coded(self) -> dict[str, bytes]:
        """Return the text by its coding; it is packed when it is first asked for."""
        data = self.text.encode()
        return {"br": brotli.compress(data, quality=11),
                "gzip": gzip.compress(data, 9, mtime=0), "": data}

    def blueprint(self) -> Blueprint:
        """Return the address of the text, and of what it was before.

        A page from before an update, out of somebody's cache, gets what there is now.
        """
        views = Blueprint(f"packed-{self._folder}-{self._ending}", __name__)

        @views.get(f"/{self._folder}/<string(length=12):name>.{self._ending}")
        def packed(name: str) -> Response:
            accepted = request.accept_encodings
            coding = next((each for each in ("br", "gzip") if accepted[each]), "")
            response = Response(self.coded[coding], content_type=f"{self._kind}; charset=utf-8")
            if coding:
                response.headers["Content-Encoding"] = coding
            response.vary.add("Accept-Encoding")
            current = self.name.startswith(name)
            response.headers["Cache-Control"] = FOREVER if current else "no-store"
            return response

        return views
