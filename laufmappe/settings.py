"""Settings, read once from LAUFMAPPE_* variables; the public side runs with none of them."""

import datetime
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from laufmappe.paths import CONTENT

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class SettingsError(ValueError):
    """A LAUFMAPPE_* variable has a value that cannot be used; the text says which and why."""


@dataclass(frozen=True)
class Settings:
    """What differs between one installation and another.

    `url`: public address, for links and QR codes ("" takes the address of the request).
    `proxies`: how many proxies in front set X-Forwarded-*. `content`: folder of the guide.
    `as_of`: a preview for editors, as if it were this day. `database`: where reports about places
    are counted ("" for nowhere); not in the text of this object, as it may hold a password.
    `style`: show developers /stil. `issuer`, `client`, `secret`: the city's sign-in by OpenID
    Connect, for staff ("" for none); the secret is not in the text of this object either.
    """

    url: str = ""
    proxies: int = 0
    content: Path = CONTENT
    as_of: datetime.date | None = None
    database: str = field(default="", repr=False)
    style: bool = False
    issuer: str = ""
    client: str = ""
    secret: str = field(default="", repr=False)

    @property
    def host(self) -> str:
        """Return the host name of the public address, or "" where none is set."""
        return urlsplit(self.url).hostname or ""

    @property
    def secure(self) -> bool:
        """Say whether the public address is https; then cookies are Secure and `__Host-`."""
        return self.url.startswith("https://")


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; raises SettingsError for a value that cannot be used."""
    url = environment.get("LAUFMAPPE_URL", "").rstrip("/")
    proxies = environment.get("LAUFMAPPE_PROXIES", "0")
    if not proxies.isdigit():
        raise SettingsError("LAUFMAPPE_PROXIES: bitte eine Zahl angeben, zum Beispiel 1")
    settings = Settings(url, int(proxies), Path(environment.get("LAUFMAPPE_CONTENT", CONTENT)),
                        _day(environment.get("LAUFMAPPE_AS_OF", "")),
                        _database(environment.get("LAUFMAPPE_DATABASE", "")),
                        environment.get("LAUFMAPPE_STIL", "") == "1",
                        *_provider(environment))
    loopback = settings.host in LOOPBACK
    if url and not (settings.secure or (url.startswith("http://") and loopback)):
        raise SettingsError("LAUFMAPPE_URL: eine öffentliche Adresse beginnt mit https://")
    if url and urlsplit(url)[2:] != ("", "", ""):
        raise SettingsError("LAUFMAPPE_URL: bitte nur bis zum Namen, zum Beispiel "
                            "https://laufmappe.example, ohne Pfad")
    if settings.as_of and url and not loopback:
        raise SettingsError("LAUFMAPPE_AS_OF: eine Vorschau hat keine öffentliche Adresse. Bitte "
                            "LAUFMAPPE_URL oder LAUFMAPPE_AS_OF weglassen")
    return settings


def _provider(environment: Mapping[str, str]) -> tuple[str, str, str]:
    """Return issuer, client and secret of the city's sign-in: all three or none."""
    issuer, client, secret = found = (
        environment.get("LAUFMAPPE_OIDC_ISSUER", "").strip(),
        environment.get("LAUFMAPPE_OIDC_CLIENT", "").strip(),
        environment.get("LAUFMAPPE_OIDC_SECRET", ""))
    if any(found) and not all(found):
        raise SettingsError("LAUFMAPPE_OIDC_ISSUER, LAUFMAPPE_OIDC_CLIENT, LAUFMAPPE_OIDC_SECRET: "
                            "bitte alle drei angeben oder keine")
    if issuer and not trusted(issuer):
        raise SettingsError("LAUFMAPPE_OIDC_ISSUER: die Adresse beginnt mit https:// und hat weder "
                            "? noch #")
    return issuer, client, secret


def trusted(address: str) -> bool:
    """Say whether an address is https, or http on this machine, without query and fragment."""
    parts = urlsplit(address)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    return bool(safe and parts.hostname and not parts.query and not parts.fragment)


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        raise SettingsError("LAUFMAPPE_AS_OF: bitte ein Datum wie 2027-04-01 angeben") from None


def _database(text: str) -> str:
    return "" if text == "none" else text
