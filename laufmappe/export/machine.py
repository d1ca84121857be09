"""A route for machines: the plain values that `laufmappe route --json` and `--batch` write."""

from typing import Any

from laufmappe.domain.route import Choice, Fallback, Route, Station


def route_values(route: Route) -> dict[str, Any]:
    """Return the route as values for JSON: stations in order, lines, what was ignored."""
    return {
        "stations": [station_values(each) for each in route.stations],
        "lines": [text for text, _ in route.lines],
        "ignored": list(route.ignored),
    }


def station_values(station: Station) -> dict[str, Any]:
    """Return one station; `service` is null where there is a named gap."""
    return {
        "role": station.role.id,
        "office": station.office.id,
        "rows": list(station.rows),
        "service": station.service.id if station.service else None,
        "public_body": station.public_body,
        "exposure": station.exposure,
        "confidential": True if station.service and station.service.confidential else None,
        "reachable": station.reachable,
        "deadlines": [each.id for each in station.deadlines],
        "alternatives": [_alternative(station, each) for each in station.alternatives],
        "fallback": _fallback(station.fallback),
        "numbered": station.numbered,
        "persons": list(station.persons),
    }


def _alternative(station: Station, choice: Choice) -> dict[str, Any]:
    service = choice.service
    return {
        "role": station.role.id,
        "office": station.office.id,
        "service": service.id,
        "public_body": service.public_body,
        "exposure": service.exposure,
        "confidential": True if service.confidential else None,
        "reachable": service.reachable,
        "deadlines": [each.id for each in station.deadlines],
        "alternatives": [],
        "fallback": None,
    }


def _fallback(fallback: Fallback | None) -> dict[str, Any] | None:
    if fallback is None:
        return None
    return {"service": fallback.service.id if fallback.service else None,
            "exposure": fallback.exposure}
