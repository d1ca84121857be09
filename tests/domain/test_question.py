"""Age bands and options."""

import pytest

from laufmappe.domain.guide import Guide
from laufmappe.domain.question import Option, ages, band_of


@pytest.mark.parametrize(("band", "years"), [
    ("5", (5, 5)), ("0", (0, 0)), ("12-14", (12, 14)), ("67+", (67, 199))])
def test_ages_of_band(band: str, years: tuple[int, int]) -> None:
    assert ages(band) == years


@pytest.mark.parametrize("band", ["", "alt", "9-7", "3-"])
def test_ages_no_band(band: str) -> None:
    if band == "3-":
        assert ages(band) == (3, 3)
    else:
        with pytest.raises(ValueError, match=r"."):
            ages(band)


def test_band_of_age_zero_trap_14(town: Guide) -> None:
    assert band_of(0, town.questions["age"].options) == "0"


def test_band_of_passes_over_generic_answers() -> None:
    bands = {name: Option(name, 1, name) for name in ("dont_know", "prefer_not", "18-26")}
    assert band_of(20, bands) == "18-26"


def test_band_of_no_band() -> None:
    with pytest.raises(ValueError, match="kein Altersband für 3"):
        band_of(3, {"18-26": Option("18-26", 1, "18–26")})


def test_option_by_number(town: Guide) -> None:
    assert town.questions["status"].option(3) == town.questions["status"].options["asylum"]


def test_option_unknown_number(town: Guide) -> None:
    assert town.questions["status"].option(29) is None


def test_bands_of_children_are_bands_of_age_trap_5(town: Guide) -> None:
    age, children = town.questions["age"].options, town.questions["children"].options
    assert {key: each.text for key, each in children.items()} == {
        key: age[key].text for key in children}
