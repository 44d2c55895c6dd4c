"""The JSON Schema of obligation documents."""

from typing import Any

from ...definitions.pieces import SUBJECT, WORDS, document_schema

EACH = ("working_day", "day", "week", "month", "quarter", "half", "year")
_NAME = {"type": "string", "minLength": 1}
_PARAM = {
    "type": "object",
    "required": ["param"],
    "additionalProperties": False,
    "properties": {"param": _NAME | {"x-param": True}},
}


def obligation_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of documents of kind "obligation"."""
    return document_schema(
        "obligation",
        ["who", "each", "must"],
        {
            "description": WORDS,
            "who": _who(),
            "each": {
                "enum": list(EACH),
                "description": "How often. A period in which the calendar of someone's department has no working day "
                "owes nothing, and what is owed each day of a calendar is owed on holidays too.",
            },
            "must": _must(),
            "by": {
                "oneOf": [{"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"}, _PARAM],
                "description": "Until which time of the day, or of the last working day of the period; "
                "its end without.",
            },
            "days_later": {
                "type": "integer",
                "minimum": 0,
                "maximum": 92,
                "description": "So many days after that day.",
            },
            "position": {"type": "integer", "minimum": 0, "maximum": 1000, "description": "Least stands first."},
        },
    )


def _who() -> dict[str, Any]:
    return {
        "description": "The holders of a role, the people of a department and those below it, or for each record of a "
        "form the person in one of its fields.",
        "oneOf": [
            _closed({"role": _NAME | {"x-kind": "role"}, "department": _NAME}, "role"),
            _closed({"department": _NAME}, "department"),
            _closed(
                {
                    "field": _NAME | {"x-field": True},
                    "of": _NAME | SUBJECT,
                    "where": {"description": "A filter of those records.", "x-filter": True},
                },
                "field",
                "of",
            ),
        ],
    }


def _must() -> dict[str, Any]:
    match = {
        "description": "Which field of the record names the person, the day and the record it is about, such as "
        '{"author": {"var": "person"}, "on": {"var": "day"}}.',
        "type": "object",
        "minProperties": 2,
        "maxProperties": 3,
        "propertyNames": {"x-field": True},
        "additionalProperties": _closed({"var": {"enum": ["person", "day", "record"]}}, "var"),
    }
    return _closed(
        {
            "form": _NAME | SUBJECT,
            "match": match,
            "where": {"description": "A filter: only such records count.", "x-filter": True},
            "at_least": {"type": "integer", "minimum": 1, "maximum": 1000},
        },
        "form",
        "match",
    )


def _closed(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(required),
        "additionalProperties": False,
        "properties": properties,
    }
