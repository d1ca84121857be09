"""Circles among papers: offices that want what only they, or those who wait for them, give."""

from collections.abc import Mapping

from laufmappe.domain.service import Office


def circles(offices: Mapping[str, Office]) -> list[str]:
    """Return each office from which the papers it wants lead back to itself."""
    givers: dict[str, set[str]] = {}
    for name, office in offices.items():
        for paper in office.gives:
            givers.setdefault(paper, set()).add(name)
    needs = {name: {giver for group in office.wants for paper in group
                    for giver in givers.get(paper, ())}
             for name, office in offices.items()}
    return [name for name in offices if name in _reached(needs, name)]


def _reached(needs: Mapping[str, set[str]], start: str) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        fresh = needs[waiting.pop()] - reached
        reached |= fresh
        waiting += sorted(fresh)
    return reached
