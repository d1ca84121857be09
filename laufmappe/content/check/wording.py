"""How texts speak: no legal promises, Sie or du, offices named in `about`, nothing too long."""

import re
from collections.abc import Iterator

from laufmappe.content.check.files import Files, Written
from laufmappe.content.finding import Finding
from laufmappe.content.folder import kind_of
from laufmappe.content.messages import texts
from laufmappe.content.reading import Place
from laufmappe.domain.condition import holds
from laufmappe.domain.guide import Guide
from laufmappe.domain.proof.claims import clauses
from laufmappe.domain.question import GENERIC_NUMBERS, Question, ages
from laufmappe.domain.rules import pairs

LONGEST = 300
ADULT = 18
PROMISE = re.compile(r"\bAnspr[uü]ch|\b(?:Sie haben|haben Sie|du hast|hast du) ein Recht\b"
                     r"|\bst(?:eht|ehen) (?:Ihnen|dir) zu\b", re.IGNORECASE)
NEGATION = re.compile(r"\b(?:kein\w*|nicht|ohne|nie)\b", re.IGNORECASE)
DU = re.compile(r"\b(?:du|dir|dich|dein(?:e[mnrs]?)?)\b", re.IGNORECASE)
SIE = re.compile(r"(?<!^)(?<![.!?:] )\b(?:Sie|Ihr(?:e[mnrs]?)?)\b"
                 r"|\bSie (?:\w+en|sind|tun)\b|\bIhnen\b")
CLAIM = re.compile(r"\bm(?:uss|üssen)\b|\bRecht auf\b", re.IGNORECASE)
ADVICE = re.compile(r"Beratung|\b[Ff]ragen\b|\b[Ff]rag\b")
CONFIDENTIAL = re.compile(r"vertraulich(?!e[nr]? Geburt)", re.IGNORECASE)


def findings(files: Files) -> Iterator[Finding]:
    """Yield what is wrong with the words of rows and of all other texts."""
    for written in files.rows:
        yield from _promises(files, written)
        yield from _rights(files, written)
        yield from _about(files, written)
        yield from _unsure(files, written)
    for file, document in files.folder.documents.items():
        for place, text in texts(kind_of(file), document.value):
            yield from _address(files, file, place, text)
            if CONFIDENTIAL.search(text) and not _may_promise(files, file, place):
                yield files.error(file, place, (
                    "„vertraulich“ darf nur stehen, wo die Stelle es selbst sagt (confidential: "
                    "yes). Bitte das Wort streichen."))
            if len(text) > LONGEST:
                yield files.warning(file, place, (
                    f"Der Text hat {len(text)} Zeichen, gut sind höchstens {LONGEST}. Bitte kürzen "
                    "oder teilen."))


def _promises(files: Files, written: Written) -> Iterator[Finding]:
    for place, text in written.texts:
        for sentence in re.split(r"(?<=[.!?:])\s", text):
            found = PROMISE.search(sentence)
            if found and not NEGATION.search(sentence):
                yield files.error(written.file, place, (
                    f"„{found.group()}“ verspricht ein Recht. Bitte allgemein schreiben, zum "
                    "Beispiel „Viele Menschen mit dieser Karte haben …“."))


def _rights(files: Files, written: Written) -> Iterator[Finding]:
    """A sentence that speaks of a right must be known to the proof."""
    known = [word for promise in files.guide.promises for word in promise.words]
    for place, text in written.texts:
        for clause in clauses(text, ("Recht auf ", "Rechte auf ")):
            if not any(word in clause for word in known):
                yield files.error(written.file, place, (
                    f"„{clause}“ spricht von einem Recht, das rules/principles.yaml nicht kennt. "
                    "Bitte die Wörter dort bei promises eintragen, und wem sie gezeigt werden "
                    "dürfen."))


def _about(files: Files, written: Written) -> Iterator[Finding]:
    """A sentence that names an office must say so, or it stands where the office does not."""
    row, offices = written.row, files.guide.offices
    sent = list(pairs(row.send))
    for place, text in written.texts[:1 + bool(row.why_young)] if row.why else ():
        for word in sorted({word for pair in sent for word in offices[pair.office].called}):
            named = [pair for pair in sent if word in offices[pair.office].called]
            if says(text, word) and not set(named) & set(row.about):
                yield files.error(written.file, place, (
                    f"Der Satz nennt „{word}“. Bitte bei about eintragen: "
                    f"{' oder '.join(dict.fromkeys(map(str, named)))}."))
    for pair, text in row.why_without.items():
        if pair not in row.about:
            yield files.error(written.file, (*written.place, "why_without", str(pair)), (
                f"Dieser Satz steht nie da. Bitte {pair} auch bei about eintragen."))
        for word in offices[pair.office].called:
            if says(text, word):
                yield files.error(written.file, (*written.place, "why_without", str(pair)), (
                    f"Der Satz steht da, wenn {pair} fehlt, und nennt doch „{word}“. Bitte ohne "
                    "schreiben."))


def says(text: str, word: str) -> bool:
    """Say whether the text holds the word, or a longer word that begins with it."""
    return re.search(rf"(?<!\w){re.escape(word)}", text) is not None


def _unsure(files: Files, written: Written) -> Iterator[Finding]:
    if written.row.confidence not in {"low", "unsourced"}:
        return
    for place, text in written.texts:
        if not ADVICE.search(text):
            yield files.error(written.file, place, (
                "Die Zeile ist nicht sicher belegt. Der Satz muss zur Beratung schicken, zum "
                "Beispiel „Fragen Sie die Beratung“."))
        claim = CLAIM.search(text)
        if claim:
            yield files.error(written.file, place, (
                f"Die Zeile ist nicht sicher belegt, der Satz behauptet aber „{claim.group()}“. "
                "Bitte vorsichtiger schreiben."))


def _address(files: Files, file: str, place: Place, text: str) -> Iterator[Finding]:
    if "why_young" in place or _asks_the_young(files, file):
        found = SIE.search(text)
        if found:
            yield files.error(file, place, f"„{found.group()}“: Dieser Text spricht junge Menschen "
                                           "an. Bitte du schreiben.")
        return
    found = DU.search(text)
    if found:
        yield files.error(file, place, f"„{found.group()}“: Dieser Text spricht Erwachsene an. "
                                       "Bitte Sie schreiben.")


def _asks_the_young(files: Files, file: str) -> bool:
    return any(name == file and speaks_du(files.guide, files.guide.questions[question])
               for question, name in files.questions.items())


def speaks_du(guide: Guide, question: Question) -> bool:
    """Say whether only minors who answer for themselves are asked this question."""
    adults = [band for band in guide.questions["age"].options
              if band not in GENERIC_NUMBERS and ages(band)[0] >= ADULT]
    others = [{"who": frozenset({each})} for each in guide.questions["who"].options if each != "me"]
    others += [{"age": frozenset({each})} for each in adults]
    return all(holds(question.ask, facts) is False for facts in others)


def _may_promise(files: Files, file: str, place: Place) -> bool:
    """Say whether a text may say that talk is confidential (rules.md, Sentences)."""
    if file == "offices.yaml":
        return files.guide.offices[str(place[0])].bring == "confidential"
    if file.startswith("services/"):
        service = files.guide.services[file.removeprefix("services/").removesuffix(".yaml")]
        return service.confidential
    return False
