"""The JSON Schema of decision tables."""

from typing import Any

from ..definitions.pieces import PART_KEY, SUBJECT, WORDS

HITS = ("unique", "first", "priority", "collect")
COLLECTS = ("list", "sum", "min", "max", "count")
INPUT_TYPES = ("text", "integer", "decimal", "boolean", "date", "datetime")
# What people call a number beside its expression type.
NUMBERS = {"percent": "decimal", "currency": "decimal"}

_DAY = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}


def decision_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of documents of kind "decision_table"."""
    types = {"enum": [*INPUT_TYPES, *NUMBERS]}
    part = {"key": PART_KEY, "type": types, "title": WORDS, "words_of": _words_of()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "decision_table",
        **_closed(
            {
                "kind": {"const": "decision_table"},
                "key": PART_KEY,
                "title": WORDS,
                "hit": {"enum": list(HITS)},
                "collect": {"enum": list(COLLECTS)},
                "valid_by": PART_KEY
                | {
                    "description": "The date input that the rows' from and until are held against.",
                    "x-names": "inputs",
                },
                "tiers": {"enum": ["whole", "progressive"]},
                "tier_by": PART_KEY
                | {
                    "description": "Progressive: the number of which each slice counts at its row.",
                    "x-names": "inputs",
                },
                "open": {
                    "type": "boolean",
                    "description": "Its rows travel with forms that ask it, so that pages work it out while one types.",
                },
                "complete": {"type": "boolean", "description": "Refuse to publish while a case has no row."},
                "inputs": {"type": "array", "minItems": 1, "maxItems": 20, "items": _closed(part, ["key", "type"])},
                "outputs": {"type": "array", "minItems": 1, "maxItems": 20, "items": _closed(part, ["key", "type"])},
                "otherwise": {"type": "array", "description": "The outputs where no row matches."},
                "rows": {"type": "array", "minItems": 1, "maxItems": 5000, "items": _row()},
            },
            ["kind", "key", "title", "hit", "inputs", "outputs", "rows"],
        ),
    }


def _words_of() -> dict[str, Any]:
    form = {"type": "string", "minLength": 1} | SUBJECT
    return _closed({"form": form, "field": PART_KEY | {"x-field": True, "x-how": "shows"}}, ["form", "field"]) | {
        "description": "The field whose options its values are: cells show their words and take them.",
        "x-title": {"zh-CN": "按哪个字段的选项填写", "en": "Filled in by the options of"},
    }


def _row() -> dict[str, Any]:
    return _closed(
        {
            "key": PART_KEY,
            "when": {"type": "array", "description": "A cell for each input; null or - for any value."},
            "then": {"type": "array", "description": "A value for each output."},
            "from": _DAY,
            "until": _DAY,
            "priority": {"type": "integer"},
            "source": {"type": "string", "maxLength": 500},
        },
        ["key", "when", "then"],
    )


def _closed(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
