"""How the options of a question stand in groups."""

from dataclasses import replace

from laufmappe.domain.question import Option
from laufmappe.web.questions import Asked


def parts(town, *options):
    """Return the titles and the ids of the options beneath."""
    question = replace(town.questions["need"], group_titles={"a": "Alles", "b": "Beides"})
    asked = Asked(question, tuple(Option(each, number, each, group=group)
                                  for number, (each, group) in enumerate(options)), ())
    return [(title, [each.id for each in found]) for title, found in asked.parts()]


def test_a_group_has_a_title_when_two_options_are_left(town):
    """The groups stand first, in the order of their titles; who has no group comes after."""
    assert parts(town, ("none", ""), ("y", "b"), ("x", "a"), ("z", "b")) == [
        ("", ["x"]), ("Beides", ["y", "z"]), ("", ["none"])]


def test_an_empty_group_is_not_shown(town):
    """Answers before may leave no option of a group."""
    assert parts(town, ("y", "b"), ("z", "b")) == [("Beides", ["y", "z"])]
