"""`laufmappe prove`: what must hold for every set of answers."""

import argparse
import time
from collections.abc import Iterator
from typing import Any

from laufmappe.cli import options as shared
from laufmappe.content import record
from laufmappe.content.meanwhile import told
from laufmappe.content.prove import Told
from laufmappe.domain.guide import Guide
from laufmappe.domain.proof import Fault, Proof, fault, prove
from laufmappe.domain.proof.meanwhile import meanwhile
from laufmappe.domain.route import Router

SHOWN = 25
CLAIMS = {
    "Sackgassen": {fault.DEAD_END, fault.FAMILY},
    "Lücken ohne Hilfe": {fault.GAP},
    "Preisgabe": {fault.EXPOSURE},
    "Schutz steht nicht vorn": {fault.SAFETY_MISSING, fault.SAFETY_EMPTY},
    "Grundsätze verletzt": {fault.PRINCIPLE},
    "Versprechen ohne Recht": {fault.PROMISE, fault.SILENCE},
    "Fragen, die niemand braucht": {fault.QUESTION, fault.VAIN},
    "Zeilen, die niemand erreicht": {fault.ROW},
    "Kreise von Papieren": {fault.CIRCLE},
}


def add(commands: shared.Commands) -> None:
    """Add the command."""
    parser = shared.command(commands, "prove", (
        "beweisen: alle erreichen eine Beratung, niemand wird preisgegeben"), run)
    parser.add_argument("--once", action="store_true", help=(
        "nichts tun, wenn dieser Stand der Inhalte schon bewiesen ist"))
    parser.add_argument("--closed", type=int, nargs="+", metavar="NUMMER", help=(
        "nur: Wer hat keine andere Stelle, wenn diese zugleich geschlossen sind?"))


def run(options: argparse.Namespace) -> int:
    """Prove the content; print what was covered and every fault as a sentence about a person."""
    files = shared.files(options)
    root, guide = shared.folder(options), files.guide
    if options.closed:
        return _closed(Router(guide, shared.day(options)), options)
    if options.once and record.read(root, guide.content_hash):
        return shared.FINE
    start = time.perf_counter()
    proof = prove(Router(guide, shared.day(options)), shared.bar("Nachweis"))
    if proof.holds and options.as_of is None:
        record.write(root, guide.content_hash, record.Record(shared.today(), proof.classes))
    telling = Told(files)
    if options.json:
        shared.as_json(_values(proof, telling))
    else:
        shared.lines(*_lines(guide, proof, telling, time.perf_counter() - start))
    return shared.FINE if proof.holds else shared.WRONG


def _closed(router: Router, options: argparse.Namespace) -> int:
    """Print who has no other place while some are closed; return 0."""
    guide, numbers = router.guide, frozenset(options.closed)
    unknown = sorted(number for number in numbers if guide.service(number) is None)
    if unknown:
        raise ValueError(f"Eine Stelle mit dieser Nummer gibt es nicht: {unknown[0]}")
    found = meanwhile(router, (numbers,), numbers, shared.bar("Nachweis"))
    texts = list(told(guide, found))
    if options.json:
        shared.as_json({"closed": sorted(numbers), "people": texts if found else []})
    else:
        shared.lines(*texts)
    return shared.FINE


def _lines(guide: Guide, proof: Proof, told: Told, seconds: float) -> Iterator[str]:
    wrong = [each for each in proof.faults if not each.hint]
    yield f"{_number(proof.classes)} Klassen von Antworten geprüft ({seconds:.0f} Sekunden)."
    yield f"Sie stehen für alle {_power(proof.answers)} Möglichkeiten zu antworten."
    yield ""
    for title, kinds in CLAIMS.items():
        number = sum(each.kind in kinds for each in wrong)
        yield f"{title + ':':35}{number or 'keine'}"
    yield f"{'Ehrliche Lücken bei der Beratung:':35}{len(proof.gaps) or 'keine'}"
    for pair, classes in proof.gaps.items():
        yield (f"  {guide.offices[pair.office].name} ({pair}): {classes} Klassen; die Lücke ist "
               "sichtbar und nennt, wer stattdessen hilft")
    yield ""
    yield from (str(told.finding(each)) for each in wrong[:SHOWN])
    if len(wrong) > SHOWN:
        yield f"… und {len(wrong) - SHOWN} weitere (alle mit --json)."
    yield from map(str, told.hints([each for each in proof.faults if each.hint]))
    yield "Der Nachweis gilt." if proof.holds else f"Der Nachweis gilt nicht: {len(wrong)} Fehler."


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _power(value: int) -> str:
    """Return a large number in words an editor can grasp: "18,7 Quadrilliarden"."""
    names = ("", " Tausend", " Millionen", " Milliarden", " Billionen", " Billiarden",
             " Trillionen", " Trilliarden", " Quadrillionen", " Quadrilliarden")
    step = min((len(str(value)) - 1) // 3, len(names) - 1)
    return f"{value / 1000**step:.1f}".replace(".", ",") + names[step]


def _values(proof: Proof, told: Told) -> dict[str, Any]:
    return {
        "holds": proof.holds,
        "classes": proof.classes,
        "answers": str(proof.answers),
        "gaps": [{"role": pair.role, "office": pair.office, "classes": classes}
                 for pair, classes in proof.gaps.items()],
        "faults": [_fault_values(each, told) for each in proof.faults if not each.hint],
        "hints": shared.values(told.hints([each for each in proof.faults if each.hint])),
    }


def _fault_values(each: Fault, told: Told) -> dict[str, Any]:
    finding = told.finding(each)
    return {
        "claim": each.kind, "file": finding.file, "line": finding.line, "text": finding.text,
        "answers": {name: list(given) for name, given in (each.answers or {}).items()},
        "person": each.person, "row": each.row, "rule": each.rule,
        "pair": str(each.pair) if each.pair else None, "classes": each.classes,
        "switches": dict(each.turned),
    }
