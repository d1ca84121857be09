"""The longest way and the longest code that the rules can give, found by climbing from every kind
of person."""

from functools import cache

from laufmappe.domain import asking, token
from laufmappe.domain.proof.classes import Profile, profiles
from laufmappe.domain.question import CORE, Answers
from laufmappe.domain.route import Router


def length(router: Router, answers: Answers) -> tuple[int, int]:
    """Return how many stops a way has, and how many characters its reasons have."""
    route = router.route(answers)
    said = {reason.text for each in route.stations for reason in each.reasons}
    return len(route.stops), sum(map(len, said))


def begun(router: Router, profile: Profile) -> Answers:
    """Return the answers of this person with every need, and with children of every age."""
    answers = {**profile.core, "need": tuple(router.guide.needs)}
    if answers["who"] != ("me",):
        answers["children"] = tuple(
            name for name, each in router.guide.questions["children"].options.items()
            if each.own and (each.who is None or answers["who"][0] in each.who))
    return answers


def climbed(router: Router, profile: Profile) -> Answers:
    """Return answers of this person that no other answer to one question makes longer."""
    guide = router.guide
    answers = begun(router, profile)
    best = length(router, answers)
    for question in guide.questions.values():
        if question.id in CORE:
            continue
        for option in question.options:
            other = {**answers, question.id: (option,)}
            found = length(router, other)
            if found > best:
                best, answers = found, other
    return answers


@cache
def longest(router: Router) -> Answers:
    """Return the answers with the longest way of all."""
    return max((climbed(router, each) for each in kinds(router)),
               key=lambda answers: length(router, answers))


def kinds(router: Router) -> list[Profile]:
    """Return one profile for each who, papers and age."""
    return list({(each.core["who"], each.core["status"], each.core.get("age")): each
                 for each in profiles(router.guide)}.values())


def letters(router: Router, answers: Answers) -> int:
    """Return how long the code of the answers is."""
    return len(token.write(router.guide, asking.essential(router, answers)))


def widest(router: Router) -> Answers:
    """Return the answers with the longest code: every answer may be the one that is kept."""
    best: Answers = {}
    for profile in kinds(router):
        answers = begun(router, profile)
        for question in router.guide.questions.values():
            if question.id not in CORE:
                own = tuple(name for name, each in question.options.items() if each.own)
                given = [(name,) for name in question.options] + [own] * question.many
                answers = max(({**answers, question.id: each} for each in given),
                              key=lambda other: letters(router, other))
        best = max(best or answers, answers, key=lambda other: letters(router, other))
    return best


LONGEST: Answers = {
    "who": ("family",), "children": ("0", "1-2", "3-4", "5", "6-11", "12-14", "15", "16-17"),
    "status": ("study",),
    "need": ("child", "discrimination", "family", "first_steps", "german", "health", "housing",
             "language_help", "meet", "money", "papers", "recognition", "safety", "study", "work"),
    "kind": ("partner_violence",), "bed_tonight": ("no",), "letter": ("asylum_rejected",),
    "doc_expires": ("soon",), "lost_job": ("yes",), "baby_born": ("yes",),
    "six_by_sept30": ("yes",), "topic": ("pregnancy",)}
"""What longest() finds in the real content; test_longest.py climbs again."""

WIDEST: Answers = {
    **LONGEST, "age": ("18-26",), "status": ("protected",), "kind": ("danger_now",),
    "registered": ("yes",), "address": ("yes",), "protection_kind": ("refugee",),
    "german_level": ("b1plus",), "title_age": ("ge1y",), "insured": ("no",), "move_away": ("yes",),
    "topic": ("pregnancy", "separation", "psych", "lgbtiq", "family_reunion", "none")}
"""What widest() finds in the real content; paper/test_codes.py climbs again."""
