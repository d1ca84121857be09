"""The poster for waiting rooms: one question in every language, and a code to scan."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from laufmappe.export import qr


@dataclass(frozen=True)
class Greeting:
    """One language on the poster: its question, its name, and the address of its first page."""

    tag: str  # two or three letters
    direction: Literal["ltr", "rtl"]
    text: str
    name: str
    url: str  # in capitals
    promise: str = ""  # what it costs and asks for; stands where there is room

    def values(self) -> dict[str, object]:
        """Return what the template reads."""
        return {"lang": self.tag, "turned": self.direction == "rtl", "text": self.text,
                "name": self.name, "promise": self.promise, "url": self.url,
                "qr": qr.svg(self.url, "QR"), "modules": len(qr.matrix(self.url))}


@dataclass(frozen=True)
class Poster:
    """A poster; German around the questions. `each`: one code a language, else one for all."""

    template: ClassVar[str] = "poster.typ"
    language: ClassVar[str] = "de"
    region: ClassVar[str | None] = "DE"
    direction: ClassVar[Literal["ltr", "rtl"]] = "ltr"

    title: str
    subtitle: str
    promise: str
    scan: str
    stamp: str
    greetings: tuple[Greeting, ...]
    url: str  # for all languages, in capitals
    host: str
    size: Literal["a4", "a3"] = "a4"
    each: bool = False

    def values(self) -> dict[str, object]:
        """Return what the template reads."""
        return {
            "title": self.title, "subtitle": self.subtitle, "promise": self.promise,
            "scan": self.scan, "stamp": self.stamp, "host": self.host, "size": self.size,
            "each": self.each, "greetings": [each.values() for each in self.greetings],
            "url": self.url, "qr": qr.svg(self.url, "QR"), "modules": len(qr.matrix(self.url)),
        }
