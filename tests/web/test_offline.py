"""The Mappe on the phone as the server gives it: manifest, worker, copy, fingerprint, icons."""

import dataclasses
import datetime
import json
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from kinds import HOUSEHOLDS, finished
from pages import Page

from laufmappe.domain import asking, token
from laufmappe.domain.guide import Guide
from laufmappe.domain.service import Hours, Phone, Service
from laufmappe.settings import Settings
from laufmappe.web import create_app
from tools import icons

Look = Callable[..., Page]
HOUSEHOLD = HOUSEHOLDS["minor"]
STATE = ("Jetzt offen", "Öffnet ")


def guide_of(app: Flask) -> Guide:
    guide: Guide = app.extensions["laufmappe"].guide
    return guide


def link(app: Flask, code: str = "de", household: str = "minor") -> str:
    return f"/{code}/m/{token.write(guide_of(app), HOUSEHOLDS[household])}"


def kept(page: Page) -> dict[str, str]:
    """Return what the page tells the script that keeps it."""
    [block] = [each for each in page.all("section") if "data-keep" in each.attrib]
    return dict(block.attrib)


@pytest.mark.parametrize("path", ["", "m"])
@pytest.mark.parametrize("code", ["de", "ar"])
def test_manifest_is_linked_and_whole(app: Flask, page: Look, client: FlaskClient, path: str,
                                      code: str) -> None:
    found = page(link(app, code) if path else f"/{code}/")
    [named] = [each.get("href") for each in found.all("link") if each.get("rel") == "manifest"]
    response = client.get(named)
    manifest = json.loads(response.data)
    assert response.content_type == "application/manifest+json; charset=utf-8"
    locale = guide_of(app).locales[code]
    assert (manifest["lang"], manifest["dir"]) == (locale.tag, locale.direction)
    assert manifest["short_name"] == "Laufmappe"
    assert (manifest["scope"], manifest["display"]) == ("/", "standalone")
    assert manifest["description"] in found.text or path
    assert page(manifest["start_url"], by=client).path == f"/{code}/"
    assert {(each["sizes"], each.get("purpose")) for each in manifest["icons"]} == {
        ("any", None), ("192x192", "any"), ("192x192", "maskable"), ("512x512", "any"),
        ("512x512", "maskable")}
    for each in manifest["icons"]:
        assert client.get(each["src"]).content_type.startswith(each["type"])


def test_icons_are_drawn_from_our_mark(app: Flask) -> None:
    folder = Path(str(app.static_folder)) / "icons"
    picture = icons.svg((folder / "sprite.svg").read_text(encoding="utf-8"))
    assert (folder / "app.svg").read_text(encoding="utf-8") == picture
    for size in icons.SIZES:
        data = (folder / f"app-{size}.png").read_bytes()
        assert struct.unpack(">II", data[16:24]) == (size, size)
        assert data == icons.png(picture, size)


