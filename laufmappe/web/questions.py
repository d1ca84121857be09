"""The questionnaire: one question a page, the check page, and the page with help at once."""

from dataclasses import dataclass
from functools import cache

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as Answer

from laufmappe.domain import asking
from laufmappe.domain.question import Option, Question
from laufmappe.web.answers import Given, Visit, offered, reachable
from laufmappe.web.book import Book

SHOW = "zeigen"


@dataclass(frozen=True)
class Asked:
    """One question as it stands on a page: its options here, what is chosen, what is wrong."""

    question: Question
    options: tuple[Option, ...]
    chosen: tuple[str, ...]
    problem: str = ""

    def parts(self) -> list[tuple[str, list[Option]]]:
        """Return the options as they stand: a title with its options, or "" with one alone.

        A group of which one option is left needs no title; an empty one is not shown.
        """
        titles = self.question.group_titles
        inside: dict[str, list[Option]] = {name: [] for name in (*titles, "")}
        for each in self.options:
            inside[each.group if each.group in titles else ""].append(each)
        alone = inside.pop("")
        return [(titles[name] if len(found) > 1 else "", found)
                for name, found in inside.items() if found] + [("", [each]) for each in alone]


def blueprint(book: Book) -> Blueprint:
    """Return the pages /<code>/frage/…, /<code>/pruefen and /<code>/hilfe."""
    views = Blueprint("questions", __name__, url_prefix="/<code>")

    @views.get("/frage/<step>")
    def ask(step: str) -> Answer:
        return _shown(book, book.guide.page(step))

    @views.post("/frage/<step>")
    def answer(step: str) -> Answer:
        page = book.guide.page(step)
        return _shown(book, page) if SHOW in request.form else _answered(book, page)

    @views.route("/pruefen", methods=["GET", "POST"])
    def check() -> Answer:
        following = asking.next_page(book.router, book.visit().answers)
        if following:
            return onward(book, following)
        return _check(book)

    @views.route("/hilfe", methods=["GET", "POST"])
    def help_now() -> Response:
        return _help(book)

    @views.after_request
    def take_over(response: Response) -> Response:
        """Go on with the answers of a link page where they are changed."""
        if response.status_code < 400 and book.visit().taken:
            book.keep(response)
        return response

    return views


def _shown(book: Book, page: str) -> Answer:
    visit = book.visit()
    if not asking.questions_of(book.router, page, {}) and page != "children":
        abort(404)
    if not reachable(book.router, visit.answers, page):
        following = asking.next_page(book.router, visit.answers)
        return onward(book, following) if following else _check(book)
    return _question(book, page)


def onward(book: Book, page: str) -> Answer:
    """Lead somebody who jumped ahead to the question that is next."""
    if book.visit().field:
        return _question(book, page)
    return redirect(f"/{book.language.code}/frage/{book.guide.step(page)}", 303)


def _answered(book: Book, page: str) -> Answer:
    visit = book.visit()
    questions = asking.questions_of(book.router, page, visit.answers)
    if not questions:
        abort(404)
    if not reachable(book.router, visit.answers, page):
        return _shown(book, page)
    given = [Given(each, visit.answers, request.form.getlist(each.id)) for each in questions]
    problems = {each.question.id: each.problem for each in given if each.problem}
    if problems:
        chosen = {each.question.id: each.chosen for each in given}
        return _question(book, page, chosen, problems)
    fresh = {each.question.id: each.chosen for each in given}
    visit.answers = asking.prune(book.router, {**visit.answers, **fresh})
    return _next(book, page)


def _next(book: Book, page: str) -> Answer:
    answers = book.visit().answers
    if page == "need" and "safety" in answers.get("need", ()):
        return book.go("hilfe", lambda: _help(book))
    following = asking.next_page(book.router, answers)
    if following:
        return book.go(f"frage/{book.guide.step(following)}", lambda: _question(book, following))
    return book.go("pruefen", lambda: _check(book))


def _question(book: Book, page: str, chosen: dict[str, tuple[str, ...]] | None = None,
              problems: dict[str, str] | None = None) -> Response:
    visit, router = book.visit(), book.router
    shown = chosen if chosen is not None else visit.answers
    asked = [Asked(each, _options(visit, each), shown.get(each.id, ()),
                   (problems or {}).get(each.id, ""))
             for each in asking.questions_of(router, page, visit.answers)]
    before = asking.path(router, visit.answers)
    place = before.index(page) if page in before else len(before)
    left = asking.left(router, visit.answers)
    return book.show(
        "public/question.html", 422 if problems else 200, fixed=page == "who",
        here=f"frage/{book.guide.step(page)}", page=page, asked=asked, number=place + 1,
        left=max(0, left - (page not in before)), back=_back(book, before, place),
        problems=problems or {}, without=_without(asked))


@cache
def _unused(radios: bool, boxes: bool, papers: bool, groups: bool,
            problems: bool) -> frozenset[str]:
    """Return what questions can have and these have not, for the sheet of their page."""
    return frozenset(
        name for there, names in ((radios, ("@type=radio",)), (boxes, ("@type=checkbox",)),
                                  (papers, (".doc",)), (groups, (".big",)),
                                  (problems, (".err", ".by"))) if not there for name in names)


def _without(asked: list[Asked]) -> frozenset[str]:
    return _unused(
        any(not each.question.many for each in asked), any(each.question.many for each in asked),
        any(option.sign[:2] == "d-" for each in asked for option in each.options),
        any(each.question.group_titles for each in asked), any(each.problem for each in asked))


def _back(book: Book, before: list[str], place: int) -> str:
    return f"frage/{book.guide.step(before[place - 1])}" if place else ""


def _options(visit: Visit, question: Question) -> tuple[Option, ...]:
    needs = set(visit.answers.get("need", ()))
    found = [each for each in question.options.values()
             if offered(question, visit.answers, each.id) and _makes_sense(each, needs)]
    return tuple(found)


def _makes_sense(option: Option, needs: set[str]) -> bool:
    """Say whether an option fits one of the needs ticked (topics)."""
    wanted = getattr(option.ask, "options", None)
    return wanted is None or bool(wanted & needs)


def _check(book: Book) -> Response:
    visit, router = book.visit(), book.router
    lines = [(book.guide.questions[name], [book.guide.questions[name].options[each]
                                           for each in visit.answers[name]])
             for name in _in_order(book)]
    before = asking.path(router, visit.answers)
    return book.show("public/check.html", here="pruefen", lines=lines,
                     back=_back(book, before, len(before)))


def _in_order(book: Book) -> list[str]:
    answers = book.visit().answers
    pages = asking.path(book.router, answers)
    return [each.id for page in pages
            for each in asking.questions_of(book.router, page, answers) if each.id in answers]


def _help(book: Book) -> Response:
    visit = book.visit()
    numbers = [book.guide.services[name] for name in book.guide.site.safety]
    if book.router.hidden(visit.answers):
        numbers.sort(key=lambda each: not each.confidential)
    following = asking.next_page(book.router, visit.answers) if visit.begun else None
    return book.show("public/help.html", fixed=True, here="hilfe", numbers=numbers,
                     following=following)
