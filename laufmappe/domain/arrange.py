"""A way as somebody at the desk puts it together: stops taken out, added, in another order."""

from collections.abc import Collection, Iterable, Sequence

from laufmappe.domain.guide import Guide
from laufmappe.domain.route import Choice, Station, Stop
from laufmappe.domain.service import Service

SOON = 1


def key(stop: Stop) -> str:
    """Return what names a stop in a form: the number of its place, else role/office."""
    service = stop.first.service
    return str(service.number) if service else str(stop.first.pair)


def missed(stop: Stop) -> set[str]:
    """Return the keys that the stop had if nothing were closed; none where nothing is."""
    return {str(each.choice.missed.number) for each in stop.stations
            if each.choice and each.choice.missed}


def unmoved(stop: Stop) -> Stop:
    """Return the stop with the closed place for which another one stands."""
    return stop._replace(stations=tuple(
        each._replace(choice=Choice(each.choice.missed, closed=True))
        if each.choice and each.choice.missed else each for each in stop.stations))


def added(guide: Guide, service: Service) -> Stop:
    """Return a stop for a place that no rule brought in."""
    station = Station(guide.roles[service.roles[0]], guide.offices[service.offices[0]], (),
                      Choice(service))
    return Stop((station,), 1, SOON)


def arrange(stops: Iterable[Stop], order: Sequence[str] = (),
            without: Collection[str] = ()) -> tuple[Stop, ...]:
    """Return the stops in this order, without some, numbered anew.

    `order`, `without`: keys; those that name no stop are ignored, and stops that `order` does not
    name follow in their own order. A stop that was moved forward is as urgent as those after it.
    """
    found = {key(stop): stop for stop in stops}
    names = dict.fromkeys([name for name in order if name in found])
    kept = [found[name] for name in [*names, *(each for each in found if each not in names)]
            if name not in without]
    group = max((stop.group for stop in kept), default=SOON)
    groups = []
    for stop in reversed(kept):
        group = min(group, stop.group)
        groups.append(group)
    number = 0
    result = []
    for stop, urgency in zip(kept, reversed(groups), strict=True):
        number += stop.number is not None
        result.append(stop._replace(number=number if stop.number is not None else None,
                                    group=urgency))
    return tuple(result)


def moved(order: Sequence[str], name: str, by: int) -> tuple[str, ...]:
    """Return the order with one key moved by so many places; unchanged where it cannot move."""
    if name not in order:
        return tuple(order)
    rest = [each for each in order if each != name]
    place = max(0, min(len(rest), order.index(name) + by))
    return (*rest[:place], name, *rest[place:])
