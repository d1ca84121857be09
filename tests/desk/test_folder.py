"""A Mappe that is kept: at the desk and in the hand of its holder."""

import html
import re
from dataclasses import replace

import pymupdf
import pytest
from at_desk import Clock, SignIn
from flask import Flask
from flask.testing import FlaskClient
from pages import parsed
from real import load
from sqlalchemy import create_engine, inspect, select, text
from tapped import tapped

from laufmappe.domain import referral
from laufmappe.domain.token import numbered, spoken, write
from laufmappe.export.paper import PaperBusy
from laufmappe.paths import CONTENT
from laufmappe.store.mappen import Mappen
from laufmappe.store.tables import audit, mappen, referrals, vouchers

GUIDE = load(CONTENT)
USUAL = {"sprache": "ar", "who": "me", "need": ["german", "work"], "age": "27-59", "status": "eu"}
NO_PAPERS = {**USUAL, "status": "no_papers"}
SAY = re.compile(r'name="(mappe|stand|schreiber|folge|ohne|dazu|gewarnt)" value="([^"]*)"')
STAMP = re.compile(r'value="stempel:([^"]+)"')
KEY = re.compile(r'value="weg:([^"]+)"')


def form_of(page: str) -> dict[str, str]:
    """Return what the form of a page carries on."""
    return dict(SAY.findall(page))


def keys_of(desk: FlaskClient, wish: dict[str, object] = USUAL) -> list[str]:
    """Return the keys of the stations on the screen."""
    return KEY.findall(desk.post("/schalter/neu", data=wish).text)


def with_date(desk: FlaskClient, wish: dict[str, object] = USUAL,
              day: str = "2026-12-01") -> dict[str, object]:
    """Return the form with an appointment at the first station, as it would be printed."""
    page = desk.post("/schalter/neu", data=wish).text
    key = KEY.findall(page)[0]
    return {**wish, **form_of(page), f"tag:{key}": day, f"zeit:{key}": "9:30",
            f"raum:{key}": "204"}


def printed(desk: FlaskClient, wish: dict[str, object]) -> str:
    """Print and return the text of the paper."""
    answer = desk.post("/schalter/neu.pdf", data=wish)
    assert answer.content_type == "application/pdf", answer.text
    with pymupdf.open(stream=answer.data, filetype="pdf") as document:
        return " ".join("".join(page.get_text() for page in document).split())


def desk_page(desk: FlaskClient, code: str) -> str:
    """Return the page of a Mappe."""
    return desk.post("/schalter/mappe", data={"code": code}).text


def rows(address: str) -> int:
    """Return how many Mappen are kept."""
    with create_engine(address).connect() as connection:
        return len(connection.execute(select(mappen)).all())


def version(page: str) -> str:
    """Return the version that the page of a Mappe hands back."""
    return form_of(page)["stand"]


@pytest.fixture
def kept(sign_in: SignIn) -> tuple[FlaskClient, str]:
    """Return somebody at the desk and the code of a Mappe with an appointment."""
    desk = sign_in(office="mbe")
    wish = with_date(desk)
    printed(desk, wish)
    return desk, str(wish["mappe"])


def test_nothing_is_written_without_need(sign_in: SignIn, address: str) -> None:
    desk = sign_in()
    page = desk.post("/schalter/neu", data=USUAL).text
    assert "Nicht gespeichert." in page
    paper = printed(desk, {**USUAL, **form_of(page), "satz": "0", "zeile": "Tür links",
                           "ohne": KEY.findall(page)[1]})
    assert spoken(form_of(page)["mappe"]) not in paper
    with create_engine(address).connect() as connection:
        for table in (mappen, referrals, vouchers):
            assert connection.execute(select(table)).all() == []


