"""The JSON Schema of message documents."""

from typing import Any

_TEXT = {
    "oneOf": [
        {"type": "string", "minLength": 1, "maxLength": 1000},
        {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {"type": "string", "minLength": 1, "maxLength": 1000},
        },
    ]
}


def message_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of documents of kind "message"."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "message",
        "type": "object",
        "required": ["kind", "key", "title", "text"],
        "additionalProperties": False,
        "properties": {
            "kind": {"const": "message"},
            "key": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$", "maxLength": 60},
            "title": _TEXT | {"description": "One line; {field} stands for the record's value.", "x-text": True},
            "text": _TEXT | {"description": "Plain text; {field} stands for the record's value.", "x-text": True},
        },
    }
