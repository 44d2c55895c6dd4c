"""The values that a record had before a change, from what the change record says of it."""

from collections.abc import Mapping
from typing import Any

from ...changes import Patch
from ...forms import FormPlan
from .earlier_lines import earlier_lines


def values_before(plan: FormPlan, row: Mapping[str, Any], patch: Patch) -> dict[str, Any]:
    """Field → value before `patch`, which led to `row`, of the fields that it changed and that are still there."""
    before: dict[str, Any] = {}
    on_lines: dict[str, list[Mapping[str, Any]]] = {}
    for operation in patch:
        key, *rest = operation["path"] or [""]
        if rest and key in plan.fields and plan.fields[key].columns:
            on_lines.setdefault(key, []).append(operation)
        elif operation["op"] == "set" and key in plan.fields:
            before[key] = operation.get("before")
    values = {key: plan.fields[key].load(value) for key, value in before.items()}
    return values | {key: earlier_lines(plan.fields[key], row[key], some) for key, some in on_lines.items()}
