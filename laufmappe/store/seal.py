"""What is on a Mappe, readable only with the code on its paper; the database holds no key.

AES-256-GCM under a key that HKDF-SHA256 makes of the code (80 random bits), anew for each writing
under a fresh salt. The length is rounded up, so that it tells little.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SALT, NONCE, STEP = 16, 12, 512
END = b"\x00"


class SealError(ValueError):
    """This code does not open it, or it was changed."""


def close(code: str, data: bytes) -> bytes:
    """Return the data sealed with the code; `data` holds no zero byte."""
    salt, nonce = os.urandom(SALT), os.urandom(NONCE)
    padded = data + END * (STEP - len(data) % STEP)
    return salt + nonce + _key(code, salt).encrypt(nonce, padded, None)


def unseal(code: str, sealed: bytes) -> bytes:
    """Return the data; raises SealError."""
    salt, nonce, rest = sealed[:SALT], sealed[SALT:SALT + NONCE], sealed[SALT + NONCE:]
    try:
        return _key(code, salt).decrypt(nonce, rest, None).rstrip(END)
    except (InvalidTag, ValueError):
        raise SealError("lässt sich mit diesem Code nicht öffnen") from None


def _key(code: str, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt, b"laufmappe mappe").derive(code.encode()))
