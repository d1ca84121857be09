"""Recorded voices: sound files of static/audio, played where somebody wants a page read aloud."""

import hashlib
from pathlib import Path

from flask import Blueprint, Response, abort, send_file
from markupsafe import Markup

from laufmappe.web.scripts import FOREVER

TYPES = {".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".wav": "audio/wav"}


class Recordings:
    """The files `<folder>/<code>/<name>.mp3|.ogg|.wav`; static/audio/README.md lists the names."""

    def __init__(self, folder: Path) -> None:
        self._files: dict[str, Path] = {}
        self._known: dict[tuple[str, str], str] = {}
        for path in sorted(folder.glob("*/*")):
            if path.suffix in TYPES:
                digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
                name = f"{path.parent.name}/{path.stem}-{digest}{path.suffix}"
                self._files[name] = path
                self._known[path.parent.name, path.stem] = name

    def attribute(self, code: str, name: str) -> Markup:
        """Return the attribute with which an element names its recording; "" for none."""
        found = self._known.get((code, name))
        return Markup(' data-audio="/audio/{}"').format(found) if found else Markup("")

    def blueprint(self) -> Blueprint:
        """Return the addresses of the recordings; browsers ask for them in ranges."""
        views = Blueprint("audio", __name__)

        @views.get("/audio/<path:name>")
        def recording(name: str) -> Response:
            path = self._files.get(name)
            if path is None:
                abort(404)
            response = send_file(path, TYPES[path.suffix], conditional=True)
            response.headers["Cache-Control"] = FOREVER
            return response

        return views
