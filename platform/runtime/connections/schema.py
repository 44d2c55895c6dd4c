"""The JSON Schema of connection documents: what an app needs to reach, for an administrator to set up."""

from typing import Any

from ...connectors.base import connector_types
from ..definitions.pieces import WORDS, document_schema
from ..forms.settings_schema import settings_schema


def connection_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of documents of kind "connection"."""
    return document_schema(
        "connection",
        ["connector"],
        {
            "connector": {"enum": list(connector_types), "description": "The sort of service."},
            "settings": {"type": "object", "description": "What the form of its settings begins with."},
            "help": WORDS | {"description": "What to ask the other side's administrator for."},
        },
    ) | {"allOf": [_settings(key) for key in connector_types]}


def _settings(key: str) -> dict[str, Any]:
    """Those of its connector, of which a document may leave any to the administrator."""
    declared = settings_schema(connector_types.get(key).Settings()) | {"required": []}
    return {
        "if": {"properties": {"connector": {"const": key}}, "required": ["connector"]},
        "then": {"properties": {"settings": declared}},
    }
