"""Reading aloud, with voices and with recordings; a made-up voice writes down what it said."""

import re
import struct
import wave
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from shutil import copytree
from threading import Thread

import pytest
from kinds import kinds
from playwright.sync_api import Page, Route, expect
from real import load
from served import NOW, Site

from laufmappe import web
from laufmappe.domain.guide import Guide
from laufmappe.paths import CONTENT, STATIC
from laufmappe.settings import Settings

pytestmark = pytest.mark.browser

Window = Callable[..., AbstractContextManager[Page]]
GUIDE = load(CONTENT)
KINDS = {each.name: each for each in kinds(GUIDE)}
VOICES = """codes => {
    window.said = [];
    window.endless = false;
    let now = null;
    class Words { constructor(text) { this.text = text; } }
    const speech = {
        getVoices: () => codes.map(lang => ({lang})),
        cancel: () => {  // what was being said ends with an error, a little later
            const words = now;
            now = null;
            if (words) setTimeout(() => words.onerror(), 0);
        },
        addEventListener: () => {},
        speak: words => {
            now = words;
            window.said.push([words.voice.lang, words.text.replace(/\\s+/g, " ").trim()]);
            if (!window.endless) setTimeout(() => {
                if (now !== words) return;
                now = null;
                words.onend();
            }, 0);
        },
    };
    Object.defineProperty(window, "speechSynthesis", {value: speech});
    window.SpeechSynthesisUtterance = Words;
}"""


def voices(page: Page, *codes: str) -> None:
    """Give the device a voice for each of these languages."""
    page.context.add_init_script(f"({VOICES})({list(codes)!r})")


def finished(page: Page) -> list[tuple[str, str]]:
    """Wait until all is read; return what was said in which language."""
    expect(page.locator("#read")).to_have_attribute("aria-pressed", "false", timeout=20_000)
    return [(lang, text) for lang, text in page.evaluate("window.said")]


def test_question_is_read_with_all_its_answers(site: Site, window: Window) -> None:
    with window() as page:
        voices(page, "de-DE")
        site.show(page, KINDS["question status"], "de")
        page.locator("#read").click()
        said = " ".join(text for _, text in finished(page))
    question = GUIDE.questions["status"]
    assert question.text in said
    assert page_options(GUIDE) <= {text for text in page_options(GUIDE) if text in said}


def page_options(guide: Guide) -> set[str]:
    """Return the answers that everybody can give about papers."""
    return {each.text for each in guide.questions["status"].options.values()
            if each.who is None and not each.group}


def test_parts_are_read_in_their_own_language(site: Site, window: Window) -> None:
    with window() as page:
        voices(page, "ar-EG", "de-DE")
        site.show(page, KINDS["way adult"], "ar")
        page.locator("#read").click()
        said = finished(page)
        hidden = page.evaluate("document.querySelectorAll('main .de').length")
    assert {lang for lang, _ in said} == {"ar-EG", "de-DE"}
    for lang, text in said:
        arabic = any("\u0600" < each < "\u06ff" for each in text)
        assert arabic == (lang == "ar-EG") or re.fullmatch(r"[\w\s.@/+‑-]+", text), text
    assert hidden > 5
    assert "Mitbringen" not in [text for _, text in said]  # for paper alone
    assert "127.0.0.1" not in str(said)  # folded


def test_without_a_german_voice_german_is_left_out(site: Site, window: Window) -> None:
    with window() as page:
        voices(page, "ar")
        site.show(page, KINDS["way adult"], "ar")
        page.locator("#read").click()
        assert {lang for lang, _ in finished(page)} == {"ar"}


def test_one_answer_or_station_alone(site: Site, window: Window) -> None:
    with window() as page:
        voices(page, "de")
        site.show(page, KINDS["question who"], "de")
        assert page.locator("[data-say]").count() == 0  # calm until somebody wants to listen
        page.locator("#read").click()
        finished(page)
        page.evaluate("window.said.length = 0")
        second = page.locator("[data-say]").nth(1)
        label = " ".join(page.locator("fieldset label").nth(1).inner_text().split())
        assert second.get_attribute("aria-label") == f"Vorlesen: {label}"
        second.click()
        [(_, text)] = finished(page)
        assert text == label
        assert page.locator(":checked").count() == 0
        assert second.bounding_box()["width"] >= 48
        site.show(page, KINDS["way adult"], "de")
        page.locator("#read").click()
        finished(page)
        page.evaluate("window.said.length = 0")
        page.locator("#s2 [data-say]").click()
        said = [text for _, text in finished(page)]
    assert said
    assert all(text in page_text for text in said for page_text in [" ".join(said)])


