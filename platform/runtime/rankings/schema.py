"""The JSON Schema of ranking documents."""

from typing import Any

from ..definitions.pieces import EXPRESSION, KEY, WORDS, document_schema

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
            "terms": {"type": "array", "items": _term(), "minItems": 1},
            "ties": {"type": "array", "items": EXPRESSION, "description": "Among equals the lowest goes first."},
            "lock": {"enum": ["candidate"], "description": "Two rankings at once see each other's choices."},
        },
    )


def _condition() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["key", "reason", "assert"],
        "additionalProperties": False,
        "properties": {"key": KEY, "reason": WORDS, "assert": EXPRESSION},
    }


def _term() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["key", "weight", "value"],
        "additionalProperties": False,
        "properties": {
            "key": KEY,
            "title": WORDS,
            "weight": {"description": "A number, or an expression."} | EXPRESSION,
            "value": {"description": 'An expression from 0 to 1, or {"normalise": expression}.'} | EXPRESSION,
            "when_null": {"enum": list(WHEN_NULL)},
            "better": {"enum": ["high", "low"]},
        },
    }
