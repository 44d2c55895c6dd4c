"""Message text: plain words with {places}. A place names a value; there is no logic, and no way to anything else.

"{company}" and "{record.company}" are the record's value, "{actor.name}" and the like other values given. A place
without a value reads "—"; "{{" and "}}" are plain braces. What a value contains is never read as text again.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..localized import LOCALES, Localized, listed, text

_PLACE = re.compile(r"\{\{|\}\}|\{([^\W\d][\w]*(?:\.[^\W\d][\w]*){0,3})\}")
_EMPTY = "—"
_LONGEST = 2000


def places(template: Localized) -> set[str]:
    """Names of the places in a text, over all its languages."""
    texts = template.values() if isinstance(template, dict) else [template]
    return {match[1] for one in texts for match in _PLACE.finditer(one) if match[1]}


def stray_brace(template: str) -> str | None:
    """The first words from a brace that belongs to no place; None when all do."""
    left = _PLACE.sub(lambda match: " " * len(match[0]), template)
    at = min((left.find(brace) for brace in "{}" if brace in left), default=None)
    return None if at is None else template[at : at + 12]


def fill(template: Localized, data: Mapping[str, Any]) -> dict[str, str]:
    """The text in every language with its places filled from `data`."""
    return {locale: _filled(text(template, locale), data, locale) for locale in _locales(template)}


def _locales(template: Localized) -> Iterator[str]:
    yield from (template if isinstance(template, dict) else LOCALES)


def _filled(template: str, data: Mapping[str, Any], locale: str) -> str:
    def value(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[0][0]
        return _shown(_find(match[1].split("."), data), locale)

    return _PLACE.sub(value, template)[:_LONGEST]


def _find(path: list[str], data: Mapping[str, Any]) -> Any:
    start: Any = data if path[0] in data else data.get("record", {})
    for name in path:
        # Mappings only: an attribute would lead from a value to its class, and from there anywhere.
        start = start.get(name) if isinstance(start, Mapping) else None
    return start


def _shown(value: Any, locale: str) -> str:
    value = text(value, locale)
    if value is None or value == "" or isinstance(value, Mapping):
        return _EMPTY
    if isinstance(value, (list, tuple)):
        return listed((_shown(one, locale) for one in value), locale) or _EMPTY
    return str(value)
