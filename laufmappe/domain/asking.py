"""What to ask next: only what can still change the route (docs/rules.md, Asking)."""

from collections.abc import Iterator
from functools import lru_cache

from laufmappe.domain.condition import (
    ALWAYS,
    NEVER,
    NOTHING,
    Condition,
    Facts,
    atoms,
    questions,
    settle,
)
from laufmappe.domain.question import CORE, DONT_KNOW, Answers, Question
from laufmappe.domain.route import Router
from laufmappe.domain.route.lane import Rule
from laufmappe.domain.route.people import Household, Person, people, readable, who
from laufmappe.domain.rules import Branch, Filter, Pair, Row, Send
from laufmappe.domain.sense import open_facts, refinements, sensible

MOST_REFINEMENTS = 2
ON_TOP = frozenset({"kind", "alone_minor"})
SAFETY, DUTY, FILTER, NEED = range(4)


def core(answers: Answers) -> tuple[str, ...]:
    """Return the questions always asked for this `who`, in order."""
    left_out = {"me": "children", "child": "age"}.get(who(answers))
    return tuple(each for each in CORE if each != left_out)


def askable(router: Router, answers: Answers) -> list[str]:
    """Return the refinements that make sense (their `ask` holds), answered or not, by number."""
    found: set[str] = set()
    for person in people(router.guide, readable(router.guide, answers)[0]):
        facts = open_facts(router, answers, person)
        found |= {ask.question.id for ask in sensible(router, facts)}
    return sorted(found, key=lambda name: router.guide.questions[name].number)


def wanted(router: Router, answers: Answers) -> dict[str, int]:
    """Return the open refinements that a rule can still read, each with its priority.

    Priority: 0 safety, 1 duty, 2 filter, 3 need. A question is wanted when it makes sense and a
    row that could still fire, or a filter that could still take something, names it.
    """
    found: dict[str, int] = {}
    read = readable(router.guide, answers)[0]
    persons = [(person, open_facts(router, read, person))
               for person in people(router.guide, read)]
    sense = {ask.question.id for _, facts in persons for ask in sensible(router, facts)
             if ask.question.id not in answers}
    for person, facts in persons:
        for name, priority in _named(router, person, facts):
            if name in sense:
                found[name] = min(priority, found.get(name, NEED))
    return found


def _named(router: Router, person: Person, facts: Facts) -> Iterator[tuple[str, int]]:
    """Yield what the open rules and filters of the person's lane name, with its priority."""
    lane = router.lane(person)
    rows: list[Row] = []
    tables = [(lane.safety, False, SAFETY), (lane.duty, False, DUTY)] if person.urgent else []
    tables += [(lane.needs[need], True, NEED) for need in person.needs]
    for rules, first, priority in [*tables, (lane.advice, True, NEED)]:
        for row, rest in _open_rows(rules, first, facts):
            rows.append(row)
            for name in questions(rest) | _send_questions(row.send, facts):
                yield name, priority
    sent = {pair for row in rows for pair in _pairs(row.send, facts)}
    ids = {row.id for row in rows}
    for sieve in lane.sieves:
        if sieve.test is None:
            continue
        rest = settle(sieve.when, facts)
        if rest not in (ALWAYS, NEVER) and _matters(sieve.filter, sent, ids):
            for name in questions(rest):
                yield name, FILTER


def _open_rows(rules: tuple[Rule, ...], first: bool,
               facts: Facts) -> Iterator[tuple[Row, Condition]]:
    for rule in rules:
        rest = ALWAYS if rule.test is None else settle(rule.when, facts)
        if rest != NEVER:
            yield rule.row, rest
        if rest == ALWAYS and first:
            return


def _send_questions(send: tuple[Send, ...], facts: Facts) -> frozenset[str]:
    found: frozenset[str] = NOTHING
    for each in send:
        if isinstance(each, Branch):
            rest = settle(each.when, facts)
            found |= questions(rest)
            if rest != NEVER:
                found |= _send_questions(each.then, facts)
            if rest != ALWAYS:
                found |= _send_questions(each.otherwise, facts)
    return found


def _pairs(send: tuple[Send, ...], facts: Facts) -> Iterator[Pair]:
    for each in send:
        if isinstance(each, Pair):
            yield each
        elif isinstance(each, Branch):
            rest = settle(each.when, facts)
            if rest != NEVER:
                yield from _pairs(each.then, facts)
            if rest != ALWAYS:
                yield from _pairs(each.otherwise, facts)


def _matters(each: Filter, sent: set[Pair], rows: set[str]) -> bool:
    """Say whether the filter could take, keep or change something that may be sent."""
    if each.rows and not each.rows & rows:
        return False
    touched = {pair for pair in sent if pair.role in each.remove or str(pair) in each.remove}
    return bool(touched or each.drop_deadlines or sent & (each.keep | set(each.replace)))


def prune(router: Router, answers: Answers) -> dict[str, tuple[str, ...]]:
    """Return the answers without exactly those that can no longer be given (rules.md, Asking)."""
    return pruned(router, answers).read


def pruned(router: Router, answers: Answers) -> Household:
    """Return the household of the answers that are left by `prune`."""
    home = Household(router.guide, answers)
    while home.ignored or not all(key in CORE for key in home.read):
        open_to = _givable(router, home)
        reachable = {key: tuple([each for each in given if key in CORE or each in open_to[key]])
                     for key, given in home.read.items() if key in CORE or key in open_to}
        reachable = {key: given for key, given in reachable.items() if given}
        if reachable == home.read and not home.ignored:
            break
        home = Household(router.guide, reachable)
    return home


