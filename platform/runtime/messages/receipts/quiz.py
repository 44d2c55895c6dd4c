"""A quiz below a message: questions with options, how many must be right, and what was right.

JSON: {"pass_mark": 80, "questions": [{"key", "title", "options": [{"key", "title"}], "right": ["a", …]}]}; the mark is
in percent of the questions, by default all. A question is right when exactly its right options are chosen.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...definitions.pieces import KEY, WORDS
from ...forms.locating import wrong
from ...localized import LOCALES, Localized, text

_MOST_QUESTIONS, _MOST_OPTIONS = 20, 8
_ALL = 100

Given = Mapping[str, Sequence[str]]
"""By question the options chosen."""


@dataclass(frozen=True, slots=True)
class Marked:
    """How a quiz went: `score` questions were right, those of `wrong` were not."""

    score: int
    passed: bool
    wrong: tuple[str, ...]


def quiz_schema() -> dict[str, Any]:
    """The JSON Schema of a message's member `quiz`."""
    option = _object({"key": KEY, "title": WORDS})
    question = _object(
        {
            "key": KEY,
            "title": WORDS,
            "options": {"type": "array", "minItems": 2, "maxItems": _MOST_OPTIONS, "items": option},
            "right": {"type": "array", "minItems": 1, "maxItems": _MOST_OPTIONS, "uniqueItems": True, "items": KEY},
        }
    )
    questions = {"type": "array", "minItems": 1, "maxItems": _MOST_QUESTIONS, "items": question}
    mark = {"type": "integer", "minimum": 1, "maximum": _ALL, "description": "Percent that must be right, else all."}
    whole = _object({"questions": questions})
    whole["properties"]["pass_mark"] = mark
    return whole | {"description": "Its receiver confirms by passing it, as often as it takes."}


def check_quiz(quiz: Mapping[str, Any]) -> None:
    """Keys are used once, and what is right is offered. Raises InvalidDefinition with a pointer below the quiz."""
    _no_doubles("/questions", quiz["questions"])
    for index, question in enumerate(quiz["questions"]):
        _no_doubles(f"/questions/{index}/options", question["options"])
        offered = [one["key"] for one in question["options"]]
        for place, key in enumerate(question["right"]):
            if key not in offered:
                pointer = f"/questions/{index}/right/{place}"
                raise wrong(pointer, f"没有选项「{key}」", f"there is no option {key}")


def kept(quiz: Mapping[str, Any]) -> dict[str, Any]:
    """As it is kept with a sending: what was asked stays what was asked."""
    questions = [
        {
            "key": one["key"],
            "title": _in_all(one["title"]),
            "options": [{"key": option["key"], "title": _in_all(option["title"])} for option in one["options"]],
            "right": list(one["right"]),
        }
        for one in quiz["questions"]
    ]
    return {"pass_mark": quiz.get("pass_mark", _ALL), "questions": questions}


def mark(quiz: Mapping[str, Any], given: Given) -> Marked:
    """How a kept quiz went."""
    wrong_ones = tuple(one["key"] for one in quiz["questions"] if set(given.get(one["key"], ())) != set(one["right"]))
    number = len(quiz["questions"])
    score = number - len(wrong_ones)
    return Marked(score, score * _ALL >= quiz["pass_mark"] * number, wrong_ones)


def asked(quiz: Mapping[str, Any], locale: str) -> list[dict[str, Any]]:
    """The questions in one language, without what is right."""
    return [
        {
            "key": one["key"],
            "title": text(one["title"], locale),
            "options": [{"key": option["key"], "title": text(option["title"], locale)} for option in one["options"]],
            "several": len(one["right"]) > 1,
        }
        for one in quiz["questions"]
    ]


def chosen(quiz: Mapping[str, Any], given: Given, locale: str) -> Iterator[dict[str, Any]]:
    """Each question with the titles of what was chosen, and whether that is right."""
    wrong_ones = mark(quiz, given).wrong
    for one in quiz["questions"]:
        titles = [
            text(option["title"], locale) for option in one["options"] if option["key"] in given.get(one["key"], ())
        ]
        yield {"title": text(one["title"], locale), "chosen": titles, "right": one["key"] not in wrong_ones}


def _no_doubles(pointer: str, items: Sequence[Mapping[str, Any]]) -> None:
    seen: set[str] = set()
    for index, one in enumerate(items):
        if one["key"] in seen:
            raise wrong(f"{pointer}/{index}/key", f"「{one['key']}」已被占用", f"{one['key']} is taken")
        seen.add(one["key"])


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": dict(properties),
    }


def _in_all(title: Localized) -> dict[str, str]:
    return {locale: text(title, locale) for locale in LOCALES}
