"""What a screen reader says of a PDF: the texts in the order of the structure tree, each with its
language."""

import tempfile
from collections.abc import Iterator
from typing import NamedTuple

import pikepdf
from outloud.model import Document
from printed import MARKS


class Said(NamedTuple):
    """A piece of text, the language it is read in, and the kinds of elements around it."""

    text: str
    language: str
    within: tuple[str, ...]


def said(paper: bytes) -> list[Said]:
    """Return all that is read out, in order; pictures by their alternative text."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(paper)
        file.flush()
        document = Document(file.name)
        root = document.pdf.Root
        found = Reader(document).read(
            root["/StructTreeRoot"]["/K"], Said("", str(root["/Lang"]), ()), 0)
        heard = list(found)
        document.pdf.close()
        return heard


class Reader:
    """Reads one document."""

    def __init__(self, document: Document) -> None:
        self._pages = {page.obj.objgen: page.index for page in document.pages}
        self._languages = [tagged(page.obj) for page in document.pages]
        self._texts = [document.content(page.index).mcid_text for page in document.pages]

    def read(self, node: pikepdf.Object, around: Said, page: int) -> Iterator[Said]:
        """Yield what a part of the tree says; `around` is the element that it stands in."""
        if isinstance(node, pikepdf.Array):
            for each in node:
                yield from self.read(each, around, page)
        elif isinstance(node, pikepdf.Dictionary):
            page = self._pages[node["/Pg"].objgen] if "/Pg" in node else page
            if "/MCID" in node:
                yield from self._content(int(node["/MCID"]), around, page)
            else:
                yield from self._element(node, around, page)
        else:
            yield from self._content(int(node), around, page)

    def _element(self, node: pikepdf.Object, around: Said, page: int) -> Iterator[Said]:
        within = (*around.within, str(node["/S"])[1:])
        here = Said("", str(node.get("/Lang", around.language)), within)
        if "/Alt" in node:
            yield here._replace(text=str(node["/Alt"]))
        elif "/K" in node:
            yield from self.read(node["/K"], here, page)

    def _content(self, number: int, around: Said, page: int) -> Iterator[Said]:
        text = " ".join(MARKS.sub("", self._texts[page].get((None, number), "")).split())
        if text:
            language = self._languages[page].get(number, around.language)
            yield around._replace(text=text, language=language)


def tagged(page: pikepdf.Object) -> dict[int, str]:
    """Return the language that the content of a page names for its pieces, where it names one."""
    found = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "BDC" and isinstance(operands[1], pikepdf.Dictionary):
            mark = operands[1]
            if "/MCID" in mark and "/Lang" in mark:
                found[int(mark["/MCID"])] = str(mark["/Lang"])
    return found
