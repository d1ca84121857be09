"""Every page of the desk and what an account must be allowed to do for it, as one whole table."""

import pytest
from at_desk import CITY_SECRET, SignIn
from flask import Flask

from laufmappe.domain.account import MAY, ROLES
from laufmappe.settings import Settings
from laufmappe.web import create_app

OPEN = {("GET", "anmelden"), ("POST", "anmelden"), ("GET", "einladung"), ("POST", "einladung"),
        ("POST", "abmelden"), ("GET", "anmelden/stadt"), ("GET", "anmelden/stadt/zurueck")}
"""What nobody need be signed in for."""

TABLE = {
    ("GET", ""): "mappe", ("GET", "neu"): "mappe", ("POST", "neu"): "mappe",
    ("POST", "neu.pdf"): "mappe", ("GET", "mappe"): "mappe", ("POST", "mappe"): "mappe",
    ("POST", "mappe.pdf"): "mappe",
    ("POST", "verweis"): "referrals", ("POST", "verweis.pdf"): "referrals",
    ("GET", "verweise"): "referrals", ("POST", "verweise"): "referrals",
    ("GET", "gutscheine"): "vouchers", ("POST", "gutscheine"): "vouchers",
    ("POST", "gutschein.pdf"): "vouchers",
    ("GET", "stellen"): "profiles", ("GET", "stellen/<int:number>"): "profiles",
    ("POST", "stellen/<int:number>"): "profiles",
    ("GET", "konten"): "accounts", ("POST", "konten"): "accounts",
    ("GET", "konto"): "own", ("POST", "konto"): "own", ("POST", "konto/passwort"): "own",
    ("GET", "weiter"): "own",
    ("GET", "geschlossen"): "closures", ("POST", "geschlossen"): "closures",
    ("GET", "geschlossen/<int:number>"): "closures",
    ("GET", "zahlen"): "counts", ("GET", "zahlen.csv"): "counts",
    ("GET", "befunde"): "findings", ("GET", "luecken.html"): "findings",
    ("GET", "vorschlaege.patch"): "findings",
}
FORBIDDEN = "<h1>Das darf Ihr Konto nicht</h1>"


def path(rule: str) -> str:
    """Return an address for a rule; number 16 is the service that the account works for."""
    return f"/schalter/{rule.replace('<int:number>', '16')}"


def test_table_names_every_page_of_the_desk(address: str) -> None:
    site = create_app(Settings("http://localhost", database=address, issuer="http://localhost:1",
                               client="weg", secret=CITY_SECRET))
    found = {(method, rule.rule.removeprefix("/schalter/")) for rule in site.url_map.iter_rules()
             for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
             if rule.endpoint.startswith("desk.")}
    site.extensions["laufmappe"].press.close()
    assert found == set(TABLE) | OPEN
    assert set(TABLE.values()) == set(MAY)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_what_the_table_says(sign_in: SignIn, role: str) -> None:
    client = sign_in(role=role, office="mbe-awo")
    got = {}
    for method, rule in TABLE:
        answer = client.open(path(rule), method=method)
        got[method, rule] = FORBIDDEN not in answer.text
        assert answer.status_code != 401
    # An office may too: advice takes vouchers and prints none (test_issuing.py).
    office = {("POST", "gutschein.pdf")}
    assert {row for row, may in got.items() if may} | office == {
        row for row, action in TABLE.items() if role in MAY[action]} | office


@pytest.mark.parametrize(("method", "rule"), TABLE)
def test_nobody_signed_in_gets_nothing(site: Flask, method: str, rule: str) -> None:
    answer = site.test_client().open(path(rule), method=method)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/schalter/anmelden?weiter=")
