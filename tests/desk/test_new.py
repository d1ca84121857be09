"""A new Mappe on one screen."""

import re

import pymupdf
import pytest
from at_desk import SignIn
from flask import Flask
from real import load

from laufmappe.domain import token
from laufmappe.paths import CONTENT

GUIDE = load(CONTENT)
USUAL = {"sprache": "ar", "who": "me", "need": ["german", "work"], "age": "27-59", "status": "eu"}
SILENT = {**USUAL, "status": "prefer_not"}
DOORS = re.compile(r"<h3>(.*?)</h3><p class=\"soft\">")


def doors(page: str) -> list[str]:
    """Return the names of the stations on the screen, in order."""
    return [each.replace("&amp;", "&") for each in DOORS.findall(page.replace("\n", ""))]


def state(page: str) -> dict[str, str]:
    """Return what the form carries on."""
    return dict(re.findall(r'name="(folge|ohne|dazu)" value="([^"]*)"', page))


def test_the_way_grows_with_the_answers(sign_in: SignIn, site: Flask) -> None:
    desk = sign_in()
    assert doors(desk.get("/schalter/neu").text) == []
    book = site.extensions["laufmappe"]
    page = desk.post("/schalter/neu", data=USUAL).text
    answers = {name: tuple(value if isinstance(value, list) else [value])
               for name, value in USUAL.items() if name != "sprache"}
    route = book.router.route(answers, "ar")
    assert doors(page) == [stop.first.service.name if stop.first.service else ""
                           for stop in route.stops]
    assert "Antworten" not in page
    assert route.stations[0].reasons[0].text in page


def test_a_family_sees_which_child_a_station_is_for(sign_in: SignIn) -> None:
    desk = sign_in()
    family = {"sprache": "ar", "who": "family", "need": ["first_steps", "child"], "age": "27-59",
              "children": ["6-11", "12-14"], "status": "ukraine"}
    page = desk.post("/schalter/neu", data=family).text
    assert "<b>Für das Kind (6–11 Jahre, 12–14 Jahre):</b> Ihr Kind muss zur Schule" in page
    parts = re.findall(r"<b>Kind \((.*?)\):</b> Stationen ([\d, ]+)</p>", page)
    assert [age for age, _ in parts] == ["6–11 Jahre", "12–14 Jahre"]
    with pymupdf.open(stream=desk.post("/schalter/neu.pdf", data=family).data) as paper:
        last = paper[-1].get_text()
    assert "Für Ihr Kind (6–11 Jahre):" in last
    assert "Für Ihr Kind (12–14 Jahre):" in last


def test_every_answer_stands_there_in_both_languages(sign_in: SignIn, site: Flask) -> None:
    page = sign_in(office="mbe").post("/schalter/neu", data=USUAL).text
    arabic = site.extensions["laufmappe"].languages["ar"]
    for each in GUIDE.questions["status"].options.values():
        if each.who is None:
            assert each.text in page
            assert str(arabic.t(each.text)) in page


def test_take_out_put_back_move_and_add(sign_in: SignIn) -> None:
    desk = sign_in()
    first = desk.post("/schalter/neu", data=USUAL).text
    names = doors(first)
    keys = re.findall(r'value="weg:([^"]+)"', first)
    out = desk.post("/schalter/neu", data={**USUAL, **state(first), "tun": f"weg:{keys[0]}"}).text
    assert doors(out) == names[1:]
    back = desk.post("/schalter/neu", data={**USUAL, **state(out), "tun": f"zurueck:{keys[0]}"})
    assert doors(back.text) == names
    moved = desk.post("/schalter/neu", data={**USUAL, "tun": f"hoch:{keys[1]}"}).text
    assert doors(moved)[:2] == [names[1], names[0]]
    service = next(each for each in GUIDE.services.values()
                   if each.reachable and each.name not in names)
    more = desk.post("/schalter/neu", data={
        **USUAL, **state(moved), "stelle": f"{service.number} {service.name}", "tun": "dazu"}).text
    assert doors(more)[-1] == service.name
    assert doors(more)[:2] == [names[1], names[0]]
    unknown = desk.post("/schalter/neu", data={**USUAL, "stelle": "Xyzzy", "tun": "dazu"}).text
    assert "„Xyzzy“ steht nicht im Verzeichnis" in unknown


def test_paper_holds_what_was_put_together(sign_in: SignIn) -> None:
    desk = sign_in()
    first = desk.post("/schalter/neu", data=USUAL).text
    names = doors(first)
    keys = re.findall(r'value="weg:([^"]+)"', first)
    data = {**USUAL, "ohne": keys[0], "folge": ",".join([keys[2], keys[1]])}
    paper = desk.post("/schalter/neu.pdf", data=data)
    assert paper.content_type == "application/pdf"
    assert paper.headers["Cache-Control"] == "private, no-store"
    with pymupdf.open(stream=paper.data, filetype="pdf") as document:
        text = " ".join("".join(page.get_text() for page in document).split())
    assert names[0] not in text
    assert text.index(names[2]) < text.index(names[1])


