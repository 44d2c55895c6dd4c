"""Small JSON Schema pieces of which the schemas of the kinds of definitions are made."""

from collections.abc import Sequence
from typing import Any


def key_of(longest: int = 60) -> dict[str, Any]:
    """The identity of a document or of a part of one."""
    return {"type": "string", "pattern": "^[a-z][a-z0-9_]*$", "maxLength": longest}


KEY = key_of()
# What becomes a column or a name in formulas is one shorter.
PART_KEY = key_of(59)
# What a member refers to stands beside its shape, in members "x-…"; see builder/lineage/places.py. Settings of parts
# (field types, nodes, views, aggregates) say the same in their marshmallow metadata, there without "x-".
FIELD = PART_KEY | {"x-field": True}
# Checked by the expression reader, which says more than a schema could.
EXPRESSION: dict[str, Any] = {"x-expression": True}
SUBJECT: dict[str, Any] = {"x-kind": "form", "x-subject": "record"}
# One text for all, or one per language.
WORDS: dict[str, Any] = {
    "oneOf": [
        {"type": "string", "minLength": 1},
        {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}},
    ]
}


def document_schema(
    kind: str, required: Sequence[str], properties: dict[str, Any], *, key: dict[str, Any] = KEY
) -> dict[str, Any]:
    """The JSON Schema (2020-12) of documents of a kind, all of which have a kind, a key and a title."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind,
        "type": "object",
        "required": ["kind", "key", "title", *required],
        "additionalProperties": False,
        "properties": {"kind": {"const": kind}, "key": key, "title": WORDS, **properties},
    }
