"""Small JSON Schema pieces of which the schemas of the kinds of definitions are made."""

from typing import Any


def key_of(longest: int = 60) -> dict[str, Any]:
    """The identity of a document or of a part of one."""
    return {"type": "string", "pattern": "^[a-z][a-z0-9_]*$", "maxLength": longest}


KEY = key_of()
# What becomes a column or a name in formulas is one shorter.
PART_KEY = key_of(59)
# One text for all, or one per language.
WORDS: dict[str, Any] = {
    "oneOf": [
        {"type": "string", "minLength": 1},
        {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}},
    ]
}
