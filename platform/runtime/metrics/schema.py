"""The JSON Schema of metric documents, composed from the registry of aggregates."""

from typing import Any

from ..definitions.pieces import KEY, SUBJECT, WORDS, document_schema
from ..forms.settings_schema import settings_schema
from .aggregates import aggregates
from .obligations import COUNTS

_LIMIT = {
    "description": "A number as text, or the parameter that holds it.",
    "oneOf": [
        {"type": "string", "pattern": r"^-?\d{1,15}(\.\d{1,12})?$"},
        {
            "type": "object",
            "required": ["param"],
            "additionalProperties": False,
            "properties": {"param": {"type": "string", "minLength": 1, "x-param": True}},
        },
    ],
}
_DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
OF_METRICS = "quotient"
OF_DUTIES = "obligation"


def metric_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of documents of kind "metric"."""
    return document_schema(
        "metric",
        ["aggregate"],
        {
            "unit": WORDS,
            "form": {"type": "string", "minLength": 1, "description": "Whose records it is about."} | SUBJECT,
            "where": {"description": "A filter as views have it; without it all records.", "x-filter": True},
            "aggregate": {
                "type": "object",
                "required": ["type"],
                "properties": {"type": {"enum": [OF_METRICS, OF_DUTIES, *aggregates]}},
                "oneOf": [_of_metrics(), _of_duties(), *(_aggregate(key) for key in aggregates)],
            },
            "moment": {
                "description": "The day or moment that places a record in a period: the form's own, else when it was "
                "created. null: the figure tells how things stand now.",
                "type": ["string", "null"],
                "minLength": 1,
                "x-field": True,
            },
            "dimensions": {
                "description": 'Fields to split it by; "customer.level" through a reference, "seller.department" the '
                "department in which a person was at the moment.",
                "type": "array",
                "items": {"type": "string", "minLength": 1, "x-field": True, "x-how": "splits"},
                "maxItems": 20,
                "uniqueItems": True,
            },
            "good": {"enum": ["high", "low"], "description": "Which way is better."},
            "bands": {"type": "array", "items": _band(), "maxItems": 200},
            "limits": _limits(),
            "description": WORDS,
            "source_note": WORDS,
            "position": {"type": "integer", "minimum": 0, "maximum": 1000, "description": "Least stands first."},
        },
    )


def _aggregate(key: str) -> dict[str, Any]:
    type_ = aggregates.get(key)
    settings = settings_schema(type_.Settings())
    return settings | {
        "description": type_.__doc__,
        "x-label": type_.label,
        "properties": {"type": {"const": key}} | settings["properties"],
        "required": ["type", *settings["required"]],
    }


def _of_metrics() -> dict[str, Any]:
    metric = KEY | {"pattern": ".", "x-kind": "metric"}
    return {
        "description": "One metric divided by another, such as visits for each seller.",
        "type": "object",
        "required": ["type", "of", "over"],
        "additionalProperties": False,
        "properties": {"type": {"const": OF_METRICS}, "of": metric, "over": metric},
    }


def _of_duties() -> dict[str, Any]:
    return {
        "description": "How many duties of an obligation are due, done, on time, late or missing; or which share "
        "of all that are due. Its dimensions are who (the person) and department.",
        "type": "object",
        "required": ["type", "obligation", "count"],
        "additionalProperties": False,
        "properties": {
            "type": {"const": OF_DUTIES},
            "obligation": {"type": "string", "minLength": 1, "x-kind": "obligation"},
            "count": {"enum": list(COUNTS)},
            "share": {"type": "boolean"},
        },
    }


def _band() -> dict[str, Any]:
    return {
        "description": "From `green` on it is well, from `yellow` on it needs care, else it is bad. The last one that "
        "fits counts, before those the one for just that value of a dimension.",
        "type": "object",
        "required": ["green", "yellow"],
        "additionalProperties": False,
        "properties": {
            "green": _LIMIT,
            "yellow": _LIMIT,
            "from": _DAY,
            "until": _DAY,
            "dimension": {"type": "string", "minLength": 1, "x-field": True, "x-how": "splits"},
            "value": {},
        },
        "dependentRequired": {"dimension": ["value"], "value": ["dimension"]},
    }


def _limits() -> dict[str, Any]:
    output = {"type": "string", "minLength": 1}
    return {
        "description": "Limits from a decision table, by values of dimensions and by date; where no row fits, the "
        "bands count.",
        "type": "object",
        "required": ["table", "with", "green", "yellow"],
        "additionalProperties": False,
        "properties": {
            "table": {"type": "string", "minLength": 1, "x-kind": "decision_table"},
            "with": {
                "description": 'Input of the table → dimension of the metric, or {"var": "day"}: the last day of the '
                "period, today of a running one.",
                "type": "object",
                "additionalProperties": {
                    "oneOf": [
                        {"type": "string", "minLength": 1, "x-field": True, "x-how": "splits"},
                        {
                            "type": "object",
                            "required": ["var"],
                            "additionalProperties": False,
                            "properties": {"var": {"const": "day"}},
                        },
                    ]
                },
            },
            "green": output,
            "yellow": output,
        },
    }