def test_code_of_a_paper_fills_the_form(sign_in: SignIn) -> None:
    desk = sign_in()
    answers = {name: tuple(value if isinstance(value, list) else [value])
               for name, value in USUAL.items() if name != "sprache"}
    spoken = token.spoken(token.write(GUIDE, answers))
    page = desk.post("/schalter/neu", data={"sprache": "uk", "code": spoken}).text
    for name in ("german", "work", "27-59", "eu"):
        assert re.search(rf'value="{name}" checked', page), name
    wrong = desk.post("/schalter/neu", data={**USUAL, "code": "9999 9999"}).text
    assert "Dieser Code stimmt nicht" in wrong
    assert 'value="eu" checked' in wrong  # nothing is lost


def test_protected_people_see_no_office_unless_confirmed(sign_in: SignIn) -> None:
    desk = sign_in()
    page = desk.post("/schalter/neu", data=SILENT).text
    reporting = {each.name for each in GUIDE.services.values() if each.reports}
    assert not reporting & set(doors(page))
    office = next(each for each in GUIDE.services.values() if each.reports and each.reachable)
    wish = {**SILENT, "stelle": f"{office.number} {office.name}", "tun": "dazu"}
    asked = desk.post("/schalter/neu", data=wish).text
    assert office.name not in doors(asked)
    assert "Das kann der Person schaden." in asked
    assert 'name="trotzdem" value="1"' in asked
    assert "checked" not in asked.split('id="trotzdem"')[1].split(">")[0]
    told = desk.post("/schalter/neu", data={**wish, "trotzdem": "1"}).text
    assert office.name in doors(told)


@pytest.mark.parametrize(("office", "offered"), [("auslaenderbehoerde", False), ("mbe", True)])
def test_no_authority_asks_for_no_papers(sign_in: SignIn, office: str, offered: bool) -> None:
    assert GUIDE.offices[office].reports is not offered
    desk = sign_in(office=office)
    page = desk.post("/schalter/neu", data=USUAL).text
    assert ('value="no_papers"' in page) is offered
    taken = desk.post("/schalter/neu", data={**USUAL, "status": "no_papers"}).text
    assert bool(re.search('value="no_papers" checked', taken)) is offered


@pytest.mark.parametrize("data", [
    {"sprache": "xx", "who": "nobody", "need": ["x", "german"], "folge": "a,b,,", "ohne": "\"><i>x",
     "dazu": "1,x,99999,-1", "tun": "hoch:", "form": "xyzzy", "stelle": "9" * 300},
    {"age": ["0", "67+"], "tun": "weg:1", "code": " "}, {"tun": "dazu", "stelle": "²"},
])
def test_nonsense_changes_nothing(sign_in: SignIn, data: dict[str, str]) -> None:
    desk = sign_in()
    for path in ("/schalter/neu", "/schalter/neu.pdf"):
        answer = desk.post(path, data=data)
        assert answer.status_code == 200, path
        assert b"<i>x" not in answer.data


def paper_of(data: bytes) -> str:
    """Return what stands on a paper, without spaces and the hyphens of divided words."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        text = "".join(page.get_text() for page in document)
    return "".join(re.sub("[-\u00ad]\\n", "", text).split())


@pytest.mark.parametrize("form", ["", "neutral", "large", "german"])
def test_appointment_and_sentences_stand_on_the_paper(sign_in: SignIn, form: str) -> None:
    desk = sign_in()
    first = desk.post("/schalter/neu", data=USUAL).text
    key = re.findall(r'value="weg:([^"]+)"', first)[0]
    data = {**USUAL, "sprache": "uk", "form": form, f"tag:{key}": "2026-12-03",
            f"zeit:{key}": "09:30", f"raum:{key}": "B 12", "satz": ["0", "2"],
            "zeile": "Frau am Empfang fragen"}
    answer = desk.post("/schalter/neu.pdf", data=data)
    assert answer.content_type == "application/pdf"
    text = paper_of(answer.data)
    for words in ("03.12.2026", "09:30", "B 12", "Frau am Empfang fragen",
                  "Bringen Sie diese Mappe bitte zu jedem Termin mit."):
        assert "".join(words.split()) in text, words
    assert ("берітьцюпапку" in text) is (form != "german")


@pytest.mark.parametrize(("day", "time"), [
    ("2026-11-19", ""), ("2029-01-01", ""), ("morgen", ""), ("2026-12-03", "25:00"),
    ("2026-12-03", "<b>")])
def test_wrong_appointment_loses_nothing(sign_in: SignIn, day: str, time: str) -> None:
    desk = sign_in()
    first = desk.post("/schalter/neu", data=USUAL).text
    key = re.findall(r'value="weg:([^"]+)"', first)[0]
    page = desk.post("/schalter/neu.pdf", data={
        **USUAL, f"tag:{key}": day, f"zeit:{key}": time, "zeile": "Bitte klingeln"})
    assert page.mimetype == "text/html"
    assert "Bitte einen Tag ab heute" in page.text
    assert f'value="{day}"' in page.text
    assert 'value="Bitte klingeln"' in page.text
    assert "<b>" not in page.text.split('name="zeit:')[1].split(">")[0]
