"""The JSON Schema of view documents, composed from the registry of view types."""

from typing import Any

from ..definitions.pieces import SUBJECT, document_schema
from ..forms.settings_schema import settings_schema
from .view import view_types


def view_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of documents of kind "view"."""
    return document_schema(
        "view",
        ["form", "type"],
        {
            "form": {"type": "string", "minLength": 1} | SUBJECT,
            "type": {"enum": list(view_types)},
            "position": {"type": "integer", "minimum": 0, "maximum": 1000, "description": "Least stands first."},
            "settings": {"type": "object"},
        },
    ) | {
        "allOf": [
            {
                "if": {"properties": {"type": {"const": key}}, "required": ["type"]},
                "then": {
                    "properties": {
                        "settings": settings_schema(type_.Settings())
                        | {"description": type_.__doc__, "x-label": type_.label}
                    }
                },
            }
            for key, type_ in view_types.items()
        ],
    }
