"""Passwords, codes and what is kept of them: hashes, except the secret of one-time codes."""

import base64
import hashlib
import hmac
import secrets

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from laufmappe.domain.token import ALPHABET

HASHER = PasswordHasher()

STEP = 30
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
SPARE, SPARE_GROUPS = 10, 6
"""Recovery codes are longer than invitations: with 117 bits a plain hash will do (ASVS 6.5.2)."""


def fresh(groups: int = 4) -> str:
    """Return a code for a person to type: groups of four letters, 78 bits for four groups."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(groups))


def letters(count: int) -> str:
    """Return random letters for a number that people type, 5 bits each (domain.token)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(count))


def session_id() -> str:
    """Return a random id for a session, 256 bits."""
    return secrets.token_urlsafe(32)


def hashed(code: str) -> str:
    """Return what is kept of a code or id that is random enough not to be guessed."""
    plain = "".join(each for each in code.strip() if each != "-")
    return hashlib.sha256(plain.encode()).hexdigest()


def typed(code: str) -> str:
    """Return the hash of a code as somebody typed it: case, spaces and hyphens do not matter."""
    return hashed(code.upper().replace(" ", ""))


def nobodys() -> str:
    """Return a hash that no password has, for where there is no account or no password.

    It is as costly to check as a real one, so that the answer takes as long.
    """
    salt, found = (base64.b64encode(secrets.token_bytes(size)).decode().rstrip("=")
                   for size in (HASHER.salt_len, HASHER.hash_len))
    return (f"$argon2id$v=19$m={HASHER.memory_cost},t={HASHER.time_cost},p={HASHER.parallelism}"
            f"${salt}${found}")


def matches(password: str, kept: str | None) -> bool:
    """Say whether a password is the one of the hash; without a hash it takes as long."""
    try:
        return HASHER.verify(kept or nobodys(), password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def new_secret() -> str:
    """Return a new secret for one-time codes."""
    return pyotp.random_base32()


def address(secret: str, name: str, issuer: str) -> str:
    """Return what the QR code for an authenticator app says."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=issuer)


def step_of(secret: str | None, code: str, second: int, after: int) -> int | None:
    """Return the time step whose one-time code this is, if it comes after the last one used.

    `second`: seconds since 1970. One step of clock drift either way is taken.
    """
    totp = pyotp.TOTP(secret or pyotp.random_base32())
    now = second // STEP
    found = [step for step in (now - 1, now, now + 1)
             if hmac.compare_digest(totp.at(step * STEP).encode(), code.encode())]
    return found[0] if secret and found and found[0] > after else None
