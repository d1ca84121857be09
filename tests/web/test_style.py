"""/stil: off unless it is asked for; colours and signs come from the sheet and the sprite."""

import pytest
from flask.testing import FlaskClient
from pages import parsed

from laufmappe.paths import STATIC
from laufmappe.settings import Settings, from_environment
from laufmappe.web import create_app, style
from laufmappe.web.page import Signs, smaller
from laufmappe.web.security import hashed

SHEET = smaller((STATIC / "css" / "site.css").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def shown() -> FlaskClient:
    """Return a browser of a site that shows developers its style."""
    return create_app(Settings(style=True)).test_client()


def test_style_is_off_unless_asked_for(client: FlaskClient) -> None:
    assert client.get("/stil").status_code == 404
    assert client.get("/stil/ar").status_code == 404
    assert from_environment({}).style is False
    assert from_environment({"LAUFMAPPE_STIL": "1"}).style is True
    assert from_environment({"LAUFMAPPE_STIL": "0"}).style is False


@pytest.mark.parametrize(("path", "lang", "direction"),
                         [("/stil", "de", "ltr"), ("/stil/ar", "ar", "rtl"),
                          ("/stil/uk", "uk", "ltr")])
def test_style_shows_every_part_in_its_direction(shown: FlaskClient, path: str, lang: str,
                                                 direction: str) -> None:
    response = shown.get(path)
    assert response.status_code == 200
    text = response.get_data(as_text=True)
    root = parsed(text)
    assert (root.get("lang"), root.get("dir")) == (lang, direction)
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert sorted(ids) == sorted(set(ids))
    sections = [each.get("id") for each in root.iter("section")]
    assert sections == ["farben", "schrift", "abstand", "fragen", "wege", "weg", "zeichen"]
    for kind in ('class="btn"', 'class="btn alt"', 'class="hold"', 'class="show"', "checked",
                 'type="checkbox"', 'type="radio"', "<details open>", 'class="err"',
                 'class="nr done"'):
        assert kind in text, kind
    for own in [text.split("<style>")[at].split("</style>")[0] for at in (1, 2)]:
        assert hashed(own) in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "private, no-store"


def test_no_page_links_to_style(shown: FlaskClient) -> None:
    for path in ("/", "/de/", "/de/so-geht-es", "/de/barrierefreiheit"):
        assert "/stil" not in shown.get(path).get_data(as_text=True).replace("/stellen", "")


def test_every_sign_has_a_meaning() -> None:
    signs = Signs((STATIC / "icons" / "sprite.svg").read_text(encoding="utf-8"))
    assert len(signs.names) >= 40
    assert [name for name in signs.names if name not in style.SIGNS] == []


def test_contrast_is_enough_in_the_light_and_in_the_dark() -> None:
    assert round(style.contrast("#fff", "#000000"), 3) == 21
    assert round(style.contrast("#777777", "#fff"), 2) == 4.48  # WCAG's well-known grey
    found = list(style.pairs(SHEET))
    assert len(found) == len(style.PAIRS)
    assert [each for each in found if min(each.light, each.dark) < each.least] == []
    light, dark = style.themes(SHEET)
    assert set(light) == set(dark) == set(style.COLOURS)
    assert light != dark


@pytest.mark.parametrize(("tag", "direction"), [("ar", "rtl"), ("ti", "ltr")])
def test_arabic_and_ethiopic_are_larger_and_wider_set(tag: str, direction: str) -> None:
    usual, larger = style.sizes(SHEET, "de", "ltr"), style.sizes(SHEET, tag, direction)
    assert usual == style.sizes(SHEET, "uk", "ltr")
    for one, other in zip(usual, larger, strict=True):
        assert float(one.removesuffix("rem")) < float(other.removesuffix("rem"))
