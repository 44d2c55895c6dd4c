"""The JSON Schema of intake documents."""

from typing import Any

from ..definitions.pieces import FIELD, SUBJECT, WORDS, document_schema
from ..forms.settings_schema import settings_schema
from .channel import channels

_NAME = {"type": "string", "minLength": 1}
_FIELDS = {"x-field": True, "x-how": "writes"}
PARAMETER = r"^[A-Za-z][A-Za-z0-9_-]{0,39}$"
_REPEATS = {
    "type": "object",
    "description": "What is done where a record has the same values already; the sender is not told.",
    "required": ["fields", "way"],
    "additionalProperties": False,
    "properties": {
        "fields": {"type": "array", "minItems": 1, "items": FIELD | {"x-how": "reads"}, "uniqueItems": True},
        "way": {
            "enum": ["refuse", "keep", "mark"],
            "description": "Make no record and keep what came; make one all the same; or make one with `set`.",
        },
        "set": {"type": "object", "propertyNames": _FIELDS},
    },
    "if": {"properties": {"way": {"const": "mark"}}},
    "then": {"required": ["set"]},
    "else": {"not": {"required": ["set"]}},
}


def intake_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of documents of kind "intake"."""
    return document_schema(
        "intake",
        ["channel", "form"],
        {
            "description": WORDS,
            "channel": {"enum": list(channels), "description": "How it comes in."},
            "form": _NAME | SUBJECT | {"description": "The form whose records it becomes."},
            "fields": {
                "type": "array",
                "description": "What is asked for, or taken under its own name.",
                "items": FIELD | {"x-how": "writes"},
                "uniqueItems": True,
            },
            "choices": {
                "type": "object",
                "description": "Field that points to people or records → value → how it is called to everybody.",
                "propertyNames": _FIELDS,
                "additionalProperties": {"type": "object", "minProperties": 1, "additionalProperties": WORDS},
            },
            "map": {
                "type": "object",
                "description": "Field → where its value stands in what comes in, such as contact.phones.0, "
                "or the title of its column in a file.",
                "propertyNames": _FIELDS,
                "additionalProperties": {"type": "string", "minLength": 1, "maxLength": 1000},
            },
            "set": {
                "type": "object",
                "description": "Field → the value that every record gets, such as where it came from.",
                "propertyNames": _FIELDS,
            },
            "parameters": {
                "type": "object",
                "description": "Field → the parameter of a link that fills it, such as utm_campaign.",
                "propertyNames": _FIELDS,
                "additionalProperties": {"type": "string", "pattern": PARAMETER},
            },
            "moment": FIELD | {"x-how": "writes", "description": "The field that says when it came in."},
            "repeats": _REPEATS,
            "bodies_kept": {
                "type": "string",
                "description": "So long bodies that became records are kept, ISO 8601; 90 days when nothing is said.",
            },
            "settings": {"type": "object"},
        },
    ) | {"allOf": [_settings(key) for key in channels]}


def _settings(key: str) -> dict[str, Any]:
    return {
        "if": {"properties": {"channel": {"const": key}}, "required": ["channel"]},
        "then": {"properties": {"settings": settings_schema(channels.get(key).Settings())}},
    }
