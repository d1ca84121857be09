"""Who has no other place while some are closed, in German sentences about persons."""

from collections.abc import Iterator, Sequence

from laufmappe.content.telling import sentence
from laufmappe.domain.guide import Guide
from laufmappe.domain.proof.meanwhile import Left

NOBODY = "Für alle, die dorthin geschickt werden, ist eine andere Stelle derselben Art offen."


def told(guide: Guide, found: Sequence[Left]) -> Iterator[str]:
    """Yield a sentence for each group of people, those first who have nothing else."""
    yield from (_one(guide, each) for each in found)
    if not found:
        yield NOBODY


def _one(guide: Guide, each: Left) -> str:
    names = " und ".join(f"„{service.name}“" for service in each.services)
    many = f" So geht es {each.classes} Klassen von Antworten." if each.classes > 1 else ""
    if each.alone:
        rest = "Eine andere Stelle für diese Aufgabe ist so lange nicht offen."
    else:
        offices = " und ".join(f"„{guide.offices[pair.office].name}“" for pair in each.others)
        rest = f"Auf demselben Weg bleibt für diese Aufgabe offen: {offices}."
    verb = "ist" if len(each.services) == 1 else "sind"
    return (f"{sentence(guide, each.answers)} Zeile {each.row} schickt sie zu "
            f"„{guide.offices[each.pair.office].name}“; dort {verb} nur {names}, und geschlossen. "
            f"{rest}{many}")
