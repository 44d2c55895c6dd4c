"""The JSON Schema of workflow documents, composed from the registry of node types."""

from typing import Any

from ...definitions.pieces import EXPRESSION, KEY, WORDS, document_schema
from ...forms.settings_schema import settings_schema
from ...triggers import trigger_schema
from ..node import CLOCKS, node_types

# Keys become parts of job keys and of messages' keys, which are short.
_OUTCOME = {"type": "string", "minLength": 1, "maxLength": 120}
CLOCK = {"enum": list(CLOCKS), "description": "What time is counted by; working: while people work."}
UNTILS = ("seen", "accepted", "done")


def workflow_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of documents of kind "workflow"."""
    return document_schema(
        "workflow",
        ["trigger", "nodes", "edges"],
        {
            "trigger": trigger_schema(),
            "clock": CLOCK,
            "nodes": {"type": "array", "items": _node(), "minItems": 1},
            "edges": {"type": "array", "items": _edge(), "minItems": 1},
            "scopes": {"type": "array", "items": _scope()},
        },
    )


def _node() -> dict[str, Any]:
    """Every node has the common members; its settings follow its type."""
    return {
        "type": "object",
        "x-part": "step",
        "required": ["key", "type", "title"],
        "additionalProperties": False,
        "properties": {
            "key": KEY | {"not": {"enum": ["start", "end"]}},
            "type": {"enum": list(node_types)},
            "title": WORDS,
            "settings": {"type": "object"},
            "limits": {"type": "array", "items": _limit()},
            "most_visits": EXPRESSION
            | {"description": "How often it may be entered; after that it is left by the outcome too_often at once."},
        },
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
            for key, type_ in node_types.items()
        ],
    }


def _scope() -> dict[str, Any]:
    """Steps with deadlines of their own, which count from the first entry into one of them until all are left."""
    limit = _limit()
    del limit["properties"]["until"]
    return {
        "type": "object",
        "x-part": "scope",
        "required": ["key", "title", "nodes", "limits"],
        "additionalProperties": False,
        "properties": {
            "key": KEY | {"not": {"enum": ["start", "end"]}},
            "title": WORDS,
            "nodes": {"type": "array", "items": {"type": "string"}, "minItems": 1, "uniqueItems": True},
            "limits": {"type": "array", "items": limit, "minItems": 1},
        },
    }


def _limit() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["key"],
        "additionalProperties": False,
        "allOf": [
            {"anyOf": [{"required": ["do"]}, {"required": ["leave_by"]}]},
            {"oneOf": [{"required": ["after"]}, {"required": ["before"]}]},
        ],
        "properties": {
            "key": KEY,
            "title": WORDS,
            "until": {"enum": list(UNTILS), "description": "The state of the task that takes the limit away."},
            "after": {
                "description": "How long after the step was entered, or after `of`: ISO 8601, or a parameter.",
                "x-duration": True,
            },
            "before": {"description": "How long before the moment in `of`.", "x-duration": True},
            "of": {"description": "A field with a date or a moment.", "x-field": True},
            "clock": CLOCK,
            "every": {"description": "How long until it comes again.", "x-duration": True},
            "times": {"description": "How often in all.", "type": "integer", "minimum": 2, "maximum": 100},
            "do": {"type": "array", "items": {"x-deed": True}, "minItems": 1},
            "leave_by": _OUTCOME,
        },
    }


def _edge() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["from", "to"],
        "additionalProperties": False,
        "properties": {
            "key": KEY,
            "from": {"type": "string"},
            "to": {"type": "string"},
            "when": {"oneOf": [_OUTCOME, {"type": "array", "items": _OUTCOME, "minItems": 1, "uniqueItems": True}]},
        },
    }
