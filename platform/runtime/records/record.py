"""A record as one actor sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..forms import FormPlan


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """`values` holds stored values of just the fields that the actor may see in this very row."""

    plan: FormPlan
    id: str
    revision: int
    values: dict[str, Any]
    created_at: datetime
    created_by: str
    updated_at: datetime
    updated_by: str
    owner: str | None
    department: str | None
    flow_state: str | None
    deleted_at: datetime | None = None


def record_of(plan: FormPlan, row: Mapping[str, Any], seen: frozenset[str]) -> Record:
    """The record for a row of the form's table, cut down to the fields in `seen`."""
    return Record(
        plan,
        row["id"],
        row["revision"],
        {key: row[key] for key in plan.fields if key in seen},
        row["created_at"],
        row["created_by"],
        row["updated_at"],
        row["updated_by"],
        row["owner"],
        row["department"],
        row["flow_state"],
        row["deleted_at"],
    )
