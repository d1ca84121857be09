"""Vouchers: issued, taken once, counted. The number itself is never kept, only a hash of it."""

import datetime

from sqlalchemy import delete, insert, select, update

from laufmappe.domain import token, voucher
from laufmappe.domain.voucher import Voucher
from laufmappe.store import secret
from laufmappe.store.counts import count
from laufmappe.store.database import Store
from laufmappe.store.tables import vouchers

KEPT = datetime.timedelta(days=90)


class Vouchers(Store):
    """The vouchers of a database; where it does not answer, all raise StoreError."""

    def issue(self, advice: str, issuer: str, until: datetime.date, today: datetime.date) -> str:
        """Keep a new voucher, count it, and return its number in groups, this once."""
        number = voucher.FIRST + secret.letters(voucher.LETTERS)
        with self._open() as connection:
            connection.execute(insert(vouchers).values(
                id=secret.hashed(number), advice=advice, issuer=issuer, until=until))
            count(connection, f"{today:%Y-%m}", [("issued", issuer)])
        return token.numbered(number)

    def redeem(self, typed: str, takes: frozenset[str], redeemer: str,
               today: datetime.date) -> tuple[str, Voucher | None]:
        """Take a voucher for an office that gives these kinds of advice; return what came of it.

        That is one of the words of domain.voucher, and the voucher where the office may see it.
        Of two at once the database lets one through.
        """
        try:
            number = token.unspoken(typed, voucher.FIRST)
        except token.TokenError:
            return voucher.MISTYPED, None
        with self._open() as connection:
            row = connection.execute(select(vouchers).where(
                vouchers.c.id == secret.hashed(number))).first()
            if row is None:
                return voucher.UNKNOWN, None
            found = Voucher(row.advice, row.issuer, row.until, row.redeemed, row.redeemer)
            wrong = found.wrong(takes, today)
            if wrong:
                return wrong, None if wrong == voucher.ELSEWHERE else found
            taken = connection.execute(update(vouchers).where(
                vouchers.c.id == row.id, vouchers.c.redeemed.is_(None)).values(
                redeemed=today, redeemer=redeemer))
            if taken.rowcount != 1:
                return voucher.AGAIN, Voucher(row.advice, row.issuer, row.until, today)
            count(connection, f"{today:%Y-%m}", [("redeemed", redeemer)])
        return voucher.TAKEN, found

    def forget(self, today: datetime.date) -> int:
        """Delete vouchers 90 days after their last day; return how many."""
        with self._open() as connection:
            return connection.execute(delete(vouchers).where(
                vouchers.c.until < today - KEPT)).rowcount
