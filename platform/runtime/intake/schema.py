"""The JSON Schema of intake documents."""

from typing import Any

from ..definitions.pieces import SUBJECT, WORDS, document_schema
from ..forms.settings_schema import settings_schema
from ..triggers.body_paths import PATTERN
from .channel import channels

_NAME = {"type": "string", "minLength": 1}
_FIELDS = {"x-field": True, "x-how": "writes"}


def intake_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of documents of kind "intake"."""
    return document_schema(
        "intake",
        ["channel", "form"],
        {
            "description": WORDS,
            "channel": {"enum": list(channels), "description": "How it comes in."},
            "form": _NAME | SUBJECT | {"description": "The form whose records it becomes."},
            "map": {
                "type": "object",
                "description": "Field → where its value stands in what comes in, such as contact.phones.0.",
                "propertyNames": _FIELDS,
                "additionalProperties": {"type": "string", "pattern": PATTERN},
            },
            "set": {
                "type": "object",
                "description": "Field → the value that every record gets, such as where it came from.",
                "propertyNames": _FIELDS,
            },
            "settings": {"type": "object"},
        },
    ) | {"allOf": [_settings(key) for key in channels]}


def _settings(key: str) -> dict[str, Any]:
    return {
        "if": {"properties": {"channel": {"const": key}}, "required": ["channel"]},
        "then": {"properties": {"settings": settings_schema(channels.get(key).Settings())}},
    }
