"""Values that stand in an app's documents and could be parameters of its package.

These are numbers that something is compared with or reckoned by, and durations. What is offered was tried: its document
holds with a parameter in that place.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from ...runtime.definitions import Definition, InstalledApp, Plans
from ...runtime.definitions.shape import shape_problems
from ...runtime.errors import PlatformError
from ...runtime.pointers import token, tokens
from ...runtime.slugs import slug
from ..checking import candidate_plans
from ..kinds import definition_kinds, titled_schema

_RECKONING = frozenset({"<", "<=", ">", ">=", "==", "!=", "+", "-", "*", "/", "min", "max"})
_DURATION = re.compile(r"P(?=.)(\d+[YMWD])*(T(?=.)(\d+[HMS])+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Constant:
    """A value at `pointer` of a document; `type` is that of the parameter it could be."""

    kind: str
    key: str
    pointer: str
    type: str
    value: Any


def constants(plans: Plans, app: InstalledApp, documents: Mapping[tuple[str, str], dict[str, Any]]) -> list[Constant]:
    """Everything in the documents that may become a parameter, in their order."""
    found = []
    for (kind, key), document in documents.items():
        for pointer, type_, value in _values(document, ""):
            one = Constant(kind, key, pointer, type_, value)
            if _holds(plans, app, documents, one):
                found.append(one)
    return found


def put_parameter(document: dict[str, Any], pointer: str, parameter: str) -> dict[str, Any]:
    """The document with a parameter in that place."""
    made = deepcopy(document)
    *way, last = tokens(pointer)
    place: Any = made
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if isinstance(place, list):
        place[int(last)] = {"param": parameter}
    else:
        place[last] = {"param": parameter}
    return made


def _values(value: Any, pointer: str) -> Iterator[tuple[str, str, Any]]:
    if isinstance(value, dict):
        for name, member in value.items():
            here = f"{pointer}/{token(name)}"
            if name in _RECKONING and isinstance(member, list) and any(isinstance(one, dict) for one in member):
                yield from ((f"{here}/{at}", _type(one), one) for at, one in enumerate(member) if _type(one))
            if isinstance(member, str) and _DURATION.fullmatch(member):
                yield here, "duration", member
            yield from _values(member, here)
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from _values(one, f"{pointer}/{at}")


def _type(value: Any) -> str:
    if type(value) is int:
        return "integer"
    return "decimal" if type(value) is float else ""


def _holds(plans: Plans, app: InstalledApp, documents: Mapping[tuple[str, str], dict[str, Any]], one: Constant) -> bool:
    """Whether the document may have a parameter there: by its shape, and by what it is checked for."""
    taken = {parameter["key"] for parameter in app.manifest.get("parameters", ())}
    key = slug("tried", "parameter", taken)
    tried = put_parameter(documents[one.kind, one.key], one.pointer, key)
    if any(shape_problems(titled_schema(one.kind), tried, one.key)):
        return False
    definitions = [
        Definition(app.key, kind, name, 1, "", tried if (kind, name) == (one.kind, one.key) else document)
        for (kind, name), document in documents.items()
    ]
    values = {**plans.parameters(app.key), key: one.value}
    after = candidate_plans(plans, app, definitions, values)
    definition = after.find(one.kind, app.key, one.key)
    try:
        if definition is not None:
            definition_kinds.get(one.kind).check(after, definition)
    except PlatformError:
        return False
    return True