@pytest.mark.both
def test_appointment_is_kept_and_the_screen_says_so(sign_in: SignIn, address: str) -> None:
    desk = sign_in()
    wish = with_date(desk)
    page = desk.post("/schalter/neu", data=wish).text
    assert "Wird beim Drucken gespeichert" in page
    assert "19.05.2027" in page
    assert rows(address) == 0
    paper = printed(desk, wish)
    assert spoken(str(wish["mappe"])) in paper.replace("\u00a0", " ")
    assert "Termin am 01.12.2026 um 9:30 Uhr" in paper
    assert rows(address) == 1


def test_appointment_on_paper_alone(sign_in: SignIn, address: str) -> None:
    desk = sign_in()
    wish = {**with_date(desk), "nur-papier": "1"}
    assert "Nicht gespeichert." in desk.post("/schalter/neu", data=wish).text
    assert "Termin am 01.12.2026 um 9:30 Uhr" in printed(desk, wish)
    assert rows(address) == 0


def test_neutral_paper_has_no_code_and_is_not_kept(sign_in: SignIn, address: str) -> None:
    desk = sign_in()
    printed(desk, {**with_date(desk), "form": "neutral"})
    assert rows(address) == 0


def test_form_may_print_twice(sign_in: SignIn, address: str) -> None:
    desk = sign_in()
    wish = with_date(desk)
    printed(desk, wish)
    printed(desk, {**wish, "satz": "1"})
    assert rows(address) == 1
    page = desk.post("/schalter/mappe", data={"code": str(wish["mappe"])}).text
    assert version(page) == "2"


@pytest.mark.parametrize("typed", [
    lambda code: code, lambda code: spoken(code).lower(),
    lambda code: f"HTTPS://LAUFMAPPE.EXAMPLE/AR/M/{code}"], ids=["plain", "spoken", "scanned"])
def test_code_opens_it_in_german_with_reasons(kept: tuple[FlaskClient, str], site: Flask,
                                              typed: object) -> None:
    desk, code = kept
    page = desk.post("/schalter/mappe", data={"code": typed(code)}).text  # type: ignore[operator]
    assert "Termin am 01.12.2026 um 9:30 Uhr" in page
    answers = {name: tuple(value if isinstance(value, list) else [value])
               for name, value in USUAL.items() if name != "sprache"}
    route = site.extensions["laufmappe"].router.route(answers, "de")
    assert route.stations[0].reasons[0].text in page
    assert page == desk.post("/schalter/neu", data={"code": code}).text


def test_stamp_add_print_again(kept: tuple[FlaskClient, str]) -> None:
    desk, code = kept
    key = keys_of(desk)[0]
    done = desk.post("/schalter/mappe", data={"code": code, "stand": "1", "tun": f"stempel:{key}"})
    assert "Gestempelt." in done.text
    assert "War da am 20.11.2026" in done.text
    service = next(each for each in GUIDE.services.values()
                   if each.reachable and str(each.number) not in keys_of(desk))
    more = desk.post("/schalter/mappe", data={
        "code": code, "stand": "2", "stelle": f"{service.number} {service.name}", "tun": "dazu"})
    assert f"<h2>{service.name.replace('&', '&amp;')}</h2>" in more.text
    answer = desk.post("/schalter/mappe.pdf", data={"code": code})
    assert answer.headers["Cache-Control"] == "private, no-store"
    with pymupdf.open(stream=answer.data, filetype="pdf") as document:
        paper = " ".join("".join(page.get_text() for page in document).split())
    assert "War da am 20.11.2026" in paper
    assert service.name in paper


@pytest.mark.both
def test_two_desks_at_once_lose_nothing(kept: tuple[FlaskClient, str], sign_in: SignIn) -> None:
    one, code = kept
    other = sign_in("bea", office="mbe")
    first, second = keys_of(one)[:2]
    assert "Gestempelt." in one.post("/schalter/mappe", data={
        "code": code, "stand": "1", "tun": f"stempel:{first}"}).text
    late = other.post("/schalter/mappe", data={
        "code": code, "stand": "1", "tun": f"stempel:{second}"})
    assert late.status_code == 409
    assert "Diese Mappe hat inzwischen einen neuen Stand." in late.text
    assert late.text.count("War da am") == 1
    again = other.post("/schalter/mappe", data={
        "code": code, "stand": version(late.text), "tun": f"stempel:{second}"})
    assert again.text.count("War da am") == 2


