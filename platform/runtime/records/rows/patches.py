"""What the change record says of a written row, in its vocabulary of keyed members with JSON values.

Lines are keyed members themselves: an operation on one has the path [field, line id], one on a cell [field, line id,
column]; "move" tells after which line it stands now.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from ...changes import Patch
from ...changes.ordering import previous, staying
from ...fields.columns import Line
from ...forms import FieldPlan, FormPlan

# Where a patch keeps the checks that warned; no field can be called so.
WARNED = "#warned"


def created_patch(plan: FormPlan, row: Mapping[str, Any]) -> Patch:
    """Everything that is not empty."""
    values = {key: field.json(row[key]) for key, field in plan.fields.items() if row[key] is not None}
    return [{"op": "add", "path": [], "after": values}]


def changed_patch(plan: FormPlan, before: Mapping[str, Any], after: Mapping[str, Any], keys: Sequence[str]) -> Patch:
    """One operation for each changed field, of lines one for each line that came or went and each changed cell."""
    patch: Patch = []
    for key in keys:
        field = plan.fields[key]
        if field.columns:
            patch += _lines_patch(field, before[key] or [], after[key] or [])
        else:
            patch.append(
                {"op": "set", "path": [key], "before": field.json(before[key]), "after": field.json(after[key])}
            )
    return patch


def _lines_patch(field: FieldPlan, before: Sequence[Line], after: Sequence[Line]) -> Patch:
    old, new = {line["id"]: line for line in before}, {line["id"]: line for line in after}
    patch: Patch = [
        {"op": "remove", "path": [field.key, id], "before": _cells(field, line)}
        for id, line in old.items()
        if id not in new
    ]
    for id, line in new.items():
        if id not in old:
            patch.append({"op": "add", "path": [field.key, id], "after": _cells(field, line)})
        elif old[id] != line:
            patch += [
                {
                    "op": "set",
                    "path": [field.key, id, key],
                    "before": column.json(old[id][key]),
                    "after": column.json(line[key]),
                }
                for key, column in field.columns.items()
                if old[id][key] != line[key]
            ]
    return patch + _moves(field.key, [id for id in old if id in new], list(new), set(old))


def _moves(key: str, kept: list[str], order: list[str], known: set[str]) -> Patch:
    """The fewest lines that have to be moved; the others keep their order among themselves."""
    still = staying(kept, order)
    return [
        {"op": "move", "path": [key, id], "before": previous(kept, id), "after": previous(order, id)}
        for id in order
        if id in known and id not in still
    ]


def _cells(field: FieldPlan, line: Line) -> dict[str, Any]:
    return {key: column.json(line[key]) for key, column in field.columns.items() if line[key] is not None}


def deleted_patch(at: datetime) -> Patch:
    """The values stay in the row."""
    return [{"op": "set", "path": ["deleted_at"], "before": None, "after": at.isoformat()}]


def restored_patch(deleted_at: datetime) -> Patch:
    return [{"op": "set", "path": ["deleted_at"], "before": deleted_at.isoformat(), "after": None}]


def warned_patch(warnings: Iterable[str], confirmed: bool) -> Patch:
    """The checks that warned, by key: a person saw them and went on, or nobody could be asked."""
    return [{"op": "add", "path": [WARNED, key], "after": "confirmed" if confirmed else "unseen"} for key in warnings]
