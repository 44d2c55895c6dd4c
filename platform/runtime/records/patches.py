"""What the change record says of a written row, in its vocabulary of keyed members with JSON values."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ..changes import Patch
from ..forms import FormPlan


def created_patch(plan: FormPlan, row: Mapping[str, Any]) -> Patch:
    """Everything that is not empty."""
    values = {key: field.json(row[key]) for key, field in plan.fields.items() if row[key] is not None}
    return [{"op": "add", "path": [], "after": values}]


def changed_patch(plan: FormPlan, before: Mapping[str, Any], after: Mapping[str, Any], keys: Sequence[str]) -> Patch:
    """One operation for each changed field."""
    return [
        {
            "op": "set",
            "path": [key],
            "before": plan.fields[key].json(before[key]),
            "after": plan.fields[key].json(after[key]),
        }
        for key in keys
    ]


def deleted_patch(at: datetime) -> Patch:
    """The values stay in the row."""
    return [{"op": "set", "path": ["deleted_at"], "before": None, "after": at.isoformat()}]


def restored_patch(deleted_at: datetime) -> Patch:
    return [{"op": "set", "path": ["deleted_at"], "before": deleted_at.isoformat(), "after": None}]
