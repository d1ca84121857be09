"""What a style sheet is made of: its properties, values, selectors, conditions and functions."""

import re
from collections.abc import Iterator

VALUES = {("display", "flow-root"), ("overflow-wrap", "anywhere"), ("display", "grid"),
          ("text-align", "start"), ("display", "flex"), ("display", "inline-flex"),
          ("position", "sticky")}


def features(sheet: str) -> set[str]:
    """Return every feature of a sheet that a browser may know or not."""
    sheet = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", sheet, flags=re.DOTALL)
    found = set(_heads(sheet))
    for body in re.findall(r"\{([^{}]*)\}", sheet):
        for line in body.split(";"):
            name, colon, value = line.partition(":")
            name = name.strip()
            if not colon or name.startswith(("--", "-")):
                continue
            found.add(f"property {name}")
            found |= {f"function {each}" for each in re.findall(r"([\w-]+)\(", value)}
            found |= {f"value {one} {word}" for one, word in VALUES
                      if one == name and word in value.split()}
            if name == "gap" and "grid" not in body:
                found.add("value gap flex_context")
    return found


def _heads(sheet: str) -> Iterator[str]:
    for head in re.findall(r"([^{};]+)\{", sheet):
        head = head.strip()
        if head.startswith("@"):
            yield "rule " + re.findall(r"@([\w-]+)", head)[0]
            if head.startswith("@media"):
                yield from (f"media {each}" for each in re.findall(r"\(([\w-]+)", head))
            if head.startswith("@supports"):
                yield from (f"property {each}" for each in re.findall(r"\(([\w-]+):", head))
        else:
            yield from (f"selector {each}" for each in re.findall(r"::?([\w-]+)", head))
