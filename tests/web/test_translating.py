"""Two languages side by side, what is checked and what not, a wrong translation told; preview."""

import datetime
import html
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from kinds import HOUSEHOLDS, kinds
from pages import Page, words
from real import load
from visitor import Visitor

from laufmappe.catalogs import files, reviews
from laufmappe.cli import main
from laufmappe.domain import token
from laufmappe.domain.referral import REASONS
from laufmappe.domain.report import WORDINGS, Wording, page_of, worded
from laufmappe.paths import CONTENT, TRANSLATIONS
from laufmappe.settings import Settings
from laufmappe.store.migrate import migrate
from laufmappe.store.reports import Reports
from laufmappe.web import create_app
from laufmappe.web.paper import mappe
from laufmappe.web.preview import Preview

Look = Callable[..., Page]
GUIDE = load(CONTENT)
DAY = datetime.date(2026, 11, 20)
NOT_CHECKED = "Diese Übersetzung hat noch kein Mensch geprüft. Es gilt der deutsche Text."
PARTLY = ("Texte mit gepunkteter Linie hat noch kein Mensch geprüft. "
          "Dort gilt der deutsche Text.")


def code_of(household: str) -> str:
    return token.write(GUIDE, HOUSEHOLDS[household])


@pytest.mark.parametrize(("own", "second"), [("ar", "ku"), ("uk", "ar"), ("en", "de")])
def test_second_language_beside_each_text(app: Flask, page: Look, own: str, second: str) -> None:
    found = page(f"/{own}/m/{code_of('adult')}?neben={second}")
    beside = [each for each in found.all("span") if each.get("class") == "too"]
    locale = GUIDE.locales[second]
    assert len(beside) > 20
    assert {(each.get("lang"), each.get("dir")) for each in beside} == {
        (locale.tag, locale.direction)}
    look_up = app.extensions["laufmappe"].languages[second].words.text
    told = {words(each) for each in beside}
    assert look_up("Gehen Sie die Stationen der Reihe nach.") in told
    assert f"neben={second}" in next(each.get("href", each.get("action", "")) for each in
                                     [*found.all("a"), *found.all("form")]
                                     if "mappe.pdf" in each.get("href", each.get("action", "")))


def test_without_second_language_german_stays_for_paper(page: Look) -> None:
    for query in ("", "?neben=xx", "?neben=ar", "?neben=%3Cscript%3E"):
        found = page(f"/ar/m/{code_of('adult')}{query}")
        assert not [each for each in found.all("span") if each.get("class") == "too"]
        assert [each for each in found.all("span") if each.get("class") == "de"]


@pytest.mark.parametrize("cookies", [True, False], ids=["cookies", "no cookies"])
def test_second_language_is_chosen_on_the_way(app: Flask, page: Look, cookies: bool) -> None:
    visitor = Visitor(app, page, "uk", cookies=cookies)
    visitor.walk(HOUSEHOLDS["adult"])
    way = visitor.follow("mappe")
    [chosen] = way.all("select")
    offered = [each.get("value") for each in chosen.iter("option")]
    assert offered == [code for code in GUIDE.locales if code != "uk"]


def test_pdf_in_two_languages(client: FlaskClient) -> None:
    code = code_of("adult")
    one, two = (client.post(f"/uk/mappe.pdf{query}", data={"mitnehmen": code}).data
                for query in ("", "?neben=ar"))
    assert one[:5] == two[:5] == b"%PDF-"
    assert one != two


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Flask]:
    """Return a function that gives the site with some texts of Ukrainian checked."""
    folder = tmp_path / "translations"
    shutil.copytree(TRANSLATIONS / "uk", folder / "uk")
    monkeypatch.setattr(files, "TRANSLATIONS", folder)

    def site(*texts: str) -> Flask:
        catalog = files.read("uk")
        for message in catalog:
            if message.id and (not texts or reviews.first(message) in texts):
                reviews.sign(message, "AB", DAY)
        files.write(files.po_path("uk"), catalog)
        return create_app(Settings())

    return site


