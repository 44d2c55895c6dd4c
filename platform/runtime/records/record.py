"""A record as one actor sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..forms import FormPlan
from ..forms.system_columns import SYSTEM_COLUMNS
from .submission.lines import cut


# Not frozen, because building fifty for a page would take twice as long; nobody changes one.
@dataclass(slots=True, eq=False)
class Record:
    """`values` holds stored values of just the fields that the actor may see in this very row.

    The rest are the system columns, in their order.
    """

    plan: FormPlan
    values: dict[str, Any]
    id: str
    created_at: datetime
    created_by: str
    updated_at: datetime
    updated_by: str
    owner: str | None
    department: str | None
    revision: int
    deleted_at: datetime | None
    flow_state: str | None


def record_of(plan: FormPlan, row: Mapping[str, Any], seen: frozenset[str]) -> Record:
    """The record for a row of the form's table, cut down to the fields in `seen`."""
    # What is worked out in the database is not in a row that was just written.
    values = {key: row[key] for key, field in plan.fields.items() if key in seen and not field.derived}
    for side in plan.sides:
        if side.key in values:
            values[side.key] = cut(side.field, values[side.key], seen)
    return Record(plan, values, *(row[name] for name in SYSTEM_COLUMNS))
