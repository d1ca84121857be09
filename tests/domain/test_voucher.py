"""Vouchers: who issues, who takes, what is wrong with one."""

import datetime
from dataclasses import replace

import pytest

from laufmappe.domain import voucher
from laufmappe.domain.account import Account
from laufmappe.domain.guide import Guide
from laufmappe.domain.voucher import Voucher

DAY = datetime.date(2026, 11, 20)
FRESH = Voucher("first-advice", "amt", DAY)


@pytest.mark.parametrize(("found", "takes", "today", "wrong"), [
    (FRESH, {"first-advice"}, DAY, ""),
    (FRESH, {"first-advice"}, DAY + datetime.timedelta(days=1), voucher.EXPIRED),
    (replace(FRESH, redeemed=DAY), {"first-advice"}, DAY, voucher.AGAIN),
    (replace(FRESH, redeemed=DAY), {"first-advice"}, DAY + datetime.timedelta(days=1),
     voucher.AGAIN),
    (replace(FRESH, redeemed=DAY), {"work"}, DAY, voucher.ELSEWHERE),
    (FRESH, set(), DAY, voucher.ELSEWHERE),
])
def test_what_is_wrong(found: Voucher, takes: set[str], today: datetime.date, wrong: str) -> None:
    assert found.wrong(frozenset(takes), today) == wrong


def accounts(town: Guide) -> list[Account]:
    """Return an account of every kind of office and every service."""
    return [Account(1, "a", "desk", name) for name in (*town.offices, *town.services, "fort")]


def test_only_named_offices_issue(town: Guide) -> None:
    kind = next(iter(town.offices))
    named = replace(town, site=replace(town.site, voucher_offices=(kind,)))
    found = {each.office for each in accounts(town) if voucher.may_issue(each, named)}
    assert found == {kind, *(name for name, each in town.services.items() if kind in each.offices)}
    assert not any(voucher.may_issue(each, town) for each in accounts(town))


def test_only_advice_takes_and_no_office_that_reports(town: Guide) -> None:
    advice = {each.id for each in town.roles.values() if each.advice}
    for each in accounts(town):
        service, kind = town.services.get(each.office), town.offices.get(each.office)
        found = voucher.takes(each, town)
        assert found <= advice
        if (service and service.reports) or (kind and kind.reports) or each.office == "fort":
            assert found == frozenset()
        elif service and not kind:
            assert found == advice & set(service.roles)
    assert any(voucher.takes(each, town) for each in accounts(town))


def test_places_never_report_and_confirmed_ones_come_first(town: Guide) -> None:
    kinds = voucher.advice(town)
    assert kinds
    for kind in kinds:
        found = voucher.places(town, kind)
        assert all(kind in each.roles and not each.reports for each in found)
        unsure = [each.state == "unconfirmed" for each in found]
        assert unsure == sorted(unsure)
