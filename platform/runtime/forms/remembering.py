"""Defaults from a person's own history: {"last": "own"} is what he entered last, {"most_frequent": "own"} most often.

They stand in a new form when it is opened, for him to change. Nothing is filled in where nobody looks at it: records
that come by import, the API or a workflow do without.
"""

from collections.abc import Mapping

from .fields import FieldPlan
from .locating import wrong

WAYS = ("last", "most_frequent")


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
