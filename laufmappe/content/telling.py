"""Answers as a German sentence about a person, for editors who read a failing proof."""

from laufmappe.domain.guide import Guide
from laufmappe.domain.question import PREFER_NOT, Answers

WHOM = {"me": "für sich", "child": "für ihr Kind", "family": "für sich und ihre Kinder"}


def sentence(guide: Guide, answers: Answers) -> str:
    """Return the answers as one sentence: "Eine Person, 27–59 Jahre, Papier „Duldung“, sucht …"."""
    about = [_text(guide, "age", each) for each in answers.get("age", ())]
    status = answers.get("status", ())
    if status and status[0] != PREFER_NOT:
        about.append(f"Papier „{_text(guide, 'status', status[0])}“")
    elif status or "need" in answers:
        about.append("sagt ihr Papier nicht")
    clauses = [f"sucht Hilfe {WHOM.get(answers.get('who', ('me',))[0], WHOM['me'])}"
               + _bracket([_text(guide, "children", each) for each in answers.get("children", ())])]
    if answers.get("need"):
        needs = " und ".join(f"„{_text(guide, 'need', each)}“" for each in answers["need"])
        clauses.append(f"wählt {needs}")
    for name, given in answers.items():
        if name not in ("who", "age", "children", "status", "need"):
            said = " und ".join(f"„{_text(guide, name, each)}“" for each in given)
            clauses.append(f"antwortet auf „{guide.questions[name].text}“ mit {said}")
    subject = ", ".join(["Eine Person", *about])
    return f"{subject}{', ' if about else ' '}{_joined(clauses)}."


def words(answers: Answers) -> str:
    """Return the answers as `laufmappe route --answers` takes them."""
    return ",".join(f"{name}={'|'.join(given)}" for name, given in answers.items())


def _text(guide: Guide, question: str, option: str) -> str:
    return guide.questions[question].options[option].text.rstrip(".")


def _bracket(texts: list[str]) -> str:
    return f" ({', '.join(texts)})" if texts else ""


def _joined(clauses: list[str]) -> str:
    if len(clauses) < 2:
        return "".join(clauses)
    return f"{', '.join(clauses[:-1])} und {clauses[-1]}"
