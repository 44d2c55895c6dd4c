"""The JSON Schema of message documents."""

from typing import Any

from ..definitions.pieces import KEY, SUBJECT, WORDS, document_schema
from .classes import CLASSES
from .receipts.quiz import quiz_schema

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
            "answers": {
                "type": "array",
                "minItems": 1,
                "maxItems": 10,
                "description": "What its person may answer, each a button.",
                "items": {
                    "type": "object",
                    "required": ["key", "title"],
                    "additionalProperties": False,
                    "properties": {"key": KEY, "title": WORDS},
                },
            },
            "answer_within": {
                "type": "string",
                "pattern": "^P",
                "description": "After that no answer is taken.",
                "x-duration": True,
            },
            "confirm": {"type": "boolean", "description": "Each receiver is to confirm that he has read it."},
            "quiz": quiz_schema(),
            "remind_after": {
                "x-duration": True,
                "type": "string",
                "pattern": "^P",
                "description": "How often those are reminded who have not answered or confirmed.",
            },
            "text": _TEXT | {"description": "Plain text; {field} stands for the record's value.", "x-text": True},
        },
    )
