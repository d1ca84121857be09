"""The same paper on another machine: the same bytes, whoever runs it, wherever and when."""

import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from kinds import HOUSEHOLDS
from paper_url import ADDRESS, GUIDE
from papers import Papers

from laufmappe.cli import main
from laufmappe.content.given import from_words
from laufmappe.domain import token
from laufmappe.web.paper.samples import EXAMPLE

TOOL = Path(sys.executable).parent / "laufmappe"
ELSEWHERE = {"TZ": "Pacific/Auckland", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "7",
             "USER": "jemand", "HOSTNAME": "anderswo", "PYTHONUTF8": "1"}
PAPERS = {
    "ar/mappe.pdf": ("mappe", "--locale", "ar"),
    "poster-a3-each.pdf": ("poster", "--size", "a3", "--codes", "each"),
}


def fresh(folder: Path, *call: str) -> bytes:
    """Return what a process of its own prints, in another place, zone and language."""
    file = folder / "paper.pdf"
    environment = {**os.environ, **ELSEWHERE, "HOME": str(folder)}
    subprocess.run(  # noqa: S603
        [str(TOOL), "print", *call, "--url", ADDRESS, "-o", str(file)], cwd=folder,
        env=environment, capture_output=True, check=True)
    return file.read_bytes()


@pytest.mark.parametrize("name", PAPERS)
def test_same_bytes_from_a_fresh_process(
    papers: dict[str, bytes], tmp_path: Path, name: str
) -> None:
    assert fresh(tmp_path, *PAPERS[name]) == papers[name]


def hidden(paper: bytes) -> str:
    """Return all that a PDF holds beside its pages, unpacked: facts, names, numbers."""
    with pikepdf.open(BytesIO(paper)) as document:
        parts = [repr(document.docinfo), repr(document.trailer.get("/ID")),
                 document.Root["/Metadata"].read_bytes().decode()]
        for each in document.objects:
            if isinstance(each, pikepdf.Dictionary) and "/Type" in each:
                parts.append(" ".join(str(value) for value in each.values()
                                      if isinstance(value, pikepdf.String)))
    return "\n".join(parts)


def test_nothing_hidden_tells_of_the_machine(papers: dict[str, bytes], tmp_path: Path) -> None:
    told = hidden(fresh(tmp_path, *PAPERS["ar/mappe.pdf"]))
    assert "Laufmappe" in told
    for word in ("jemand", "anderswo", "Auckland", str(tmp_path), os.uname().nodename,
                 str(Path(__file__).parents[2])):
        assert word not in told, word
    assert re.search(r"\+1[23]['.:]?00", told) is None


def test_neutral_and_folded_paper_hold_no_code_anywhere(papers: Papers) -> None:
    """The codes of whole papers, unpacked: also in pictures, links and alternative texts."""
    code = token.write(GUIDE, from_words(GUIDE, EXAMPLE))
    assert code in unpacked(papers["ar/mappe.pdf"])
    for name, paper in papers.of("ar").items():
        if not re.search(r"mappe(-large|-german)?\.pdf", name):
            assert code not in unpacked(paper), name
            assert "/M/" not in unpacked(paper), name


def unpacked(paper: bytes) -> str:
    """Return a PDF with nothing packed."""
    packed = BytesIO()
    with pikepdf.open(BytesIO(paper)) as document:
        document.save(packed, compress_streams=False,
                      stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                      object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return packed.getvalue().decode("latin-1")


def facts(paper: bytes) -> str:
    """Return what programs show as facts about a document, without the numbers of its contents."""
    with pikepdf.open(BytesIO(paper)) as document:
        told = repr(document.docinfo) + document.Root["/Metadata"].read_bytes().decode()
    return re.sub(r"<(xmpMM:InstanceID|xmpTPg:NPages)>.*?</", "", told)


@pytest.mark.parametrize("household", ["afraid", "undocumented"])
def test_facts_are_the_same_whatever_was_answered(
    papers: dict[str, bytes], tmp_path: Path, household: str
) -> None:
    words = ",".join(f"{key}={'|'.join(given)}" for key, given in HOUSEHOLDS[household].items())
    file = tmp_path / "a.pdf"
    assert main(["print", "mappe", "--locale", "ar", "--answers", words, "-o", str(file)]) == 0
    assert file.read_bytes() != papers["ar/mappe.pdf"]
    assert facts(file.read_bytes()) == facts(papers["ar/mappe.pdf"])
