"""A confirmed profile as a patch: git takes it, the content stays sound and says so."""

import datetime
import shutil
import subprocess
from pathlib import Path

import pytest

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
    import yaml  # noqa: PLC0415

    assert yaml.safe_load(after)["source"][0]["locator"] == f"Bestätigt von {office}, am Schalter"
