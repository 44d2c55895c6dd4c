"""Options that were merged or split: the records that hold them get the option that took their place, by a durable job,
some hundred in one transaction, each with its entry in the change record.

A merge or split is declared by the options themselves (`merged_into`, `split_into`) and takes effect when it is
published. A record for which no condition of a split holds keeps the old option, which stays readable.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from .. import changes
from ..context import Context
from ..definitions import Plans, plans_in
from ..errors import Problems
from ..expressions import compile_tree
from ..fields import operators
from ..forms import FieldPlan, FormPlan, form_plan, form_plans
from ..jobs import BULK, Job, enqueue, job_handler
from ..storage import Transaction
from .asking import Asking
from .followers import Written, follow
from .pipeline import draft_change
from .rows import row_for_writing
from .writing import store_change

JOB = "records.retag"
_CHUNK = 200
# Key → the options that may take its place, each with its condition (None for always); the first that holds does.
Moves = Mapping[str, list[tuple[str, Callable[[Any], Any] | None]]]


def retag(context: Context, tx: Transaction, plans: Plans) -> int:
    """Write a job for each field whose records hold merged or split options; called where they are published. Returns
    how many fields there are."""
    found = 0
    for plan in form_plans(plans):
        for field in plan.fields.values():
            moved = _moved(field)
            if moved and _holding(tx, plan, field, moved, "", 1):
                _ask(context, tx, plan, field.key, "", plans.revision)
                found += 1
    return found


@job_handler(JOB)
def retag_some(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"app", "form", "field", "after", "revision"}. Whatever was published since has a job of its own."""
    plans = plans_in(context.workspace, tx)
    app, form, key = (job.payload[name] for name in ("app", "form", "field"))
    if plans.revision != job.payload["revision"] or plans.find("form", app, form) is None:
        return
    plan = form_plan(plans, app, form)
    field = plan.fields.get(key)
    if field is None:
        return
    moves = _moves(field, plan)
    ids = _holding(tx, plan, field, tuple(moves), job.payload["after"], _CHUNK)
    changes.begin(tx, replace(context, provenance="system"), revision=plans.revision)
    for id in ids:
        if (row := row_for_writing(tx, plan, id)) is not None:
            _retag_one(context, tx, plans, plan, field, row, moves)
    if len(ids) == _CHUNK:
        _ask(context, tx, plan, key, ids[-1], plans.revision)


def _ask(context: Context, tx: Transaction, plan: FormPlan, field: str, after: str, revision: int) -> None:
    payload = {"app": plan.app, "form": plan.key, "field": field, "after": after, "revision": revision}
    enqueue(context, tx, JOB, payload, key=f"{JOB}/{plan.name}.{field}/{revision}/{after}", lane=BULK)


def _moved(field: FieldPlan) -> tuple[str, ...]:
    return (*field.settings.get("merges", ()), *field.settings.get("splits", ()))


def _holding(
    tx: Transaction, plan: FormPlan, field: FieldPlan, keys: tuple[str, ...], after: str, limit: int
) -> list[str]:
    """Living records that hold one of the options, by id."""
    table = plan.table
    held = operators["any_of"].sql(table.c[field.key], list(keys))
    statement = sa.select(table.c.id).where(held, table.c.deleted_at.is_(None), table.c.id > after)
    return list(tx.execute(statement.order_by(table.c.id).limit(limit)).scalars())


def _moves(field: FieldPlan, plan: FormPlan) -> Moves:
    moves: dict[str, list[tuple[str, Callable[[Any], Any] | None]]] = {
        key: [(end, None)] for key, end in field.settings.get("merges", {}).items()
    }
    for key, parts in field.settings.get("splits", {}).items():
        moves[key] = [(name, None if when is None else compile_tree(when, plan.environment)) for name, when in parts]
    return moves


def _retag_one(
    context: Context,
    tx: Transaction,
    plans: Plans,
    plan: FormPlan,
    field: FieldPlan,
    row: dict[str, Any],
    moves: Moves,
) -> None:
    data = {
        "record": row,
        "before": None,
        "param": plan.parameters,
        "now": context.now(),
        "zone": context.workspace.zone,
        "calendar": plan.calendar,
    }
    value = _replaced(row[field.key], moves, data)
    if value == row[field.key]:
        return
    after = _worked_out(context, tx, plans, plan, row, field.key, value)
    changed = [key for key in plan.fields if after[key] != row[key]]
    store_change(context, tx, plan, row, after, changed)
    follow(context, tx, plans, plan, Written("change", row, after))


def _replaced(value: Any, moves: Moves, data: Mapping[str, Any]) -> Any:
    """The value with its options replaced; of a list each, without saying one twice."""
    if isinstance(value, list):
        return list(dict.fromkeys(_taking(key, moves, data) for key in value))
    return _taking(value, moves, data)


def _taking(key: str, moves: Moves, data: Mapping[str, Any]) -> str:
    return next((name for name, holds in moves.get(key, ()) if holds is None or holds(data) is True), key)


def _worked_out(
    context: Context, tx: Transaction, plans: Plans, plan: FormPlan, row: dict[str, Any], key: str, value: Any
) -> dict[str, Any]:
    """The row with the value and with what follows from it. Where a check of the form would refuse it, only the value
    changes: the check is asked when somebody next saves the record."""
    own = frozenset({key})
    asking = Asking.as_app(context, plans, plan.app, tx)
    try:
        return draft_change(context, plan, row, {key: plan.fields[key].json(value)}, own, own, False, asking).finish()
    except Problems:
        return row | {key: value}
