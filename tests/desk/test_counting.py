"""What is counted at the desk, and what lead sees of it."""

import datetime
import re
from zoneinfo import ZoneInfo

import pytest
from at_desk import Clock, SignIn
from real import load
from sqlalchemy import select

from laufmappe.cli import main
from laufmappe.domain.suppress import UNSAID
from laufmappe.paths import CONTENT
from laufmappe.store.counts import Counts
from laufmappe.store.mappen import new_code
from laufmappe.store.tables import counts
from laufmappe.web.desk.once import Once

GUIDE = load(CONTENT)
USUAL = {"sprache": "ar", "who": "me", "need": ["german", "work"], "age": "27-59", "status": "eu"}
BERLIN = ZoneInfo("Europe/Berlin")


def counted(address: str) -> dict[tuple[str, str, str], int]:
    """Return every counter."""
    with Counts(address).engine.connect() as connection:
        return {(month, kind, key): number
                for month, kind, key, number in connection.execute(select(counts))}


def keys(found: dict[tuple[str, str, str], int], kind: str) -> dict[str, int]:
    """Return the counters of a kind."""
    return {key: number for (_, each, key), number in found.items() if each == kind}


@pytest.mark.both
def test_a_printed_mappe_is_counted_once(sign_in: SignIn, address: str) -> None:
    desk = sign_in(office="mbe")
    page = desk.post("/schalter/neu", data=USUAL).text
    stations = re.findall(r'value="weg:([^"]+)"', page)
    [code] = re.findall(r'name="mappe" value="([^"]+)"', page)
    assert counted(address) == {}
    for variant in ("", "neutral", ""):
        answer = desk.post("/schalter/neu.pdf", data={
            **USUAL, "mappe": code, "form": variant, "ohne": stations[0]})
        assert answer.content_type == "application/pdf"
    found = counted(address)
    assert {month for month, _, _ in found} == {"2026-11"}
    assert keys(found, "office") == {"mbe": 1}
    assert keys(found, "language") == {"ar": 1}
    assert keys(found, "need") == {"german": 1, "work": 1}
    assert keys(found, "station") == dict.fromkeys(stations[1:], 1)
    desk.post("/schalter/neu.pdf", data={**USUAL, "mappe": new_code()})
    assert keys(counted(address), "office") == {"mbe": 2}


def test_a_kept_mappe_printed_again_is_not_counted(sign_in: SignIn, address: str) -> None:
    desk, code = sign_in(), new_code()
    data = {**USUAL, "mappe": code, "behalten": "1", "schreiber": "abcdefgh"}
    assert desk.post("/schalter/neu.pdf", data=data).status_code == 200
    assert desk.post("/schalter/neu.pdf", data={**data, "stand": "1"}).status_code == 200
    assert desk.post("/schalter/mappe.pdf", data={"code": code}).status_code == 200
    assert keys(counted(address), "language") == {"ar": 1}


def test_what_is_not_said_is_counted_too(sign_in: SignIn, address: str) -> None:
    desk = sign_in()
    data = {"sprache": "uk", "who": "me", "age": "27-59"}
    keyed = re.findall(r'value="weg:([^"]+)"', desk.post("/schalter/neu", data=data).text)
    assert desk.post("/schalter/neu.pdf", data={**data, "ohne": ",".join(keyed)}).status_code == 200
    found = counted(address)
    assert keys(found, "need") == {UNSAID: 1}
    assert keys(found, "station") == {UNSAID: 1}


def test_a_paper_that_failed_is_not_counted(sign_in: SignIn, address: str) -> None:
    desk = sign_in()
    assert desk.post("/schalter/neu.pdf", data={"sprache": "ar"}).content_type != "application/pdf"
    assert counted(address) == {}


def test_a_count_that_failed_is_made_up_for(sign_in: SignIn, address: str) -> None:
    desk, code = sign_in(), new_code()
    engine = Counts(address).engine
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE counts RENAME TO away")
    data = {**USUAL, "mappe": code}
    assert desk.post("/schalter/neu.pdf", data=data).content_type == "application/pdf"
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE away RENAME TO counts")
    desk.post("/schalter/neu.pdf", data=data)
    assert keys(counted(address), "language") == {"ar": 1}


