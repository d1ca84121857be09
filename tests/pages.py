"""What every page must be, whatever its kind and language (house.md 10); used by `page`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

import html5lib
from matching import wanting_at_the_top
from werkzeug.test import TestResponse

from laufmappe.domain.guide import Guide
from laufmappe.web.security import policy

OWN = re.compile(r"/js/[0-9a-f]{12}\.js|"
                 r"/css/[0-9a-f]{12}\.css|/[a-z-]+/app\.webmanifest")
LOADED = {"img": "src", "script": "src", "iframe": "src", "source": "src", "link": "href",
          "object": "data", "embed": "src"}
REFERS = ("for", "aria-describedby", "aria-labelledby", "aria-controls")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
OPEN = "public, max-age=0, s-maxage=300, must-revalidate"
CLOSED = "private, no-store"
ISOLATES = dict.fromkeys(map(ord, "\u200f\u202a\u202c"))
RAW = ("%(", "{{", "{%", "}}", "<span lang=&#34;", "&lt;", "None", "Undefined")


@dataclass(frozen=True)
class Page:
    """A page as it came, read by a strict parser."""

    path: str
    response: TestResponse
    text: str
    root: Element

    def all(self, tag: str) -> list[Element]:
        """Return the elements with this tag, in order."""
        return list(self.root.iter(tag))

    def words(self) -> str:
        """Return what can be read in <main>, with single spaces."""
        return words(next(self.root.iter("main")))

    @property
    def title(self) -> str:
        """Return the title."""
        return words(self.all("title")[0])

    @property
    def heading(self) -> str:
        """Return the text of the one h1."""
        return words(self.all("h1")[0])

    @property
    def lang(self) -> str:
        """Return the language the page says it is in."""
        return self.root.get("lang", "")

    @property
    def here(self) -> str:
        """Return the page after the language, as the language switch knows it."""
        for each in self.all("input"):
            if each.get("name") == "seite":
                return each.get("value", "")
        switch = [each.get("href", "") for each in self.all("a") if "/sprache" in
                  each.get("href", "")]
        return parse_qs(urlsplit(switch[0]).query).get("seite", [""])[0]

    def checked(self) -> set[tuple[str, str]]:
        """Return the options chosen on the page, as (question, option)."""
        return {(each.get("name", ""), each.get("value", "")) for each in self.all("input")
                if each.get("checked") is not None}


def words(element: Element) -> str:
    """Return the text of an element with single spaces and without marks of direction."""
    return " ".join("".join(element.itertext()).translate(ISOLATES).split())


@lru_cache(512)
def parsed(text: str) -> Element:
    """Return the page as a tree; raises html5lib's ParseError for the first mistake."""
    root: Element = html5lib.HTMLParser(
        html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False, strict=True).parse(text)
    return root


def inspected(guide: Guide, path: str, response: TestResponse, status: int) -> Page:
    """Return the page after looking at everything that holds for all pages."""
    text = response.get_data(as_text=True)
    assert response.status_code == status, f"{path}: {response.status}"
    root = parsed(text)
    found = Page(path, response, text, root)
    for problems in (_language, _frame, _names, _resources, _sheets, _headings, _headers):
        wrong = list(problems(guide, found))
        assert wrong == [], f"{path}: {wrong}"
    return found


def _language(guide: Guide, page: Page) -> Iterator[str]:
    first = page.path.split("?")[0].split("/")[1].lower()
    locale = guide.locales.get(first, guide.locales["de"])
    if (page.root.get("lang"), page.root.get("dir")) != (locale.tag, locale.direction):
        yield f"lang or dir: {page.root.attrib}"
    for each in page.all("a"):
        if each.get("href", "").startswith("tel:") and not any(
                inner.get("dir") == "ltr" for inner in each.iter()):
            yield f"number that may turn round: {words(each)}"


