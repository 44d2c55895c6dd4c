"""Small JSON Schema pieces that several kinds share."""

from typing import Any

KEY: dict[str, Any] = {"type": "string", "pattern": "^[a-z][a-z0-9]*(_{1,2}[a-z0-9]+)*$", "maxLength": 60}
LOCALIZED: dict[str, Any] = {
    "oneOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {"zh-CN": {"type": "string"}, "en": {"type": "string"}},
            "required": ["zh-CN", "en"],
            "additionalProperties": False,
        },
    ]
}


def closed(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    """An object that has these properties and no others."""
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
