"""The JSON Schema of calendar documents."""

from typing import Any

from ..definitions.pieces import document_schema
from .public_holidays import public_holidays

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MOST_DAYS = 3_000

_DATE = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
# 24:00 is the end of a day.
_TIME = "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$"
_TITLE = {
    "oneOf": [
        {"type": "string", "minLength": 1, "maxLength": 60},
        {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string", "minLength": 1}},
    ]
}
_SHIFTS = {
    "type": "array",
    "maxItems": 6,
    "items": {"type": "array", "items": {"type": "string", "pattern": _TIME}, "minItems": 2, "maxItems": 2},
}


def calendar_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of documents of kind "calendar"."""
    return document_schema(
        "calendar",
        ["hours"],
        {
            "title": _TITLE,
            "holidays": {
                "enum": [*public_holidays(), None],
                "description": "The country whose public holidays and made-up days hold; null for none.",
            },
            "hours": {
                "type": "object",
                "description": "The shifts of each weekday, [from, until] in local time; a weekday without is free.",
                "properties": dict.fromkeys(WEEKDAYS, _SHIFTS),
                "additionalProperties": False,
            },
            "days": {
                "type": "object",
                "description": "Dates that differ from their weekday and from the public holidays.",
                "maxProperties": MOST_DAYS,
                "propertyNames": {"pattern": _DATE},
                "additionalProperties": {
                    "type": "object",
                    "required": ["works"],
                    "additionalProperties": False,
                    "properties": {"works": {"type": "boolean"}, "title": _TITLE, "hours": _SHIFTS},
                },
            },
            "departments": {
                "type": "array",
                "description": "The departments whose people work by it and below; only in a workspace's own.",
                "items": {"type": "string", "minLength": 1, "maxLength": 60},
                "uniqueItems": True,
            },
        },
    )