def _givable(router: Router, home: Household) -> dict[str, set[str]]:
    """Return each answered refinement that makes sense with the options that one could choose."""
    found: dict[str, set[str]] = {}
    answered = [ask for ask in refinements(router) if ask.question.id in home.read]
    reads = NOTHING.union(*[ask.reads for ask in answered])
    read = [ask for ask in refinements(router) if ask.question.id in reads]
    for person in home.people:
        facts = open_facts(router, home.read, person, read)
        for ask in answered:
            if ask.fits(facts) is not True:
                continue
            fitting = found.setdefault(ask.question.id, set(ask.always))
            fitting.update(name for name, fits in ask.sometimes if fits(facts) is not False)
    return found


def next_page(router: Router, answers: Answers) -> str | None:
    """Return the id of the page to ask next, or None where the result can be shown."""
    for name in core(answers):
        if name not in answers:
            return router.guide.questions[name].page
    pages = open_pages(router, answers)
    on_top = [page for page in pages if page in ON_TOP]
    if on_top:
        return on_top[0]
    if len(refined(router, answers)) < MOST_REFINEMENTS and pages:
        return pages[0]
    return None


def open_pages(router: Router, answers: Answers) -> list[str]:
    """Return the pages with wanted questions, the most important first."""
    return router.remember(tuple(answers.items()), lambda: _open_pages(router, answers))


def _open_pages(router: Router, answers: Answers) -> list[str]:
    order: dict[str, tuple[int, int]] = {}
    for name, priority in wanted(router, answers).items():
        question = router.guide.questions[name]
        rank = (priority, question.number)
        order[question.page] = min(rank, order.get(question.page, rank))
    return sorted(order, key=lambda page: order[page])


def refined(router: Router, answers: Answers) -> set[str]:
    """Return the refinement pages already answered, without those that come on top."""
    return {router.guide.questions[name].page for name in answers
            if name not in CORE and name not in ON_TOP}


def questions_of(router: Router, page: str, answers: Answers) -> tuple[Question, ...]:
    """Return the questions that stand on a page for this `who`; none where there is no such."""
    left_out = set(CORE) - set(core(answers))
    found = [each for each in router.guide.questions.values()
             if each.page == page and each.id not in left_out]
    return tuple(sorted(found, key=lambda each: each.number))


def path(router: Router, answers: Answers) -> list[str]:
    """Return the answered pages in the order in which they are asked."""
    pages = router.guide.questions
    done = list(dict.fromkeys(pages[name].page for name in core(answers) if name in answers))
    extra = {router.guide.questions[name].page: router.guide.questions[name].number
             for name in answers if name not in CORE}
    return done + sorted(extra, key=lambda page: extra[page])


def left(router: Router, answers: Answers) -> int:
    """Return how many pages may still come at most before the result."""
    cores = {router.guide.questions[name].page for name in core(answers) if name not in answers}
    if cores:
        return len(cores) + MOST_REFINEMENTS
    on_top = [page for page in open_pages(router, answers) if page in ON_TOP]
    free = max(0, MOST_REFINEMENTS - len(refined(router, answers)))
    others = [page for page in open_pages(router, answers) if page not in ON_TOP]
    return len(on_top) + (min(free, len(others)) if others else 0)


def essential(router: Router, answers: Answers,
              home: Household | None = None) -> dict[str, tuple[str, ...]]:
    """Return the answers without refinements that no row can read (rules.md, Token).

    `home`: what the answers come to, where that is known already.
    """
    named = _named_options(router)
    home = home or Household(router.guide, answers)
    useful = {key: tuple(each for each in given if key in CORE or each in named.get(key, NOTHING))
              for key, given in home.read.items()}
    asked: set[str] = set()
    start = {key: given for key, given in useful.items() if key in CORE}
    for person in home.people:
        asked.update(_asked(router, person))
    return {**start, **{key: given for key, given in useful.items() if given and key in asked}}


def settled(router: Router, answers: Answers) -> dict[str, tuple[str, ...]]:
    """Return the answers of a code as they were given: with "I don't know" where that was left out.

    They come back as they are where what is open could change the way, or comes on top.
    """
    given = dict(answers)
    whole = given
    while page := next_page(router, whole):
        if page in CORE or page in ON_TOP:
            return given
        whole = {**whole, **{each.id: (DONT_KNOW,) for each in questions_of(router, page, whole)}}
    return whole if essential(router, whole) == essential(router, given) else given


def _asked(router: Router, person: Person) -> list[str]:
    """Return the questions that rows read for people like this one, as far as is always asked."""
    facts = {key: person.facts[key] for key in ("who", "need", "status", "age")}
    return router.remember(
        ("asked", *facts.values(), person.needs, person.urgent),
        lambda: list({name for name, _ in _named(router, person, {**facts, **router.switches})}))


@lru_cache(maxsize=4)
def _named_options(router: Router) -> dict[str, frozenset[str]]:
    """Return, for each question, the options that some condition names.

    All of them where leaving out an answer would mean the default.
    """
    found: dict[str, frozenset[str]] = {}
    for condition in router.guide.conditions:
        for atom in atoms(condition):
            found[atom.question] = found.get(atom.question, NOTHING) | atom.options
    return {**found, **{each.id: frozenset(each.options) for each in router.guide.defaulted}}
