"""Options that were merged or split: the records that hold them, in fields or in lines, get the option that took their
place, by a durable job, some hundred in one transaction, each with its entry in the change record.

A merge or split is declared by the options themselves (`merged_into`, `split_into`) and takes effect when it is
published. A record for which no condition of a split holds keeps the old option, which stays readable.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from ... import changes
from ...context import Context
from ...definitions import Plans, plans_in
from ...errors import Problems
from ...expressions import compile_tree
from ...fields import operators
from ...fields.columns import Column, Line
from ...forms import FieldPlan, FormPlan, SidePlan, form_plan, form_plans
from ...forms.lines import line_environment
from ...jobs import BULK, Job, enqueue, job_handler
from ...storage import Transaction
from ..derived.asking import Asking
from ..followers import Written, follow
from ..rows.statements import row_for_writing
from ..submission.pipeline import draft_change
from ..writing import store_change

JOB = "records.retag"
_CHUNK = 200
# Key → the options that may take its place, each with its condition (None for always); the first that holds does.
Moves = Mapping[str, list[tuple[str, Callable[[Any], Any] | None]]]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where options are held: a field of the form, or with `side` a column of its lines."""

    plan: FormPlan
    field: FieldPlan
    side: SidePlan | None
    column: FieldPlan | Column

    @property
    def name(self) -> str:
        """The field's key, of lines such as "lines.kind"."""
        return self.field.key if self.side is None else f"{self.field.key}.{self.column.key}"

    @property
    def moved(self) -> tuple[str, ...]:
        """The options that were merged or split."""
        settings = self.column.settings
        return (*settings.get("merges", ()), *settings.get("splits", ()))


def retag(context: Context, tx: Transaction, plans: Plans) -> int:
    """Write a job for each field and column whose records hold merged or split options; called where they are
    published. Returns how many there are."""
    found = 0
    for plan in form_plans(plans):
        for place in _places(plan):
            if place.moved and _holding(tx, place, place.moved, "", 1):
                _ask(context, tx, place, "", plans.revision)
                found += 1
    return found


@job_handler(JOB)
def retag_some(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"app", "form", "field", "after", "revision"}. Whatever was published since has a job of its own."""
    plans = plans_in(context.workspace, tx)
    app, form, name = (job.payload[key] for key in ("app", "form", "field"))
    if plans.revision != job.payload["revision"] or plans.find("form", app, form) is None:
        return
    plan = form_plan(plans, app, form)
    place = next((one for one in _places(plan) if one.name == name), None)
    if place is None:
        return
    moves = _moves(place)
    ids = _holding(tx, place, tuple(moves), job.payload["after"], _CHUNK)
    changes.begin(tx, replace(context, provenance="system"), revision=plans.revision)
    for id in ids:
        if (row := row_for_writing(tx, plan, id)) is not None:
            _retag_one(context, tx, plans, place, row, moves)
    if len(ids) == _CHUNK:
        _ask(context, tx, place, ids[-1], plans.revision)


def _places(plan: FormPlan) -> Iterator[_Place]:
    for field in plan.fields.values():
        yield _Place(plan, field, None, field)
    for side in plan.sides:
        for column in side.columns.values():
            yield _Place(plan, side.field, side, column)


def _ask(context: Context, tx: Transaction, place: _Place, after: str, revision: int) -> None:
    plan, name = place.plan, place.name
    payload = {"app": plan.app, "form": plan.key, "field": name, "after": after, "revision": revision}
    enqueue(context, tx, JOB, payload, key=f"{JOB}/{plan.name}.{name}/{revision}/{after}", lane=BULK)


def _holding(tx: Transaction, place: _Place, keys: tuple[str, ...], after: str, limit: int) -> list[str]:
    """Living records that hold one of the options, by id."""
    table = place.plan.table
    cells = table if place.side is None else place.side.table
    held = operators["any_of"].sql(cells.c[place.column.key], list(keys))
    if place.side is not None:
        held = table.c.id.in_(sa.select(cells.c["_record"]).where(held))
    statement = sa.select(table.c.id).where(held, table.c.deleted_at.is_(None), table.c.id > after)
    return list(tx.execute(statement.order_by(table.c.id).limit(limit)).scalars())


def _moves(place: _Place) -> Moves:
    environment = place.plan.environment
    if place.side is not None:
        environment = line_environment(place.field, environment)
    settings = place.column.settings
    moves: dict[str, list[tuple[str, Callable[[Any], Any] | None]]] = {
        key: [(end, None)] for key, end in settings.get("merges", {}).items()
    }
    for key, parts in settings.get("splits", {}).items():
        moves[key] = [(name, None if when is None else compile_tree(when, environment)) for name, when in parts]
    return moves


def _retag_one(
    context: Context, tx: Transaction, plans: Plans, place: _Place, row: dict[str, Any], moves: Moves
) -> None:
    plan, key = place.plan, place.field.key
    data = {
        "record": row,
        "before": None,
        "param": plan.parameters,
        "now": context.now(),
        "zone": context.workspace.zone,
        "calendar": plan.calendar,
    }
    value = _replaced(row[key], moves, data) if place.side is None else _lines(place, row[key], moves, data)
    if value == row[key]:
        return
    after = _worked_out(context, tx, plans, place, row, value)
    changed = [key for key in plan.fields if after[key] != row[key]]
    store_change(context, tx, plan, row, after, changed)
    follow(context, tx, plans, plan, Written("change", row, after))


def _lines(place: _Place, lines: list[Line] | None, moves: Moves, data: Mapping[str, Any]) -> list[Line] | None:
    """The lines with the options of their column replaced; a condition reads the line, too."""
    key = place.column.key
    return lines and [
        line if line[key] is None else line | {key: _replaced(line[key], moves, {**data, "line": line})}
        for line in lines
    ]


def _replaced(value: Any, moves: Moves, data: Mapping[str, Any]) -> Any:
    """The value with its options replaced; of a list each, without saying one twice."""
    if isinstance(value, list):
        return list(dict.fromkeys(_taking(key, moves, data) for key in value))
    return _taking(value, moves, data)


def _taking(key: str, moves: Moves, data: Mapping[str, Any]) -> str:
    return next((name for name, holds in moves.get(key, ()) if holds is None or holds(data) is True), key)


def _worked_out(
    context: Context, tx: Transaction, plans: Plans, place: _Place, row: dict[str, Any], value: Any
) -> dict[str, Any]:
    """The row with the value and with what follows from it. Where a check of the form would refuse it, only the value
    changes: the check is asked when somebody next saves the record."""
    plan, key = place.plan, place.field.key
    seen = frozenset({key, *(f"{key}.{name}" for name in place.field.columns)})
    own = frozenset({key, place.name})
    asking = Asking.as_app(context, plans, plan.app, tx)
    try:
        return draft_change(context, plan, row, {key: place.field.json(value)}, own, seen, False, asking).finish()
    except Problems:
        return row | {key: value}
