"""The JSON Schema of role documents."""

from typing import Any

from ..definitions.pieces import EXPRESSION, SUBJECT, document_schema
from .grants import VERBS
from .rights import RIGHT_TITLES

_FORM_ACCESS = {
    "type": "object",
    "required": ["verbs"],
    "additionalProperties": False,
    "properties": {
        "verbs": {
            "type": "array",
            "uniqueItems": True,
            "items": {"enum": sorted(VERBS)},
            "description": "What holders may do with records of the form.",
        },
        "rows": {
            "type": "object",
            "additionalProperties": False,
            "description": "Which records each verb holds for, as an expression over record.* and actor.*; "
            "absent: all. What is changed or deleted must also be readable.",
            "properties": dict.fromkeys(("read", "change", "delete"), EXPRESSION | {"x-how": "filters"}),
        },
        "fields": {
            "type": "object",
            "description": 'Rights by field; "*" for all others. Absent: all are written.',
            "propertyNames": {
                "pattern": "^(\\*|[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)?)$",
                "x-field": True,
                "x-how": "permits",
            },
            "additionalProperties": {"enum": ["hidden", "read", "write"]},
        },
    },
}


def role_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of documents of kind "role"."""
    return document_schema(
        "role",
        [],
        {
            "forms": {
                "type": "object",
                "description": 'By form: a key of this app, or "app.form".',
                "propertyNames": {"pattern": "^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)?$", "x-how": "permits"} | SUBJECT,
                "additionalProperties": _FORM_ACCESS,
            },
            "workspace": {
                "type": "array",
                "uniqueItems": True,
                "items": {"enum": sorted(RIGHT_TITLES), "x-values": RIGHT_TITLES},
                "description": "Rights on the workspace as a whole.",
            },
        },
    )
