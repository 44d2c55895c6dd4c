"""The JSON Schema of message documents."""

from typing import Any

from ..definitions.pieces import SUBJECT, document_schema
from .classes import CLASSES

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
            "form": SUBJECT
            | {"type": "string", "description": "Whose records it tells of; each name is then checked."},
            "class": {
                "enum": list(CLASSES),
                "description": "What it is for, by default notice.",
            },
            "title": _TEXT | {"description": "One line; {field} stands for the record's value.", "x-text": True},
            "text": _TEXT | {"description": "Plain text; {field} stands for the record's value.", "x-text": True},
        },
    )
