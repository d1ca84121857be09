"""The form of web addresses: each fault found, with file, line and advice."""

import pytest
from copies import Copy

from laufmappe.content.check.addresses import fault, written
from laufmappe.content.finding import Finding
from laufmappe.content.reading import parse

COPY = "Bitte die Adresse neu aus dem Browser kopieren."


@pytest.mark.parametrize("url", [
    "https://www.example.org",
    "http://example.org/",
    "https://example.org:8443/a?b=c#d",
    "https://müllers-büro.example/straße",
    "https://example.org/wiki/Amt_(Stadt)",
    "https://example.org/a@b",
    "https://example.org?mail=a@b:c",
    "http://127.0.0.1:8000/x",
    "https://example.org/a.b,c",
])
def test_fault_none(url: str) -> None:
    assert fault(url) == ""


@pytest.mark.parametrize(("url", "text"), [
    ("", "„“ ist keine Web-Adresse. Bitte mit https:// beginnen."),
    ("www.example.org", "„www.example.org“ ist keine Web-Adresse. Bitte mit https:// beginnen."),
    ("ftp://example.org/a",
     "„ftp://example.org/a“ ist keine Web-Adresse. Bitte mit https:// beginnen."),
    ("https://example.org/a b",
     f"In „https://example.org/a b“ steht ein Leerzeichen oder ein unsichtbares Zeichen. {COPY}"),
    ("https://example.org/a\u200b",
     "In „https://example.org/a\u200b“ steht ein Leerzeichen oder ein unsichtbares Zeichen. "
     + COPY),
    ("https://example.org/<a>", f"In „https://example.org/<a>“ gehört < > nicht dazu. {COPY}"),
    ("https://example.org\\a", f"In „https://example.org\\a“ gehört \\ nicht dazu. {COPY}"),
    ("https://example.org/a.",
     "Am Ende von „https://example.org/a.“ gehört „.“ nicht dazu. Bitte streichen."),
    ("https://example.org,",
     "Am Ende von „https://example.org,“ gehört „,“ nicht dazu. Bitte streichen."),
    ("https://example.org/a)",
     "Am Ende von „https://example.org/a)“ gehört „)“ nicht dazu. Bitte streichen."),
    ("https://name:wort@example.org/",
     "In „https://name:wort@example.org/“ steht vor dem @ ein Name. Bitte alles zwischen // und @ "
     "samt @ streichen; Namen und Passwörter gehören nie in die Inhalte."),
])
def test_fault_of_the_whole(url: str, text: str) -> None:
    assert fault(url) == text


@pytest.mark.parametrize("port", ["", "0", "65536", "080", "acht", "-1", "9" * 5000])
def test_fault_of_the_port(port: str) -> None:
    url = f"https://example.org:{port}/"
    assert fault(url) == (f"In „{url}“ ist „:{port}“ kein Anschluss (Port, 1 bis 65535). Bitte "
                          "streichen.")


@pytest.mark.parametrize("host", [
    "", "localhost", "example..org", ".example.org", "-a.example.org", "a-.example.org",
    "a_b.example.org", "a" * 64 + ".org", "a." * 130 + "org", "ü" * 64 + ".org",
])
def test_fault_of_the_host(host: str) -> None:
    url = f"https://{host}/"
    assert fault(url) == (f"In „{url}“ ist „{host}“ kein Name einer Seite wie www.example.org. "
                          + COPY)


def test_written_in_lists_and_mappings() -> None:
    document = parse("a: [{url: x, name: y}]\nwebsite: z\nurl: {text: w}\n", "a.yaml")
    assert list(written(document)) == [(("a", 0, "url"), "x"), (("website",), "z")]


@pytest.mark.parametrize(("name", "old", "new", "at", "end"), [
    ("services/jmd.yaml", "website: https://example.org/jmd", "website: https://example.org/jmd.",
     "website", "„.“ nicht dazu. Bitte streichen."),
    ("services/jmd.yaml", "https://example.org/stelle", "https://example/stelle", "url:",
     f"„example“ kein Name einer Seite wie www.example.org. {COPY}"),
    ("organizations/verein.yaml", "website: https://example.org/verein", "website: beim Verein",
     "website", f"steht ein Leerzeichen oder ein unsichtbares Zeichen. {COPY}"),
    ("rules/duty.yaml", "https://example.org/bmg", "https://example.org:x/bmg", "/bmg",
     "„:x“ kein Anschluss (Port, 1 bis 65535). Bitte streichen."),
    ("site.yaml", "https://example.org/wetter", "https://example.org/wetter,", "exit_url",
     "„,“ nicht dazu. Bitte streichen."),
    ("site.yaml", "https://example.org/karte?suche=", "https://example.org:karte?suche=", "map_url",
     "„:karte“ kein Anschluss (Port, 1 bis 65535). Bitte streichen."),
])
def test_check_address_error(copy: Copy, name: str, old: str, new: str, at: str,
                             end: str) -> None:
    copy.change(name, old, new)
    assert [(each.file, each.line, each.error, each.text.endswith(end))
            for each in copy.check()] == [(name, copy.line(name, at), True, True)]


def test_check_map_is_only_the_beginning_of_an_address(copy: Copy) -> None:
    copy.change("site.yaml", "https://example.org/karte?suche=", "https://example.org/k.")
    assert copy.check() == []


def test_check_website_without_encryption(copy: Copy) -> None:
    copy.change("services/jmd.yaml", "website: https:", "website: http:")
    copy.change("services/jmd.yaml", "https://example.org/stelle", "http://example.org/stelle")
    assert copy.check() == [Finding(
        "services/jmd.yaml", copy.line("services/jmd.yaml", "website"),
        "„http://example.org/jmd“ ist nicht verschlüsselt. Bitte prüfen, ob die Seite auch mit "
        "https:// erscheint, und dann https:// schreiben.", error=False)]
