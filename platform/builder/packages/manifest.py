"""The manifest: a package's name, version, requirements, parameters and what it asks for."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..kinds.shapes import KEY, LOCALIZED, closed

_VERSION = {"type": "string", "pattern": r"^\d+\.\d+\.\d+$"}
_RANGE = {"type": "string", "pattern": r"^(\^|>=|==|~=)?\d+(\.\d+){0,2}$"}
_RANGES = {"type": "object", "propertyNames": KEY, "additionalProperties": _RANGE}

PARAMETER_TYPES = ("text", "integer", "decimal", "percent", "duration", "time", "boolean", "choice", "list")

_PARAMETER = closed(
    {
        "key": KEY,
        "type": {"enum": list(PARAMETER_TYPES)},
        "title": LOCALIZED,
        "summary": LOCALIZED,
        "group": LOCALIZED,
        "unit": LOCALIZED,
        "default": {},
        "options": {"type": "array", "items": closed({"key": KEY, "title": LOCALIZED}, ["key", "title"])},
        # The key of an options document of the package, instead of options of its own.
        "options_from": KEY,
        "minimum": {"type": "string"},
        "maximum": {"type": "string"},
    },
    ["key", "type", "title", "default"],
)

_CONNECTION = closed({"key": KEY, "title": LOCALIZED, "detail": LOCALIZED}, ["key", "title"])

_ASKS = closed(
    {
        "connections": {"type": "array", "items": _CONNECTION},
        "public_forms": {"type": "array", "items": KEY},
        "schedules": {"type": "array", "items": KEY},
        "writes": {"type": "array", "items": {"type": "string"}},
        "reads": {"type": "array", "items": {"type": "string"}},
    },
    [],
)

# With a form its records, without one people.
_LINK = closed(
    {
        "intake": KEY,
        "title": {"type": "string"},
        "parameters": {"type": "object", "additionalProperties": {"type": "string"}},
    },
    ["intake", "title"],
)
# With a last day the days of the file come near the day of installing, see sample_data.py.
_SAMPLE = closed(
    {"form": KEY, "file": {"type": "string"}, "title": LOCALIZED, "last_day": {"type": "string", "format": "date"}},
    ["file", "title"],
)


def manifest_schema() -> dict[str, Any]:
    """The manifest's JSON Schema (2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:loomwork:manifest",
        **closed(
            {
                "package": KEY,
                "version": _VERSION,
                "title": LOCALIZED,
                "summary": LOCALIZED,
                "category": KEY,
                # Keys of forms in the order in which the app's panel shows them; those left out follow.
                "menu": {"type": "array", "items": KEY, "uniqueItems": True},
                "requires": closed({"platform": _RANGE, "packages": _RANGES, "optional": _RANGES}, ["platform"]),
                "parameters": {"type": "array", "items": _PARAMETER},
                "asks_for": _ASKS,
                "sample_data": {"type": "array", "items": _SAMPLE},
                # Links of public forms that come with the sample data.
                "sample_links": {"type": "array", "items": _LINK},
                # Job titles whose holders get a role when the package is installed.
                "role_titles": {
                    "type": "object",
                    "propertyNames": KEY,
                    "additionalProperties": {"type": "array", "items": {"type": "string"}},
                },
            },
            ["package", "version", "title", "summary", "requires"],
        ),
    }


def with_options(
    parameters: Iterable[Mapping[str, Any]], lists: Mapping[str, list[dict[str, Any]]]
) -> list[dict[str, Any]]:
    """Declared parameters, each with the options of the document that it names, as long as there is one. `lists`:
    options by document."""
    return [
        {name: value for name, value in parameter.items() if name != "options_from"}
        | ({"options": lists[parameter["options_from"]]} if parameter.get("options_from") in lists else {})
        for parameter in parameters
    ]
