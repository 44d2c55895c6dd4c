"""The JSON Schema of ledger documents."""

from typing import Any

from ..calendars.periods import UNITS
from ..definitions.pieces import WORDS, document_schema

_NAME = {"type": "string", "minLength": 1}
_ROLES = {"type": "array", "items": _NAME | {"x-kind": "role", "x-how": "permits"}, "uniqueItems": True}
MOST_DECIMALS = 4


def ledger_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of documents of kind "ledger"."""
    return document_schema(
        "ledger",
        ["accounts"],
        {
            "description": WORDS,
            "unit": WORDS | {"description": "What is counted, such as points."},
            "decimals": {"type": "integer", "minimum": 0, "maximum": MOST_DECIMALS},
            "accounts": {
                "description": "Whose accounts there are: persons', or one of each record of a form.",
                "oneOf": [
                    {"const": "persons"},
                    {
                        "type": "object",
                        "required": ["form"],
                        "additionalProperties": False,
                        "properties": {"form": _NAME | {"x-kind": "form"}},
                    },
                ],
            },
            "minimum": {
                "type": "string",
                "pattern": r"^-?\d{1,12}(\.\d{1,4})?$",
                "description": "No balance falls below it, such as 0; absent: any may.",
            },
            "period": {"enum": list(UNITS), "description": "What is closed at a time; absent: a month."},
            "readers": _ROLES | {"description": "Roles that see all accounts; everybody sees his own."},
            "managers": _ROLES | {"description": "Roles that post and reverse by hand and close periods."},
        },
    )
