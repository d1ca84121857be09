"""A city's OpenID Connect provider on this machine, for the desk's sign-in there."""

from collections.abc import Iterator

import pytest
import requests
from oidc_provider_mock import run_server_in_thread

ANNA = "anna-at-the-city"


@pytest.fixture
def issuer() -> Iterator[str]:
    """Start a provider on a free port and return its address."""
    with run_server_in_thread() as server:
        found = f"http://localhost:{server.server_port}"
        knows(found, preferred_username="Anna")
        yield found


def knows(issuer: str, **claims: object) -> None:
    """Let the provider know somebody by these claims."""
    assert requests.put(f"{issuer}/users/{ANNA}", json=claims, timeout=5).status_code == 204
