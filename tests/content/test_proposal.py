"""A confirmed profile as a patch: git takes it, the content stays sound and says so."""

import datetime
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from laufmappe.content.load import load
from laufmappe.content.proposal import patch, proposal
from laufmappe.paths import CONTENT

DAY = datetime.date(2026, 11, 20)
GUIDE = load(CONTENT)


def test_git_takes_the_patches_of_all_places_and_content_says_so(tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    text = "".join(patch(CONTENT, name, each.name, DAY) for name, each in GUIDE.services.items())
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)  # noqa: S607
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, check=True,  # noqa: S607
                   input=text.encode())
    found = load(tmp_path / "content")
    assert {(each.state, each.as_of, each.checked) for each in found.services.values()} == {
        ("assured", "2026", DAY)}
    for name, each in found.services.items():
        assert each.sources[1:] == GUIDE.services[name].sources
        assert each.sources[0].locator == f"Bestätigt von {each.name}, am Schalter"


@pytest.mark.parametrize("office", ["Büro „Nord“", "O\'Neill & Söhne", "C:\\neu"])
def test_any_name_is_taken_and_the_rest_stays(office: str) -> None:
    before = (CONTENT / "services" / "buergerberatung.yaml").read_text(encoding="utf-8")
    after = proposal(before, office, DAY)
    lost = [line for line in before.splitlines() if line not in after.splitlines()]
    assert lost == ["state: sourced", 'as_of: "2024"']
    assert yaml.safe_load(after)["source"][0]["locator"] == f"Bestätigt von {office}, am Schalter"


LATER = datetime.date(2027, 2, 3)


@pytest.mark.parametrize("office", ["Büro „Nord“", "O'Neill & Söhne", "C:\\neu"])
def test_second_time_takes_the_place_of_the_first(office: str) -> None:
    before = (CONTENT / "services" / "mbe-awo.yaml").read_text(encoding="utf-8")
    first = proposal(before, office, DAY)
    second = proposal(first, office, LATER)
    assert second == proposal(before, office, LATER)
    assert second.count("Bestätigt von") == 1
    other = proposal(second, "Büro Süd", LATER)
    assert other.count("Bestätigt von") == 2
    assert proposal(other, office, DAY).count("Bestätigt von") == 2


def plain(text: str) -> dict[str, Any]:
    """Return a file as content reads it: text only."""
    return dict(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506


@pytest.mark.parametrize("written", [
    "- locator: 'Bestätigt von Süd, am Schalter'\n  date: '2026-01-01'\n",
    '- locator: "Bestätigt von Süd, am Schalter"\n  seen: 2026-01-01\n',
    "- locator: Bestätigt von Süd, am Schalter\n\n  supports: >-\n    alle\n\n    Angaben\n",
    "-   date: '2026-01-01'  # damals\n    locator: >-\n      Bestätigt von Süd, am\n"
    "      Schalter\n"])
@pytest.mark.parametrize("indent", ["", "  ", "    "])
@pytest.mark.parametrize("place", ["first", "middle", "last", "last without an end", "twice"])
def test_first_is_found_however_editors_wrote_it(written: str, indent: str, place: str) -> None:
    kept = ["- url: https://a.example\n  supports: Süd\n", "# bleibt\n",
            "- locator: Bestätigt von Süd, am Telefon\n", "\n", "- locator: Süd\n"]
    at = {"first": 0, "middle": 2}.get(place, len(kept))
    entries = [*kept[:at], *[written] * (2 if place == "twice" else 1), *kept[at:]]
    lines = "".join(entries).splitlines(keepends=True)
    text = "state: sourced\nas_of: '2024'\nsource:\n" + "".join(
        indent + line if line.strip() else line for line in lines)
    text = text.rstrip("\n") if place == "last without an end" else text + "verify: [Zeiten]\n"
    after = yaml.safe_load(proposal(text, "Süd", LATER))
    assert after["source"] == [
        {"locator": "Bestätigt von Süd, am Schalter", "date": str(LATER),
         "supports": "alle Angaben", "seen": LATER},
        {"url": "https://a.example", "supports": "Süd"},
        {"locator": "Bestätigt von Süd, am Telefon"}, {"locator": "Süd"}]
    assert "# bleibt\n" in proposal(text, "Süd", LATER)
    assert after.get("verify") == (None if place == "last without an end" else ["Zeiten"])


def test_patch_of_the_second_time_changes_two_lines(tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    file = tmp_path / "content" / "services" / "mbe-awo.yaml"
    file.write_text(proposal(file.read_text("utf-8"), "AWO", DAY), "utf-8")
    text = patch(tmp_path / "content", "mbe-awo", "AWO", LATER)
    changed = [line for line in text.splitlines() if line[0] in "+-" and line[:3] not in {
        "+++", "---"}]
    assert changed == ['-as_of: \'2026\'', '+as_of: \'2027\'', "-    date: '2026-11-20'",
                       "+    date: '2027-02-03'", "-    seen: 2026-11-20", "+    seen: 2027-02-03"]
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)  # noqa: S607
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, check=True,  # noqa: S607
                   input=text.encode())
    assert load(tmp_path / "content").services["mbe-awo"].checked == LATER


@pytest.mark.parametrize("written", [
    "[{url: 'https://a.example/x#y', seen: 2026-11-20}, {locator: 'Büro: Raum 3', date: '2024'}]",
    "[\n  {url: 'https://a.example/x#y', seen: 2026-11-20},\n  "
    "{locator: 'Büro: Raum 3', date: '2024'},\n]  # von Hand"])
def test_sources_in_brackets_are_written_below_one_another(written: str) -> None:
    before = f"name: A\nstate: sourced\nas_of: '2024'\nsource: {written}\nnumber: 7\n"
    after = plain(proposal(before, "Büro", DAY))
    assert after["source"][0]["locator"] == "Bestätigt von Büro, am Schalter"
    assert after["source"][1:] == plain(before)["source"]
    assert (after["number"], after["name"], after["state"]) == ("7", "A", "assured")
