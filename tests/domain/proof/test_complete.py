"""The classes are complete: every route is put together from them (docs/decisions/0019)."""

import itertools
from collections.abc import Iterator

import pytest
from classed import Classed, put_together
from strategies import sampled

from laufmappe.domain.question import GENERIC_NUMBERS
from laufmappe.domain.route import Router

pytestmark = pytest.mark.unmeasured

REFINEMENTS = ("kind", "alone_minor", "bed_tonight", "lives_in")


@pytest.fixture(scope="module")
def classed(router: Router) -> Classed:
    """Return the classes of Musterstadt."""
    return Classed(router)


def test_random_answers_are_put_together(classed: Classed) -> None:
    every = sampled(classed.router.guide, 4000)
    assert [each for each in every if not put_together(classed, each)][:3] == []


def everybody(router: Router, refinements: tuple[str, ...],
              most_children: int) -> Iterator[dict[str, tuple[str, ...]]]:
    """Yield every combination of answers to these questions, each also skipped."""
    questions = router.guide.questions

    def own(name: str, me: str = "") -> list[tuple[str, ...]]:
        return [(), *((key,) for key, each in questions[name].options.items()
                      if key not in GENERIC_NUMBERS and (not each.who or me in each.who))]

    needs = [some for size in range(4) for some in itertools.combinations(router.guide.needs, size)]
    for me in ("me", "child", "family"):
        bands = [band for (band,) in own("children", me)[1:] if me != "me"]
        children = [some for size in range(most_children + 1)
                    for some in itertools.combinations(bands, size)]
        ages = [()] if me == "child" else own("age", me)
        names = ("age", "children", "status", "need", *refinements)
        for values in itertools.product(ages, children, own("status"), needs,
                                        *(own(name) for name in refinements)):
            yield {"who": (me,), **{name: value for name, value in zip(names, values, strict=True)
                                    if value}}


def test_every_97th_of_all_answers_is_put_together(classed: Classed) -> None:
    every = itertools.islice(everybody(classed.router, REFINEMENTS, 2), 0, None, 97)
    wrong = [answers for answers in every if not put_together(classed, answers)]
    assert wrong[:3] == []


@pytest.mark.slow
def test_all_answers_are_put_together(classed: Classed) -> None:
    number = 0
    for answers in everybody(classed.router, REFINEMENTS, 4):
        number += 1
        assert put_together(classed, answers), answers
    assert number == 367_200
