"""The one script and the whole sheet: small, kept for good by the browser, not needed."""

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

MOST = 8_192


@pytest.mark.parametrize(("before", "kind"), [
    ('<script src="', "text/javascript"),
    ('<link rel="stylesheet" href="', "text/css")])
def test_script_and_sheet_are_small_and_kept_for_good(client: FlaskClient, before: str,
                                                      kind: str) -> None:
    page = client.get("/de/").get_data(as_text=True)
    address = page.split("</footer>")[1].split(before)[1].split('"')[0]
    plain = client.get(address)
    assert plain.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert plain.content_type == f"{kind}; charset=utf-8"
    packed = client.get(address, headers={"Accept-Encoding": "br, gzip"})
    assert packed.headers["Content-Encoding"] == "br"
    assert brotli.decompress(packed.data) == plain.data
    assert 0 < len(packed.data) <= MOST
    zipped = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert (zipped.headers["Content-Encoding"], len(zipped.data) <= MOST) == ("gzip", True)


def test_sheet_and_script_of_the_desk_are_packed(app: Flask, client: FlaskClient) -> None:
    for each in app.extensions["laufmappe"].pages.desk:
        packed = client.get(each.address, headers={"Accept-Encoding": "br, gzip"})
        assert packed.headers["Content-Encoding"] == "br"
        assert packed.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert brotli.decompress(packed.data).decode() == each.text


@pytest.mark.parametrize("name", ["0.js", "0.css", "site.css", "..%2fcss%2fsite.css"])
def test_another_name_is_no_page(client: FlaskClient, name: str) -> None:
    for folder in ("js", "css"):
        assert client.get(f"/{folder}/{name}").status_code == 404


@pytest.mark.parametrize("ending", ["js", "css"])
def test_page_from_before_an_update_gets_what_there_is_now(app: Flask, client: FlaskClient,
                                                           ending: str) -> None:
    pages = app.extensions["laufmappe"].pages
    now = pages.script if ending == "js" else pages.whole
    before = client.get(f"/{ending}/0123456789ab.{ending}")
    assert (before.status_code, before.text) == (200, now.text)
    assert before.headers["Cache-Control"] == "no-store"
    assert "immutable" in client.get(now.address).headers["Cache-Control"]


def test_icons_are_kept_for_good_by_their_fingerprint(client: FlaskClient) -> None:
    manifest = client.get("/de/app.webmanifest").get_json(force=True)
    icons = [each["src"] for each in manifest["icons"]]
    assert icons
    for address in icons:
        found = client.get(address)
        assert found.status_code == 200
        assert "immutable" in found.headers["Cache-Control"]
        assert "immutable" not in client.get(address.split("?")[0]).headers["Cache-Control"]
    assert "immutable" not in client.get("/static/icons/none.svg?1").headers.get(
        "Cache-Control", "")


def test_browser_finds_the_sign_where_no_page_names_it(client: FlaskClient) -> None:
    sign = client.get("/favicon.ico")
    assert (sign.status_code, sign.content_type) == (200, "image/png")
    assert sign.data.startswith(b"\x89PNG")
    assert len(sign.data) < 1_000
    assert sign.cache_control.max_age == 86_400
    assert 'rel="icon"' not in client.get("/de/").get_data(as_text=True)
