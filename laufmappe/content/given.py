"""Answers as they come from the shell or a file: read, checked, with words for what is wrong."""

import json
from typing import Any

from laufmappe.content.cases import unknown
from laufmappe.domain.guide import Guide

Answers = dict[str, tuple[str, ...]]


def from_words(guide: Guide, text: str) -> Answers:
    """Read "who=me,need=german|work,age=27-59"; ValueError in words for anything unknown."""
    answers: Answers = {}
    for part in text.split(","):
        key, equals, value = part.strip().partition("=")
        if not equals or not value:
            raise ValueError(f"„{part.strip()}“ hat nicht die Form frage=antwort")
        answers[key.strip()] = tuple(each.strip() for each in value.split("|"))
    unknown(guide, answers)
    return answers


def from_json(guide: Guide, line: str) -> Answers:
    """Read one JSON object of answers; ValueError in words for anything that is none."""
    try:
        found = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        raise ValueError("Das ist kein gültiges JSON") from None
    if not isinstance(found, dict):
        raise ValueError("Hier wird ein JSON-Objekt mit Antworten erwartet")
    answers = {key: _options(key, value) for key, value in found.items() if value not in (None, [])}
    unknown(guide, answers)
    return answers


def _options(key: str, value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(each, str) for each in values):
        raise ValueError(f"Die Antwort auf „{key}“ ist kein Text")
    return tuple(dict.fromkeys(values))
