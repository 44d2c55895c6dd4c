"""The JSON Schema of pool documents."""

from typing import Any

from ..definitions.pieces import EXPRESSION, FIELD, SUBJECT, WORDS, document_schema, key_of

_NAME = {"type": "string", "minLength": 1}
_PARAM = {
    "type": "object",
    "required": ["param"],
    "additionalProperties": False,
    "properties": {"param": _NAME | {"x-param": True}},
}
_NUMBER = {"oneOf": [{"type": "integer", "minimum": 1, "maximum": 100_000}, _PARAM]}
_DURATION = {
    "x-duration": True,
    "oneOf": [{"type": "string", "pattern": "^P"}, _PARAM | {"properties": {"param": _NAME}}],
}
_ROLES = {"type": "array", "items": _NAME | {"x-kind": "role"}, "minItems": 1, "uniqueItems": True}
_VALUES = {"type": "object", "propertyNames": {"x-field": True, "x-how": "writes"}, "minProperties": 1}


def pool_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of documents of kind "pool"."""
    return document_schema(
        "pool",
        ["form", "holder", "members", "managers", "shows"],
        {
            "description": WORDS,
            "form": _NAME | SUBJECT,
            "holder": FIELD | {"x-how": "writes", "description": "The person who holds a record; empty in the pool."},
            "where": EXPRESSION
            | {
                "x-how": "filters",
                "description": "Which records it cares for, held or not, as a condition over record.*; absent: all. "
                "Of several pools of a form the first whose condition holds has the record.",
            },
            "lying": EXPRESSION
            | {
                "x-how": "filters",
                "description": "Which of them lie in it when nobody holds them; absent: all that nobody holds.",
            },
            "members": _ROLES | {"description": "Roles whose holders see what lies in the pool and claim it."},
            "managers": _ROLES | {"description": "Roles whose holders assign, transfer, protect and put in."},
            "shows": {
                "description": "The fields that members see before they claim.",
                "type": "array",
                "items": FIELD | {"x-how": "permits"},
                "minItems": 1,
                "uniqueItems": True,
            },
            "claim": _closed({"per_day": _NUMBER, "holding": _NUMBER}),
            "return": _closed(
                {
                    "reasons": {
                        "type": "array",
                        "minItems": 1,
                        "items": _closed({"key": key_of(40), "title": WORDS}, "key", "title"),
                    },
                    "not_again_for": _DURATION
                    | {"description": "So long who gave a record back, or lost it, may not claim it again."},
                }
            ),
            "recycle": _closed(
                {
                    "after": _DURATION | {"description": "So long after the last follow-up."},
                    "clock": {
                        "enum": ["calendar", "working_days"],
                        "description": "working_days: whole days of `after` and `warn_before` are days on which the "
                        "company works; without it: calendar.",
                    },
                    "where": EXPRESSION | {"x-how": "filters", "description": "Only such records come back."},
                    "activity": {"type": "array", "minItems": 1, "items": _activity()},
                    "warn_before": _DURATION,
                    "warn_with": _NAME
                    | {
                        "x-kind": "message",
                        "description": "The message of the warning, which may name trigger.at, when the record goes "
                        "back, and trigger.pool; without it words of the platform.",
                    },
                },
                "after",
            ),
            "protect": _closed(
                {"when": EXPRESSION | {"x-how": "filters", "description": "Such a record is not taken back."}}, "when"
            ),
            "leaver": {
                "enum": ["pool"],
                "description": "What somebody holds who is switched off is put in at once; without it, it stays until "
                "a manager hands it over.",
            },
            "set": _closed(
                {"in": _VALUES, "out": _VALUES},
            )
            | {"description": "Values a record gets when it comes into the pool and when somebody gets it."},
            "position": {"type": "integer", "minimum": 0, "maximum": 1000, "description": "Least stands first."},
        },
    )


def _activity() -> dict[str, Any]:
    return {
        "description": "What counts as follow-up: records of another form that refer to this one, by a moment of "
        "theirs, or a change of a field, such as a stage.",
        "oneOf": [
            _closed(
                {
                    "form": _NAME | {"x-kind": "form", "x-subject": "row"},
                    "reference": FIELD | {"x-field": "row"},
                    "moment": FIELD | {"x-field": "row", "description": "Without it: when it was created."},
                },
                "form",
                "reference",
            ),
            _closed({"field": FIELD}, "field"),
        ],
    }


def _closed(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(required),
        "additionalProperties": False,
        "properties": properties,
    }