def test_pressed_again_it_is_silent_at_once(site: Site, window: Window) -> None:
    with window() as page:
        voices(page, "de", "en")
        site.show(page, KINDS["way adult"], "de")
        page.evaluate("""window.endless = true;
            document.querySelector("h1").innerHTML = "Eins <b lang='en'>two</b>";""")
        button = page.locator("#read")
        button.click()
        assert button.get_attribute("aria-pressed") == "true"
        assert page.locator(".read").count() == 1
        button.click()
        assert button.get_attribute("aria-pressed") == "false"
        assert page.locator(".read").count() == 0
        page.wait_for_timeout(100)
        assert page.evaluate("window.said") == [["de", "Eins"]]


@pytest.mark.parametrize("code", ["de", "ar"])
@pytest.mark.parametrize("name", ["question who", "question need", "question status"])
def test_button_moves_no_answer_away_from_the_finger(site: Site, window: Window, name: str,
                                                     code: str) -> None:
    places = []
    for given in ([], [code]):
        with window() as page:
            voices(page, *given)
            site.show(page, KINDS[name], code)
            assert page.locator("#read").is_visible() == bool(given)
            places.append(page.locator("fieldset label").first.bounding_box())
    assert places[0] == places[1]


def test_button_comes_with_the_whole_sheet(site: Site, window: Window) -> None:
    """Before, it would push down what stands below it, and up again."""
    with window() as page:
        held: list[Route] = []
        voices(page, "de")
        page.route("**/css/*", lambda route: held.append(route))
        with page.expect_request("**/css/*"), page.expect_response("**/js/*"):
            page.goto(f"{site.address}/de/frage/who", wait_until="commit")
        page.wait_for_timeout(200)
        assert not page.locator("#read").is_visible()
        held[0].continue_()
        page.locator("#read").wait_for()


@pytest.mark.parametrize("codes", [[], ["en-GB", "de-DE"]])
def test_no_voice_no_button(site: Site, window: Window, codes: list[str]) -> None:
    with window() as page:
        voices(page, *codes)
        site.show(page, KINDS["way adult"], "ar")
        assert not page.locator("#read").is_visible()


def tone(path: Path) -> None:
    """Write a tenth of a second of a tone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8_000)
        file.writeframes(b"".join(struct.pack("<h", (at % 20) * 400) for at in range(800)))


@pytest.fixture
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Return the site with recordings in Arabic: a question, and every kind of station."""
    copytree(STATIC, tmp_path / "static")
    for name in ("question-status", *(f"station-{each}" for each in GUIDE.offices)):
        tone(tmp_path / "static" / "audio" / "ar" / f"{name}.wav")
    monkeypatch.setattr(web, "STATIC", tmp_path / "static")
    site = Site(web.create_app(Settings(), now=lambda: NOW))
    thread = Thread(target=site.server.serve_forever, daemon=True)
    thread.start()
    yield site
    site.server.shutdown()
    thread.join()


def test_recording_is_played_where_there_is_no_voice(recorded: Site, window: Window) -> None:
    with window() as page:
        voices(page)
        page.context.add_init_script("""window.addEventListener("ended", event =>
            window.said.push(["played", event.target.src]), true);
            const Real = window.Audio;
            window.Audio = class extends Real { constructor() { super();
                this.addEventListener("ended", () =>
                    window.said.push(["played", new URL(this.src).pathname])); } };""")
        recorded.show(page, KINDS["question status"], "ar")
        page.locator("#read").click()
        [(what, address)] = finished(page)
        assert what == "played"
        recorded.show(page, KINDS["way adult"], "ar")
        page.locator("#read").click()
        stations = page.locator("li[data-ort]:visible").count()
        assert len(finished(page)) == stations > 2
        page.locator("#s2 [data-say]").click()
        assert len(finished(page)) == stations + 1
        recorded.show(page, KINDS["question status"], "de")
        assert not page.locator("#read").is_visible()
        answer = page.request.get(recorded.address + address, headers={"Range": "bytes=0-9"})
        assert (answer.status, answer.headers["content-type"]) == (206, "audio/wav")
        assert len(answer.body()) == 10
        assert "immutable" in answer.headers["cache-control"]


def test_unknown_recording_is_no_page(site: Site, window: Window) -> None:
    with window() as page:
        for name in ("ar/question-status.wav", "../css/site.css", "..%2Fcss%2Fsite.css"):
            assert page.request.get(f"{site.address}/audio/{name}").status == 404