def test_form_keeps_what_was_stamped_meanwhile(sign_in: SignIn) -> None:
    desk = sign_in()
    wish = with_date(desk)
    printed(desk, wish)
    code = str(wish["mappe"])
    desk.post("/schalter/mappe", data={
        "code": code, "stand": "1", "tun": f"stempel:{keys_of(desk)[0]}"})
    printed(desk, {**wish, "satz": "1"})
    assert "War da am" in desk.post("/schalter/mappe", data={"code": code}).text


def test_place_added_meanwhile_is_not_lost(sign_in: SignIn) -> None:
    one, other = sign_in(office="mbe"), sign_in("bea", office="mbe")
    wish = with_date(one)
    printed(one, wish)
    code = str(wish["mappe"])
    place = next(each for each in GUIDE.services.values()
                 if each.reachable and not each.reports and each.directory_only)
    added = other.post("/schalter/mappe", data={
        "code": code, "stand": "1", "tun": "dazu", "stelle": f"{place.number} {place.name}"})
    assert f"{place.name} steht jetzt auf der Mappe." in html.unescape(added.text)
    late = one.post("/schalter/neu.pdf", data={**wish, "satz": "1"})
    assert late.status_code == 409
    assert place.name in html.unescape(desk_page(one, code))


@pytest.mark.parametrize("sign", ["→", "☎", "中", "😀"])
def test_sign_without_a_font_is_named(sign_in: SignIn, sign: str) -> None:
    desk = sign_in()
    wish = {**USUAL, **form_of(desk.post("/schalter/neu", data=USUAL).text)}
    answer = desk.post("/schalter/neu.pdf", data={**wish, "zeile": f"Bitte {sign} kommen"})
    assert answer.status_code == 422
    assert f"Das Zeichen {sign} lässt sich nicht drucken." in answer.text
    printed(desk, {**wish, "zeile": "Bitte – „kommen“ (2. OG) & klingeln: 100 % € §"})


def test_endless_line_stays_in_its_column(sign_in: SignIn) -> None:
    desk = sign_in()
    wish = {**USUAL, **form_of(desk.post("/schalter/neu", data=USUAL).text)}
    for line in ("A" * 120, "a" * 110, "https://termine.example/" + "b4" * 40):
        data = desk.post("/schalter/neu.pdf", data={**wish, "zeile": line}).data
        found: list[object] = []
        with pymupdf.open(stream=data, filetype="pdf") as document:
            for sheet in document:
                words = [each for each in sheet.get_text("words")
                         if re.search("AAAA|aaaa|b4b4", each[4])]
                found += words
                assert all(each[2] < sheet.rect.width - 20 for each in words)
                assert all(each[2] - each[0] < sheet.rect.width / 2 for each in words)
        assert found


def test_nothing_tapped_in_a_kept_mappe_names_an_authority(site: Flask, sign_in: SignIn) -> None:
    """Its holder opens it on a phone that knows no answers, and taps everything it offers."""
    desk = sign_in(office="mbe")
    wish = with_date(desk, NO_PAPERS)
    printed(desk, wish)
    found = tapped(site.test_client(use_cookies=False), f"/de/m/{wish['mappe']}")
    assert len(found) > 50
    open_names = {f"{each.organization.name}, {each.unit}" for each in GUIDE.services.values()
                  if not each.reports}
    hidden = [each.name for each in GUIDE.services.values()
              if each.reports and not any(each.name in name for name in open_names)]
    shown = {step: [name for name in hidden if f"{name}</bdi>" in text]
             for step, text in found.items()}
    assert {step: names for step, names in shown.items() if names} == {}


