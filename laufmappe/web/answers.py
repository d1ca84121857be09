"""The answers of a visit: in a cookie that holds the token, or in a hidden field without one."""

from unicodedata import category

from flask import Request, Response
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge

from laufmappe.domain import asking, token
from laufmappe.domain.question import CORE, GENERIC_NUMBERS, Answers, Question
from laufmappe.domain.route import Router
from laufmappe.domain.route.people import Household, who

FIELD = "antworten"
TAKE = "mitnehmen"
UNPRINTED = frozenset({"Cc", "Cn", "Co", "Cs"})


class Visit:
    """The answers a request brings, and how the response may keep them.

    `kept`: the browser sent the cookie back, so links and redirects carry the answers by
    themselves; else each form carries the token in a hidden field (rules.md, Cookies and caches).
    `taken`: they come from the forms of a link page and win over those of the cookie.
    """

    def __init__(self, router: Router, request: Request, cookie: str) -> None:
        self._cookie = cookie
        self._guide = router.guide
        self.kept = cookie in request.cookies
        self.broken = False
        self.answers: dict[str, tuple[str, ...]] = {}
        self._home: Household | None = None
        taken, sent = (_sent(request, name) for name in (TAKE, FIELD))
        self.taken = bool(taken)
        text = taken or request.cookies.get(cookie) or sent
        if text:
            try:
                answers = token.read(self._guide, text)
                self._home = None if taken else asking.pruned(router, answers)
                self.answers = self._home.read if self._home else asking.settled(router, answers)
            except token.TokenError:
                self.broken = True

    def home(self, answers: Answers) -> Household:
        """Return the household that answers are about: of these here, it is known already."""
        if self._home and self._home.read is answers:
            return self._home
        return Household(self._guide, answers)

    @property
    def begun(self) -> bool:
        """Say whether there are answers."""
        return bool(self.answers)

    @property
    def token(self) -> str:
        """Return the answers as token."""
        return token.write(self._guide, self.answers) if self.answers else ""

    @property
    def field(self) -> str:
        """Return the token for a hidden field; empty where the cookie carries the answers."""
        return "" if self.kept else self.token

    def keep(self, response: Response, secure: bool) -> Response:
        """Set the cookie for this browser session."""
        response.set_cookie(self._cookie, self.token, secure=secure, httponly=True,
                            samesite="Lax", path="/")
        return response

    def forget(self, response: Response, secure: bool) -> Response:
        """Delete the cookie."""
        response.delete_cookie(self._cookie, secure=secure, httponly=True, samesite="Lax",
                               path="/")
        return response


def _sent(request: Request, name: str) -> str:
    """Return a field of the form; "" where it is too large to be read, or was cut off."""
    try:
        return request.form.get(name, "") if request.method == "POST" else ""
    except (RequestEntityTooLarge, ClientDisconnected):
        return ""


def typed(text: str, most: int) -> str:
    """Return what somebody typed, without what is no character in HTML, and cut to a length."""
    return "".join(each for each in text[:most] if category(each) not in UNPRINTED).strip()


class Given:
    """What a form sent for one question: the options chosen, or what is wrong with them."""

    def __init__(self, question: Question, answers: Answers, sent: list[str]) -> None:
        self.question = question
        self.chosen = tuple(dict.fromkeys(sent))
        self.unknown = any(not offered(question, answers, each) for each in self.chosen)
        if not question.many:
            self.chosen = self.chosen[:1]
        elif len(self.chosen) > 1:
            self.chosen = tuple(each for each in self.chosen if each not in GENERIC_NUMBERS)

    @property
    def problem(self) -> str:
        """Return "" (fine), "empty" or "unknown"."""
        if self.unknown:
            return "unknown"
        return "" if self.chosen else "empty"


def offered(question: Question, answers: Answers, option: str) -> bool:
    """Say whether an option exists and is offered for this `who`."""
    found = question.options.get(option)
    return found is not None and (found.who is None or who(answers) in found.who)


def reachable(router: Router, answers: Answers, page: str) -> bool:
    """Say whether a page may be shown now: answered, next, or a refinement that makes sense."""
    if page == asking.next_page(router, answers) or page in asking.path(router, answers):
        return True
    missing = [name for name in asking.core(answers) if name not in answers]
    if missing or page in CORE:
        return False
    return page in {router.guide.questions[name].page for name in asking.askable(router, answers)}
