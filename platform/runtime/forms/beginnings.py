"""Which fields a new form begins with values that have to be asked for: defaults that are worked out, and those from a
person's own history, {"last": "own"} for what he entered last and {"most_frequent": "own"} for most often.

They stand in a new form when it is opened, for him to change. Where nobody looks at it (import, the API, a workflow)
formulas are worked out all the same, and history is left alone.
"""

from collections.abc import Mapping
from typing import Any

from ..expressions import references
from .fields import FieldPlan
from .locating import wrong

WAYS = ("last", "most_frequent")


def is_formula(default: Any) -> bool:
    """True for {"formula": tree}; any other default is a JSON value or one of the `WAYS`."""
    return isinstance(default, dict) and set(default) == {"formula"}


def is_remembered(field: FieldPlan) -> bool:
    """True when the field's default comes from the person's history."""
    default = field.document.get("default")
    return isinstance(default, dict) and len(default) == 1 and next(iter(default)) in WAYS


def compile_remembered(fields: Mapping[str, FieldPlan]) -> dict[str, str]:
    """Field → way. Raises InvalidDefinition with a pointer into the form."""
    found = {}
    for field in fields.values():
        if not is_remembered(field):
            continue
        ((way, whose),) = field.document["default"].items()
        pointer = f"{field.pointer}/default/{way}"
        if whose != "own":
            raise wrong(pointer, "这里只能写 own，即本人填过的值", "this can only be own")
        if field.computed or field.column is None:
            raise wrong(pointer, f"字段「{field.key}」没有可沿用的值", f"the field {field.key} keeps no value")
        found[field.key] = way
    return found


def worked_out(fields: Mapping[str, FieldPlan]) -> frozenset[str]:
    """The fields whose default is a formula that is known before anything is filled in: it reads none of the record."""
    return frozenset(
        key
        for key, field in fields.items()
        if not field.computed and is_formula(default := field.document.get("default")) and not _reads_record(default)
    )


def _reads_record(default: Any) -> bool:
    return any(path[0] in ("record", "this") for path in references(default["formula"]))
