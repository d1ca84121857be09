"""Whatever is sent in whatever order, the site answers with a page of its own."""

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from real import load

from laufmappe.domain import asking, token
from laufmappe.paths import CONTENT

pytestmark = pytest.mark.unmeasured

GUIDE = load(CONTENT)
OPTIONS = sorted({option for each in GUIDE.questions.values() for option in each.options})
PAGES = sorted({GUIDE.step(each.page) for each in GUIDE.questions.values()})
CODES = st.sampled_from([*GUIDE.locales, "AR", "xx"])
LETTERS = st.characters(codec="utf-8", exclude_characters="?#/%")
WORDS = st.one_of(st.sampled_from(OPTIONS), st.text(max_size=20))
FORMS = st.dictionaries(
    st.one_of(st.sampled_from([*GUIDE.questions, "antworten", "mitnehmen", "zeigen", "code",
                               "seite"]), st.text(max_size=5)),
    st.lists(WORDS, min_size=1, max_size=3), max_size=4)
TARGETS = st.one_of(
    st.sampled_from([*(f"frage/{page}" for page in PAGES), "pruefen", "hilfe", "mappe", "code",
                     "loeschen", "sprache"]),
    st.builds("frage/{}".format, st.text(LETTERS, max_size=8)))
STEPS = st.lists(st.tuples(CODES, TARGETS, FORMS, st.booleans()), min_size=1, max_size=8)


@settings(max_examples=300, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS, cookies=st.booleans())
def test_posts_never_break_the_site(app: Flask, steps: list[tuple[str, str, dict[str, list[str]],
                                                                  bool]], cookies: bool) -> None:
    browser = app.test_client(use_cookies=cookies)
    kept = ""
    for code, target, form, carry in steps:
        if carry and kept:
            form = {**form, "antworten": [kept]}
        response = browser.post(f"/{code}/{target}", data=form)
        assert response.status_code < 500, (code, target, form)
        text = response.get_data(as_text=True)
        assert text.startswith("<!doctype html>") or response.status_code in {303, 308}
        assert "Traceback" not in text
        kept = text.partition('name="antworten" value="')[2].partition('"')[0] or kept


@st.composite
def valid(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
    """Return answers to some questions, in any combination."""
    return {each.id: tuple(draw(st.lists(st.sampled_from(sorted(each.options)), min_size=1,
                                         max_size=4 if each.many else 1, unique=True)))
            for each in GUIDE.questions.values() if draw(st.booleans())}


@settings(max_examples=100, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(answers=valid(), code=st.sampled_from(sorted(GUIDE.locales)))
def test_every_code_opens_a_page(app: Flask, answers: dict[str, tuple[str, ...]],
                                 code: str) -> None:
    router = app.extensions["laufmappe"].router
    browser = app.test_client()
    text = token.write(GUIDE, answers)
    assert browser.get(f"/{code}/m/{text}").status_code == 200
    browser.set_cookie("antworten", text)
    for target in ("frage/who", "frage/6", "pruefen", "mappe", "hilfe", "stellen?q=a"):
        assert browser.get(f"/{code}/{target}").status_code in {200, 303}
    kept = asking.prune(router, answers)
    if kept:
        assert asking.prune(router, token.read(GUIDE, token.write(GUIDE, kept))) == kept