def test_once_forgets_the_oldest() -> None:
    once = Once(2)
    assert [once.first(each) for each in ("a", "b", "a", "c", "b", "a")] == [
        True, True, False, True, False, True]
    once.forget("a")
    assert once.first("a")


def filled(address: str) -> None:
    """Count Mappen of last month: many Arabic, three Ukrainian."""
    kept = Counts(address)
    for language, number in (("ar", 40), ("uk", 3)):
        for _ in range(number):
            assert kept.add("2026-10", [("office", "mbe"), ("language", language),
                                        ("need", "german"), ("station", "17")])
    kept.add("2026-10", [("referral", "sent")] * 11 + [("issued", "mbe")] * 2)


def test_lead_sees_tables_with_names_and_no_small_number(sign_in: SignIn, address: str) -> None:
    filled(address)
    page = sign_in(role="lead").get("/schalter/zahlen").text
    place = GUIDE.service(17)
    assert place
    for name in ("Arabisch", "Ukrainisch", GUIDE.offices["mbe"].name, place.name,
                 GUIDE.questions["need"].options["german"].text, "verwiesen"):
        assert f'<th scope="row">{name}</th>' in page
    rows = dict(re.findall(r'<th scope="row">([^<]*)</th>(.*?)</tr>', page))
    zeros = "<td>0</td>" * 11
    assert rows["Ukrainisch"] == f"{zeros}<td>unter 10</td><td>0</td>"
    assert rows["Arabisch"] == f"{zeros}<td>–</td><td>0</td>"  # else 43 - 40 would tell
    assert rows[GUIDE.questions["need"].options["german"].text] == f"{zeros}<td>43</td><td>43</td>"
    assert not set(re.findall(r"<td>([^<]*)</td>", page)) & set("123456789")
    assert page.count('role="img"') >= 2
    assert "Noch keine Zahlen." in page


def test_the_month_that_goes_on_is_not_shown(sign_in: SignIn, address: str, clock: Clock) -> None:
    Counts(address).add("2026-11", [("issued", "mbe")] * 20)
    desk = sign_in(role="lead")
    assert "<td>20</td>" not in desk.get("/schalter/zahlen").text
    clock.on(days=12)
    assert "<td>20</td>" in sign_in("zwei", role="lead").get("/schalter/zahlen").text


def test_csv_says_the_same(sign_in: SignIn, address: str) -> None:
    filled(address)
    answer = sign_in(role="lead").get("/schalter/zahlen.csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="laufmappe-zahlen.csv"'
    assert answer.data.startswith("\ufefftabelle;was;2025-11;".encode())
    assert ";Ukrainisch;0;0;0;0;0;0;0;0;0;0;0;unter 10;0\r\n" in answer.text


def test_start_leads_there_for_lead_alone(sign_in: SignIn) -> None:
    assert "/schalter/zahlen" not in sign_in("eins").get("/schalter/").text
    assert "/schalter/zahlen" in sign_in("zwei", role="lead").get("/schalter/").text


def test_database_that_does_not_answer(sign_in: SignIn, address: str) -> None:
    desk = sign_in(role="lead")
    with Counts(address).engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE counts")
    assert desk.get("/schalter/zahlen").status_code == 503


def test_command_prints_the_same_tables(address: str, monkeypatch: pytest.MonkeyPatch,
                                        capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("LAUFMAPPE_DATABASE", address)
    assert main(["counts"]) == 0
    assert capsys.readouterr().out.count("noch keine Zahlen") == 7
    kept = Counts(address)
    months = kept.published("need", datetime.datetime.now(BERLIN).date()).months
    kept.add(months[-1], [("issued", "mbe")] * 12 + [("redeemed", "mbe")])
    assert main(["counts"]) == 0
    told = capsys.readouterr().out
    name = GUIDE.offices["mbe"].name
    assert f"  {name}: mindestens 12 ({months[-1]}: 12)\n" in told
    assert f"  {name}: mindestens 0 ({months[-1]}: unter 10)\n" in told
    assert main(["counts", "--csv"]) == 0
    assert f";{name};{'0;' * 11}12;12\n" in capsys.readouterr().out
    monkeypatch.setenv("LAUFMAPPE_DATABASE", "none")
    assert main(["counts"]) == 2
    assert "Ohne Datenbank gibt es keine Zahlen" in capsys.readouterr().err
