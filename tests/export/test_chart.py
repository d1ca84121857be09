"""Bars as SVG."""

from xml.etree import ElementTree

from laufmappe.export.chart import SPACE, WIDE, bars

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*values: tuple[str, int]) -> ElementTree.Element:
    """Return bars, read by a strict parser."""
    return ElementTree.fromstring(bars("probe", "Titel", "Worum es geht", values))  # noqa: S314


def test_bars_are_read_aloud() -> None:
    svg = drawn(("Arabisch", 40), ("Ukrainisch", 10))
    assert svg.get("role") == "img"
    names = str(svg.get("aria-labelledby")).split()
    found = {each.get("id"): each.text for each in svg if each.get("id")}
    assert [found[name] for name in names] == ["Titel", "Worum es geht"]
    assert [each.tag for each in svg][:2] == [f"{SVG}title", f"{SVG}desc"]


def test_bars_are_as_long_as_their_numbers() -> None:
    svg = drawn(("Arabisch", 40), ("Ukrainisch", 10), ("Polnisch", 0))
    assert [float(str(each.get("width"))) for each in svg.iter(f"{SVG}rect")] == [
        WIDE - SPACE, (WIDE - SPACE) / 4, 0]
    assert [each.text for each in svg.iter(f"{SVG}text")] == [
        "Arabisch", "40", "Ukrainisch", "10", "Polnisch", "0"]
    assert svg.get("viewBox") == f"0 0 {WIDE} {3 * 56}"
    tops = [float(str(each.get("y"))) for each in svg.iter(f"{SVG}rect")]
    assert tops == sorted(set(tops))


def test_bars_escape_names() -> None:
    svg = drawn(('Rat & Tat <"eins">', 12))
    assert [each.text for each in svg.iter(f"{SVG}text")] == ['Rat & Tat <"eins">', "12"]


def test_bars_without_numbers() -> None:
    assert [each.get("width") for each in drawn(("Arabisch", 0)).iter(f"{SVG}rect")] == ["0.0"]
    assert list(drawn().iter(f"{SVG}rect")) == []


def test_bars_obey_the_policy_of_the_desk() -> None:
    text = bars("probe", "Titel", "Text", [("Arabisch", 12)])
    assert "style" not in text
    assert "script" not in text
