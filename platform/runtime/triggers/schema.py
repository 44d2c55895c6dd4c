"""The part of the JSON Schema of workflows that says what starts them, composed from the registry of trigger types."""

from typing import Any

from ..definitions.pieces import EXPRESSION, SUBJECT
from ..forms.settings_schema import settings_schema
from .trigger import TriggerType, trigger_types

_COMMON = ("type", "form", "where")


def trigger_schema() -> dict[str, Any]:
    """JSON Schema of the member "trigger"."""
    return {
        "type": "object",
        "x-binds": True,
        "required": ["type"],
        "properties": {
            "type": {"enum": list(trigger_types)},
            "form": {"type": "string", "minLength": 1} | SUBJECT,
            "where": EXPRESSION,
        },
        "allOf": [
            {"if": {"properties": {"type": {"const": key}}, "required": ["type"]}, "then": _of(type_)}
            for key, type_ in trigger_types.items()
        ],
    }


def _of(type_: TriggerType) -> dict[str, Any]:
    made = settings_schema(type_.Settings())
    known = [*_COMMON, *made["properties"]]
    required = [*(["form"] if type_.about == "record" else []), *made["required"]]
    return {
        "description": type_.__doc__,
        "x-label": type_.label,
        "properties": made["properties"],
        "required": required,
        "propertyNames": {"enum": [name for name in known if name != "form" or type_.about != "nothing"]},
    }
