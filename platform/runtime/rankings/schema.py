"""The JSON Schema of ranking documents."""

from typing import Any

from ..definitions.pieces import EXPRESSION, KEY, SUBJECT, WORDS, document_schema

WHEN_NULL = ("zero", "mean", "exclude")


def ranking_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of documents of kind "ranking"."""
    return document_schema(
        "ranking",
        ["of", "terms"],
        {
            "of": {
                "type": "string",
                "minLength": 1,
                "description": "The form whose records are the candidates.",
                "x-kind": "form",
                "x-subject": "candidate",
            },
            "person": KEY
            | {"description": "The member field that says whom a candidate stands for.", "x-field": "candidate"},
            "where": {"description": "Who is considered: an expression, or several with the reason for leaving out."}
            | {"if": {"type": "array"}, "then": {"items": _condition()}, "else": EXPRESSION},
            "region": _region(),
            "cooldown": _cooldown(),
            "capacity": _capacity(),
            "terms": {"type": "array", "items": _term(), "minItems": 1},
            "ties": {"type": "array", "items": EXPRESSION, "description": "Among equals the lowest goes first."},
            "as_of": EXPRESSION | {"description": "A moment of a candidate: how fresh its figures are."},
            "lock": {"enum": ["candidate"], "description": "Two rankings at once see each other's choices."},
        },
    )


def _object(required: list[str], properties: dict[str, Any], description: str) -> dict[str, Any]:
    return {
        "type": "object",
        "required": required,
        "additionalProperties": False,
        "properties": properties,
        "description": description,
    }


def _condition() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["key", "reason", "assert"],
        "additionalProperties": False,
        "properties": {"key": KEY, "reason": WORDS, "assert": EXPRESSION},
    }


def _region() -> dict[str, Any]:
    return _object(
        ["areas", "latitude", "longitude", "of"],
        {
            "areas": {"type": "string", "minLength": 1, "x-kind": "areas"},
            "latitude": EXPRESSION,
            "longitude": EXPRESSION,
            "named": EXPRESSION | {"description": "The area of a record that has no place: its key or title."},
            "of": EXPRESSION | {"description": "The candidate's areas, by key or title: a text, or a list."},
        },
        "The record must lie in an area of the candidate.",
    )


def _cooldown() -> dict[str, Any]:
    return _object(
        ["for", "reason"],
        {
            "for": {"description": "ISO 8601, or a parameter.", "x-duration": True},
            "by": EXPRESSION | {"description": "What is the same in records of one group, such as their region."},
            "reason": WORDS,
        },
        "Who was chosen rests for a while.",
    )


def _capacity() -> dict[str, Any]:
    seats = _object(
        ["form", "person"],
        {
            "form": {"type": "string", "minLength": 1} | SUBJECT,
            "person": KEY | {"x-field": True},
            "where": {"type": "object", "description": "A filter, as lists have it.", "x-filter": True},
        },
        "The records that take a seat; without this, open to-dos do.",
    )
    return _object(["limit"], {"limit": EXPRESSION, "seats": seats}, "How many a candidate may hold.")


def _term() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["key", "weight", "value"],
        "additionalProperties": False,
        "properties": {
            "key": KEY,
            "title": WORDS,
            "weight": {"description": "A number, or an expression; the same for all candidates."} | EXPRESSION,
            "value": {"description": 'An expression from 0 to 1, or {"normalise": expression}.', "x-spread": True}
            | EXPRESSION,
            "when_null": {"enum": list(WHEN_NULL)},
            "better": {"enum": ["high", "low"]},
        },
    }