def test_worker_is_asked_for_anew_and_may_fetch_from_us_alone(client: FlaskClient) -> None:
    worker = client.get("/sw.js")
    assert worker.content_type == "text/javascript; charset=utf-8"
    assert worker.headers["Cache-Control"] == "no-cache"
    assert worker.headers["Content-Security-Policy"] == "default-src 'none'; connect-src 'self'"
    assert worker.headers.getlist("Set-Cookie") == []
    again = client.get("/sw.js", headers={"If-None-Match": worker.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_worker_is_named_on_no_page(app: Flask, page: Look) -> None:
    for path in ("/de/", link(app), "/de/ohne-netz"):
        assert "sw.js" not in page(path).text


def test_copy_tells_its_day_and_nothing_of_the_hour(app: Flask, page: Look) -> None:
    live, copy = page(link(app)), page(f"{link(app)}?kopie=1")
    assert any(word in live.words() for word in STATE)
    assert not any(word in copy.words() for word in STATE)
    assert "Gespeichert am 20. November 2026." in copy.words()
    assert "Gespeichert am" not in live.words()
    assert kept(live).keys() & {"data-copy"} == set()
    assert kept(copy).keys() >= {"data-copy"}
    assert kept(live)["data-mark"] == kept(copy)["data-mark"]
    assert copy.here == live.here


@pytest.mark.parametrize("household", HOUSEHOLDS)
def test_way_is_kept_under_its_link(app: Flask, page: Look, client: FlaskClient,
                                    household: str) -> None:
    router = app.extensions["laufmappe"].router
    answers = finished(guide_of(app), HOUSEHOLDS[household])
    long = token.write(guide_of(app), answers)
    text = token.write(guide_of(app), asking.essential(router, answers))
    client.set_cookie("antworten", long)
    found = [kept(page(path)) for path in ("/de/mappe", f"/de/m/{long}", f"/de/m/{text}")]
    assert {each["data-keep"] for each in found} == {f"/de/m/{text}"}
    assert len({each["data-mark"] for each in found}) == 1


@pytest.mark.parametrize("household", ["silent", "undocumented", "hidden_afraid"])
def test_hidden_stay_hidden_without_network(app: Flask, page: Look, household: str) -> None:
    found = kept(page(link(app, household=household)))
    assert found["data-offline"] == "/de/ohne-netz?nur=sicher"
    goals = {each.get("href", "") for each in page(found["data-offline"]).all("a")}
    assert "/de/stellen?nur=sicher" in goals
    assert "/de/stellen" not in goals


def test_without_script_nothing_of_it_is_shown(app: Flask, page: Look) -> None:
    found = page(link(app))
    [boxes] = [each for each in found.all("p") if "tick" in each.get("class", "").split()]
    assert boxes.get("hidden") is not None
    assert kept(found)["hidden"] == ""


def test_stations_are_ticked_by_place_or_kind_of_office(app: Flask, page: Look) -> None:
    places = [each.get("data-ort", "") for each in page(link(app, household="family")).all("li")
              if "data-ort" in each.attrib]
    guide = guide_of(app)
    assert len(places) > 5
    assert len(places) == len(set(places))
    for each in places:
        assert guide.service(int(each)) if each.isdigit() else each in guide.offices


def at(hour: int, guide: Guide, page: Look, path: str, day: int = 20) -> str:
    """Return the fingerprint at an hour of a day, with this content."""
    now = datetime.datetime(2026, 11, day, hour, tzinfo=datetime.UTC)
    site = create_app(Settings(), now=lambda: now, guide=guide)
    return kept(page(path, by=site.test_client()))["data-mark"]


def test_fingerprint_is_not_of_day_hour_or_process(app: Flask, page: Look) -> None:
    guide, path = guide_of(app), link(app)
    assert {at(hour, guide, page, path, day) for hour, day in ((3, 20), (10, 20), (10, 21))} == {
        kept(page(path))["data-mark"]}
    assert kept(page(link(app, "ar")))["data-mark"] == kept(page(f"{path}?kopie=1"))["data-mark"]


@pytest.mark.parametrize("change", [
    {"phones": (Phone("0521 51-1", "+49521511"),)}, {"hours": Hours("Montag 9 bis 10 Uhr")},
    {"name": "Neues Amt"}, {"room": "Zimmer 7"}, {"state": "unconfirmed", "as_of": "2020"},
    {"appointment": "required"}, {"cost": "5 Euro"},
], ids=lambda change: next(iter(change)))
def test_fingerprint_tells_a_change_of_a_place(app: Flask, page: Look,
                                               change: dict[str, object]) -> None:
    guide = guide_of(app)
    route = app.extensions["laufmappe"].router.route(HOUSEHOLD, "de")
    first: Service = next(each.first.service for each in route.stops if each.first.service)
    changed = dataclasses.replace(first, **change)  # type: ignore[arg-type]
    fresh = dataclasses.replace(guide, services={**guide.services, first.id: changed})
    assert at(9, fresh, page, link(app)) != at(9, guide, page, link(app))


def test_fingerprint_tells_a_change_of_a_rule(app: Flask, page: Look) -> None:
    guide = guide_of(app)
    rows = tuple(dataclasses.replace(each, why=f"{each.why} Neu.", why_young="")
                 for each in guide.safety.rows)
    fresh = dataclasses.replace(guide, safety=dataclasses.replace(guide.safety, rows=rows))
    assert at(9, fresh, page, link(app)) != at(9, guide, page, link(app))
