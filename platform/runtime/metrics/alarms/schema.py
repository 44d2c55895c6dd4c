"""The JSON Schema of alarm documents."""

from typing import Any

from ...definitions.pieces import document_schema

PERIODS = ("day", "week", "month", "quarter", "half", "year")
_NAME = {"type": "string", "minLength": 1}


def alarm_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of documents of kind "alarm"."""
    return document_schema(
        "alarm",
        ["metric", "period", "state", "tell"],
        {
            "metric": _NAME | {"x-kind": "metric"},
            "by": {
                "description": "A dimension of the metric: each of its values by itself; without it the whole figure.",
                "type": "array",
                "items": _NAME | {"x-dimension": True},
                "maxItems": 1,
            },
            "period": {"enum": list(PERIODS)},
            "state": {"enum": ["yellow", "red"], "description": "yellow: yellow or worse."},
            "in_a_row": {"type": "integer", "minimum": 1, "maximum": 26},
            "missing": {
                "enum": ["skip", "breaks", "counts"],
                "description": "What a period without data does to the periods in a row; without it: skip.",
            },
            "again": {
                "enum": ["every", "once_until_recovered"],
                "description": "Each period, or once until the figure stands well again; without it: the latter.",
            },
            "grace": {
                "description": "So long after its end a period is judged anew each day, for late data: P1W.",
                "x-duration": True,
                "type": "string",
                "pattern": r"^P(\d{1,2}D|\d{1,1}W)$",
            },
            "tell": {
                "description": 'Who should know; "subject" is the value of the dimension: {"manager_of": "subject"}.',
                "x-persons": "subject",
            },
        },
    )
