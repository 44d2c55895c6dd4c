"""Rename every key of a package by a seeded mapping: what remains must work just the same.

Keys are found in the documents themselves. A text is a key where it stands as a value, as part of a path
("record.budget"), as a placeholder of a message ("{company}") or as a member of a map that is keyed by keys; members
whose values belong to the language of definitions ("type", "mode", …) are left alone.
"""

import random
import re
import string
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from loomwork.builder.packages import Package

# Maps whose members are keys of the package.
_KEYED_MAPS = {
    "forms", "fields", "values", "decide", "flow", "count", "records", "mark", "move", "set", "role_titles",
    "parameters", "expect", "match", "in", "out", "with", "held", "weights", "map",
    "choices", "only",
}  # fmt: skip
# Members whose values are words of the language, never keys.
_WORDS = {
    "kind", "type", "title", "summary", "section", "at", "verbs", "refused", "decision", "state", "mode", "until",
    "better", "function", "result", "currency", "file", "people", "comment", "version", "category", "initiator",
    "now", "advance", "on_delete", "refresh", "good", "statistic", "unit", "operator", "zoom",
    "connector", "method", "sign_in",
    "way", "first", "compare", "tone", "crossing", "clock", "chart", "figure", "pick", "class",
}  # fmt: skip
# What a chart is split by.
_SPLITS = {"by", "across", "columns"}
_SCOPES = {
    "record",
    "before",
    "candidate",
    "actor",
    "nodes",
    "trigger",
    "param",
    "now",
    "row",
    "this",
    "line",
    "person",
    "day",
    "item",
}


def renamed(package: Package, seed: int) -> Package:
    """The same package with every key of its own replaced."""
    random_source = random.Random(seed)
    names = sorted(set(_keys(package)))
    mapping = {name: _fresh(random_source, number) for number, name in enumerate(names)}
    rename = _Renaming(mapping, frozenset(_checklists(package)))
    return replace(
        package,
        manifest=rename.value(package.manifest, ""),
        documents=tuple(rename.value(document, "") for document in package.documents),
        scenarios=tuple(rename.value(scenario, "") for scenario in package.scenarios),
        files={path: rename.header(content) for path, content in package.files.items()},
    )


def _keys(package: Package) -> Iterator[str]:
    yield package.key
    for document in (package.manifest, *package.documents, *package.scenarios):
        yield from _keys_in(document)


def _duty_words(value: dict[str, Any]) -> set[str]:
    """Members of a metric over an obligation that hold words of the language: what is counted, and by what."""
    if value.get("type") == "obligation":
        return {"count"}
    aggregate = value.get("aggregate")
    counts = isinstance(aggregate, dict) and aggregate.get("type") == "obligation"
    return {"dimensions"} if counts else set()


def _checklists(package: Package) -> Iterator[str]:
    """Fields whose items hold what their type says: those names are the language's."""
    for document in package.documents:
        if document["kind"] != "intake":  # its fields are named, not made
            yield from (field["key"] for field in document.get("fields", ()) if field.get("type") == "checklist")


def _keys_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for member in ("key", "name", "otherwise"):
            if isinstance(value.get(member), str):
                yield value[member]
        for inner in value.values():
            yield from _keys_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys_in(inner)


def _fresh(random_source: random.Random, number: int) -> str:
    return f"q{''.join(random_source.choices(string.ascii_lowercase, k=5))}{number}"


class _Renaming:
    def __init__(self, mapping: dict[str, str], checklists: frozenset[str]) -> None:
        self._mapping = mapping
        self._checklists = checklists

    def value(self, value: Any, member: str) -> Any:
        if isinstance(value, dict):
            if member == "pool":  # what is expected of records: their names are keys
                return {self.path(name): self.value(inner, "") for name, inner in value.items()}
            if member in _KEYED_MAPS:
                renamed = {name: self.path(name) for name in value}
                return {
                    new: self._inside(name, value[name])
                    if new == name
                    else self._items(value[name])
                    if name in self._checklists
                    else self._held(value[name])
                    for name, new in renamed.items()
                }
            kept = _duty_words(value)
            return {name: inner if name in kept else self._inside(name, inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.value(inner, member) for inner in value]
        if isinstance(value, str):
            return self.path(value) if member != "text" else self.text(value)
        return value

    def _items(self, value: Any) -> Any:
        """Items as a scenario ticks them off."""
        if not isinstance(value, list):
            return self._held(value)
        return [{name: self.value(inner, "") for name, inner in item.items()} for item in value]

    def _held(self, value: Any) -> Any:
        """What a key of the package holds, whatever it was called: a value, lines by column, answers by question."""
        if isinstance(value, list):
            return [self._held(item) for item in value]
        if isinstance(value, dict) and not set(value) <= {"person", "record", "in", "manager_of"}:
            return self.value(value, "values")
        return self.value(value, "")

    def _inside(self, name: str, inner: Any) -> Any:
        if name == "title" and isinstance(inner, dict):  # a message's has placeholders
            return {locale: self.text(words) for locale, words in inner.items()}
        is_parameter = isinstance(inner, dict) and inner.keys() == {"param"}
        if (name in _WORDS and not is_parameter) or (name == "var" and inner in _SCOPES):
            return inner
        if name in _SPLITS and inner == "period":  # a chart by the periods themselves
            return inner
        if name in ("message", "text") and isinstance(inner, dict):  # the sentence of a check, of a message
            return {locale: self.text(words) for locale, words in inner.items()}
        return self.value(inner, name)

    def path(self, path: str) -> str:
        """A key, or keys joined by dots after a scope."""
        if path.endswith(".csv"):
            return path
        if path in self._mapping:
            return self._mapping[path]
        parts = path.split(".")
        if (
            len(parts) == 1
            or parts[0] in ("actor", "person")
            or not all(re.fullmatch(r"[a-z][a-z0-9_]*", part) for part in parts)
        ):
            return path
        return ".".join(
            part
            if (part in _SCOPES and not i) or (i and parts[i - 1] in self._checklists)
            else self._mapping.get(part, part)
            for i, part in enumerate(parts)
        )

    def text(self, words: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda found: "{" + self._mapping.get(found[1], found[1]) + "}", words)

    def header(self, content: bytes) -> bytes:
        head, separator, rows = content.decode("utf-8").partition("\n")
        return (",".join(self._mapping.get(name, name) for name in head.split(",")) + separator + rows).encode()
