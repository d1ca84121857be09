"""Vouchers at the desk: issue, print, take, and what each mistake is told."""

import itertools
import re
from pathlib import Path

import pymupdf
import pytest
from at_desk import Clock, SignIn
from real import load
from sqlalchemy import create_engine, select
from zxingcpp import read_barcodes

from laufmappe.domain import voucher
from laufmappe.domain.account import ROLES, Account
from laufmappe.paths import CONTENT
from laufmappe.store.tables import audit, vouchers

GUIDE = load(CONTENT)
ISSUE = {"tun": "ausgeben", "einmal": "A", "art": "first-advice", "bis": "2027-02-18",
         "sprache": "ar"}
NUMBER = re.compile(r"<b>Ausgegeben: ([^<]+)</b>")
FIELD = re.compile(r'name="(nummer|art|bis|sprache)" value="([^"]*)"')
NEXT = itertools.count()
OFFICES = ("jobcenter", "auslaenderbehoerde", "mbe", "mbe-awo", "meldebehoerde")


def issued(sign_in: SignIn, **other: str) -> str:
    """Issue a voucher and return its number."""
    page = sign_in(office="jobcenter").post("/schalter/gutscheine", data={
        **ISSUE, "einmal": str(next(NEXT)), **other})
    return str(NUMBER.search(page.text)[1])  # type: ignore[index]


def told(text: str) -> str:
    """Return what the page says of the number."""
    found = re.search(r'id="nummer-sagt" role="alert">([^<]*)', text)
    return found[1] if found else ""


@pytest.mark.both
def test_each_outcome_has_its_message(sign_in: SignIn, clock: Clock) -> None:
    number = issued(sign_in)
    mbe = sign_in("bea", office="mbe")

    def take(text: str) -> str:
        return told(mbe.post("/schalter/gutscheine", data={
            "tun": "einloesen", "nummer": text}).text)

    assert take(number) == "Erste Beratung: Eingelöst. Er gilt jetzt nicht mehr."
    assert take(number) == "Dieser Gutschein wurde schon eingelöst, am 20.11.2026."
    assert take("V123").startswith("Diese Nummer ist falsch getippt")
    clock.on(seconds=61)
    short = issued(lambda **_: sign_in("carl", office="jobcenter"), bis="2026-11-20")
    clock.on(minutes=20)
    clock.on(days=1)
    later = sign_in("dora", office="mbe")
    assert told(later.post("/schalter/gutscheine", data={
        "tun": "einloesen", "nummer": short}).text) == (
        "Dieser Gutschein ist abgelaufen. Er galt bis 20.11.2026.")


def test_number_that_was_never_issued(sign_in: SignIn) -> None:
    from laufmappe.domain.token import numbered  # noqa: PLC0415

    page = sign_in(office="mbe").post("/schalter/gutscheine", data={
        "tun": "einloesen", "nummer": numbered("V0000000000")})
    assert (page.status_code, told(page.text)) == (
        422, "Einen Gutschein mit dieser Nummer gibt es nicht.")


def test_voucher_for_other_advice_stays_good(sign_in: SignIn) -> None:
    kind = next(each for each in voucher.advice(GUIDE)
                if each not in voucher.takes(Account(1, "a", "desk", "mbe"), GUIDE))
    number = issued(sign_in, art=kind)
    page = sign_in("bea", office="mbe").post("/schalter/gutscheine", data={
        "tun": "einloesen", "nummer": number})
    assert told(page.text).startswith("Dieser Gutschein ist für eine andere Art von Beratung.")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("office", OFFICES)
def test_who_may_do_what(sign_in: SignIn, role: str, office: str) -> None:
    account = Account(1, "a", role, office)
    desk = sign_in(role=role, office=office)
    issue = desk.post("/schalter/gutscheine", data=ISSUE)
    assert issue.status_code == (200 if voucher.may_issue(account, GUIDE) else 403)
    assert voucher.may_issue(account, GUIDE) is (office in {"jobcenter", "auslaenderbehoerde"})
    take = desk.post("/schalter/gutscheine", data={"tun": "einloesen", "nummer": "V1"})
    assert take.status_code == (422 if voucher.takes(account, GUIDE) else 403)
    assert bool(voucher.takes(account, GUIDE)) is (office in {"mbe", "mbe-awo"})


