"""The JSON Schema of message documents."""

from typing import Any

from ..definitions.pieces import document_schema

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
    return document_schema(
        "message",
        ["text"],
        {
            "title": _TEXT | {"description": "One line; {field} stands for the record's value.", "x-text": True},
            "text": _TEXT | {"description": "Plain text; {field} stands for the record's value.", "x-text": True},
        },
    )
