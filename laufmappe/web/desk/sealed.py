"""A cookie that a browser carries for ten minutes and cannot change: signed with the client's key.

It exists only where staff sign in at the city's provider; else there is no key.
"""

import hashlib
from typing import Any, Literal

from flask import request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response as Answer

from laufmappe.web.desk.session import Desk

SECONDS = 600
Values = dict[str, Any]


class Sealed:
    """One such cookie. `site`: whether it comes along from other sites (Lax) or never (Strict)."""

    def __init__(self, desk: Desk, name: str, salt: str, site: Literal["Lax", "Strict"]) -> None:
        settings = desk.book.settings
        self._desk, self._site = desk, site
        self._sealed = URLSafeSerializer(settings.secret, salt, signer_kwargs={
            "key_derivation": "hmac", "digest_method": hashlib.sha256})
        self.cookie = f"__Host-{name}" if settings.secure else name

    def give(self, response: Answer, values: Values) -> Answer:
        """Send it along."""
        text = self._sealed.dumps(values | {"until": self._second() + SECONDS})
        response.set_cookie(self.cookie, str(text), max_age=SECONDS, httponly=True, path="/",
                            secure=self._desk.book.settings.secure, samesite=self._site)
        return response

    def read(self) -> Values | None:
        """Return what the browser brought back; None where it is not ours or too old."""
        try:
            values: Values = self._sealed.loads(request.cookies.get(self.cookie, ""))
        except BadSignature:
            return None
        return values if values["until"] > self._second() else None

    def take(self, response: Answer) -> Answer:
        """Take it away again: it is good for once."""
        response.delete_cookie(self.cookie, httponly=True, path="/", samesite=self._site,
                               secure=self._desk.book.settings.secure)
        return response

    def _second(self) -> int:
        return int(self._desk.book.now().timestamp())
