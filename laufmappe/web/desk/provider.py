"""The city's OpenID Connect provider, as one who relies on it sees it: authorization code, PKCE.

Authlib, requests and joserfc are imported only when somebody signs in this way: they are an extra
(`oidc`), and neither start nor memory of another site pays for them.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from laufmappe.settings import Settings, trusted

SECONDS = 5
KEPT = datetime.timedelta(hours=1)
LEEWAY = 60
SAFE = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
                  "EdDSA", "Ed25519"})
"""Signatures that are taken, if the provider says it makes them: by a public key, never none."""


class Down(Exception):  # noqa: N818  reads as what it is
    """The provider does not answer, or not as one."""


class Refused(Exception):  # noqa: N818  reads as what it is
    """What came back proves nobody."""


@dataclass(frozen=True)
class Secrets:
    """What ties one sign-in to one browser. `verifier`: of PKCE."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Person:
    """Somebody as the provider knows them. `subject`: for good; `since`: when they signed in."""

    subject: str
    name: str
    since: int


class Provider:
    """The provider of the settings. All may raise Down; times are handed in."""

    def __init__(self, settings: Settings) -> None:
        self.issuer = settings.issuer
        self._client, self._secret = settings.client, settings.secret
        self._found: tuple[datetime.datetime, dict[str, Any]] | None = None
        self._keys: dict[str, Any] = {}
        self._lock = Lock()

    def address(self, secrets: Secrets, back: str, anew: bool, now: datetime.datetime) -> str:
        """Return where to send the browser. `anew`: even somebody who is signed in there."""
        more: dict[str, object] = {"prompt": "login", "max_age": 0} if anew else {}
        metadata = self._metadata(now)
        with self._session(metadata, back) as session:
            found: str = session.create_authorization_url(
                metadata["authorization_endpoint"], state=secrets.state, nonce=secrets.nonce,
                code_verifier=secrets.verifier, **more)[0]
        return found

    def person(self, secrets: Secrets, back: str, told: Mapping[str, str],
               now: datetime.datetime) -> Person:
        """Return who came back; raises Refused. `told`: the query of the address they came to."""
        metadata = self._metadata(now)
        always = metadata.get("authorization_response_iss_parameter_supported") is True
        if told.get("iss", "" if always else self.issuer) != self.issuer:
            raise Refused("iss")
        if "error" in told or not told.get("code"):
            raise Refused("no code")
        kept = self._token(metadata, secrets, back, told["code"])
        claims = self._claims(metadata, kept, secrets.nonce, now)
        name = claims.get("preferred_username") or self._name(metadata, kept, claims["sub"])
        since = claims.get("auth_time")
        return Person(f"{self.issuer} {claims['sub']}", str(name),
                      int(since) if isinstance(since, int | float) else 0)

    def _metadata(self, now: datetime.datetime) -> dict[str, Any]:
        """Return what the provider says about itself, asked anew every hour."""
        with self._lock:
            if self._found and now - self._found[0] < KEPT:
                return self._found[1]
        found = _fetched(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
        ends = [str(found.get(name, "")) for name in (
            "authorization_endpoint", "token_endpoint", "jwks_uri")]
        if found.get("issuer") != self.issuer or not all(map(trusted, ends)):
            raise Down("discovery")
        keys = _fetched(found["jwks_uri"])
        with self._lock:
            self._found, self._keys = (now, found), keys
        return found

    def _session(self, metadata: Mapping[str, Any], back: str) -> Any:
        # An extra, and slow: only for those who sign in this way.
        from authlib.integrations.requests_client import OAuth2Session  # noqa: PLC0415

        ways = metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        return OAuth2Session(
            self._client, self._secret, scope="openid profile", redirect_uri=back,
            code_challenge_method="S256", token_endpoint_auth_method=(
                "client_secret_basic" if "client_secret_basic" in ways else "client_secret_post"))

    def _token(self, metadata: Mapping[str, Any], secrets: Secrets, back: str,
               code: str) -> dict[str, Any]:
        # An extra, and slow: only for those who sign in this way.
        from authlib.integrations.base_client import OAuthError  # noqa: PLC0415
        from requests import RequestException  # noqa: PLC0415  comes with the extra

        try:
            with self._session(metadata, back) as session:
                found = dict(session.fetch_token(
                    metadata["token_endpoint"], code=code, code_verifier=secrets.verifier,
                    grant_type="authorization_code", timeout=SECONDS, allow_redirects=False))
        except OAuthError as error:
            raise Refused("token") from error
        except (RequestException, ValueError) as error:
            raise Down("token") from error
        if not isinstance(found.get("id_token"), str):
            raise Refused("no ID token")
        return found

    def _claims(self, metadata: Mapping[str, Any], kept: Mapping[str, Any], nonce: str,
                now: datetime.datetime) -> dict[str, Any]:
        """Return what the ID token says, once signature, issuer, audience, times and nonce hold."""
        # An extra, and slow: only for those who sign in this way.
        from authlib.oidc.core import CodeIDToken  # noqa: PLC0415
        from joserfc.errors import JoseError  # noqa: PLC0415  comes with the extra

        try:
            token = self._decoded(metadata, kept["id_token"])
            claims = CodeIDToken(token.claims, token.header, {
                "iss": {"essential": True, "value": self.issuer},
                "aud": {"essential": True, "value": self._client},
                "sub": {"essential": True}, "exp": {"essential": True},
            }, {"nonce": nonce, "client_id": self._client,
                "access_token": kept.get("access_token")})
            claims.validate(now=int(now.timestamp()), leeway=LEEWAY)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise Refused(type(error).__name__) from error
        if not isinstance(claims["sub"], str) or not claims["sub"]:
            raise Refused("sub")
        return dict(claims)

    def _decoded(self, metadata: Mapping[str, Any], text: str) -> Any:
        # An extra, and slow: only for those who sign in this way.
        from joserfc import jwk, jws, jwt  # noqa: PLC0415
        from joserfc.errors import InvalidKeyIdError  # noqa: PLC0415  comes with the extra

        made = metadata.get("id_token_signing_alg_values_supported", ["RS256"])
        registry = jws.JWSRegistry(algorithms=sorted(SAFE & set(made)), strict_check_header=False)

        def read() -> Any:
            keys = jwk.KeySet.import_key_set(self._keys)  # type: ignore[arg-type]
            return jwt.decode(text, keys, registry=registry)

        try:
            return read()
        except InvalidKeyIdError:  # the provider has changed its keys
            keys = _fetched(metadata["jwks_uri"])
            with self._lock:
                self._keys = keys
            return read()

    def _name(self, metadata: Mapping[str, Any], kept: Mapping[str, Any], subject: str) -> str:
        """Return the user name from where the provider tells more; "" where it does not."""
        address = str(metadata.get("userinfo_endpoint", ""))
        if not trusted(address) or not kept.get("access_token"):
            return ""
        found = _fetched(address, {"Authorization": f"Bearer {kept['access_token']}"})
        return str(found.get("preferred_username", "")) if found.get("sub") == subject else ""


def _fetched(address: str, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the JSON object at an address of the provider."""
    import requests  # noqa: PLC0415  comes with the extra

    try:
        answer = requests.get(address, headers=dict(headers or {}), timeout=SECONDS,
                              allow_redirects=False)
        found = answer.json() if answer.status_code == 200 else None
    except (requests.RequestException, ValueError) as error:
        raise Down(type(error).__name__) from error
    if not isinstance(found, dict):
        raise Down("no JSON object")
    return found
