"""Somebody who uses the site like a browser without scripts: follows links, sends forms."""

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from flask import Flask
from kinds import Kind
from pages import Page, words

from laufmappe.domain import token as tokens

Given = Mapping[str, Sequence[str]]


def show(app: Flask, page: Callable[..., Page], kind: Kind, code: str) -> Page:
    """Return a page of this kind, fetched by a new browser."""
    browser = app.test_client()
    if kind.answers:
        guide = app.extensions["laufmappe"].guide
        browser.set_cookie("antworten", tokens.write(guide, kind.answers))
    return page(kind.address(code), kind.status, by=browser, **kind.options())


class Visitor:
    """A visit in one language, with or without cookies; `page` is what is on the screen."""

    def __init__(self, app: Flask, page: Callable[..., Page], code: str = "de", *,
                 cookies: bool = True) -> None:
        self.client = app.test_client(use_cookies=cookies)
        self.cookies = cookies
        self.code = code
        self._fetch = page
        self.page = self.open("")

    def open(self, here: str, status: int = 200) -> Page:
        """Type an address after the language."""
        self.page = self._fetch(f"/{self.code}/{here}", status, by=self.client)
        return self.page

    def jump(self, here: str, token: str = "") -> Page:
        """Go to a page with answers given before, or with those of this visit."""
        text = token or self.token
        if self.cookies and token:
            self.client.set_cookie("antworten", token)
        if self.cookies:
            return self.open(here)
        self.page = self._fetch(f"/{self.code}/{here}", by=self.client, method="POST",
                                data={"antworten": text, "zeigen": "1"})
        return self.page

    def follow(self, target: str, status: int = 200) -> Page:
        """Follow the link, or press the button, that leads to a page after the language."""
        return self._go(f"/{self.code}/{target}", status)

    def _go(self, address: str, status: int = 200) -> Page:
        for form in self.page.all("form"):
            if form.get("action") == address and form.find(".//fieldset") is None:
                return self._send(form, {}, status)
        links = {unquote(each.get("href", "")) for each in self.page.all("a")}
        assert address in links, f"{address} is not among {sorted(links)}"
        self.page = self._fetch(address, status, by=self.client)
        return self.page

    def _send(self, form: Element, given: Given, status: int) -> Page:
        assert form.get("method") == "post"
        data = {name: list(values) for name, values in given.items()}
        for each in form.iter("input"):
            if each.get("type") == "hidden":
                data.setdefault(each.get("name", ""), []).append(each.get("value", ""))
        self.page = self._fetch(form.get("action", ""), status, by=self.client, method="POST",
                                data=data)
        return self.page

    def answer(self, expected: int = 200, /, **given: Sequence[str]) -> Page:
        """Send the form of the question on the screen."""
        [form] = [each for each in self.page.all("form") if each.find(".//fieldset") is not None]
        return self._send(form, given, expected)

    def asked(self) -> list[str]:
        """Return the questions on the screen."""
        return list(dict.fromkeys(each.get("name", "") for each in self.page.all("input")
                                  if each.get("type") in {"radio", "checkbox"}))

    def reply(self, wanted: Given) -> Page:
        """Answer what is on the screen as wanted, and with "I don't know" what is not."""
        return self.answer(**{name: wanted.get(name, ["dont_know"]) for name in self.asked()})

    def walk(self, wanted: Given) -> list[str]:
        """Answer everything up to the check page; return the pages that were asked."""
        if not self.asked():
            self.follow("frage/who")
        seen = []
        while self.asked() or self.page.here == "hilfe":
            if self.page.here == "hilfe":
                self.follow(self.targets("frage/")[0] if self.targets("frage/") else "pruefen")
                continue
            seen.append(self.page.here)
            self.reply(wanted)
        assert self.page.here == "pruefen"
        return seen

    def targets(self, beginning: str) -> list[str]:
        """Return the pages in this language that links and buttons on the screen lead to."""
        start = f"/{self.code}/"
        found = [each.get("action", "") for each in self.page.all("form")]
        found += [each.get("href", "") for each in self.page.all("a")]
        return [each.removeprefix(start) for each in found if each.startswith(start + beginning)]

    def speak(self, code: str) -> Page:
        """Choose another language."""
        here = self.page.here
        [switch] = [each for each in self.targets("sprache") if not each.startswith("sprache/")]
        self.follow(unquote(switch))
        goal = f"/{code}/{here}"
        self._go(goal)
        self.code = code
        return self.page

    @property
    def token(self) -> str:
        """Return the answers as this browser holds them: in a cookie or in a hidden field."""
        cookie = self.client.get_cookie("antworten") if self.cookies else None
        if cookie is not None:
            return cookie.value
        fields = {each.get("value", "") for each in self.page.all("input")
                  if each.get("name") == "antworten"}
        assert len(fields) <= 1
        return fields.pop() if fields else ""

    def text(self) -> str:
        """Return what can be read on the page."""
        return words(self.page.root)
