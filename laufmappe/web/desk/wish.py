"""What the form of a new Mappe holds: language, answers, and how the way was put together."""

from collections.abc import Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from laufmappe.domain import asking, token
from laufmappe.domain.guide import Guide
from laufmappe.domain.mappe import MOST, Appointment, Mappe
from laufmappe.domain.question import CORE, Answers, Option, Question
from laufmappe.domain.route import Router
from laufmappe.domain.service import Service
from laufmappe.store import secret
from laufmappe.store.mappen import NEW, new_code, plain
from laufmappe.web.answers import offered, typed
from laufmappe.web.stored import PHRASES, scanned

LONGEST = 120
UNPRINTED = ("Das Zeichen {} lässt sich nicht drucken. Bitte nehmen Sie es aus Ihrer eigenen Zeile "
             "oder dem Raum.")
WRITER = 8
NO_PAPERS = "no_papers"


@dataclass(frozen=True)
class Wish(Mappe):
    """A Mappe as the form holds it. `line`: a sentence of their own, for the paper alone.

    `code`: what it is kept by; `version`: as it was read, 0 if it was not kept; `keep`: wanted
    although nothing asks for it; `alone`: not to be kept although something would. `warned`: the
    places added by hand although they may have to report, after a plain warning. `printed`: the
    form has made a paper before.
    """

    line: str = ""
    code: str = ""
    version: int = 0
    keep: bool = False
    alone: bool = False
    warned: frozenset[int] = frozenset()
    printed: bool = False

    def unwarned(self, router: Router) -> Service | None:
        """Return an added place that may have to report and that nobody was warned of, if any.

        It counts only where the way protects somebody: an answer may have come after the place.
        """
        if not router.hidden(self.answers):
            return None
        found = (router.guide.service(each) for each in self.extra if each not in self.warned)
        return next((each for each in found if each and each.reports), None)

    @property
    def kept(self) -> bool:
        """Say whether printing keeps it: where it has what the code of the answers cannot carry."""
        return bool(self.version) or (not self.alone and bool(self.keep or self.dates))


def questions(router: Router, answers: Answers) -> list[Question]:
    """Return all questions that make sense with these answers, those always asked first."""
    guide = router.guide
    names = [*asking.core(answers)]
    if answers.get("need") or answers.get("status"):
        wanted = asking.wanted(router, answers)
        names += [each for each in asking.askable(router, answers)
                  if each in answers or each in wanted]
    return [guide.questions[name] for name in names]


def options(router: Router, question: Question, answers: Answers, authority: bool) -> list[Option]:
    """Return the options to offer. At an authority nobody is asked to say "no papers"."""
    needs = set(answers.get("need", ()))

    def fits(option: Option) -> bool:
        wanted = getattr(option.ask, "options", None)
        return (offered(question, answers, option.id) and not (authority and option.id == NO_PAPERS)
                and (wanted is None or bool(wanted & needs)))

    return [each for each in question.options.values() if fits(each)]


def read(router: Router, form: MultiDict[str, str], languages: Sequence[str],
         authority: bool) -> Wish:
    """Return what the form holds; what is unknown or no longer makes sense is left out.

    A code in the field `code` fills the answers; raises TokenError where it is none.
    """
    language = form.get("sprache", "")
    code = scanned(form.get("code", ""))
    if code:  # somebody's own way: nothing of the form before is theirs
        form = MultiDict({"sprache": language})
    answers = token.read(router.guide, code) if code else _answers(router, form)
    if authority:
        answers = {name: tuple(each for each in given if each != NO_PAPERS)
                   for name, given in answers.items()}
    answers = asking.prune(router, {name: given for name, given in answers.items() if given})
    numbers = _numbers(form.get("dazu", ""))
    return Wish(language if language in languages else "de", answers,
                _keys(form.get("folge", "")), frozenset(_keys(form.get("ohne", ""))),
                tuple(each for each in numbers[:MOST] if router.guide.service(each)),
                _dates(form), tuple(at for at in range(len(PHRASES))
                                    if str(at) in form.getlist("satz")),
                writer=typed(form.get("schreiber", ""), 20) or secret.letters(WRITER),
                line=typed(form.get("zeile", ""), LONGEST), code=_kept(form.get("mappe", "")),
                version=next(iter(_numbers(form.get("stand", ""))), NEW),
                keep="behalten" in form, alone="nur-papier" in form,
                warned=_warned(router, answers, form.get("gewarnt", "")),
                printed=bool(form.get("gedruckt")))


def _kept(text: str) -> str:
    """Return what the Mappe of this form is kept by, a new code for a new form."""
    try:
        return plain(text)
    except token.TokenError:
        return new_code()


def _dates(form: MultiDict[str, str]) -> dict[str, Appointment]:
    found = {}
    for name in list(form)[:400]:
        kind, _, key = name.partition(":")
        if kind == "tag" and form[name].strip():
            found[key] = Appointment(*(typed(form.get(f"{each}:{key}", ""), 40)
                                for each in ("tag", "zeit", "raum")))
    return found


def person(router: Router, answers: Answers) -> str:
    """Return what says whom a warning was for: a code of the answers that are always asked."""
    return token.write(router.guide, {name: answers[name] for name in CORE
                                      if name in answers and name != "need"})


def _warned(router: Router, answers: Answers, text: str) -> frozenset[int]:
    """Return the places somebody was warned of; a warning is for one person, not for the next."""
    whom, _, numbers = text.partition(":")
    return frozenset(_numbers(numbers)) if whom == person(router, answers) else frozenset()


def _numbers(text: str) -> list[int]:
    return [int(each) for each in text.split(",")[:MOST] if each.isdecimal() and len(each) < 10]


def _keys(text: str) -> tuple[str, ...]:
    return tuple(each for each in text.split(",") if each)[:MOST]


def _answers(router: Router, form: MultiDict[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for question in router.guide.questions.values():
        given = [each for each in form.getlist(question.id) if each in question.options]
        given = given if question.many else given[:1]
        if given:
            found[question.id] = tuple(dict.fromkeys(given))
    first = {name: found[name] for name in CORE if name in found}
    asked = router.guide.questions
    return {name: tuple(each for each in given if offered(asked[name], first, each))
            for name, given in found.items()}


def directory(guide: Guide, hidden: bool) -> list[str]:
    """Return the lines of the directory; for protected people those first that need not report."""
    found = sorted(guide.services.values(), key=lambda each: (hidden and each.reports,
                                                              each.name.casefold()))
    return [f"{each.number} {each.name}" for each in found if each.reachable]


def find(router: Router, text: str) -> Service | None:
    """Return the place that a line of the directory names: "12 Name", or a name alone."""
    number = text.split(" ", 1)[0]
    if number.isdecimal():
        return router.guide.service(int(number))
    return next((each for each in router.guide.services.values()
                 if each.name.casefold() == text.strip().casefold()), None)
