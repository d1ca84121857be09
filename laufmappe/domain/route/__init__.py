"""From answers to stations: who is asked about, which rows fire, which service, which order."""

from laufmappe.domain.route.router import Router
from laufmappe.domain.route.station import Choice, Fallback, Reason, Route, Station, Stop

__all__ = ["Choice", "Fallback", "Reason", "Route", "Router", "Station", "Stop"]