def test_busy_press_leads_back_to_the_kept_mappe(site: Flask, sign_in: SignIn,
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    desk = sign_in(office="mbe")
    wish = with_date(desk, NO_PAPERS)
    printed(desk, wish)
    press = site.extensions["laufmappe"].press

    def busy(*_paper: object) -> bytes:
        raise PaperBusy("x")

    monkeypatch.setattr(press, "render", busy)
    holder = site.test_client(use_cookies=False)
    answer = holder.get(f"/de/m/{wish['mappe']}/mappe.pdf")
    assert answer.status_code == 503
    links = re.findall(r'href="(/de/[^"]*)"', answer.text)
    assert f"/de/m/{wish['mappe']}" in links
    assert "/de/stellen?nur=sicher" in links
    assert "/de/stellen" not in links
    assert holder.get(f"/de/m/{wish['mappe']}").status_code == 200


def test_form_of_another_desk_is_not_overwritten(kept: tuple[FlaskClient, str]) -> None:
    desk, code = kept
    forms = [form_of(desk.post("/schalter/neu", data={"code": code, "oeffnen": "1"}).text)
             for _ in range(2)]
    wishes = [{**USUAL, **each, "behalten": "1"} for each in forms]
    printed(desk, wishes[0])
    late = desk.post("/schalter/neu.pdf", data=wishes[1])
    assert late.status_code == 409
    assert "Nichts ist überschrieben" in late.text


def test_changing_it_brings_back_the_form(kept: tuple[FlaskClient, str], clock: Clock) -> None:
    desk, code = kept
    page = desk.post("/schalter/neu", data={"code": code, "oeffnen": "1"}).text
    assert "Laufmappe ändern" in page
    assert 'value="2026-12-01"' in page
    assert re.search(r'value="ar" selected', page)
    assert re.search(r'value="eu" checked', page)
    clock.on(minutes=20)
    assert form_of(page)["stand"] == "1"


def test_its_page_leads_to_the_form(kept: tuple[FlaskClient, str]) -> None:
    """With the fields that stand there, not those that we think of."""
    desk, code = kept
    page = parsed(desk.post("/schalter/mappe", data={"code": code}).text)
    button = next(each for each in page.iter("button") if each.get("name") == "oeffnen")
    form = next(each for each in page.iter("form") if button in list(each.iter()))
    fields = {each.get("name"): each.get("value") for each in form.iter() if each.get("name")
              and each.get("type") == "hidden"}
    shown = desk.post(button.get("formaction"), data={**fields, "oeffnen": "1"}).text
    assert "Laufmappe ändern" in shown
    assert form_of(shown)["mappe"] == code
    answer = desk.post("/schalter/neu.pdf", data={
        **USUAL, **form_of(shown), f"tag:{KEY.findall(shown)[1]}": "2026-12-08"})
    assert answer.content_type == "application/pdf"
    again = desk.post("/schalter/mappe", data={"code": code}).text
    assert "08.12.2026" in again


def test_return_never_prints_nor_stamps(kept: tuple[FlaskClient, str]) -> None:
    """The first button of a form is the one that the return key presses."""
    desk, code = kept
    page = parsed(desk.post("/schalter/mappe", data={"code": code}).text)
    form = next(each for each in page.iter("form") if any(
        inner.get("id") == "stelle" for inner in each.iter()))
    first = next(each for each in form.iter() if each.tag.endswith("button"))
    assert first.get("value") == "dazu"


def test_next_person_does_not_overwrite_the_one_before(kept: tuple[FlaskClient, str],
                                                       address: str) -> None:
    desk, _code = kept
    assert 'id="naechste" href="/schalter/neu"' in desk.post("/schalter/neu", data=USUAL).text
    wish = with_date(desk)
    printed(desk, wish)
    before = rows(address)
    printed(desk, {**wish, "sprache": "uk", "need": ["health"]})
    assert rows(address) == before + 1
    first = desk.post("/schalter/mappe", data={"code": str(wish["mappe"])}).text
    assert "Sprache: Arabisch" in first
    for again in (wish, {**wish, "sprache": "uk", "need": ["health"]}):
        printed(desk, again)  # the same once more is the same Mappe
        assert rows(address) == before + 1


def test_form_of_a_deleted_mappe_gives_its_code_to_nobody(kept: tuple[FlaskClient, str],
                                                          address: str) -> None:
    desk, _code = kept
    wish = with_date(desk)
    printed(desk, wish)
    code = str(wish["mappe"])
    desk.post("/schalter/mappe", data={"code": code, "stand": "1", "tun": "loeschen",
                                       "sicher": "1"})
    before = rows(address)
    late = desk.post("/schalter/neu.pdf", data={**wish, "gedruckt": "1", "sprache": "uk"})
    assert (late.status_code, rows(address)) == (409, before)


def test_code_of_the_next_person_leaves_the_open_mappe_alone(kept: tuple[FlaskClient, str]) -> None:
    desk, code = kept
    form = form_of(desk.post("/schalter/neu", data={"code": code, "oeffnen": "1"}).text)
    other = write(GUIDE, {"who": ("me",), "need": ("health",), "age": ("67+",),
                          "status": ("ukraine",)})
    page = desk.post("/schalter/neu", data={**USUAL, **form, "code": other}).text
    assert "Neue Laufmappe" in page
    assert (form_of(page)["mappe"] == code, form_of(page)["stand"]) == (False, "0")


def test_staff_delete_it_once_asked(kept: tuple[FlaskClient, str], address: str) -> None:
    desk, code = kept
    wish = {"code": code, "stand": "1", "tun": "loeschen"}
    assert desk.post("/schalter/mappe", data=wish).status_code == 422
    assert rows(address) == 1
    assert "Die Mappe ist gelöscht." in desk.post("/schalter/mappe",
                                                  data={**wish, "sicher": "1"}).text
    assert rows(address) == 0
    gone = desk.post("/schalter/mappe", data={"code": code})
    assert (gone.status_code, "Diese Mappe gibt es nicht mehr." in gone.text) == (404, True)
    late = desk.post("/schalter/neu", data={"code": code, "oeffnen": "1"})
    assert "Diese Mappe gibt es nicht mehr." in late.text


@pytest.mark.parametrize("wish", [
    {"tun": "stempel:nirgends"}, {"tun": "dazu", "stelle": "Xyzzy"}, {"tun": "dazu"}])
def test_what_cannot_be_done_says_why(kept: tuple[FlaskClient, str], wish: dict[str, str]) -> None:
    desk, code = kept
    answer = desk.post("/schalter/mappe", data={"code": code, "stand": "1", **wish})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert version(answer.text) == "1"


def test_other_codes_say_what_is_wrong(sign_in: SignIn) -> None:
    desk = sign_in()
    assert "Code scannen" in desk.get("/schalter/mappe").text
    wrong = desk.post("/schalter/mappe", data={"code": "M123"})
    assert (wrong.status_code, "Dieser Code stimmt nicht." in wrong.text) == (422, True)
    assert 'value="M123"' in wrong.text
    for number, where in ((referral.number("0000000"), "Verweise"), (
            numbered("V" + "0" * 9), "Gutscheine")):
        there = desk.post("/schalter/mappe", data={"code": number})
        assert (there.status_code, f"Seite „{where}“" in there.text) == (422, True), number


def test_code_that_holds_the_answers_fills_a_new_form(sign_in: SignIn) -> None:
    desk = sign_in()
    code = write(GUIDE, {"who": ("me",), "need": ("german",), "age": ("27-59",),
                         "status": ("eu",)})
    sent = {"code": f"https://laufmappe.example.org/ar/m/{code}"}
    answer = desk.post("/schalter/mappe", data=sent)
    assert (answer.status_code, answer.location) == (307, "/schalter/neu")
    page = desk.post(answer.location, data=sent).text
    assert "Neue Laufmappe" in page
    assert re.search(r'value="eu" checked', page)
    assert desk.post("/schalter/mappe.pdf", data={"code": "M123"}).status_code == 404


def test_unknown_button_is_refused(kept: tuple[FlaskClient, str]) -> None:
    desk, code = kept
    assert desk.post("/schalter/mappe", data={
        "code": code, "stand": "1", "tun": "malen"}).status_code == 400


def test_authority_neither_sees_nor_loses_that_somebody_has_no_papers(
        sign_in: SignIn, site: Flask, address: str) -> None:
    advice = sign_in(office="mbe")
    wish = with_date(advice, NO_PAPERS)
    printed(advice, wish)
    code = str(wish["mappe"])
    office = sign_in("bea", office="auslaenderbehoerde")
    page = office.post("/schalter/neu", data={"code": code, "oeffnen": "1"}).text
    assert "no_papers" not in page
    answers = {name: value for name, value in NO_PAPERS.items() if name != "status"}
    shown = desk_page(office, code)
    stamped = office.post("/schalter/mappe", data={
        "code": code, "stand": "1", "tun": f"stempel:{STAMP.findall(shown)[0]}"})
    assert "Gestempelt." in stamped.text
    page = office.post("/schalter/neu", data={"code": code, "oeffnen": "1"}).text
    told = printed(office, {**answers, **form_of(page), "behalten": "1"})
    assert "ohne Papiere" not in told
    assert "no_papers" not in page
    again = advice.post("/schalter/neu", data={"code": code, "oeffnen": "1"}).text
    assert re.search(r'value="no_papers" checked', again)


def test_authority_that_was_there_before_the_answer_asks_too(sign_in: SignIn) -> None:
    desk = sign_in(office="mbe")
    office = next(each for each in GUIDE.services.values() if each.reports and each.reachable)
    line = f"{office.number} {office.name}"
    page = desk.post("/schalter/neu", data={**USUAL, "stelle": line}).text
    assert f"<h3>{office.name}</h3>" in page
    late = {**NO_PAPERS, **form_of(page), "dazu": str(office.number)}
    asked = desk.post("/schalter/neu", data=late).text
    assert "Das kann der Person schaden." in asked
    assert f"<h3>{office.name}</h3>" not in asked
    assert desk.post("/schalter/neu.pdf", data=late).content_type != "application/pdf"
    known = desk.post("/schalter/neu", data={
        **NO_PAPERS, **form_of(asked), "stelle": line, "trotzdem": "1"}).text
    assert f"<h3>{office.name}</h3>" in known
    assert office.name in printed(desk, {**NO_PAPERS, **form_of(known)})
    other = {**NO_PAPERS, **form_of(known), "age": "18-26"}  # the next person was not warned
    assert "Das kann der Person schaden." in desk.post("/schalter/neu.pdf", data=other).text


def test_authority_is_added_only_after_the_warning(sign_in: SignIn) -> None:
    desk = sign_in(office="mbe")
    wish = with_date(desk, NO_PAPERS)
    printed(desk, wish)
    office = next(each for each in GUIDE.services.values() if each.reports and each.reachable)
    more = {"code": str(wish["mappe"]), "stand": "1", "tun": "dazu",
            "stelle": f"{office.number} {office.name}"}
    asked = desk.post("/schalter/mappe", data=more)
    assert "Das kann der Person schaden." in asked.text
    assert f"<h2>{office.name}</h2>" not in asked.text
    assert f"<h2>{office.name}</h2>" in desk.post("/schalter/mappe",
                                                  data={**more, "trotzdem": "1"}).text


def test_holder_sees_it_in_their_language_and_deletes_it(
        kept: tuple[FlaskClient, str], site: Flask, address: str) -> None:
    _, code = kept
    holder, arabic = site.test_client(), site.extensions["laufmappe"].languages["ar"]
    page = holder.get(f"/AR/M/{code}")
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "Termin am 01.12.2026 um 9:30 Uhr" in page.text  # beside their own language
    assert str(arabic.say("Termin am %(day)s um %(time)s Uhr", day="01.12.2026", time="9:30")) in (
        page.text)
    typed = holder.post("/ar/code", data={"code": spoken(code)})
    assert typed.headers["Location"] == f"/ar/m/{code}"
    paper = holder.get(f"/ar/m/{code}/mappe.pdf")
    assert paper.content_type == "application/pdf"
    gone = holder.post("/ar/mappe-loeschen", data={"mappe": code})
    assert str(arabic.say("Die Mappe ist gelöscht")) in gone.text
    assert rows(address) == 0
    assert holder.get(f"/ar/m/{code}").status_code == 404
    assert holder.get(f"/ar/m/{code}/mappe.pdf").headers["Location"] == f"/ar/m/{code}"
    assert holder.post("/ar/mappe-loeschen", data={"mappe": code}).status_code == 200


def test_holder_is_told_when_the_database_does_not_answer(
        kept: tuple[FlaskClient, str], site: Flask, address: str) -> None:
    _, code = kept
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE referrals"))
        connection.execute(text("DROP TABLE mappen"))
    assert "mappen" not in inspect(engine).get_table_names()
    holder = site.test_client()
    for answer in (holder.get(f"/de/m/{code}"),
                   holder.post("/de/mappe-loeschen", data={"mappe": code})):
        assert answer.status_code == 503
        assert "Gespeicherte Mappen lassen sich gerade nicht öffnen." in answer.text
    assert holder.get("/de/").status_code == 200


def test_kept_mappe_from_another_version_is_not_shown(
        kept: tuple[FlaskClient, str], site: Flask, address: str, clock: Clock) -> None:
    _, code = kept
    Mappen(address).write(code, b'{"form":99}', 1, clock.now.date())
    assert site.test_client().get(f"/de/m/{code}").status_code == 503


def test_log_of_staff_holds_no_contents(kept: tuple[FlaskClient, str], address: str) -> None:
    desk, code = kept
    desk.post("/schalter/mappe", data={"code": code})
    with create_engine(address).connect() as connection:
        found = connection.execute(select(audit.c.action, audit.c.target)).all()
    assert [tuple(row) for row in found] == [
        ("sign-in", None), ("keep", None), ("open", None)]


def test_stamp_is_of_the_office(kept: tuple[FlaskClient, str], site: Flask, clock: Clock) -> None:
    from laufmappe.web.stored import opened  # noqa: PLC0415

    desk, code = kept
    key = keys_of(desk)[0]
    desk.post("/schalter/mappe", data={"code": code, "stand": "1", "tun": f"stempel:{key}"})
    book = site.extensions["laufmappe"]
    found = opened(book, Mappen(book.settings.database), code)
    assert [replace(each) for each in found.mappe.stamps] == [*found.mappe.stamps]
    assert (found.mappe.stamps[0].office, found.mappe.stamps[0].day) == ("mbe", "2026-11-20")


def test_authority_reads_no_reason_that_tells_of_no_papers(sign_in: SignIn, site: Flask) -> None:
    wish = {**NO_PAPERS, "need": ["health", "work"]}
    advice = sign_in(office="mbe")
    form = with_date(advice, wish)
    printed(advice, form)
    code = {"code": str(form["mappe"])}
    answers = {name: tuple(value if isinstance(value, list) else [value])
               for name, value in wish.items() if name != "sprache"}
    router = site.extensions["laufmappe"].router

    def reasons(known: dict[str, tuple[str, ...]]) -> set[str]:
        return {each.text for station in router.route(known, "de").stations
                for each in station.reasons}

    telling = reasons(answers) - reasons({**answers, "status": ()})
    assert telling
    seen = html.unescape(advice.post("/schalter/mappe", data=code).text)
    assert any(text in seen for text in telling)
    office = sign_in("bea", office="auslaenderbehoerde")
    hidden = html.unescape(office.post("/schalter/mappe", data=code).text)
    assert [text for text in telling if text in hidden] == []
    with pymupdf.open(stream=office.post("/schalter/mappe.pdf", data=code).data,
                      filetype="pdf") as document:
        paper = " ".join("".join(page.get_text() for page in document).split())
    assert [text for text in telling if text in paper] == []
