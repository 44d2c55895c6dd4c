"""The JSON Schemas of form and options documents, composed from the registry of field types."""

from typing import Any

from ..definitions.pieces import EXPRESSION, FIELD, PART_KEY, WORDS, document_schema
from ..fields import field_types
from ..fields.cascading_choice import BranchSchema
from .layout import layout_schema
from .names import names_schema
from .phrases import MENTIONS
from .rules import ACTS
from .settings_schema import settings_schema

_KEYS: dict[str, Any] = {"type": "array", "items": FIELD, "minItems": 1}
_ALIASES = {"type": "array", "items": {"type": "string", "minLength": 1, "maxLength": 120}}
_OPTION = {"type": "string", "minLength": 1, "maxLength": 120}
_PART = {
    "type": "object",
    "required": ["key"],
    "additionalProperties": False,
    "properties": {"key": _OPTION, "when": EXPRESSION},
}


def form_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of documents of kind "form"."""
    return document_schema(
        "form",
        ["fields"],
        {
            "title_field": FIELD,
            "moment_field": FIELD | {"description": "The date or moment at which a record's matter came up."},
            "fields": {"type": "array", "items": _field()},
            "rules": {
                "type": "array",
                "items": _closed({"key": PART_KEY, "when": EXPRESSION, "then": _acts()}) | {"x-part": "rule"},
            },
            "checks": {"type": "array", "items": _check() | {"x-part": "check"}},
            "layout": layout_schema(),
            "keep_last": {
                "type": "array",
                "items": FIELD,
                "uniqueItems": True,
                "description": "Fields that begin as the person last filled them in, unless he unpins them.",
            },
            "names": names_schema(FIELD, EXPRESSION),
            "indexes": {
                "type": "array",
                "items": _closed({"key": PART_KEY, "fields": {"type": "array", "items": FIELD}}),
            },
        },
        key=PART_KEY,
    )


def options_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of documents of kind "options": choices that several fields share."""
    option = settings_schema(BranchSchema())
    option["properties"] |= {"title": WORDS, "split_into": {"type": "array", "items": _PART, "minItems": 1}}
    option["properties"]["parent"] = option["properties"]["merged_into"] = _OPTION
    options = {"type": "array", "items": option, "minItems": 1, "maxItems": 10_000}
    option["properties"]["aliases"] = _ALIASES
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "options",
        **_closed({"kind": {"const": "options"}, "key": PART_KEY, "title": WORDS, "options": options}),
    }


def _field() -> dict[str, Any]:
    """Every field has the common members; its settings follow its type."""
    return {
        "type": "object",
        "x-part": "field",
        "required": ["key", "type", "title"],
        "additionalProperties": False,
        "properties": {
            "key": PART_KEY,
            "type": {"enum": list(field_types)},
            "title": WORDS,
            "hint": WORDS,
            "aliases": _ALIASES | {"description": "Other names for the column of a spreadsheet to import."},
            "required": {"type": "boolean"},
            "indexed": {"type": "boolean"},
            "unique": {"type": "boolean"},
            "default": {"description": 'A JSON value, or {"formula": expression}.', "x-default": True},
            "null_fill": {"description": "The value stored in place of an empty one."},
            "settings": {"type": "object"},
        },
        "allOf": [
            {
                "if": {"properties": {"type": {"const": key}}, "required": ["type"]},
                "then": {"properties": {"settings": settings_schema(type_.Settings()) | _described(type_)}},
            }
            for key, type_ in field_types.items()
        ],
    }


def _described(type_: Any) -> dict[str, Any]:
    """`x-filters` and `x-type`: how its values are compared, in filters and in expressions."""
    told = {"x-label": type_.label, "x-filters": list(type_.filters), "x-type": type_.type.value}
    return {"description": type_.__doc__, **told}


def _acts() -> dict[str, Any]:
    """What a rule does with fields, and with items of the layout."""
    name = FIELD | {"x-how": "governs"}
    names = {"oneOf": [name, {"type": "array", "items": name, "minItems": 1}]}
    values = {
        "type": "object",
        "propertyNames": FIELD | {"x-how": "writes"},
        "additionalProperties": EXPRESSION,
        "minProperties": 1,
    }
    acts = [_closed({act: values if act == "set" else names}) for act in ACTS]
    return {"type": "array", "items": {"oneOf": acts}, "minItems": 1}


def _check() -> dict[str, Any]:
    """A condition, a phrase guard, or fields that are unique together."""
    common = {"key": PART_KEY, "field": FIELD | {"x-how": "shows"}, "warn": {"type": "boolean"}}
    condition = {
        "at": {"const": "submit"},
        "assert": EXPRESSION,
        "message": WORDS,
        "lock": {"oneOf": [_KEYS, _closed({"name": PART_KEY, "by": _KEYS})]},
        "reveals": {"type": "array", "items": PART_KEY | {"x-revealed": True}, "minItems": 1},
    }
    return {
        "oneOf": [
            _open(common | condition, ["key", "assert", "message"]),
            _open(common | {"guard": _guard(), "message": WORDS}, ["key", "guard"]),
            _open({"key": PART_KEY, "unique": _KEYS | {"minItems": 2}, "message": WORDS}, ["key", "unique"]),
        ]
    }


def _guard() -> dict[str, Any]:
    word = {"type": "string", "minLength": 1, "maxLength": 100}
    phrases = {
        "oneOf": [
            {"type": "array", "items": word, "minItems": 1, "maxItems": 1000},
            _closed({"options": {"type": "string", "x-kind": "options"}}),
            _closed({"param": {"type": "string", "x-param": True}}),
        ]
    }
    kinds = [
        _closed({"filled": FIELD}),
        _closed({"longer_than": {"type": "integer", "minimum": 1}}),
        _closed({"mentions": {"enum": sorted(MENTIONS)}}),
    ]
    evidence = {"type": "array", "items": {"oneOf": kinds}}
    return _open({"field": FIELD, "phrases": phrases, "evidence": evidence}, ["field", "phrases"])


def _open(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    """An object with some of these members, the required ones among them."""
    return _closed(properties) | {"required": required}


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    """An object with exactly these members."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