def test_site_and_paper_stop_saying_not_checked(checked: Callable[..., Flask]) -> None:
    app = checked()
    look_up = app.extensions["laufmappe"].languages["uk"].words.text
    text = app.test_client().get(f"/uk/m/{code_of('adult')}").text
    assert look_up(NOT_CHECKED) not in text
    assert look_up("Ein Mensch hat diese Übersetzung geprüft.") in text
    assert "draft" not in text.split("</style>")[1]
    with app.test_request_context():
        book = app.extensions["laufmappe"]
        g.language = book.languages["uk"]
        assert mappe.build(book, HOUSEHOLDS["adult"]).review is None


def test_mark_stands_exactly_where_nobody_has_checked(checked: Callable[..., Flask]) -> None:
    app = checked("Für mich", "Für wen suchen Sie Hilfe?", "Weiter")
    look_up = app.extensions["laufmappe"].languages["uk"].words.text
    text = app.test_client().get("/uk/frage/who").text
    assert not re.search("[\ue000-\ue007]", text)
    assert look_up(PARTLY) in text
    assert f'<span class="draft">{look_up("Für mein Kind")}</span>' in text
    for german in ("Für mich", "Für wen suchen Sie Hilfe?", "Weiter"):
        assert f'<span class="draft">{look_up(german)}' not in text
    title = text.split("<title>")[1].split("</title>")[0]
    assert "span" not in title
    assert 'aria-label="<' not in text
    for other in ("/uk/app.webmanifest", "/uk/", "/de-simple/mappe.pdf", "/uk/stellen/4.vcf"):
        assert not re.search("[\ue000-\ue007]",
                             app.test_client().get(other).get_data(as_text=True)[:5000])


def test_drafts_of_a_second_language_are_marked_too(checked: Callable[..., Flask]) -> None:
    client = checked("Zurück").test_client()
    for code in ("de", "tr"):
        text = client.get(f"/{code}/m/{code_of('adult')}?neben=uk").text
        assert 'class="draft"' in text
        assert ".draft{" in text
        assert ".draft{" not in client.get(f"/{code}/m/{code_of('adult')}").text


def test_paper_says_not_checked_only_where_it_is(checked: Callable[..., Flask]) -> None:
    app = checked("Für mich")
    with app.test_request_context():
        book = app.extensions["laufmappe"]
        g.language = book.languages["uk"]
        review = mappe.build(book, HOUSEHOLDS["adult"]).review
    assert review is not None
    assert review.de == NOT_CHECKED


def test_every_page_leads_to_the_report_in_one_tap(page: Look) -> None:
    code = code_of("adult")
    for path, seite in (("/uk/", ""), ("/uk/frage/who", "frage"),
                        (f"/uk/m/{code}", "mappe"), ("/uk/stellen/4", "stellen/4")):
        [link] = [each.get("href") for each in page(path).all("a")
                  if "/uebersetzung" in each.get("href", "")]
        assert link == f"/uk/uebersetzung?seite={seite}"
        assert code not in link
    assert "uebersetzung" not in page("/de/").text


@pytest.mark.parametrize(("here", "page"), [
    ("frage/6", "frage/6"), ("frage/who", "frage"), ("stellen/12?nur=sicher", "stellen/12"),
    ("m/1ABCDEF", "mappe"), ("M/xyz", ""), ("", ""), ("../../etc", ""),
    ("stellen/99999999", "stellen"),
    ("<script>", ""), ("pruefen", "pruefen"), ("termin/9", "termin")])
def test_kind_of_page_never_holds_a_code(here: str, page: str) -> None:
    assert page_of(here) == page


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[FlaskClient, Reports]:
    address = f"sqlite:///{tmp_path / 'site.sqlite'}"
    reports = Reports(address)
    migrate(reports.engine)
    monkeypatch.setenv("LAUFMAPPE_DATABASE", address)
    now = datetime.datetime(2026, 11, 20, 10, tzinfo=datetime.UTC)
    return create_app(Settings(database=address), now=lambda: now).test_client(), reports


