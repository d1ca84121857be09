"""Web addresses on a real server: what counts as an answer, and two strikes before an alarm."""

import datetime
import json
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import pytest
from copies import Copy
from visited import Server, visited

from laufmappe.content.finding import ContentError, Finding
from laufmappe.content.online import (
    CERTIFICATE,
    NO_ANSWER,
    Fetch,
    Spots,
    Visitor,
    addresses,
    plain,
    status_of,
    strikes,
)

MONDAY, TUESDAY, FRIDAY = (datetime.date(2026, 11, day) for day in (16, 17, 20))
SHORT = 0.3
A, B = "https://a.example.org/", "https://b.example.org/"
PLACES: dict[str, Spots] = {A: [("site.yaml", 5)], B: [("a.yaml", 3), ("b.yaml", 1)]}
ALARM_A = Finding("site.yaml", 5, (
    f"„{A}“ antwortet nicht, zum ersten Mal am 2026-11-16, heute wieder. Bitte im Browser ansehen "
    "und die Adresse ändern oder streichen."), error=False)


@pytest.fixture
def server() -> Iterator[Server]:
    """Yield a server of this test only."""
    with visited() as running:
        yield running


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Return a record in a folder that is not yet there."""
    return tmp_path / "cache" / "strikes.json"


def told(**status: int) -> Fetch:
    """Return a fetch that gives a and b their status, others 200."""
    return lambda url: status.get(url[8], 200)


@pytest.mark.parametrize("status", [200, 204, 300, 401, 403, 404, 405, 410, 429, 500, 503])
def test_visit_status(server: Server, status: int) -> None:
    assert Visitor()(f"{server.url}/{status}") == status


def test_visit_is_polite(server: Server) -> None:
    Visitor()(f"{server.url}/a?b=c#d")
    assert server.asked == [("GET", "/a?b=c", "Laufmappe-Linkpruefung")]


def test_visit_letters_outside_ascii(server: Server) -> None:
    Visitor()(f"{server.url}/straße?ö=%20")
    assert server.asked[0][1] == "/stra%C3%9Fe?%C3%B6=%20"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_visit_redirects_that_end_well(server: Server, status: int) -> None:
    server.redirect("/two", "three there?x=ü", status)
    assert Visitor()(server.redirect("/one", f"{server.url}/two", status)) == 200
    assert [path for _, path, _ in server.asked] == ["/one", "/two", "/three%20there?x=%FC"]


def test_visit_redirect_to_what_is_gone(server: Server) -> None:
    assert Visitor()(server.redirect("/one", "/404")) == 404


def test_visit_redirect_without_target(server: Server) -> None:
    assert Visitor()(f"{server.url}/301") == 301


def test_visit_redirects_in_circles(server: Server) -> None:
    assert Visitor()(server.redirect("/one", "/one")) == NO_ANSWER
    assert len(server.asked) == 10


def test_visit_circle_that_a_cookie_ends(server: Server) -> None:
    assert Visitor()(server.redirect("/one", "/one", **{"Set-Cookie": "seen=yes"})) == 200


@pytest.mark.parametrize("target", [
    "file:///a.txt", "ftp://127.0.0.1/", "data:text/plain,a", "http://[", "http://",
    "http://a..b/",
])
def test_visit_redirect_away_from_the_web_is_refused(server: Server, target: str) -> None:
    assert Visitor()(server.redirect("/one", target)) == NO_ANSWER


def test_visit_other_schemes_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("a", "utf-8")
    assert Visitor()(file.as_uri()) == NO_ANSWER


def test_visit_hanging(server: Server) -> None:
    assert Visitor(SHORT)(f"{server.url}/hangs") == NO_ANSWER


def test_visit_connection_refused() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))  # taken, and nobody listens
        assert Visitor()(f"http://127.0.0.1:{bound.getsockname()[1]}/") == NO_ANSWER


def test_visit_no_http(server: Server) -> None:
    server.answers["/odd"] = (200, {"a" * 70_000: "b"})
    assert Visitor()(f"{server.url}/odd") == NO_ANSWER


@pytest.mark.parametrize(("url", "text"), [
    ("https://example.org", "https://example.org"),
    ("https://me:word@Example.org:8443/a?b#c", "https://example.org:8443/a?b"),
    ("https://büro.example/straße?x=%20y z", "https://xn--bro-hoa.example/stra%C3%9Fe?x=%20y%20z"),
])
def test_plain_address(url: str, text: str) -> None:
    assert plain(url) == text


@pytest.mark.parametrize(("error", "status"), [
    (URLError(ssl.SSLCertVerificationError("no issuer")), CERTIFICATE),
    (URLError(ConnectionRefusedError()), NO_ANSWER),
    (TimeoutError(), NO_ANSWER),
])
def test_status_of_what_broke_off(error: Exception, status: int) -> None:
    assert status_of(error) == status


def test_addresses_of_a_folder(copy: Copy) -> None:
    found = addresses(copy.root)
    assert found["https://example.org/jmd"] == [
        ("services/jmd.yaml", copy.line("services/jmd.yaml", "website"))]
    assert found["https://example.org/wetter"] == [("site.yaml", 5)]
    assert found["https://example.org/aufenthg/81"] == [
        ("rules/duty.yaml", 9), ("rules/needs/first_steps.yaml", 33)]
    assert [url for url in found if "karte" in url] == []


def test_addresses_of_unsound_form_are_not_fetched(copy: Copy) -> None:
    copy.change("services/jmd.yaml", "https://example.org/jmd", "https://me@example.org/jmd")
    assert [url for url in addresses(copy.root) if "jmd" in url] == []


def test_addresses_without_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ContentError):
        addresses(tmp_path / "fort")


def test_strikes_first_is_only_noted(record: Path) -> None:
    assert strikes(PLACES, record, MONDAY, told(a=0)) == (1, [])
    assert json.loads(record.read_text("utf-8")) == {A: "2026-11-16"}


def test_strikes_same_day_never_counts_twice(record: Path) -> None:
    strikes(PLACES, record, MONDAY, told(a=0))
    assert strikes(PLACES, record, MONDAY, told(a=0)) == (1, [])


def test_strikes_second_is_told_trap_32(record: Path) -> None:
    strikes(PLACES, record, MONDAY, told(a=0))
    assert strikes(PLACES, record, TUESDAY, told(a=0, b=500)) == (1, [ALARM_A])
    assert strikes(PLACES, record, FRIDAY, told(a=0)) == (0, [ALARM_A])


def test_strikes_told_once_for_all_places(record: Path) -> None:
    strikes(PLACES, record, MONDAY, told(b=500))
    assert strikes(PLACES, record, TUESDAY, told(b=404)) == (0, [Finding("a.yaml", 3, (
        f"„{B}“ antwortet mit Fehler 404, zum ersten Mal am 2026-11-16, heute wieder. Bitte im "
        "Browser ansehen und die Adresse ändern oder streichen. Sie steht auch in b.yaml:1."),
        error=False)])


def test_strikes_forgotten_after_an_answer(record: Path) -> None:
    strikes(PLACES, record, MONDAY, told(a=0))
    assert strikes(PLACES, record, TUESDAY, told()) == (0, [])
    assert strikes(PLACES, record, FRIDAY, told(a=0)) == (1, [])


def test_strikes_forgotten_when_no_longer_in_content(record: Path) -> None:
    strikes(PLACES, record, MONDAY, told(a=0))
    strikes({B: PLACES[B]}, record, TUESDAY, told())
    assert strikes(PLACES, record, FRIDAY, told(a=0)) == (1, [])


@pytest.mark.parametrize("status", [200, 301, 401, 403, 405, 429, CERTIFICATE])
def test_strikes_none_for_who_blocks_programs(record: Path, status: int) -> None:
    assert strikes(PLACES, record, MONDAY, told(a=status, b=status)) == (0, [])


@pytest.mark.parametrize("status", [404, 410, 500, 503])
def test_strikes_for_all_that_answer_with_a_fault(record: Path, status: int) -> None:
    assert strikes(PLACES, record, MONDAY, told(a=status, b=status)) == (2, [])


def test_strikes_no_network_here_is_nobodys_fault_trap_32(record: Path) -> None:
    with pytest.raises(ConnectionError) as caught:
        strikes(PLACES, record, MONDAY, told(a=0, b=0))
    assert str(caught.value) == (
        "Keine der 2 Web-Adressen antwortet. Bitte die eigene Verbindung zum Internet prüfen; "
        "vermerkt wurde nichts.")
    assert not record.exists()


def test_strikes_single_host_counts(record: Path) -> None:
    assert strikes({A: PLACES[A], A + "x": [("x.yaml", 1)]}, record, MONDAY,
                   told(a=0)) == (2, [])


def test_strikes_nothing_to_fetch(record: Path) -> None:
    assert strikes({}, record, MONDAY, told()) == (0, [])


@pytest.mark.parametrize("damaged", [
    "", "{", "[]", "[" * 100_000, f'{{"{A}": 5}}', f'{{"{A}": "gestern"}}', '"a"', "\x00"])
def test_strikes_damaged_record_is_empty(record: Path, damaged: str) -> None:
    record.parent.mkdir()
    record.write_text(damaged, "utf-8")
    assert strikes(PLACES, record, TUESDAY, told(a=0)) == (1, [])
    assert strikes(PLACES, record, FRIDAY, told(a=0)) != (1, [])


def test_strikes_record_of_other_bytes_is_empty(record: Path) -> None:
    record.parent.mkdir()
    record.write_bytes(b"\xff\xfe")
    assert strikes(PLACES, record, TUESDAY, told(a=0)) == (1, [])


def test_strikes_on_a_server_over_two_days(server: Server, record: Path) -> None:
    places: dict[str, Spots] = {f"{server.url}/{path}": [("a.yaml", line)]
                                for line, path in enumerate(("200", "403", "404", "500"), 1)}
    assert strikes(places, record, MONDAY) == (2, [])
    first, found = strikes(places, record, TUESDAY)
    assert (first, [each.line for each in found]) == (0, [3, 4])


def test_visits_one_at_a_time_on_a_host(server: Server, record: Path) -> None:
    places: dict[str, Spots] = {f"{server.url}/slow?{each}": [("a.yaml", 1)] for each in range(3)}
    strikes(places, record, MONDAY)
    assert (len(server.asked), server.most) == (3, 1)


def test_visits_one_at_a_time_also_after_redirects(server: Server, record: Path) -> None:
    sent = [server.redirect(f"/{each}", f"{server.url}/slow?{each}") for each in range(3)]
    urls = [f"{server.url}/slow"] + [url.replace("127.0.0.1", "localhost") for url in sent]
    assert strikes({url: [("a.yaml", 1)] for url in urls}, record, MONDAY) == (0, [])
    assert (len(server.asked), server.most) == (7, 1)


def test_visits_of_several_hosts_at_once(server: Server, record: Path) -> None:
    urls = [f"{server.url}/slow", f"{server.url}/slow".replace("127.0.0.1", "localhost")]
    assert strikes({url: [("a.yaml", 1)] for url in urls}, record, MONDAY) == (0, [])
    assert server.most == 2
