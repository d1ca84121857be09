"""Every paper in every language is PDF/UA-1 for checkers that are not the engine's."""

import itertools
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from paper_url import GUIDE
from papers import Papers
from tongues import few

TOOLS = Path(sys.executable).parent
LANGUAGES = tuple(GUIDE.locales)
HEADINGS = ("/H1", "/H2", "/H3", "/H4")


def paths(papers: dict[str, bytes], folder: Path) -> list[str]:
    """Write papers to files and return their paths."""
    found = []
    for name, paper in papers.items():
        file = folder / name.replace("/", "-")
        file.write_bytes(paper)
        found.append(str(file))
    return found


def called(tool: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run a checker."""
    return subprocess.run(  # noqa: S603
        [str(TOOLS / tool), *options], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("code", few(LANGUAGES))
def test_outloud_finds_nothing(papers: Papers, tmp_path: Path, code: str) -> None:
    report, own = tmp_path / "report.json", papers.of(code)
    done = called("outloud", "--layer", "conformance", "--fail-on", "warning", "--quiet",
                  "--json", str(report), *paths(own, tmp_path))
    assert done.returncode == 0, done.stdout[-2000:]
    assert len(json.loads(report.read_text())["results"]) == len(own) > 8


@pytest.mark.parametrize("code", few(LANGUAGES))
def test_pdfua_finds_nothing(papers: Papers, tmp_path: Path, code: str) -> None:
    own = papers.of(code)
    done = called("pdfua", "check", *paths(own, tmp_path))
    assert done.returncode == 0, done.stdout[-2000:]
    assert done.stdout.count("PASS (no findings)") == len(own)


def test_checkers_would_find_something(papers: dict[str, bytes], tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(papers["ar/mappe.pdf"])) as document:
        del document.Root["/Lang"]
        del document.Root["/MarkInfo"]
        document.save(tmp_path / "broken.pdf")
    assert called("outloud", "--layer", "conformance", str(tmp_path / "broken.pdf")).returncode
    assert called("pdfua", "check", str(tmp_path / "broken.pdf")).returncode


def elements(node: pikepdf.Object, language: str = "") -> Iterator[tuple[pikepdf.Object, str]]:
    """Yield every element of the structure tree with its language, in reading order."""
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from elements(each, language)
    elif isinstance(node, pikepdf.Dictionary):
        language = str(node.get("/Lang", language))
        if "/S" in node:
            yield node, language
        if "/K" in node:
            yield from elements(node["/K"], language)


def tree(document: pikepdf.Pdf) -> list[tuple[pikepdf.Object, str]]:
    """Return the structure tree of a document as a list."""
    return list(elements(document.Root["/StructTreeRoot"]["/K"], str(document.Root["/Lang"])))


@pytest.mark.parametrize("code", few(LANGUAGES))
def test_tree_has_languages_headings_and_scopes(papers: dict[str, bytes], code: str) -> None:
    with pikepdf.open(BytesIO(papers[f"{code}/mappe.pdf"])) as document:
        language = str(document.Root["/Lang"])
        assert language.split("-")[0] == GUIDE.locales[code].format.split("_")[0]
        assert document.Root["/MarkInfo"]["/Marked"]
        assert document.Root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert "Meine Laufmappe" in str(document.docinfo["/Title"])
        found = tree(document)
        kinds = [str(each["/S"]) for each, _ in found]
        levels = [int(kind[2]) for kind in kinds if kind in HEADINGS]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
        assert {kind for kind in kinds if kind in HEADINGS} == set(HEADINGS[:3])
        spoken = {each.split("-")[0] for _, each in found}
        assert spoken == {"de", language.split("-")[0]}
        cells = [each for each, _ in found if each["/S"] == "/TH"]
        assert len(cells) == 4
        assert all("Column" in repr(each["/A"]) for each in cells)
        pictures = [each for each, _ in found if each["/S"] == "/Figure"]
        assert [str(each["/Alt"])[:7] for each in pictures] == ["QR: HTT", "QR: HTT"]


@pytest.mark.parametrize("code", few(code for code in LANGUAGES if code != "de"))
def test_every_paper_names_the_language_of_each_part(papers: dict[str, bytes], code: str) -> None:
    own = GUIDE.locales[code].format.split("_")[0]
    for name in ("mappe", "mappe-neutral", "mappe-large", "cards", "slip-verweis", "voucher"):
        with pikepdf.open(BytesIO(papers[f"{code}/{name}.pdf"])) as document:
            drawn = b"".join(page.Contents.read_bytes() for page in document.pages)
            spoken = {each.split("-")[0] for _, each in tree(document)}
            spoken |= {each.decode() for each in re.findall(rb"/Lang ?\(([a-z]+)", drawn)}
            assert spoken == {"de", own}, name


def test_metadata_hold_no_answers_no_machine_no_person(papers: Papers) -> None:
    for name, paper in papers.of("ar").items():
        with pikepdf.open(BytesIO(paper)) as document:
            info = {str(key): str(value) for key, value in document.docinfo.items()}
            xmp = str(document.Root["/Metadata"].read_bytes().decode())
        assert info["/Author"] == "Laufmappe", name
        assert set(info) <= {"/Title", "/Author", "/Creator", "/CreationDate", "/ModDate"}, name
        assert info["/Creator"].startswith("Typst"), name
        assert "20261120" in info["/CreationDate"], name
        assert "/M/" not in xmp + repr(info), name
        assert str(Path.home()) not in xmp + repr(info), name