def test_wrong_translation_told_in_two_taps(told: tuple[FlaskClient, Reports],
                                            capsys: pytest.CaptureFixture[str]) -> None:
    client, reports = told
    form = client.get("/uk/uebersetzung?seite=frage/6").text
    assert form.count('name="was"') == len(WORDINGS)
    for _ in range(2):
        done = client.post("/uk/uebersetzung", data={"seite": "frage/6", "was": "meaning"})
        assert done.status_code == 200
    assert reports.wordings() == [Wording("uk", "frage/6", "meaning", DAY, 2)]
    sentence = ("Ukrainisch, Seite „frage/6“: Ein Satz sagt etwas Falsches "
                "(2-mal, seit 20.11.2026)")
    assert worded(GUIDE, reports.wordings()) == [sentence]
    assert main(["stale"]) == 1
    assert f"Übersetzung gemeldet: {sentence}" in capsys.readouterr().out


def test_way_back_leads_to_a_page(told: tuple[FlaskClient, Reports]) -> None:
    """From each page of which a translation can be told, back to it or to the start."""
    client, goals = told[0], {}
    for kind in kinds(GUIDE):
        if kind.alone or kind.form is not None or kind.method != "GET":
            continue
        client.delete_cookie("antworten")
        if kind.answers:
            client.set_cookie("antworten", token.write(GUIDE, kind.answers))
        shown = client.get(kind.address("uk")).text
        told_of = re.search(r'href="(/uk/uebersetzung\?[^"]*)"', shown)
        if told_of is None:
            continue
        asking = client.get(html.unescape(told_of[1])).text.split("<main")[1].split("</main")[0]
        [goal] = re.findall(r'href="([^"]*)"', asking)
        if kind.status == 200:
            assert client.get(html.unescape(goal)).status_code == 200, (kind.name, goal)
        goals[kind.name] = goal
    assert goals["directory"] == "/uk/stellen"
    assert goals["question need"].partition("?")[0] == "/uk/"
    assert goals["link family"] == "/uk/"
    client.delete_cookie("antworten")
    kept = client.post("/uk/uebersetzung", data={
        "seite": "mappe", "was": "rude", "antworten": token.write(GUIDE, HOUSEHOLDS["adult"])}).text
    assert 'action="/uk/mappe"' in kept


def test_other_kinds_are_refused_and_counters_are_bounded(
    told: tuple[FlaskClient, Reports]
) -> None:
    client, reports = told
    assert client.post("/uk/uebersetzung", data={"was": "<script>"}).status_code == 422
    assert reports.wordings() == []
    for _ in range(60):
        assert client.post("/uk/uebersetzung", data={
            "seite": "m/SECRET", "was": "rude"}).status_code == 200
    [found] = reports.wordings()
    assert (found.page, found.count) == ("mappe", 20)
    assert reports.forget(DAY + datetime.timedelta(200)) == 1


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Preview:
    folder = tmp_path_factory.mktemp("preview") / "translations"
    shutil.copytree(TRANSLATIONS / "uk", folder / "uk")
    patch = pytest.MonkeyPatch()
    patch.setattr(files, "TRANSLATIONS", folder)
    yield Preview("uk", CONTENT)  # type: ignore[misc]
    patch.undo()


def test_preview_lists_every_text_with_its_place(preview: Preview) -> None:
    client = preview.app.test_client()
    text = client.get("/vorschau").text
    assert text.count("<tr>") == len([each for each in files.read("uk") if each.id])
    assert text.count("auf der Seite</a>") > 900
    assert "auf Papier</a>" in text
    assert "<script src=\"/vorschau.js\" defer></script>" in text
    link = text.split('/vorschau/zeigen?')[1].split('"')[0].split("#")[0].replace("&amp;", "&")
    shown = client.get(f"/vorschau/zeigen?{link}", follow_redirects=True)
    assert shown.status_code == 200
    assert client.get("/vorschau/papier?antworten=1000005").status_code == 200
    assert "location.reload" in client.get("/vorschau.js").text


