"""The guide with one row or filter taken away, and who notices."""

import dataclasses
import datetime
from collections.abc import Iterator, Sequence

from laufmappe.content.cases import Case, failures
from laufmappe.domain.guide import Guide
from laufmappe.domain.proof import Fault, prove
from laufmappe.domain.route import Router
from laufmappe.domain.rules import Table


def names(guide: Guide) -> list[str]:
    """Return every row, of the advice table too, and every filter."""
    return [*guide.rows, *(each.id for each in guide.filters)]


def without(guide: Guide, name: str) -> Guide:
    """Return the guide without one row or filter."""
    def cut(table: Table) -> Table:
        return dataclasses.replace(
            table, rows=tuple(row for row in table.rows if row.id != name))

    return dataclasses.replace(
        guide, safety=cut(guide.safety), duty=cut(guide.duty), advice=cut(guide.advice),
        needs={need: cut(table) for need, table in guide.needs.items()},
        filters=tuple(each for each in guide.filters if each.id != name))


def named(guide: Guide, name: str) -> bool:
    """Say whether a filter puts the sentence of this row in; `laufmappe check` then notices."""
    return any(each.why_of == name for each in guide.filters)


def cases_notice(guide: Guide, today: datetime.date, table: Sequence[Case]) -> bool:
    """Say whether some acceptance case fails."""
    router = Router(guide, today)
    return any(failures(router, case) for case in table)


def proof_notices(guide: Guide, today: datetime.date) -> bool:
    """Say whether the proof finds a fault."""
    return any(_faults(guide, today))


def _faults(guide: Guide, today: datetime.date) -> Iterator[Fault]:
    return (each for each in prove(Router(guide, today)).faults if not each.hint)
