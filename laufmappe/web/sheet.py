"""The part of the style sheet that a kind of page can use, worked out from template and language.

A public page brings the rules for what stands at its top; the whole sheet follows it (decision
0042). A page of the desk brings all that it can use.

A selector stays where each tag, class, id and attribute it asks for can occur: in the template and
all it takes in, in the signs, in what Python writes, in the strings of the scripts. How they stand
to each other is not looked at, and what is known only once a page is made may be anything: a page
gets more than it needs, never less (decision 32).
"""

import re
from collections.abc import Callable, Container, Iterator
from fnmatch import fnmatchcase
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, meta, nodes

# What browsers add, and what Python writes on any page; what `language.beside()` writes.
ALWAYS = ('<html><head><body><tbody><details open hidden><main data-audio><span lang="*" dir="*">'
          '<span class="draft"><br><svg class="flip"><g><use><title><desc><path><rect><text>')
NOTHING: frozenset[str] = frozenset()
BESIDE = '<span class="de too">'
RULE = re.compile(r"([^{}]+)\{((?:[^{}]|\{[^{}]*\})*)\}")
# A rule for whole pages in a language or a direction; one for parts of them too.
ROOT = re.compile(r"html\[(?:dir|lang)=([\w-]+)\] ")
TONGUE = re.compile(r"(?:html)?\[(?:dir|lang)=([\w-]+)\] ")
# What the whole sheet follows, what stands further down or is folded there, and which rules can
# wait: for few screens, and for what has been touched, which can be told from the rest without.
FOLLOWED = "layout/base.html"
BELOW = frozenset({"layout/foot.html", *(f"components/{name}.html" for name in (
    "below", "emergency", "end", "exact", "folded", "kept", "take"))})
# Of what stands there: a code must have its size to be scanned, a first stop is unfolded.
NEEDED = frozenset({".qr", ".show"})
RARE = ("@supports", "@media(forced-colors", "@media(min-width")
TOUCHED = re.compile(r":focus|:checked[+:]|\[open\]")
COMMA = re.compile(r",(?![^()]*\))")
# What asks for nothing: brackets may hold what is not to be there, the rest can come and go.
OPEN = re.compile(r"\([^()]*\)|::?[\w-]+")
NAME = re.compile(r"\[([\w-]+)(=[\w-]+)?[^\]]*\]|([.#]?[a-zA-Z_][\w-]*)")
STRING = re.compile(r"'((?:[^'\\\n]|\\.)*)'|\"((?:[^\"\\\n]|\\.)*)\"|`((?:[^`\\]|\\.)*)`")