def line(preview: Preview, german: str) -> str:
    """Return the line of the list with this text."""
    listed = preview.app.test_client().get("/vorschau").text
    found = [each for each in listed.split("<tr") if german in each]
    return next((each for each in found if f">{german}<" in each), found[0])


def test_preview_shows_papers_that_no_way_shows(preview: Preview) -> None:
    client = preview.app.test_client()
    for german, name in (("Zwei Stellen beraten Sie zusammen.", "slip-co-beratung-expert"), (
            REASONS["language"], "slip-verweis-language")):
        assert f'href="/vorschau/papier?art={name}"' in line(preview, german)
        assert f"/vorschau/papier.pdf?art={name}" in client.get(f"/vorschau/papier?art={name}").text
    paper = client.get("/vorschau/papier.pdf?art=slip-co-beratung-expert")
    assert paper.data.startswith(b"%PDF-")
    assert paper.headers["Content-Security-Policy"] == "frame-ancestors 'self'"
    assert client.get("/vorschau/papier.pdf?art=xyzzy").status_code == 404
    preview.book.press.close()


def test_preview_shows_what_pages_answer_to_mistakes(preview: Preview) -> None:
    client = preview.app.test_client()
    german = "Diesen Tag gibt es nicht. Bitte schreiben Sie ihn so: 24.12.2026"
    link = html.unescape(line(preview, german).split('href="')[1].split('"')[0].split("#")[0])
    shown = client.get(link)
    assert shown.status_code == 422
    assert html.escape(preview.book.languages["uk"].words.text(german)) in shown.text


def test_few_texts_have_no_place(preview: Preview) -> None:
    """What is left belongs to rules and places that nobody is sent to today, or to no page."""
    listed = preview.app.test_client().get("/vorschau").text
    assert listed.count("an seltenen Stellen</small>") < 55


def test_preview_shows_what_no_visitor_of_it_would_make(preview: Preview) -> None:
    client = preview.app.test_client()
    uk = preview.book.languages["uk"]
    for german in ("Diese Mappe ist gespeichert", "Die Mappe ist gelöscht", "Raum: %(room)s",
                   "Das PDF geht gerade nicht", "Die Adresse stimmt nicht",
                   "Diese Stelle ist ein Amt",
                   "Diese Stelle ist bis einschließlich %(until)s geschlossen.",
                   "Wenn Sie nicht kommen können, rufen Sie bitte vorher an."):
        link = html.unescape(line(preview, german).split('href="')[1].split('"')[0].split("#")[0])
        shown = client.get(link, follow_redirects=True)
        assert shown.status_code == 200, german
        part = max(re.split(r"%\(\w+\)s", uk.words.text(german, room="1", until="2")), key=len)
        assert html.escape(part[:9]) in shown.text, german
    assert client.get("/vorschau/stoerung/xyzzy").status_code == 404


def test_preview_shows_what_was_saved_and_survives_damage(preview: Preview) -> None:
    client = preview.app.test_client()
    before = client.get("/vorschau/stand").text
    path = files.po_path("uk")
    good = path.read_text(encoding="utf-8")
    catalog = files.read("uk")
    catalog["Anfangen"].string = "Рушаймо"
    files.write(path, catalog)
    shutil.os.utime(path, (2_000_000_000, 2_000_000_000))  # type: ignore[attr-defined]
    assert "Рушаймо" in client.get("/uk/").text
    assert client.get("/vorschau/stand").text != before
    path.write_text(good + '\nmsgid "x\n', encoding="utf-8")
    shutil.os.utime(path, (2_000_000_100, 2_000_000_100))  # type: ignore[attr-defined]
    listed = client.get("/vorschau").text
    assert "Diese Zeile ist beschädigt" in listed
    assert "Рушаймо" in client.get("/uk/").text
    path.write_text(good, encoding="utf-8")
    shutil.os.utime(path, (2_000_000_200, 2_000_000_200))  # type: ignore[attr-defined]
    assert "Рушаймо" not in client.get("/uk/").text