def _frame(_guide: Guide, page: Page) -> Iterator[str]:
    if len(page.all("h1")) != 1 or not page.heading:
        yield "not one h1"
    if len(page.all("title")) != 1 or not re.fullmatch(r"\S.* – Laufmappe", page.title):
        yield f"title: {page.title}"
    readable = page.words() + page.title
    yield from (f"raw: {mark}" for mark in RAW if mark in readable)
    if "%(" in page.text or "{{" in page.text:
        yield "raw placeholder in an attribute"
    for each in page.root.iter():
        if "style" in each.attrib or any(name.startswith("on") for name in each.attrib):
            yield f"style or handler: {each.tag} {each.attrib}"


def _names(_guide: Guide, page: Page) -> Iterator[str]:
    ids = [each.get("id", "") for each in page.root.iter() if "id" in each.attrib]
    yield from (f"id twice: {name}" for name in set(ids) if ids.count(name) > 1)
    known = {*ids, ""}
    for each in page.root.iter():
        wanted = [name for key in REFERS for name in each.get(key, "").split()]
        wanted += [each.get("href", "")[1:]] if each.get("href", "").startswith("#") else []
        yield from (f"no such id: {name}" for name in wanted if name not in known)
    labels = {each.get("for") for each in page.all("label") if words(each)}
    for each in [*page.all("input"), *page.all("select"), *page.all("textarea")]:
        if each.get("type") != "hidden" and each.get("id") not in labels:
            yield f"no label: {each.attrib}"
    for each in [*page.all("a"), *page.all("button"), *page.all("summary")]:
        if not (words(each) or each.get("aria-label")):
            yield f"no words: {each.tag} {each.attrib}"


def _resources(_guide: Guide, page: Page) -> Iterator[str]:
    scripts = [(each.attrib, each.text) for each in page.all("script")]
    if [(each.keys(), text) for each, text in scripts] != [({"src", "async", "defer"}, None)]:
        yield f"scripts: {scripts}"
    for tag, key in LOADED.items():
        for each in page.all(tag):
            if not OWN.fullmatch(each.get(key, "")):
                yield f"loads {tag} {each.get(key)}"


def _sheets(_guide: Guide, page: Page) -> Iterator[str]:
    sheets = [each for each in page.all("link") if each.get("rel") == "stylesheet"]
    if sheets != list(page.root.iter())[-1:]:  # what stands below waits for it
        yield f"sheets: {[each.attrib for each in sheets]}"
    styles = page.all("style")
    if len(styles) != 1:
        yield f"{len(styles)} style elements"
    elif page.response.headers["Content-Security-Policy"] != policy(styles[0].text or ""):
        yield f"policy: {page.response.headers['Content-Security-Policy']}"
    yield from (f"the sheet lacks {each}" for style in styles
                for each in wanting_at_the_top(style.text or "", page.root))
    if "url(" in (styles[0].text or "") or "@import" in (styles[0].text or ""):
        yield "the sheet loads something"


def _headings(_guide: Guide, page: Page) -> Iterator[str]:
    before = 1
    for each in page.root.iter():
        if isinstance(each.tag, str) and re.fullmatch("h[1-6]", each.tag):
            level = int(each.tag[1])
            if level > before + 1:
                yield f"h{level} after h{before}: {words(each)}"
            before = level


def _headers(_guide: Guide, page: Page) -> Iterator[str]:
    headers = page.response.headers
    yield from (f"{name}: {headers.get(name)}" for name, value in HEADERS.items()
                if headers.get(name) != value)
    if headers["Content-Type"] != "text/html; charset=utf-8":
        yield headers["Content-Type"]
    cache = headers.get("Cache-Control")
    if cache not in {OPEN, CLOSED}:
        yield f"Cache-Control: {cache}"
    if (cache == CLOSED) != (headers.get("X-Robots-Tag") == "none"):
        yield f"X-Robots-Tag: {headers.get('X-Robots-Tag')}"
    yield from (f"{name} is sent" for name in ("Access-Control-Allow-Origin", "X-Powered-By",
                                               "Server") if name in headers)
