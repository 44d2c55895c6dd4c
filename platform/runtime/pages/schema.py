"""The JSON Schema of page documents, composed from the registries of blocks and filters."""

from collections.abc import Iterable
from typing import Any

from ..definitions.pieces import KEY, WORDS, document_schema
from ..forms.settings_schema import settings_schema
from .blocks import block_types
from .filters import filter_types

_ROLES = {
    "type": "array",
    "items": {"type": "string", "minLength": 1, "x-kind": "role"},
    "maxItems": 50,
    "uniqueItems": True,
}


def page_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of documents of kind "page"."""
    return document_schema(
        "page",
        ["blocks"],
        {
            "description": WORDS,
            "position": {"type": "integer", "minimum": 0, "maximum": 1000, "description": "Least stands first."},
            "home_of": _ROLES | {"description": "Roles whose people begin here."},
            "shown_to": _ROLES | {"description": "Roles who see it too; without any, all who use the app do."},
            "filters": {"type": "array", "items": _filter(), "maxItems": 8},
            "blocks": {"type": "array", "items": _block(), "minItems": 1, "maxItems": 40},
        },
    )


def _filter() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["key", "type"],
        "additionalProperties": False,
        "properties": {
            "key": KEY,
            "type": {"enum": list(filter_types)},
            "title": WORDS,
            "default": {"type": ["string", "null"], "description": "What is chosen at first; without it all."},
            "by": {
                "type": "string",
                "minLength": 1,
                "description": 'What it chooses a value of: a dimension of metrics, such as "customer.region", or the '
                "same of a view's form.",
            },
            "in": {
                "type": "object",
                "description": "Block → the dimension or field by which it follows instead; null: it does not.",
                "additionalProperties": {"type": ["string", "null"], "minLength": 1},
            },
            "settings": {"type": "object"},
        },
        "allOf": _settings_of((key, filter_types.get(key)) for key in filter_types),
    }


def _block() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["key", "type", "width"],
        "additionalProperties": False,
        "properties": {
            "key": KEY,
            "type": {"enum": list(block_types)},
            "title": WORDS,
            "width": {"type": "integer", "minimum": 1, "maximum": 12, "description": "So many of twelve columns."},
            "rows": {"type": "integer", "minimum": 1, "maximum": 6, "description": "How high, 1 if not said."},
            "settings": {"type": "object"},
        },
        "allOf": _settings_of((key, block_types.get(key)) for key in block_types),
    }


def _settings_of(types: Iterable[tuple[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "if": {"properties": {"type": {"const": key}}, "required": ["type"]},
            "then": {
                "properties": {
                    "settings": settings_schema(type_.Settings())
                    | {"description": type_.__doc__, "x-label": type_.label}
                }
            },
        }
        for key, type_ in types
    ]
