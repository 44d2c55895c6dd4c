"""What a form says of the names of its records, so that they are found however people write them.

{"legal": field, "short": field or [fields], "former": field or [fields], "identifiers": [fields], "location": field,
 "collision": {"owner": field, "exempt": condition, "per_hour": 20}}

A form with names is a directory: it has alias search, duplicates, merging, and with "collision" the question whether
somebody owns a company already. A field that holds several names parts them by ; 、 or a new line.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..expressions import Environment, Type, compile_tree
from .fields import FieldPlan, unknown_field
from .locating import located, wrong

# Of the kinds of names: what a record is called now comes before what it was called once.
KINDS = ("legal", "short", "former")
_PARTING = re.compile(r"[;；、\n\r]+")
_MOST_NAMES = 40
_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True, eq=False)
class Collision:
    """`owner` is a member field; None: the record's own owner. `exempt` tells which records are never told of."""

    owner: str | None
    exempt: Callable[[Mapping[str, Any]], Any] | None
    per_hour: int


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Field keys by the kind of name they hold, legal first; the fields that identify; where the record is."""

    fields: tuple[tuple[str, str], ...]
    identifiers: tuple[str, ...]
    location: str | None
    collision: Collision | None

    @property
    def legal(self) -> str:
        """The field of the legal name."""
        return self.fields[0][1]

    @property
    def reads(self) -> tuple[str, ...]:
        """Every field that names, identifies or places a record."""
        return (*(key for _, key in self.fields), *self.identifiers, *([self.location] if self.location else []))

    def of(self, row: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
        """(kind, field, name) for each name in a row of stored values, at most 40."""
        count = 0
        for kind, key in self.fields:
            for name in split_names(row[key]):
                if count < _MOST_NAMES:
                    count += 1
                    yield kind, key, name


def split_names(stored: Any) -> list[str]:
    """The names in a stored value: a text with one or several, or a list of texts."""
    if stored is None:
        return []
    parts = _PARTING.split(stored) if isinstance(stored, str) else [str(one) for one in stored]
    return [name[:_LONGEST_NAME] for part in parts if (name := part.strip())]


def compile_names(
    document: Mapping[str, Any], fields: Mapping[str, FieldPlan], environment: Environment
) -> Names | None:
    """The form's names, or None. Raises InvalidDefinition."""
    if (declared := document.get("names")) is None:
        return None
    with located("/names"):
        named = [
            (kind, _text_field(key, fields, pointer)) for kind in KINDS for pointer, key in _listed(declared, kind)
        ]
        identifiers = tuple(_known(key, fields, pointer) for pointer, key in _listed(declared, "identifiers"))
        location = next((_known(key, fields, pointer) for pointer, key in _listed(declared, "location")), None)
        with located("/collision"):
            collision = _collision(declared.get("collision"), fields, environment)
        return Names(tuple(named), identifiers, location, collision)


def names_schema(key: dict[str, Any], expression: dict[str, Any]) -> dict[str, Any]:
    """JSON Schema of the member "names"; `key` and `expression` are the form schema's own."""
    keys = {"oneOf": [key, {"type": "array", "items": key, "minItems": 1}]}
    collision = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "owner": key,
            "exempt": expression,
            "per_hour": {"type": "integer", "minimum": 1, "maximum": 1000},
        },
    }
    return {
        "type": "object",
        "required": ["legal"],
        "additionalProperties": False,
        "properties": {
            "legal": key,
            "short": keys,
            "former": keys,
            "identifiers": keys,
            "location": key,
            "collision": collision,
        },
    }


def _listed(declared: Mapping[str, Any], member: str) -> list[tuple[str, str]]:
    """(pointer, field key) of a member that holds one key or several."""
    raw = declared.get(member, [])
    return [(f"/{member}", raw)] if isinstance(raw, str) else [(f"/{member}/{i}", key) for i, key in enumerate(raw)]


def _known(key: str, fields: Mapping[str, FieldPlan], pointer: str) -> str:
    if key not in fields:
        raise unknown_field(key, pointer)
    return key


def _text_field(key: str, fields: Mapping[str, FieldPlan], pointer: str) -> str:
    field = fields[_known(key, fields, pointer)]
    if field.type.links or field.type.expression_type(field.settings) not in (Type.TEXT, Type.LIST):
        raise wrong(pointer, f"字段「{key}」不是文字，不能作为名称", f"the field {key} holds no text and names nothing")
    return key


def _collision(
    declared: Mapping[str, Any] | None, fields: Mapping[str, FieldPlan], environment: Environment
) -> Collision | None:
    if declared is None:
        return None
    owner = declared.get("owner")
    if owner is not None and fields[_known(owner, fields, "/owner")].type.links != "person":
        raise wrong("/owner", f"字段「{owner}」不是人员", f"the field {owner} names no person")
    exempt = None
    if (tree := declared.get("exempt")) is not None:
        with located("/exempt"):
            exempt = compile_tree(tree, environment)
    return Collision(owner, exempt, declared.get("per_hour", 20))
