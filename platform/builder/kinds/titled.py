"""The schemas of kinds with words for people: what a member is called ("x-title") and what each of its values means
("x-values"), from `titles.json`, and what a type is for ("x-description"), from `descriptions.json`. Panels of the
builder and differences in words read them.

A part of a third party's says its own: `title` in the metadata of a marshmallow field becomes "x-title" and stays.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from ...runtime.localized import text
from .registry import definition_kinds

_WORDS = json.loads(Path(__file__).with_name("titles.json").read_text(encoding="utf-8"))
# What types of fields, steps and triggers are for, in Chinese: by what their classes say in English.
_DESCRIPTIONS = json.loads(Path(__file__).with_name("descriptions.json").read_text(encoding="utf-8"))


@cache
def titled_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a kind's documents, with words. Not to be changed: it is shared."""
    titled: dict[str, Any] = _titled(definition_kinds.get(kind).schema())
    return titled


def with_words(schema: dict[str, Any]) -> dict[str, Any]:
    """A JSON Schema with the words of its members and values, for what is no document of a kind."""
    titled: dict[str, Any] = _titled(schema)
    return titled


def member_title(name: str, locale: str) -> str:
    """What a member of a document is called; its name where no words are known."""
    return str(text(_WORDS["members"].get(name, name), locale))


def value_title(value: Any, locale: str) -> str:
    """What one of several possible values is called; the value itself where no words are known."""
    return str(text(_WORDS["values"].get(str(value), str(value)), locale))


def described(said: Any) -> dict[str, str] | None:
    """What a class says of itself, in both languages; None where the other one is not known."""
    english = " ".join(said.split()) if isinstance(said, str) else ""
    return {"zh-CN": _DESCRIPTIONS[english], "en": english} if english in _DESCRIPTIONS else None


def _titled(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_titled(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: _titled(value) for name, value in schema.items() if name != "properties"}
    if isinstance(properties := schema.get("properties"), dict):
        made["properties"] = {name: _property(name, one) for name, one in properties.items()}
    if words := described(schema.get("description")):
        made["x-description"] = words
    if words := _WORDS["values"].get(str(schema.get("const"))):
        made["x-values"] = {str(schema["const"]): words}
    return made


def _property(name: str, schema: Any) -> Any:
    made = _titled(schema)
    if not isinstance(made, dict):
        return made
    words: dict[str, Any] = {}
    if title := _WORDS["members"].get(name):
        words["x-title"] = title
    if known := {str(one): _WORDS["values"][str(one)] for one in made.get("enum", ()) if str(one) in _WORDS["values"]}:
        words["x-values"] = known
    return words | made