@pytest.mark.parametrize("change", [{"art": "malen"}, {"bis": "morgen"}, {"bis": "2026-11-19"},
                                    {"bis": "2028-01-01"}], ids=str)
def test_what_cannot_be_issued_says_why(sign_in: SignIn, change: dict[str, str]) -> None:
    page = sign_in(office="jobcenter").post("/schalter/gutscheine", data={**ISSUE, **change})
    assert page.status_code == 422
    assert "Bitte eine Art der Beratung" in page.text
    assert not NUMBER.search(page.text)


@pytest.mark.parametrize("language", ["de", "ar"])
def test_slip_holds_number_kind_places_and_no_person(sign_in: SignIn, language: str,
                                                     tmp_path: Path) -> None:
    desk = sign_in(office="jobcenter")
    page = desk.post("/schalter/gutscheine", data={**ISSUE, "sprache": language}).text
    number = str(NUMBER.search(page)[1])  # type: ignore[index]
    fields = dict(FIELD.findall(page.split("gutschein.pdf")[1].split("</form>")[0]))
    answer = desk.post("/schalter/gutschein.pdf", data=fields)
    assert answer.content_type == "application/pdf"
    with pymupdf.open(stream=answer.data, filetype="pdf") as document:
        text = " ".join("".join(page.get_text() for page in document).split())
        shot = document[0].get_pixmap(dpi=150)
    assert number in text.replace("\u00a0", " ")
    assert {"de": "18. Februar 2027", "ar": "18.02.2027"}[language] in text
    assert GUIDE.roles["first-advice"].title in text
    assert any(each.name in text for each in voucher.places(GUIDE, "first-advice"))
    shot.save(tmp_path / "slip.png")
    from PIL import Image  # noqa: PLC0415

    codes = {each.text for each in read_barcodes(Image.open(tmp_path / "slip.png"))}
    assert codes == {number.replace(" ", "")}


def test_slip_is_refused_to_others_and_for_no_number(sign_in: SignIn) -> None:
    number = issued(sign_in)
    wish = {"nummer": number, "art": "first-advice", "bis": "2027-02-18"}
    other = sign_in("bea", office="mbe")
    assert other.post("/schalter/gutschein.pdf", data=wish).status_code == 404
    for change in ({"nummer": "V1"}, {"bis": "nie"}):
        assert other.post("/schalter/gutschein.pdf", data={**wish, **change}).status_code == 400


@pytest.mark.both
def test_page_sent_twice_issues_one(sign_in: SignIn, address: str) -> None:
    desk = sign_in(office="jobcenter")
    once = re.search(r'name="einmal" value="([^"]+)"', desk.get("/schalter/gutscheine").text)
    assert once
    wish = {**ISSUE, "einmal": once[1]}
    assert NUMBER.search(desk.post("/schalter/gutscheine", data=wish).text)
    again = desk.post("/schalter/gutscheine", data=wish)
    assert (again.status_code, "schon ausgegeben" in again.text) == (422, True)
    with create_engine(address).connect() as connection:
        assert len(connection.execute(select(vouchers)).all()) == 1
    other = re.search(r'name="einmal" value="([^"]+)"', again.text)
    assert other
    assert NUMBER.search(desk.post("/schalter/gutscheine", data={**ISSUE, "einmal": other[1]}).text)


def test_guessing_is_slowed(sign_in: SignIn) -> None:
    desk = sign_in(office="mbe")
    found = [desk.post("/schalter/gutscheine", data={"tun": "einloesen", "nummer": "V1"})
             for _ in range(21)]
    assert [each.status_code for each in found] == [422] * 20 + [429]
    assert told(found[-1].text).startswith("Zu viele Nummern")


def test_log_tells_neither_number_nor_kind(sign_in: SignIn, address: str) -> None:
    issued(sign_in)
    with create_engine(address).connect() as connection:
        found = connection.execute(select(audit.c.action, audit.c.target)).all()
    assert [tuple(row) for row in found] == [("sign-in", None), ("issue", None)]


def test_page_says_what_an_office_may(sign_in: SignIn) -> None:
    assert "Einlösen" in sign_in(office="mbe").get("/schalter/gutscheine").text
    assert "gibt keine Gutscheine aus" in (
        sign_in("bea", office="meldebehoerde").get("/schalter/gutscheine").text)
    assert sign_in("carl", office="mbe").post(
        "/schalter/gutscheine", data={"tun": "malen"}).status_code == 400
