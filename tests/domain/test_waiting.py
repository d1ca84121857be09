"""What offices confirmed and the content does not say yet."""

import datetime
from dataclasses import replace

from laufmappe.domain.confirmed import Confirmed, waiting
from laufmappe.domain.guide import Guide

DAY = datetime.date(2026, 11, 20)


def test_waiting_until_the_content_says_so(town: Guide) -> None:
    service = next(iter(town.services.values()))
    said = Confirmed(service.number, service.id, DAY)
    assert waiting(town, [said, Confirmed(9999, "x", DAY)]) == [(service, said)]
    source = replace(service.sources[0], seen=DAY)
    taken = replace(service, state="assured", sources=(source,))
    done = replace(town, services={**town.services, service.id: taken})
    assert waiting(done, [said]) == []
    assert waiting(done, [replace(said, day=DAY + datetime.timedelta(days=1))]) != []