class Names(HTMLParser):
    """The names in pieces of HTML, marked by what they are: a .btn #read @type @type=text."""

    def __init__(self, *pieces: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        for each in pieces:
            self.feed(each)
            self.close()
            self.reset()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and its attributes."""
        self.found.add(tag)
        for name, value in attrs:
            mark = {"class": ".", "id": "#"}.get(name, f"@{name}=")
            self.found |= {f"@{name}", *(mark + each for each in (value or "").split())}


class Sheets:
    """The whole sheet, and of it what the pages of each template can use.

    `signs`: what is drawn on any page; `script`: all scripts, without comments.
    """

    def __init__(self, sheet: str, folder: Path, signs: str, script: str) -> None:
        self.whole = sheet
        self._loader = FileSystemLoader(folder)
        self._environment = Environment(loader=self._loader, autoescape=True)
        self._always, self._scripted = Names(ALWAYS, signs).found, scripted(script)
        self._read: dict[str, tuple[set[str], set[str | None]]] = {}
        self._tongues = frozenset(TONGUE.findall(sheet))
        self._sheets: dict[tuple[str, frozenset[str], frozenset[str]], str] = {}

    def of(self, template: str, *tongue: str, without: frozenset[str] = NOTHING) -> str:
        """Return the sheet for pages of this template.

        `tongue`: tag and direction of the language; without, the rules for all stay. `without`:
        names that do not occur on this page, though they could.
        """
        kind = self._tongues.intersection(tongue) if tongue else self._tongues
        known = template, kind, without
        found = self._sheets.get(known)
        if found is None:
            found = shaken(self.whole, able(self.names(template) - without))
            found = sifted(found, lambda selector: speaks(ROOT, selector, kind))
            if FOLLOWED in self._taken(template):
                found = sifted(found, lambda selector: speaks(TONGUE, selector, kind)
                               and not TOUCHED.search(selector), RARE)
            self._sheets[known] = found
        return found

    def names(self, template: str) -> set[str]:
        """Return every name that its sheet needs rules for; * stands for any letters.

        Where the whole sheet follows, these are the names at the top of a page as it comes.
        """
        taken = self._taken(template)
        if FOLLOWED in taken:
            found = self._always.union(*map(self._names, self._taken(template, but=BELOW)))
            return found | (NEEDED & set().union(*map(self._names, taken)))
        return self._always.union(self._scripted, *map(self._names, taken))

    def _taken(self, template: str, but: Container[str] = ()) -> set[str]:
        """Return a template and all that it takes in, but for some and what they take in."""
        found, left = set[str](), [template]
        while left:
            each = left.pop()
            if each in found or each in but:
                continue
            found.add(each)
            others = self._named(each)[1]
            left += self._loader.list_templates() if None in others else filter(None, others)
        return found

    def _names(self, template: str) -> set[str]:
        return self._named(template)[0]

    def _named(self, template: str) -> tuple[set[str], set[str | None]]:
        """Return the names in one template and the templates it takes in, None for any."""
        if template not in self._read:
            source, _file, _fresh = self._loader.get_source(self._environment, template)
            tree = self._environment.parse(source)
            self._read[template] = written(tree), {*meta.find_referenced_templates(tree),
                                                   *parts(tree)}
        return self._read[template]


def parts(tree: nodes.Template) -> Iterator[str]:
    """Yield the templates that `part()` and other calls take in."""
    for call in tree.find_all(nodes.Call):
        for each in call.args:
            if isinstance(each, nodes.Const) and str(each.value).endswith(".html"):
                yield each.value


def written(tree: nodes.Template) -> set[str]:
    """Return the names in the HTML of a template, and each word of its strings as a class.

    Between branches stands nothing, then a space: `class="nr{% if done %} done{% endif %}"`.
    Where an expression has several strings, each is put in.
    """
    parts = [part for output in tree.find_all(nodes.Output) for part in output.nodes]
    turns = range(max((len(values(part)) for part in parts), default=0))
    pieces = [glue.join(texts(tree, turn)) for turn in turns for glue in ("", " ")]
    if any(each.attr == "beside" for each in tree.find_all(nodes.Getattr)):
        pieces.append(BESIDE)
    words = {word for node in tree.find_all((nodes.Const, nodes.Concat))
             for value in values(node) for word in value.split()}
    return Names(*pieces).found | {f".{word}" for word in words}


def texts(node: nodes.Node, turn: int) -> Iterator[str]:
    """Yield the texts that a template puts out, in their order."""
    if isinstance(node, nodes.Output):
        found = map(values, node.nodes)
        yield "".join(each[turn % len(each)] for each in found)
    else:
        for child in node.iter_child_nodes():
            yield from texts(child, turn)


def values(node: nodes.Node) -> list[str]:
    """Return what an expression can be, * for what is not known."""
    if isinstance(node, nodes.TemplateData):
        return [node.data]
    if isinstance(node, nodes.Const):
        return [str(node.value)]
    if isinstance(node, nodes.CondExpr):
        return values(node.expr1) + (values(node.expr2) if node.expr2 else [""])
    if isinstance(node, nodes.Concat):
        known = map(values, node.nodes)
        return ["".join(each[0] if len(each) == 1 else "*" for each in known)]
    return ["*"]


def scripted(script: str) -> set[str]:
    """Return the names in the strings of a script: HTML, else each word as class and attribute."""
    found = set(re.findall(r"createElement\(['\"]([\w-]+)", script))
    for quoted in map("".join, STRING.findall(script)):
        if "<" in quoted:
            found |= Names(quoted).found
        found |= {mark + word for word in quoted.split() for mark in ".@"}
    return found


def able(names: set[str]) -> Callable[[str], bool]:
    """Return whether a name can occur.

    A class of which nothing is known is a string elsewhere; such an attribute is written by Python.
    """
    patterns = [each for each in names if "*" in each and each.rstrip("*") not in {".", "@"}]
    return lambda name: name in names or any(fnmatchcase(name, each) for each in patterns)


def speaks(tongue: re.Pattern[str], selector: str, kind: Container[str]) -> bool:
    """Say whether a rule may be for a page in a language of this kind."""
    found = tongue.match(selector)
    return found is None or found[1] in kind


def shaken(sheet: str, occurs: Callable[[str], bool]) -> str:
    """Return a shortened sheet without the selectors that nothing can match."""
    return sifted(sheet, lambda selector: all(map(occurs, asked(selector))))


def sifted(sheet: str, keeps: Callable[[str], bool], without: tuple[str, ...] = ()) -> str:
    """Return a shortened sheet with these selectors alone, `without` conditions that begin so."""
    kept = []
    for head, body in RULE.findall(sheet):
        if head.startswith(without):
            continue
        if head.startswith(("@media", "@supports")):
            body = sifted(body, keeps)
        elif not head.startswith("@"):
            head = ",".join(filter(keeps, COMMA.split(head)))
        if head and body:
            kept.append(f"{head}{{{body}}}")
    return "".join(kept)


def asked(selector: str) -> Iterator[str]:
    """Yield the names without which a selector matches nothing."""
    for attribute, value, name in NAME.findall(OPEN.sub("", selector)):
        yield name if name.startswith((".", "#")) else name.lower() or f"@{attribute}"
        if value:
            yield f"@{attribute}{value}"
