"""Answers as a short code for link, QR and telephone; nothing is stored anywhere.

Form, version 1, in letters of Crockford's base 32: version · who · age · status · number of needs ·
needs · pairs (question, option) · two check characters. Numbers are those of the question files
and never change; 0 means not answered. Two check characters over the prime 1021, each place with
its own weight, notice every single wrong character and every two that changed places.
"""

from laufmappe.domain.guide import Guide
from laufmappe.domain.question import Answers, Question

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
VALUES = {letter: value for value, letter in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
UNSPOKEN = str.maketrans("", "", " -\u00a0")
PRIME = 1021
VERSION = 1
HEAD = ("who", "age", "status")
LONGEST = 200


class TokenError(ValueError):
    """The code cannot be read: too short, a foreign character, or a typing mistake."""


def write(guide: Guide, answers: Answers) -> str:
    """Return the code of the answers, without spaces. Answers must name known options."""
    values = [VERSION]
    for name in HEAD:
        given = answers.get(name, ())
        values.append(guide.questions[name].options[given[0]].number if given else 0)
    needs = answers.get("need", ())
    values.append(len(needs))
    values += [guide.questions["need"].options[need].number for need in needs]
    rest = sorted((guide.questions[name] for name in answers if name not in (*HEAD, "need")),
                  key=lambda question: question.number)
    for question in rest:
        for option in answers[question.id]:
            values += [question.number, question.options[option].number]
    return "".join(ALPHABET[value] for value in [*values, *_check(values)])


def numbered(text: str) -> str:
    """Return a number with its two check characters, in groups, as it is printed and typed.

    `text`: letters of the alphabet. For numbers that are no answers, such as those of vouchers.
    """
    check = _check([VALUES[letter] for letter in text])
    return spoken(text + "".join(ALPHABET[value] for value in check))


def unspoken(text: str, first: str) -> str:
    """Return the letters of a number made by `numbered`, without its check characters.

    `first`: the letter it begins with, which says what it is for. Forgives what `read` forgives.
    Raises TokenError where it is none.
    """
    letters = [letter.upper() for letter in text if letter not in " -\u00a0"]
    if not 4 <= len(letters) <= LONGEST or any(letter not in VALUES for letter in letters):
        raise TokenError("keine Nummer")
    values = [VALUES[letter] for letter in letters]
    if _check(values[:-2]) != tuple(values[-2:]) or values[0] != VALUES[first]:
        raise TokenError("Prüfzeichen falsch")
    return "".join(ALPHABET[value] for value in values[:-2])


def _check(values: list[int]) -> tuple[int, int]:
    total = sum((place + 2) * value for place, value in enumerate(values)) % PRIME
    return total // 32, total % 32


def read(guide: Guide, text: str) -> dict[str, tuple[str, ...]]:
    """Return the answers of a code; spaces, hyphens, small letters, O, I and L are forgiven.

    Numbers that no longer exist are dropped. Raises TokenError for anything that is no code.
    """
    values = [VALUES.get(letter.upper(), -1) for letter in text.translate(UNSPOKEN)]
    if not 7 <= len(values) <= LONGEST or -1 in values:
        raise TokenError("kein Code")
    body, check = values[:-2], tuple(values[-2:])
    if _check(body) != check or body[0] != VERSION:
        raise TokenError("Prüfzeichen falsch")
    return _answers(guide, body[1:])


def _answers(guide: Guide, body: list[int]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, number in zip(HEAD, body, strict=False):
        _add(found, guide.questions[name], number)
    count = body[3] if len(body) > 3 else 0
    for number in body[4:4 + count]:
        _add(found, guide.questions["need"], number)
    pairs = body[4 + count:]
    for question_number, number in zip(pairs[::2], pairs[1::2], strict=False):
        if question_number in guide.numbered:
            _add(found, guide.numbered[question_number], number)
    order = ("who", "need", "age", "children", "status")
    keys = sorted(found, key=lambda key: order.index(key) if key in order else len(order))
    return {key: tuple(found[key]) for key in keys}


def _add(found: dict[str, list[str]], question: Question, number: int) -> None:
    option = question.option(number)
    given = found.setdefault(question.id, [])
    if option is not None and option.id not in given and (question.many or not given):
        given.append(option.id)
    if not given:
        del found[question.id]


def spoken(token: str) -> str:
    """Return the code in groups of four, to read out and to write down."""
    return " ".join(token[start:start + 4] for start in range(0, len(token), 4))
